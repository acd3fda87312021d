/*
 * versus.h -- the results of two runs, trial by trial: what B has that is worse
 * than in A, better, or different.
 */
#ifndef RESOLVER_TESTS_VERSUS_H
#define RESOLVER_TESTS_VERSUS_H

#include "resolver-tests/results_file.h"

enum versus_kind {
	VERSUS_WORSE,   /* newly failing: a regression */
	VERSUS_BETTER,  /* newly passing */
	VERSUS_CHANGED, /* no worse and no better, but not the same */
	VERSUS_EDITED,  /* one of these three, but so is the scenario */
	VERSUS_ONLY_A,  /* run in A, and not in B: left out, n/a or skip */
	VERSUS_ONLY_B,
	VERSUS_ALIKE, /* the same verdict and the same outcome */
};
enum { VERSUS_KINDS = VERSUS_ALIKE + 1 };
extern const char *const versus_names[VERSUS_KINDS]; /* "newly failing" … */

/* Clients that are compared with each other.  One is NULL where the other file
 * has none for it. */
struct versus_pair {
	const struct results_client *a, *b;
	size_t counts[VERSUS_KINDS];
};

/* One trial; A or B is NULL where the file does not have it. */
struct versus_trial {
	enum versus_kind kind;
	size_t pair;
	const struct results_trial *a, *b;
};

struct versus {
	const struct results_file *a, *b; /* borrowed */
	struct versus_pair *pairs;        /* owned */
	size_t pair_count;
	struct versus_trial *v; /* owned; all but what is alike */
	size_t count;
	size_t counts[VERSUS_KINDS];
	size_t both; /* how many are in both files */
};

/*
 * Compares A with B, which are borrowed until versus_clear().  AS are AS_COUNT
 * words "OLD=NEW", client OLD of A and NEW of B, which alone are compared;
 * without them, clients of one name are, and two of one family where each file
 * has no other of it.  Trials are sorted by kind, pair, reason, scenario.
 * Returns -1 with ERR set where no trial is in both.
 */
int versus_init(struct versus *, const struct results_file *a,
    const struct results_file *b, const char *const *as, size_t as_count,
    struct error *err);
void versus_clear(struct versus *);

/* The pairs alone; for versus.c. */
int versus_pair_clients(struct versus *, const char *const *as, size_t as_count,
    struct error *err);

/* How both trials compare; false where neither was run. */
bool versus_classify(const struct results_trial *a,
    const struct results_trial *b, enum versus_kind *out);

/* The trial that is there; B's where both are. */
const struct results_trial *versus_trial_any(const struct versus_trial *);
/* The trial whose known deviation says why, or NULL. */
const struct results_trial *versus_trial_reason(const struct versus_trial *);

/*
 * Trials from I on that have the kind, the pair and the reason of V->v[I]; of
 * these, those that are variants of one scenario with the same verdicts.
 */
size_t versus_same_reason(const struct versus *, size_t i);
size_t versus_same_scenario(const struct versus *, size_t i);
/* The same of one kind and pair. */
size_t versus_same_pair(const struct versus *, size_t i);
/* COUNT trials from I on and from K on differ in nothing but their pairs. */
bool versus_same_changes(const struct versus *, size_t i, size_t k,
    size_t count);
/* That order, for qsort(). */
int versus_trial_compare(const void *, const void *);

#endif
