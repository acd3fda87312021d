/*
 * results_print.h -- a run in the forms that other programs read.
 */
#ifndef RESOLVER_TESTS_RESULTS_PRINT_H
#define RESOLVER_TESTS_RESULTS_PRINT_H

#include "resolver-tests/options.h"
#include "resolver-tests/results_file.h"

#include <stdio.h>

/* FORMAT_JUNIT, FORMAT_TAP or FORMAT_MARKDOWN. */
void results_print(const struct results_file *, enum format, FILE *out);

#endif
