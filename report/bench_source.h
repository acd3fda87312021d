/*
 * bench_source.h -- the benchmark among the files of a report.
 */
#ifndef REPORT_BENCH_SOURCE_H
#define REPORT_BENCH_SOURCE_H

#include "bench/stats.h"
#include "fakedns/error.h"
#include "resolver-tests/options.h"

struct bench_source {
	bool there;
	struct bench_set set;
	struct stats stats;
	const char **others; /* owned: the words that are no benchmark */
	size_t other_count;
};

/*
 * Reads that one of the command line's words that is a benchmark.  Returns -1
 * with ERR set; OUT is to be cleared either way.
 */
int bench_source_load(struct bench_source *out, const struct options *,
    struct error *err);
void bench_source_clear(struct bench_source *);

#endif
