/*
 * tap.h -- the trials as a TAP stream, version 13.
 */
#ifndef RESOLVER_TESTS_TAP_H
#define RESOLVER_TESTS_TAP_H

#include "resolver-tests/finished.h"

#include <stdio.h>

struct tap {
	FILE *out; /* borrowed */
	size_t count;
};

void tap_start(struct tap *, FILE *out);
/*
 * A known deviation is "not ok … # TODO known: reason"; n/a and skip are
 * "ok … # SKIP reason"; every bad verdict is "not ok", its diff in comments.
 */
void tap_add(struct tap *, const struct finished *);
/* The plan; -1 where anything could not be written. */
int tap_end(struct tap *);

#endif
