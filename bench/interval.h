/*
 * interval.h -- how well a handful of noisy values says where their middle is.
 * Pure.
 *
 * The middle is the mean of what is left when, of ten values or more, the
 * lowest and the highest 15 % are cut off, and the interval that of Tukey and
 * McLaughlin: Student's t with the variance of the values where those that were
 * cut are moved to the next that stayed.  A slice that something disturbed
 * costs neither the middle nor the width much.
 *
 * Why no bootstrap: an interval that one of 300 comparisons may miss once in a
 * hundred runs needs the outer 1/60,000 of a distribution, and 10 to 40 rounds
 * do not have that to draw from.  tests/bench/coverage measures all of them.
 */
#ifndef BENCH_INTERVAL_H
#define BENCH_INTERVAL_H

#include <stdbool.h>
#include <stddef.h>

struct interval {
	double middle, low, high;
};

/*
 * LOW and HIGH each miss the middle of whatever the COUNT values were drawn
 * from with the probability TAIL.  False where fewer than two say nothing of
 * it: then all three are the middle, 0 of none.
 */
bool interval_of(const double *values, size_t count, double tail,
    struct interval *out);

/* The same of the middle of B less that of A, which are not paired. */
bool interval_between(const double *a, size_t a_count, const double *b,
    size_t b_count, double tail, struct interval *out);

#endif
