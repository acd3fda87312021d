/*
 * results.h -- results.jsonl: a line for the run, a line a trial, a last line.
 * The form is described in resolver-tests.1.
 */
#ifndef RESOLVER_TESTS_RESULTS_H
#define RESOLVER_TESTS_RESULTS_H

#include "resolver-tests/finished.h"

#include <sys/types.h>

/* What is written, and the oldest that is read. */
enum { RESULTS_FORMAT = 1, RESULTS_FORMAT_OLDEST = 1 };

/* Of the last line. */
struct results_counts {
	size_t verdicts[VERDICTS];
	size_t trials;
};

/* Plain data; results_open() fills it. */
struct results {
	int fd; /* -1 while it is closed */
	char *path;
	off_t good; /* where the last whole line ends */
	struct results_counts counts;
};

/* What the first line says beside the machine. */
struct run_info {
	int argc; /* the command */
	char *const *argv;
	const struct clients *clients;
	size_t scenarios; /* how many, variants counted */
};

/*
 * Replaces what is at PATH and writes the first line.  Each returns -1 with
 * ERR set where a line could not be written; the lines before it stay whole.
 */
int results_open(struct results *, const char *path, const struct run_info *,
    struct error *err);
int results_add(struct results *, const struct finished *, struct error *err);
/* Writes the last line; PATH stays readable until results_clear(). */
int results_end(struct results *, const struct run_times *, struct error *err);
/* NULL path and -1 as fd are allowed; writes nothing. */
void results_clear(struct results *);

#endif
