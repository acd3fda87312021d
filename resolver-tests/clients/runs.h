/*
 * runs.h -- the outcomes of all the calls a client makes, each written once.
 */
#ifndef CLIENTS_RUNS_H
#define CLIENTS_RUNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "emit.h"

/* Zero-initialise it.  Not locked. */
struct runs {
	struct run *list; /* owned; the distinct outcomes */
	size_t count;
	bool by_status; /* all of one status are written as one */
};

/*
 * Hands TEXT over as the outcome of call NUMBER; TEXT is empty again
 * afterwards.  Two outcomes that differ in `raw ` lines only are the same.
 */
void runs_add(struct runs *runs, unsigned number, struct emit *text);

/*
 * Puts NUMBER in front of each line of TEXT behind the first, the status; not
 * of `return` lines, which are compared only where somebody wants to.
 */
void runs_number(struct emit *text, unsigned number);

/*
 * Writes the outcomes to F: as it is when there is one, else each under a line
 * `call NUMBER`, the first call that gave it.
 */
void runs_write(struct runs *runs, FILE *f);

/*
 * From one process to another.  Each returns 0, or -1 where something is
 * missing.
 */
int runs_send(const struct runs *runs, FILE *f);
int runs_receive(struct runs *runs, FILE *f);

void runs_free(struct runs *runs);

#endif
