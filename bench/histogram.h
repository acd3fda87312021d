/*
 * histogram.h -- latencies in buckets that are 1/128 of their value wide at
 * most, so that a year and a microsecond fit into a few kilobytes (the layout
 * of HdrHistogram).  Pure.
 *
 * Bucket 0..255 is that many nanoseconds; from there on each doubling of the
 * value has 128 buckets: index = 128 * e + (ns >> e), e = floor(log2(ns)) - 7.
 */
#ifndef BENCH_HISTOGRAM_H
#define BENCH_HISTOGRAM_H

#include <stddef.h>
#include <stdint.h>

enum {
	HISTOGRAM_STEPS = 128,    /* a doubling */
	HISTOGRAM_SIZE = 34 * 128 /* buckets: up to 2^40 ns, 18 minutes */
};

/* Zero-initialise it.  Only buckets from the first to the last used are kept.
 */
struct histogram {
	uint64_t *counts; /* owned; of bucket FIRST and those behind it */
	size_t first, size;
	uint64_t total;
};

/* The bucket of NS; what is beyond the last is in the last. */
size_t histogram_index(uint64_t ns);
/* The smallest and the largest value that fall into it. */
uint64_t histogram_lowest(size_t index);
uint64_t histogram_highest(size_t index);

/* COUNT values of a bucket; INDEX is below HISTOGRAM_SIZE. */
void histogram_add(struct histogram *, size_t index, uint64_t count);
uint64_t histogram_count(const struct histogram *, size_t index);
/* All of FROM. */
void histogram_merge(struct histogram *, const struct histogram *from);
/*
 * The value that a share of Q (0..1) of all does not exceed, to the width of a
 * bucket: its middle.  0 where there is none.
 */
uint64_t histogram_quantile(const struct histogram *, double q);
void histogram_clear(struct histogram *);

#endif
