/*
 * idle.h -- TCP connections that are opened, held, and asked only at the end.
 */
#ifndef BENCH_IDLE_H
#define BENCH_IDLE_H

#include "tests/bench/load.h"

struct idle {
	int *fds; /* owned */
	unsigned count;
	unsigned answered; /* set by idle_ask() */
};

/*
 * Opens COUNT connections to the load's server, fewer where that fails:
 * count says.
 */
void idle_open(struct idle *, const struct load *, unsigned count);
/* Asks a query on each: are they still served?  Sets answered. */
void idle_ask(struct idle *, struct load *);
void idle_close(struct idle *);

#endif
