/*
 * listen.h -- the sockets of one nameserver address, in every state a
 * scenario asks for.
 */
#ifndef FAKEDNS_LISTEN_H
#define FAKEDNS_LISTEN_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/socket.h>

enum listen_state {
	LISTEN_OPEN,
	LISTEN_FULL,      /* TCP: the backlog is full, SYNs get no answer */
	LISTEN_BLACKHOLE, /* TCP: a filter drops every segment */
};

struct listen_spec {
	const char *address; /* "192.0.2.53", "2001:db8::53", "fe80::53%lo" */
	uint16_t port;
	bool tcp;
	enum listen_state state;
	bool fast_open;       /* TCP: data of a SYN is taken (RFC 7413) */
	uint16_t filler_port; /* source of what fills a backlog; 0: any */
};

/* Text to an address; -1 where it is none or its interface is unknown. */
int listen_address(const char *text, uint16_t port,
    struct sockaddr_storage *out, socklen_t *len);

/*
 * Opens a bound, non-blocking, close-on-exec socket; a TCP one listens.  FDS
 * gets it and, for a full backlog, the connection that fills it (else -1):
 * both are the caller's.  Returns -1 with errno; FDS are then -1.
 */
int listen_open(const struct listen_spec *, int fds[2]);

#endif
