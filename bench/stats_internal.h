/* stats_internal.h -- the steps of stats_init(); for stats*.c only. */
#ifndef BENCH_STATS_INTERNAL_H
#define BENCH_STATS_INTERNAL_H

#include "bench/stats.h"

/* Sorts the samples, and leaves out rounds that something disturbed. */
void stats_choose_slices(struct stats *);
/* Figures and standing of each pair, from its slices. */
void stats_fill_pairs(struct stats *);
/* Baselines and validity of each workload, then the intervals. */
void stats_compare(struct stats *);

#endif
