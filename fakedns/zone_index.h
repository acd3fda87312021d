/*
 * zone_index.h -- the names of a zone and their records; for zone*.c alone.
 */
#ifndef FAKEDNS_ZONE_INDEX_H
#define FAKEDNS_ZONE_INDEX_H

#include "fakedns/zone.h"

/* Numbers of records here are one more than their index; 0 is none. */

/* A name that owns records of class IN, or has such names below it. */
struct zone_node {
	struct name name;
	uint32_t hash;
	uint32_t first, last; /* its records, in file order */
	uint32_t types;       /* the first record of its first type */
};

/* What comes behind a record. */
struct zone_link {
	uint32_t next; /* of the same owner */
	uint32_t same; /* of the same owner and type */
	/* of the first record of its type alone: */
	uint32_t type; /* the first of the owner's next type */
	uint32_t last; /* the last of its own */
};

struct zone {
	enum zone_mode mode;
	bool sealed;
	struct rrs records;      /* in file order */
	struct zone_link *links; /* owned, one for each record */
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

enum zone_found {
	ZONE_OUTSIDE, /* of every apex of an authoritative zone */
	ZONE_NOTHING,
	ZONE_NAME,
	ZONE_WILDCARD, /* NODE is the source of synthesis (RFC 4592) */
	ZONE_DNAME,    /* NODE is above the name */
	ZONE_CUT,      /* NODE is a delegation */
};

struct zone_spot {
	enum zone_found found;
	const struct zone_node *node; /* NULL for the first two */
	const struct zone_node *apex; /* the closest SOA; NULL where none */
};

/*
 * Where a query of NAME and TYPE ends (RFC 1034 4.3.2).  For DS at an apex
 * that is the zone above, where it is here (RFC 4035 3.1.4.1).
 */
struct zone_spot zone_search(const struct zone *, const struct name *,
    uint16_t type);

#endif
