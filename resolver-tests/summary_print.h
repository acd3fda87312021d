/*
 * summary_print.h -- the parts of the page; for summary.c only.  Each wants
 * the trials in the order summary.c gives them; each prints nothing where
 * there is nothing to say, else an empty line at its end.
 */
#ifndef RESOLVER_TESTS_SUMMARY_PRINT_H
#define RESOLVER_TESTS_SUMMARY_PRINT_H

#include "resolver-tests/summary.h"

/* A list with more than that is cut, unless it is wanted in full. */
enum { SUMMARY_BRIEF = 10 };

void summary_print_headline(const struct summary *, FILE *out);
void summary_print_table(const struct summary *, FILE *out,
    const struct clients *);
void summary_print_known(const struct summary *, FILE *out);
void summary_print_policies(const struct summary *, FILE *out);
void summary_print_skips(const struct summary *, FILE *out);
void summary_print_bad(const struct summary *, FILE *out);

#endif
