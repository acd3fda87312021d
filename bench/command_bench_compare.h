/*
 * command_bench_compare.h -- `resolver-tests compare' of two benchmarks.
 */
#ifndef BENCH_COMMAND_BENCH_COMPARE_H
#define BENCH_COMMAND_BENCH_COMPARE_H

#include "resolver-tests/options.h"

/* True where one of the two files is that of a benchmark. */
bool bench_compare_wanted(const struct options *);
/* Returns the exit status: 1 where something is worse. */
int command_bench_compare(const struct options *);

#endif
