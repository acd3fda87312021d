/*
 * observation.h -- what one trial gave: the text of each call and the facts
 * of the wire.  It says nothing about what should have been.
 */
#ifndef RESOLVER_TESTS_OBSERVATION_H
#define RESOLVER_TESTS_OBSERVATION_H

#include "fakedns/scenario.h"
#include "resolver-tests/bits.h"

struct fact_values {
	long v[FACT_KINDS];
};

/* One call. */
struct step_observation {
	/*
	 * Canonical text, a newline after every line: what the client printed
	 * without its "raw " lines, or "deadline", "signal SEGV", "exit 3",
	 * "output limit" where it did not end by itself.
	 */
	char *text;
	char *raw; /* the lines that are not compared */
	unsigned elapsed_ms;
	struct fact_values total;
	struct fact_values *servers; /* one for each of the scenario's */
	size_t server_count;
};

enum observed {
	OBSERVED,             /* steps hold the outcome */
	OBSERVED_UNSUPPORTED, /* the client lacks a call: n/a */
	OBSERVED_FAILURE,     /* the runner could not do its work: error */
};

struct observation {
	enum observed kind;
	char *failure; /* words, for OBSERVED_FAILURE */
	struct step_observation *steps;
	size_t step_count;
	unsigned elapsed_ms; /* of all steps, the cell's set-up left out */
	unsigned cpu_us;     /* of the cell and the client, user and system */
	bool packets_lost;   /* the wire facts are not to be trusted */
	char *journal;       /* of fakedns and the wire, JSON Lines, or NULL */
	size_t journal_lost; /* events after those, not kept */
	char *diagnostics;   /* the clients' stderr, or NULL */
	struct bits entries_used; /* index i: entry i answered a query */
};

void observation_clear(struct observation *);

#endif
