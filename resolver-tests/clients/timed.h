/*
 * timed.h -- what a benchmark calls: one look-up without its text, so that
 * nothing is measured but the call and the giving back of its result.
 */
#ifndef CLIENTS_TIMED_H
#define CLIENTS_TIMED_H

#include "args.h"
#include "emit.h"

struct timed_outcome {
	int status;         /* of the call, 0 where all is well */
	unsigned addresses; /* it brought; 1 for a name */
};

/* A table of them ends with the name NULL. */
struct timed {
	const char *name;
	/*
	 * Reads ARGS, and opens what a program keeps from one look-up to the
	 * next.  Each thread has its own.  Returns it, for close(), or NULL
	 * where this client cannot do it, or ARGS are wrong: args_bad().
	 */
	void *(*open)(struct args *args);
	void (*once)(void *state, struct timed_outcome *out);
	void (*close)(void *state);
	/* Its first line is the name of STATUS. */
	void (*describe)(struct emit *out, int status);
};

/* True where the command line is `--bench ...': for timed_main(). */
int timed_wanted(int argc, char **argv);

/*
 * The whole of main() for `client --bench KEY=N,... CALL ARGS...', or
 * `--bench once CALL ARGS...'; loop.h has the keys.  Returns 0; 1 where `once'
 * failed; 2 for bad arguments, or a report that could not be written; 3 where
 * the client does not have that call.
 */
int timed_main(int argc, char **argv, const struct timed *calls);

#endif
