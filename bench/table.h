/*
 * table.h -- a benchmark on the terminal: a block a workload, a row a client.
 */
#ifndef BENCH_TABLE_H
#define BENCH_TABLE_H

#include "bench/stats.h"

#include <stdio.h>

/* IN_FULL: every figure there is; else what fits into a line. */
void bench_table_print(const struct bench_set *, FILE *out, bool in_full);
/* The same of figures that are there already. */
void table_print(const struct stats *, FILE *out, bool in_full);

/*
 * The rest is for others that print these figures.
 *
 * How look-ups were made, and what else has to be known of the block: "8
 * threads; 40 rounds; fakedns took 31 % of the processor time".
 */
void table_add_workload(struct text *, const struct stats *, size_t workload);
/* Why the pair is not compared; nothing where it is. */
void table_add_standing(struct text *, const struct stats *, size_t workload,
    size_t client);
/*
 * What look-ups brought, where that is not the same for all: "48 addresses:
 * musl-1.2.5; 1000 addresses: glibc-2.36".
 */
void table_add_outcomes(struct text *, const struct stats *, size_t workload);
/* "0.91-0.95", "within noise" */
void table_add_ratio(struct text *, const struct stats_ratio *);
/* How they are to be read. */
void table_add_legend(struct text *, const struct stats *);
/* "37 of 240 differ." */
void table_add_end(struct text *, const struct stats *);

#endif
