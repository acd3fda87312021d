/*
 * bench_read.h -- bench.jsonl, read back: what a run of `bench' measured, on
 * whichever machine.
 */
#ifndef BENCH_BENCH_READ_H
#define BENCH_BENCH_READ_H

#include "bench/bench.h"
#include "fakedns/error.h"

/* True where the file at PATH begins as one of a benchmark does. */
bool bench_read_is(const char *path);

/*
 * Reads the file at PATH.  Of a run that was interrupted everything up to there
 * is read, a last line that is torn left out.  Keys that are not known here are
 * passed over.  Returns -1 with ERR set to "PATH:LINE:COLUMN: why"; OUT is to
 * be cleared either way.
 */
int bench_read(struct bench_set *out, const char *path, struct error *err);

#endif
