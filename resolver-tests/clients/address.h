/*
 * address.h -- addresses as text by RFC 5952, written here because the libcs
 * under test differ in just that.
 */
#ifndef CLIENTS_ADDRESS_H
#define CLIENTS_ADDRESS_H

#include <netdb.h>
#include <stddef.h>
#include <sys/socket.h>

#include "args.h"
#include "emit.h"

enum { ADDRESS_SIZE = 64 };

/*
 * The 4 or 16 OCTETS of an AF_INET or AF_INET6 address, with %SCOPE where that
 * is not 0 (a number always).  Writes into BUF and returns it.
 */
const char *address_format(int family, const void *octets, unsigned scope,
    char buf[ADDRESS_SIZE]);

/* A line `address TEXT`; `address family N` for what is neither. */
void address_emit(struct emit *out, const struct sockaddr *sa);

/* As address_emit() for LEN octets; `address \# LEN hex` where LEN is odd. */
void address_emit_octets(struct emit *out, int family, const void *octets,
    int len);

/* What a struct sockaddr_storage holds, and where in it the address is. */
struct address {
	struct sockaddr_storage storage;
	socklen_t len;
	const void *octets; /* within storage */
	socklen_t octets_len;
};

/*
 * Reads the address and, after a %, the interface or its number, in word 0 of
 * ARGS.  Returns 0, or -1 with ARGS->error set.
 */
int address_parse(struct args *args, unsigned port, struct address *out);

/*
 * The name, aliases and addresses of H, a line each; an alias that repeats the
 * name, as musl lists it, says nothing new and is not compared.
 */
void address_emit_hostent(struct emit *out, const struct hostent *h);

#endif
