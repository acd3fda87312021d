/*
 * lint.h -- what is wrong with a corpus, seen without running anything.
 */
#ifndef RESOLVER_TESTS_LINT_H
#define RESOLVER_TESTS_LINT_H

#include "fakedns/scenario.h"
#include "resolver-tests/known.h"
#include "resolver-tests/tags.h"

#include <stdio.h>

/* Problems as "FILE:LINE:COLUMN: what, want what".  Zero-initialise it. */
struct lint {
	char **v; /* owned */
	size_t count;
};

/* Adds one, unless it is there already (variants share their lines). */
void lint_problem(struct lint *, const struct place *, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/* A file that could not be read; fits as the FAULT of the load functions. */
void lint_fault(const struct error *, void *lint);

/* All checks.  CLIENTS may be NULL where none are built. */
void lint_corpus(struct lint *, const struct scenarios *, const struct known *,
    const struct clients *, const struct tags *);
/* The parts of it. */
void lint_scenario(struct lint *, const struct scenario *, const struct tags *);
void lint_servers(struct lint *, const struct scenario *);
void lint_known(struct lint *, const struct known *, const struct scenarios *,
    const struct clients *);

/* A line each; returns how many. */
size_t lint_print(const struct lint *, FILE *out);
void lint_clear(struct lint *);

#endif
