/*
 * changes.h -- what differs between two clients, sorted for people: defects,
 * what is permitted and other differences are three things.
 */
#ifndef REPORT_CHANGES_H
#define REPORT_CHANGES_H

#include "resolver-tests/versus.h"

#include <stdio.h>

enum change {
	CHANGE_DEFECT_GONE,
	CHANGE_DEFECT_NEW,
	CHANGE_POLICY_GONE, /* from permitted to wanted */
	CHANGE_POLICY_NEW,  /* from wanted to permitted */
	CHANGE_DEFECT,      /* a defect before and after, and not the same */
	CHANGE_OUTCOME,     /* no defect, and another outcome */
	CHANGE_NONE,        /* the trials cannot be compared */
};
enum { CHANGES = CHANGE_NONE };

enum change change_classify(const struct versus_trial *);
/* The trial whose record tells why, or NULL. */
const struct results_trial *change_record(const struct versus_trial *);

/* Trials of one change that have one reason; "" where none is on record. */
struct change_item {
	const char *reason;    /* borrowed, as the next two */
	const char *reference; /* more words may follow the first */
	size_t words;          /* octets of the first: of a commit, or 0 */
	size_t count;          /* of trials */
	size_t weight;         /* of those with this first word */
};
struct change_items {
	struct change_item *v; /* owned; those of one commit together, the most
				  first; what has none last */
	size_t count;
};
void change_items_make(const struct versus *, enum change,
    struct change_items *out);
void change_items_clear(struct change_items *);

/* What differs in V, which is of one pair of clients. */
void changes_html(const struct versus *, FILE *);

#endif
