/*
 * motivation.h -- the claims of corpus/CLAIMS against the results of a report:
 * what bears on each, how every client did, and the verdict that follows.
 *
 * Three things are never added up: a defect, an outcome that the standards
 * permit (policy), and the price of doing the right thing.
 */
#ifndef REPORT_MOTIVATION_H
#define REPORT_MOTIVATION_H

#include "report/data.h"

/*
 * The section of the page: the table, the claims one by one, and what cannot be
 * shown here.  Nothing where the corpus has no CLAIMS.
 */
void motivation_html(const struct report *, FILE *);
/* The same for terminals, or as GitHub-flavoured Markdown. */
void motivation_print(const struct report *, FILE *, bool markdown);

enum motivation_verdict {
	MOTIVATION_CONFIRMED,
	MOTIVATION_EXCEPTIONS, /* confirmed, with exceptions */
	MOTIVATION_REFUTED,
	MOTIVATION_REAL,  /* of a cost: there are defects */
	MOTIVATION_PRICE, /* of a cost: all is right or permitted */
	MOTIVATION_NONE,  /* of a cost: it was not seen */
	MOTIVATION_UNTESTABLE,
};
enum { MOTIVATION_VERDICTS = MOTIVATION_UNTESTABLE + 1 };

/* Why a claim cannot be tested here. */
enum motivation_lack {
	MOTIVATION_LACKS_NOTHING,
	MOTIVATION_LACKS_SCENARIO, /* none bears on it */
	MOTIVATION_LACKS_BEFORE,   /* no release of that range */
	MOTIVATION_LACKS_AFTER,
	MOTIVATION_LACKS_RUN,     /* no trial has results on both sides */
	MOTIVATION_LACKS_TROUBLE, /* all passes before, too */
};

enum motivation_kind {
	MOTIVATION_DEFECT,
	MOTIVATION_POLICY,
	/*
	 * Right, and yet an answer is gone that a version before the change
	 * gave: looked for in scenarios that bear on a cost.
	 */
	MOTIVATION_COST,
};
enum { MOTIVATION_KINDS = MOTIVATION_COST + 1 };

/* Scenarios, or trials: what they came to. */
struct motivation_tally {
	size_t pass, policy, defect;
	size_t na;        /* the client does not offer the call */
	size_t no_result; /* skip, unstable, error, not in the results */
};
struct motivation_counts {
	struct motivation_tally scenarios; /* by the worst of their trials */
	struct motivation_tally trials;
};

/* A trial of the versions behind the change that is not just right. */
struct motivation_item {
	enum motivation_kind kind;
	bool worse; /* than every release before the change */
	const struct report_scenario *scenario;
	const struct report_variant *variant;
	const struct results_trial *trial;  /* of the first of CLIENTS */
	const struct results_trial *before; /* whose answer is gone, or NULL */
	char *clients;   /* owned; "musl-1.2.5, musl-1.2.6" */
	char *reference; /* owned; of the record, the catalogue left out */
};
/* Items with one kind and one reason. */
struct motivation_group {
	size_t first, count; /* of the claim's items */
};

struct motivation_claim {
	const struct claim *claim;
	enum motivation_verdict verdict;
	enum motivation_lack lack;
	struct motivation_counts
	    *counts;    /* owned; one a client of the report */
	size_t bearing; /* scenarios of the corpus that bear on it */
	size_t present; /* of these, in the results of whatever client */
	size_t run;     /* of these, with results on both sides */
	/*
	 * Trials with results on both sides; that pass now and did not; that
	 * are worse.  What passes at the price of an answer is no gain.
	 */
	size_t compared, gained, lost;
	/*
	 * Scenarios in which more was gained than lost, and the reverse; 1 and
	 * -1 for each of the report, else 0.
	 */
	size_t better, worse;
	signed char *balance;          /* owned */
	struct motivation_item *items; /* owned; by group */
	size_t item_count;
	struct motivation_group *groups; /* owned; by kind, the largest first */
	size_t group_count;
	size_t kinds[MOTIVATION_KINDS]; /* variants with an item of the kind */
};

struct motivation {
	const struct report *report; /* borrowed */
	struct motivation_claim *v;  /* owned; as in CLAIMS */
	size_t count;
};

/* REPORT is borrowed until motivation_clear(). */
void motivation_init(struct motivation *, const struct report *);
void motivation_clear(struct motivation *);

/* Where a client stands. */
enum motivation_side {
	MOTIVATION_REFERENCE, /* no musl */
	MOTIVATION_BEFORE,    /* a release of musl, before the change */
	MOTIVATION_AFTER,     /* one behind it */
	MOTIVATION_BESIDE,    /* another musl: shown, and counts for nothing */
};
enum motivation_side motivation_side(const struct claim *,
    const struct results_client *);
/* The client was called "musl-VERSION", without a word of the user's. */
bool motivation_is_release(const struct results_client *);
/* False where the scenario is not in the corpus any more, too. */
bool motivation_bears(const struct claim *, const struct report_variant *);
/* 0 pass, 1 policy, 2 defect; -1 where there is no result. */
int motivation_rank(const struct results_trial *);
/* Some call had an answer in BEFORE and has none in AFTER. */
bool motivation_lost_answer(const struct results_trial *before,
    const struct results_trial *after);

#endif
