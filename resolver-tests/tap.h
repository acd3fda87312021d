/*
 * tap.h -- the trials as a TAP stream, version 13.
 *
 * A known deviation is "not ok … # TODO known: reason"; n/a and skip are
 * "ok … # SKIP reason"; every bad verdict is "not ok", its diff in comments.
 */
#ifndef RESOLVER_TESTS_TAP_H
#define RESOLVER_TESTS_TAP_H

#include "resolver-tests/finished.h"
#include "resolver-tests/results_file.h"

#include <stdio.h>

struct tap {
	FILE *out; /* borrowed */
	size_t count;
};

/* While the run goes on; the plan comes last. */
void tap_start(struct tap *, FILE *out);
void tap_add(struct tap *, const struct finished *);
/* -1 where anything could not be written. */
int tap_end(struct tap *);

/* The whole; it bails out where something of the run is missing. */
void tap_print(const struct results_file *, FILE *out);

#endif
