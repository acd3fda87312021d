/*
 * making.h -- makes a call in a certain manner and collects what came of it.
 */
#ifndef CLIENTS_MAKING_H
#define CLIENTS_MAKING_H

#include "call.h"
#include "manner.h"
#include "runs.h"

/* What is called, and what came of it. */
struct making {
	const struct call *call;
	int argc;    /* of the words behind the name of the call */
	char **argv; /* kept as they are */
	struct manner manner;
	struct runs runs;  /* for making_free() */
	enum call_end end; /* other than CALL_DONE: runs is not all */
	char error[160];   /* where END is CALL_USAGE */
};

/*
 * Makes all the calls.  They are numbered from 1, thread by thread; in the
 * words `{call}` is replaced by the number.  Returns the number of descriptors
 * that are open more than before: -1 is one less.
 */
int making_run(struct making *m);
void making_free(struct making *m);

#endif
