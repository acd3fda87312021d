/*
 * witness_internal.h -- shared by witness.c and witness_see.c.
 */
#ifndef RESOLVER_TESTS_WITNESS_INTERNAL_H
#define RESOLVER_TESTS_WITNESS_INTERNAL_H

#include "resolver-tests/witness.h"

enum { SIGHTING_KEPT = 512 };

/* One of these a frame. */
struct sighting {
	enum journal_kind kind;
	uint64_t us; /* since the journal was opened; UINT64_MAX: not known */
	size_t replies; /* over UDP, that passed before it */
	struct ip_end client, server;
	bool tcp;
	uint32_t isn;    /* of a SYN */
	bool answered;   /* it was, with SYN and ACK */
	uint8_t *octets; /* owned; of a query, SIGHTING_KEPT at most */
	size_t len;      /* of all its octets */
	bool taken;      /* a nameserver has told of it */
};

/* A query that a nameserver told of. */
struct heard {
	const char *server; /* borrowed from the scenario */
	unsigned port;
	uint16_t id;
	bool matched;
};

/* The declared server at A, or NULL. */
const struct ip_end *witness_server(const struct witness *,
    const struct ip_end *a);

#endif
