/*
 * results_read.h -- results.jsonl, read again: what a run told, without a run.
 */
#ifndef RESOLVER_TESTS_RESULTS_READ_H
#define RESOLVER_TESTS_RESULTS_READ_H

#include "resolver-tests/review.h"

/*
 * Gives each trial of the file at PATH to REVIEW, and bad verdicts to LINT.
 * Returns -1 with ERR set to "PATH:LINE:COLUMN: why": a wrong line; a file of
 * a run that did not come to its end, that left out one of SCENARIOS or of
 * CLIENTS, or that was about another corpus.
 */
int results_read(const char *path, const struct scenarios *,
    const struct clients *, struct review *, struct lint *, struct error *err);

#endif
