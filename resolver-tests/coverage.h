/*
 * coverage.h -- corpus/coverage/LIST.tsv: what the corpus has to cover, and
 * which scenarios do.  The form of these files is in corpus/scenario.5.
 */
#ifndef RESOLVER_TESTS_COVERAGE_H
#define RESOLVER_TESTS_COVERAGE_H

#include "fakedns/scenario.h"
#include "resolver-tests/lint.h"

#include <stdio.h>

struct coverage_row {
	struct place at;
	char *id;               /* "behaviour:D34", as a word of REF */
	char *demand;           /* in words */
	char *reason;           /* why it cannot be staged, or NULL */
	struct words scenarios; /* that have the word, without their variants */
};
struct coverage_list {
	char *name; /* "behaviours" */
	char *path;
	struct coverage_row *v; /* owned */
	size_t count;
};
struct coverage {
	struct coverage_list *v; /* owned; sorted by name */
	size_t count;
};

/*
 * Reads every *.tsv of DIR.  A wrong line does not stop the others: FAULT is
 * called for each; returns how many.  OUT is overwritten.
 */
size_t coverage_load(const char *dir, struct coverage *out,
    void (*fault)(const struct error *, void *), void *arg);
void coverage_clear(struct coverage *);

/* The row with that id, or NULL. */
struct coverage_row *coverage_find(const struct coverage *, const char *id);
/* Notes in each row the scenarios whose REF has it. */
void coverage_count(struct coverage *, const struct scenarios *);

/* Rows that are called n/a and are covered. */
void coverage_lint(const struct coverage *, struct lint *);

/*
 * A line a list and one for each row that is missing; with PATTERNS, of ids
 * and lists, only for the rows that match one, and with every such row. Returns
 * how many are missing.
 */
size_t coverage_print(const struct coverage *, FILE *out, char *const *patterns,
    size_t pattern_count);
/* Some row matches PATTERN. */
bool coverage_matches(const struct coverage *, const char *pattern);

#endif
