/*
 * zone_index.h -- the names of a zone and their records; for zone*.c alone.
 */
#ifndef FAKEDNS_ZONE_INDEX_H
#define FAKEDNS_ZONE_INDEX_H

#include "fakedns/zone.h"

/* A name that owns records of class IN, or has such names below it. */
struct zone_node {
	struct name name;
	uint32_t hash;
	uint32_t first, last; /* records, number plus 1; 0 for none */
};

struct zone {
	enum zone_mode mode;
	bool sealed;
	struct rrs records;      /* in file order */
	uint32_t *next;          /* owned: the same owner's next record */
	struct zone_node *nodes; /* owned */
	size_t node_count;
	uint32_t *slots; /* owned hash table: node plus 1, 0 where free */
	size_t slot_count;
};

/* Borrowed from the zone; NULL where there is no such name (RFC 8020). */
const struct zone_node *zone_find(const struct zone *, const struct name *);
/*
 * The record of NODE and TYPE (RR_ANY: each) behind AFTER, or the first where
 * AFTER is NULL; NULL behind the last.
 */
const struct rr *zone_next(const struct zone *, const struct zone_node *node,
    uint16_t type, const struct rr *after);

#endif
