/*
 * junit.h -- a run as JUnit XML, for servers of continuous integration.
 */
#ifndef RESOLVER_TESTS_JUNIT_H
#define RESOLVER_TESTS_JUNIT_H

#include "resolver-tests/results_file.h"

#include <stdio.h>

/*
 * A testsuite a client, a testcase a trial.  Bad verdicts are failures, error
 * is an error; n/a and skip are skipped, and so are known deviations: they
 * must not fail a pipeline, and what passes is shown nowhere.  A run of
 * which something is missing has a testcase with an error that says so.
 */
void junit_print(const struct results_file *, FILE *out);

#endif
