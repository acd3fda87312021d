/*
 * judging.h -- shared by verdict.c and verdict_diff.c only.
 */
#ifndef RESOLVER_TESTS_JUDGING_H
#define RESOLVER_TESTS_JUDGING_H

#include "resolver-tests/comparison.h"
#include "resolver-tests/verdict.h"

/* One call: what was wanted beside what came. */
struct judged_step {
	const struct call *call;
	const struct step_observation *came;
	char *summary;
	const struct result *closest;   /* the wanted block most like it */
	struct difference difference;   /* to that block */
	const struct result *permitted; /* the permitted block it equals */
	bool is_wanted;                 /* equals a wanted block, or none is */
	bool was_run;
};

struct judging {
	const struct scenario *scenario;
	const struct client *client;
	const struct observation *observation;
	const struct known_deviation *record; /* the one that applies */
	struct judged_step *steps;            /* one for each call; owned */
	size_t count;
	enum verdict verdict;
};

/* An EXPECT or PIN that binds this client here and does not hold. */
bool judging_misses(const struct judging *, const struct judged_step *,
    const struct fact *);
/* The whole explanation, to be freed; "" for a pass. */
char *judging_explain(const struct judging *);

#endif
