/*
 * delta_print.h -- the comparison of two benchmarks, for people and for
 * programs.
 */
#ifndef BENCH_DELTA_PRINT_H
#define BENCH_DELTA_PRINT_H

#include "bench/delta.h"

#include <stdio.h>

/* IN_FULL: what is within noise, too. */
void delta_print_text(const struct deltas *, FILE *out, bool in_full);
/* GitHub-flavoured. */
void delta_print_markdown(const struct deltas *, FILE *out);
/* One object, in ASCII; resolver-tests.1 describes it. */
void delta_print_json(const struct deltas *, FILE *out);

/* The rest is for the above: pieces of lines, in text or in Markdown. */
typedef void delta_name(struct text *, const char *); /* a foreign text */

/* "2026-11-23T15:00:00Z, 7 clients, 40 rounds; the run did not come ..." */
void delta_add_file(struct text *, const struct deltas *, int side,
    delta_name *);
/* "musl-1.2.5 -> musl-1.2.5-patched" */
void delta_add_pair(struct text *, const struct deltas *, size_t pair,
    delta_name *);
/* "CPU 1.07-1.12 x, 30.1 us -> 33.0 us" */
void delta_add_item(struct text *, const struct deltas *, const struct delta *,
    delta_name *);
/* What times are measured by, or why they are not compared. */
void delta_add_measure(struct text *, const struct deltas *, delta_name *);
/* "No regression: 0 worse, 2 better, 38 within noise." */
void delta_add_end(struct text *, const struct deltas *);

#endif
