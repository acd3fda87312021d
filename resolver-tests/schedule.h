/*
 * schedule.h -- many trials in one event loop, the longest-waiting first.
 */
#ifndef RESOLVER_TESTS_SCHEDULE_H
#define RESOLVER_TESTS_SCHEDULE_H

#include "resolver-tests/finished.h"

struct captures;
struct event_base;

struct job {
	const struct scenario *scenario;
	const struct client *client;
	unsigned expected_ms; /* forecast_ms(); the longest start first */
};

struct schedule {
	struct event_base *base;
	struct job *jobs; /* borrowed; put in order of starting */
	size_t count;
	unsigned width;  /* trials at once, to begin with and at least */
	unsigned widest; /* as many where the processors idle; at least WIDTH */
	const struct known *known;
	struct captures *captures; /* or NULL */
	bool with_octets;          /* in the journals */
	/* Everything FINISHED points to is gone when it returns. */
	void (*finished)(const struct finished *, void *arg);
	void *arg;
};

/*
 * Runs every job and returns when all are finished.  A trial with a bad
 * verdict is run again: alone where only a time bound was missed, and the
 * repeat counts; otherwise among the others.  Where those two disagree it is
 * `unstable`; but where the processors were saturated meanwhile, it is run a
 * third time, alone, and that counts.
 */
void schedule_run(struct schedule *);

#endif
