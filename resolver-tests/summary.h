/*
 * summary.h -- the whole run on a page, for people.
 */
#ifndef RESOLVER_TESTS_SUMMARY_H
#define RESOLVER_TESTS_SUMMARY_H

#include "resolver-tests/finished.h"

#include <stdio.h>

/* The scenario that says in one line a client what the project is about. */
#define SUMMARY_HEADLINE "tcp/empty-truncated"

/* One trial; texts are owned. */
struct summary_trial {
	const struct scenario *scenario;
	const struct client *client;
	const struct known_deviation *known;
	enum verdict verdict;
	char *outcome;  /* "ok 20+0 #3fa9c1" */
	char *headline; /* "20 addresses over 1 TCP connection", or NULL */
	char *diff;     /* of what is bad or skipped, or NULL */
};

/* Zero-initialise it. */
struct summary {
	struct summary_trial *v; /* owned */
	size_t count;
	size_t verdicts[VERDICTS];
	size_t repeated; /* trials that came right when they were run again */
	size_t problems; /* of the corpus; the caller printed them */
	bool in_full;    /* name every deviation; by number otherwise */
};

/* Scenario, client and record are borrowed until summary_clear(). */
void summary_add(struct summary *, const struct finished *);
/* RESULTS: where the result lines are, or NULL. */
void summary_print(struct summary *, FILE *out, const struct clients *,
    const struct run_times *, const char *results);
/* True where nothing has a bad verdict and the corpus no problem: the run's
 * exit status is 0. */
bool summary_is_good(const struct summary *);
void summary_clear(struct summary *);

#endif
