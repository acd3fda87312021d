/*
 * bench_file.h -- bench.jsonl, a line as soon as there is one.  Its form is
 * described in resolver-tests.1.
 */
#ifndef BENCH_BENCH_FILE_H
#define BENCH_BENCH_FILE_H

#include "bench/bench.h"
#include "fakedns/error.h"

#include <stdio.h>

enum { BENCH_FILE_FORMAT = 1 };

/* Plain data; zeros: every call does nothing and returns 0. */
struct bench_file {
	FILE *f;
	char *path;
};

/*
 * Replaces what is at PATH.  Each returns -1 with ERR set where a line could
 * not be written; SET has what the line's indexes mean.
 */
int bench_file_open(struct bench_file *, const char *path,
    const struct bench_set *, struct error *err);
int bench_file_workload(struct bench_file *, const struct bench_workload *,
    struct error *err);
int bench_file_proof(struct bench_file *, const struct bench_set *,
    const struct bench_proof *, struct error *err);
int bench_file_sample(struct bench_file *, const struct bench_set *,
    const struct bench_sample *, struct error *err);
int bench_file_counts(struct bench_file *, const struct bench_set *,
    const struct bench_counts *, struct error *err);
/* Writes the last line and closes. */
int bench_file_end(struct bench_file *, const struct bench_set *,
    struct error *err);
void bench_file_close(struct bench_file *);

#endif
