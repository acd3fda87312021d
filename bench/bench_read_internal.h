/* bench_read_internal.h -- each type of line; for bench_read*.c only. */
#ifndef BENCH_BENCH_READ_INTERNAL_H
#define BENCH_BENCH_READ_INTERNAL_H

#include "bench/bench_line.h"
#include "bench/bench_read.h"

/* Each makes the line bad where it is; the set can be cleared all the same. */
void bench_take_header(struct bench_set *, struct bench_line *);
void bench_take_workload(struct bench_set *, struct bench_line *);
void bench_take_proof(struct bench_set *, struct bench_line *);
void bench_take_sample(struct bench_set *, struct bench_line *);
void bench_take_counts(struct bench_set *, struct bench_line *);
void bench_take_end(struct bench_set *, struct bench_line *);

/* The numbers of the line's "workload" and "client". */
void bench_take_pair(const struct bench_set *, struct bench_line *,
    size_t *workload, size_t *client);

#endif
