/*
 * zone_names.h -- the names in zone files: what is worth asking for.
 */
#ifndef TESTS_PEERS_ZONE_NAMES_H
#define TESTS_PEERS_ZONE_NAMES_H

#include <stddef.h>

#include <ldns/ldns.h>

/* Zero-initialise it.  Owners, the names in their RDATA and an outsider. */
struct zone_names {
	ldns_rdf **v; /* owned */
	size_t count;
};

/* Returns -1 with what is wrong on stderr. */
int zone_names_load(struct zone_names *, const char *path);
void zone_names_clear(struct zone_names *);

#endif
