/*
 * data.h -- everything that a report shows, in the order in which it is shown:
 * results of one run or of several, beside what the corpus says.
 */
#ifndef REPORT_DATA_H
#define REPORT_DATA_H

#include "bench/stats.h"
#include "resolver-tests/claims.h"
#include "resolver-tests/ladder.h"
#include "resolver-tests/results_file.h"
#include "resolver-tests/suite.h"

/* The wire facts of a result line. */
enum report_wire {
	REPORT_UDP_SENT,
	REPORT_TCP_SYNS,
	REPORT_TCP_CONNECTIONS,
	REPORT_TCP_QUERIES,
};
enum { REPORT_WIRE = REPORT_TCP_QUERIES + 1 };

/* One file of results. */
struct report_run {
	struct results_file file;
	struct words command; /* its words */
	unsigned scenarios;   /* that were chosen, variants counted */
};

/* A column. */
struct report_client {
	size_t run;                          /* which of the report */
	size_t index;                        /* which of the file's */
	const struct results_client *client; /* borrowed from it */
	char *label; /* owned; its name, told apart from that of others */
};

/* One variant with one client.  All zeros where it was not run. */
struct report_trial {
	const struct results_trial
	    *result;     /* borrowed; NULL: not in the file */
	char *outcome;   /* owned; canonical text */
	char *diff;      /* owned; paths are seen from the corpus */
	unsigned repeat; /* how often it was run again */
	unsigned wire[REPORT_WIRE];
	struct ladders ladders;
};

struct report_variant {
	char *name;                      /* owned; "tcp/eof:n=2" */
	const char *variant;             /* of NAME: "n=2", or "" */
	const struct scenario *scenario; /* borrowed; NULL: not in the corpus */
	struct report_trial *trials;     /* owned; one a client of the report */
};

/* One file of the corpus: a row and a page. */
struct report_scenario {
	char *name;                      /* owned; "tcp/eof" */
	const struct scenario *first;    /* borrowed; the first variant in the
					  * corpus; NULL: it has none */
	struct report_variant *variants; /* owned; in the order of the corpus */
	size_t count;
};

struct report {
	bool anonymous;            /* nothing names the machine */
	const struct stats *bench; /* borrowed; NULL: no benchmark */
	struct suite *suite;       /* borrowed: the corpus */
	struct tags tags;          /* none where the corpus has no TAGS */
	struct claims claims;      /* none where it has no CLAIMS */
	struct report_run *runs;   /* owned */
	size_t run_count;
	struct report_client *clients; /* owned; by run, then as in its file */
	size_t client_count;
	struct report_scenario *scenarios; /* owned; by name */
	size_t count;
};

/*
 * Reads the COUNT files at PATHS and puts what SUITE has of the corpus beside
 * them; SUITE is borrowed until report_clear().  Returns -1 with ERR set to
 * "PATH:LINE:COLUMN: why".  OUT is to be cleared either way.
 */
int report_load(struct report *out, struct suite *suite,
    const char *const *paths, size_t count, struct error *err);
void report_clear(struct report *);

/* The scenario of that name, without variant; NULL where there is none. */
const struct report_scenario *report_find(const struct report *,
    const char *name);
/* False for n/a, skip and what is not in the file: it has no outcome. */
bool report_was_run(const struct report_trial *);

#endif
