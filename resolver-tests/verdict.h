/*
 * verdict.h -- one observation against what its scenario says.
 */
#ifndef RESOLVER_TESTS_VERDICT_H
#define RESOLVER_TESTS_VERDICT_H

#include "resolver-tests/client.h"
#include "resolver-tests/known.h"
#include "resolver-tests/observation.h"

enum verdict {
	VERDICT_PASS,
	VERDICT_POLICY,  /* a permitted outcome */
	VERDICT_KNOWN,   /* deviates as recorded */
	VERDICT_FIXED,   /* recorded as deviating, but passes */
	VERDICT_CHANGED, /* a PIN moved */
	VERDICT_FAIL,
	VERDICT_NA,       /* the call or client makes no sense here */
	VERDICT_SKIP,     /* the machine lacks something */
	VERDICT_UNSTABLE, /* repeats disagree */
	VERDICT_ERROR,    /* the runner itself failed */
};
enum { VERDICTS = VERDICT_ERROR + 1 };
extern const char *const verdict_names[VERDICTS]; /* "pass" … "n/a" … */
/* The verdict that is called NAME; -1 where there is none. */
int verdict_parse(const char *name, enum verdict *out);
/* True for fixed changed fail unstable error: the run ends with status 1. */
bool verdict_is_bad(enum verdict);

struct judgement {
	enum verdict verdict;
	char *summary; /* "ok 20+0 #3fa9c1", steps joined by " / " */
	char *diff;    /* "" for a pass; else what was wanted and what came */
	const struct known_deviation *known; /* borrowed; the record used */
	bool only_time_missed; /* nothing but elapsed bounds failed */
};

void judge(const struct scenario *, const struct client *,
    const struct observation *, const struct known *, struct judgement *out);
/* A trial that was not run, or not to its end: REASON becomes the diff. */
void judgement_init(struct judgement *out, enum verdict, const char *reason);
void judgement_clear(struct judgement *);

/* False where CLIENTS leaves it out: n/a, decided before anything is run. */
bool scenario_wants_client(const struct scenario *, const struct client *);

#endif
