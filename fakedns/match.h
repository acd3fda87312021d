/*
 * match.h -- does an entry answer this query?
 */
#ifndef FAKEDNS_MATCH_H
#define FAKEDNS_MATCH_H

#include "fakedns/entry.h"

enum { CLIENT_OCTETS = 18 };

/* One query as it arrived. */
struct incoming {
	size_t server; /* index */
	bool tcp;
	bool accept; /* no query: a connection was accepted */
	/* Who asks: 16 octets of address (IPv4 mapped), 2 of port. */
	uint8_t client[CLIENT_OCTETS];
	const uint8_t *octets; /* borrowed */
	size_t len;
	struct query query; /* of the octets */
};

/* MATCH only: neither the scope nor TIMES is looked at. */
bool match_entry(const struct entry *, const struct incoming *);
/* True where it takes only queries for the very name of its question. */
bool match_is_for_one_name(const struct entry *);

#endif
