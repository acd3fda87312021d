/*
 * progress.h -- one line on a terminal that says how far the run is.
 */
#ifndef RESOLVER_TESTS_PROGRESS_H
#define RESOLVER_TESTS_PROGRESS_H

#include "resolver-tests/verdict.h"

#include <stdio.h>

struct progress {
	FILE *out; /* borrowed; NULL where it is no terminal */
	size_t total, done, bad;
	unsigned shown_ms;
	bool coloured, cleared;
};

/* Shows nothing unless OUT is a terminal. */
void progress_start(struct progress *, FILE *out, size_t total);
/* NOW_MS: since the start; the line is renewed ten times a second at most. */
void progress_add(struct progress *, enum verdict, unsigned now_ms);
/* Takes the line off the terminal: before other output and at the end. */
void progress_clear(struct progress *);

/* True where OUT is a terminal and NO_COLOR is not set. */
bool progress_may_colour(FILE *out);

#endif
