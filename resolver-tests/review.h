/*
 * review.h -- what only a run can tell about the corpus: entries no query
 * used, expectations no reference meets, records nothing needs any more.
 */
#ifndef RESOLVER_TESTS_REVIEW_H
#define RESOLVER_TESTS_REVIEW_H

#include "resolver-tests/finished.h"
#include "resolver-tests/lint.h"

struct review;

/* One trial.  Everything is borrowed until review_note() returns. */
struct review_trial {
	const struct scenario *scenario;
	const struct client *client;
	enum verdict verdict;
	bool was_run;             /* to its end */
	bool needs_record;        /* it went as the record for it says */
	const struct bits *lines; /* of the entries that answered */
};

/* SCENARIOS and KNOWN are borrowed until review_free(). */
struct review *review_new(const struct scenarios *, const struct known *);
void review_free(struct review *);
void review_note(struct review *, const struct review_trial *);
/* The same for a trial that has just ended. */
void review_add(struct review *, const struct finished *);
/*
 * Appends what was found.  Worth doing for runs of every client only: a
 * reference that was left out might have used the entry.
 */
void review_finish(const struct review *, struct lint *out);

#endif
