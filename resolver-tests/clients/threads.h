/*
 * threads.h -- calls in threads, started at once, or cancelled.
 */
#ifndef CLIENTS_THREADS_H
#define CLIENTS_THREADS_H

#include <stdbool.h>

/* What each thread does. */
struct threads_job {
	void (*make)(void *arg, unsigned first, unsigned count);
	void *arg;
	unsigned stack; /* octets; 0: the libc's default */
};

/* Whether the libc lets a thread have so small a stack. */
bool threads_allow(unsigned stack);

/*
 * THREADS threads wait for each other and do COUNT each: from FIRST on, from
 * FIRST + COUNT on, and so on.  Returns when all have ended.
 */
void threads_run(const struct threads_job *job, unsigned threads,
    unsigned first, unsigned count);

/*
 * A thread does NUMBER alone and is cancelled after AFTER_MS milliseconds,
 * should it still run.  Returns whether that ended it.
 */
bool threads_cancel(const struct threads_job *job, unsigned number,
    unsigned after_ms);

#endif
