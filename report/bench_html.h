/*
 * bench_html.h -- a benchmark in the page: plots, each with its figures in a
 * table, and a part for each workload.
 */
#ifndef REPORT_BENCH_HTML_H
#define REPORT_BENCH_HTML_H

#include "bench/stats.h"

#include <stdio.h>

/* <section id="bench">; ANONYMOUS: nothing names the machine. */
void bench_html(const struct stats *, bool anonymous, FILE *);

/* The rest is its parts; for report/bench_*.c only. */

/* Times against the size of the answer, and rates against threads: <h3> each;
 * nothing where no workloads make such a row. */
void bench_sweeps_html(const struct stats *, FILE *);
/* The latencies of all clients of a workload: <figure>. */
void bench_latency_html(const struct stats *, size_t workload, FILE *);
/* All its figures: <table>. */
void bench_figures_html(const struct stats *, size_t workload, FILE *);

/* To be drawn: the client did what is wanted, and fakedns kept up. */
bool bench_is_drawn(const struct stats *, size_t workload, size_t client);
/* "20 us", for an axis. */
void bench_format_ns(struct text *, double ns);
/* Signs and names of the clients that are drawn in any of COUNT workloads. */
void bench_key_html(const struct stats *, const size_t *workloads, size_t count,
    FILE *);

#endif
