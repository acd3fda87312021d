/*
 * zone.h -- an honest nameserver: records in, the answer to a query out.
 */
#ifndef FAKEDNS_ZONE_H
#define FAKEDNS_ZONE_H

#include "fakedns/message.h"

enum zone_mode {
	ZONE_RECURSIVE, /* RA; follows CNAME and DNAME; no such name: NXDOMAIN
			 */
	ZONE_AUTHORITATIVE, /* AA; outside every apex: REFUSED; referrals */
};

/* Opaque: its index must match its records. */
struct zone;

struct zone *zone_new(enum zone_mode);
void zone_free(struct zone *);
/* The record is copied; one that is there already does not count twice. */
void zone_add(struct zone *, const struct rr *);
/* Once, after the last zone_add(): builds the index. */
void zone_seal(struct zone *);
size_t zone_records(const struct zone *);

/*
 * How well the zone can speak for a question, to choose among several: 0 not at
 * all.  An authoritative zone counts by the depth of its apex, and so does a
 * recursive one, above which is any that knows the name.
 */
unsigned zone_rank(const struct zone *, const struct question *);
/*
 * Fills the flags (QR, AA or RA, RCODE; RD as in the query), the question and
 * the sections of OUT, untruncated; OPT where the query had one.  OUT was
 * zeroed by the caller, who clears it.
 */
void zone_answer(const struct zone *, const struct query *,
    struct message *out);

#endif
