/*
 * claims.h -- corpus/CLAIMS: what is said in public of a change, and which
 * scenarios bear on it.  The form of the file is at its head.
 */
#ifndef RESOLVER_TESTS_CLAIMS_H
#define RESOLVER_TESTS_CLAIMS_H

#include "fakedns/scenario.h"
#include "resolver-tests/lint.h"

enum claim_kind {
	CLAIM_PROMISE,     /* something works */
	CLAIM_IMPROVEMENT, /* it is better than it was */
	CLAIM_COST,        /* something got worse */
};
enum { CLAIM_KINDS = CLAIM_COST + 1 };
extern const char *const claim_kind_names[CLAIM_KINDS]; /* "promise" … */

struct claim {
	struct place at;
	char *id;    /* as in CLAIM lines: "large-records" */
	char *title; /* what is claimed, in a sentence */
	enum claim_kind kind;
	bool kind_said;
	char *before, *after; /* ranges of versions, as version.h has them */
	struct words says;    /* who claims it, where and when */
	struct words refs, why;
	char *missing;  /* how to get a verdict where there is none, or NULL */
	bool bears_all; /* every scenario bears on it */
	bool outcomes;  /* they are shown one by one */
};
struct claims {
	char *path;      /* owned; of the file */
	struct claim *v; /* owned */
	size_t count;
	struct words beyond; /* what cannot be shown at all */
};

/*
 * Returns -1 with ERR set to "PATH:LINE:COLUMN: what is wrong, want what"; OUT
 * is overwritten, and empty then.
 */
int claims_load(const char *path, struct claims *out, struct error *err);
void claims_clear(struct claims *);

const struct claim *claims_find(const struct claims *, const char *id);
/* True where the scenario names it, or every one bears on it. */
bool claim_concerns(const struct claim *, const struct scenario *);

/*
 * CLAIM words that there are not, claims that cite no clause or no commit, and
 * those that nothing bears on without saying what is missing.
 */
void claims_lint(const struct claims *, const struct scenarios *,
    struct lint *);

#endif
