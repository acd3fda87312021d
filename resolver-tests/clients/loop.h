/*
 * loop.h -- look-ups one behind the other, in some threads, and what each took.
 */
#ifndef CLIENTS_LOOP_H
#define CLIENTS_LOOP_H

#include <stdint.h>

#include "tally.h"
#include "timed.h"
#include "usage.h"

struct loop_spec {
	unsigned ms;      /* to go on for; 0: until LOOKUPS are done */
	unsigned warm;    /* milliseconds of look-ups before, not counted */
	unsigned threads; /* from 1; 1 is the main one */
	unsigned rate;    /* look-ups a second, of all threads; 0: at once */
	unsigned lookups; /* a thread makes; 0: until MS have passed */
	unsigned stack;   /* octets of a thread's, to see how many it needs */
};

/* What the threads did from their common start to their common end. */
struct loop_result {
	uint64_t start_ns, end_ns; /* CLOCK_MONOTONIC */
	struct usage usage;        /* between the two */
	struct tally tally;
	uint64_t stack; /* octets that were touched; 0: not looked at */
};

/*
 * Writes one octet `b' to standard output when the warm-up is over.  Returns 0,
 * or -1 where CALL->open() does.  ARGV is kept as it is.
 */
int loop_run(const struct loop_spec *spec, const struct timed *call, int argc,
    char **argv, unsigned words, struct loop_result *out);

#endif
