/*
 * options_bench.h -- the options that only `bench' has; for options.c alone.
 */
#ifndef RESOLVER_TESTS_OPTIONS_BENCH_H
#define RESOLVER_TESTS_OPTIONS_BENCH_H

#include "resolver-tests/options.h"

enum {
	OPTION_QUICK = 1000,
	OPTION_SEED,
	OPTION_BASELINE,
	OPTION_ROUNDS,
	OPTION_SLICE
};

/* For `longs' of options.c. */
#define OPTIONS_BENCH                                                          \
	{ "quick", no_argument, NULL, OPTION_QUICK },                          \
	    { "seed", required_argument, NULL, OPTION_SEED },                  \
	    { "baseline", required_argument, NULL, OPTION_BASELINE },          \
	    { "rounds", required_argument, NULL, OPTION_ROUNDS },              \
	{                                                                      \
		"slice", required_argument, NULL, OPTION_SLICE                 \
	}

/* Of --help. */
#define OPTIONS_BENCH_USAGE                                                    \
	"      --quick          bench: all of it within a minute\n"            \
	"      --baseline CLIENT   bench: what the others are compared to;\n"  \
	"                       the first client unless given\n"               \
	"      --seed N         bench: draws the order of the clients\n"       \
	"      --rounds N, --slice MS   bench: how often each client has "     \
	"its\n"                                                                \
	"                       turn (40), and for how long (100)\n"

/*
 * Takes option C with its TEXT.  Returns 0; 1 where it is none of these; -1
 * with *WHY what it wants.
 */
int options_bench_read(int c, const char *text, struct options *o,
    const char **why);
/* NULL, or what keeps the options from the command they stand with. */
const char *options_bench_check(const struct options *);

#endif
