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
/* The record is copied. */
void zone_add(struct zone *, const struct rr *);
/* Once, after the last zone_add(): builds the index. */
void zone_seal(struct zone *);
size_t zone_records(const struct zone *);

/*
 * Fills the flags (QR, AA or RA, RCODE; RD as in the query), the question and
 * the sections of OUT, untruncated; OPT where the query had one.  OUT was
 * zeroed by the caller, who clears it.
 */
void zone_answer(const struct zone *, const struct query *,
    struct message *out);

#endif
