/*
 * match.h -- does an entry answer this query?
 */
#ifndef FAKEDNS_MATCH_H
#define FAKEDNS_MATCH_H

#include "fakedns/entry.h"

/* One query as it arrived. */
struct incoming {
	size_t server; /* index */
	bool tcp;
	bool accept;   /* no query: a connection was accepted */
	/* Who asks: 16 octets of address (IPv4 mapped), 2 of port. */
	uint8_t client[18];
	const uint8_t *octets; /* borrowed */
	size_t len;
	struct query query; /* of the octets */
};

/* MATCH only: neither the scope nor TIMES is looked at. */
bool match_entry(const struct entry *, const struct incoming *);

#endif
