/*
 * run_reports.h -- what a run writes when it is over: JUnit XML and TAP to
 * files, Markdown in place of the summary.  Made from what its result lines
 * tell, so that `report' makes the same of them later.
 */
#ifndef RESOLVER_TESTS_RUN_REPORTS_H
#define RESOLVER_TESTS_RUN_REPORTS_H

#include "resolver-tests/options.h"
#include "resolver-tests/results_collect.h"

/* Zero-initialise it. */
struct run_reports {
	const struct options *options; /* borrowed; NULL: none is wanted */
	struct results_collection collection;
};

/* Files that an earlier run left are gone then.  -1 with ERR set. */
int run_reports_start(struct run_reports *, const struct options *,
    const struct run_info *, struct error *err);
void run_reports_add(struct run_reports *, const struct finished *);
/* -1 with ERR set where a file could not be written; the other one is. */
int run_reports_end(struct run_reports *, const struct run_times *,
    struct error *err);
void run_reports_clear(struct run_reports *);

#endif
