/*
 * call.h -- what every client is: `client [MANNER] CALL ARGS...` makes a call,
 * prints what came back and exits 0; it never judges.  MANNER is manner.h's.
 */
#ifndef CLIENTS_CALL_H
#define CLIENTS_CALL_H

#include "args.h"
#include "emit.h"

enum call_end {
	CALL_DONE,       /* it returned, whatever it returned */
	CALL_USAGE,      /* the arguments are wrong: args->error */
	CALL_UNSUPPORTED /* this client cannot make that call */
};

/* A table of them ends with the name NULL. */
struct call {
	const char *name;
	unsigned words; /* how many arguments it cannot do without */
	enum call_end (*run)(struct args *args, struct emit *out);
	int cannot; /* bits of manner.h */
};

/*
 * The whole of main().  `version` is there unless CALLS has its own.  Returns
 * 0, or 2 for bad arguments and for output that could not be written.
 */
int call_main(int argc, char **argv, const struct call *calls);

/*
 * The call `version`: the libc this program is linked with and, where LIBRARY
 * is not NULL ("library c-ares"), the resolver library and its VERSION.
 */
enum call_end call_run_version(struct args *, struct emit *out,
    const char *library, const char *version);

#endif
