/*
 * tally.h -- latencies and outcomes, counted in fixed memory.
 */
#ifndef CLIENTS_TALLY_H
#define CLIENTS_TALLY_H

#include <stdint.h>

#include "timed.h"

enum {
	TALLY_STEPS = 128,        /* buckets a doubling */
	TALLY_BUCKETS = 34 * 128, /* up to 2^40 ns */
	TALLY_OUTCOMES = 32       /* different ones; the last takes the rest */
};

/* Zero-initialise it. */
struct tally {
	uint64_t lookups, sum_ns, min_ns, max_ns;
	uint64_t late; /* started after the time they were meant to */
	uint64_t buckets[TALLY_BUCKETS];
	struct {
		struct timed_outcome outcome;
		uint64_t lookups;
	} outcomes[TALLY_OUTCOMES];
	unsigned outcome_count;
};

/*
 * Bucket 0..255 is that many nanoseconds; above, a doubling has 128 of them.
 */
unsigned tally_bucket(uint64_t ns);

void tally_add(struct tally *t, uint64_t ns, const struct timed_outcome *o);
void tally_merge(struct tally *t, const struct tally *from);

#endif
