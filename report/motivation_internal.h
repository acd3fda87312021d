/*
 * motivation_internal.h -- the weighing of one claim; for motivation*.c only.
 */
#ifndef REPORT_MOTIVATION_INTERNAL_H
#define REPORT_MOTIVATION_INTERNAL_H

#include "report/motivation.h"

struct evaluation {
	const struct report *report;
	const struct claim *claim;
	struct motivation_claim *out;
	enum motivation_side *sides; /* one a client */
};

/* 0 pass, 1 policy, 2 defect; -1 where there is no result. */
enum { RANK_NONE = -1, RANK_PASS, RANK_POLICY, RANK_DEFECT };

/*
 * Counts what bears on the claim, and notes the items.  Returns in how many
 * trials there was trouble before the change.
 */
size_t motivation_weigh(const struct evaluation *);
/* Puts the items in order, and finds the groups. */
void motivation_group(struct motivation_claim *);

#endif
