/*
 * finished.h -- one trial that ended, as the outputs get it.
 */
#ifndef RESOLVER_TESTS_FINISHED_H
#define RESOLVER_TESTS_FINISHED_H

#include "resolver-tests/verdict.h"

/* Everything is borrowed. */
struct finished {
	const struct scenario *scenario;
	const struct client *client;
	const struct observation *observation; /* NULL: it was not run */
	const struct judgement *judgement;
	unsigned repeat; /* how often it was run again before it was judged */
};

/* Of a whole run. */
struct run_times {
	unsigned wall_ms;
	unsigned cpu_ms;   /* of the runner and all its children */
	unsigned waits_ms; /* the trials' elapsed times together */
};

#endif
