/*
 * results_collect.h -- a run as a file of results would tell it, without one.
 */
#ifndef RESOLVER_TESTS_RESULTS_COLLECT_H
#define RESOLVER_TESTS_RESULTS_COLLECT_H

#include "resolver-tests/results.h"
#include "resolver-tests/results_file.h"

/* Zero-initialise it; results_file_clear() releases FILE. */
struct results_collection {
	struct results_file file;
	struct results_counts counts;
};

/* Each does with a line what reading it back from a file would do. */
void results_collect_run(struct results_collection *, const struct run_info *);
void results_collect_trial(struct results_collection *,
    const struct finished *);
void results_collect_end(struct results_collection *, const struct run_times *);

#endif
