#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "report/changes.h"
#include "report/refs.h"

static bool
is_defect(enum verdict v)
{
	return v == VERDICT_KNOWN || v == VERDICT_FAIL ||
	       v == VERDICT_CHANGED || v == VERDICT_UNSTABLE;
}

enum change
change_classify(const struct versus_trial *t)
{
	enum verdict a, b;

	if (t->kind == VERSUS_ONLY_A || t->kind == VERSUS_ONLY_B ||
	    t->kind == VERSUS_EDITED)
		return CHANGE_NONE;
	a = t->a->verdict;
	b = t->b->verdict;
	if (a == VERDICT_ERROR || b == VERDICT_ERROR)
		return CHANGE_NONE;
	if (is_defect(a) != is_defect(b))
		return is_defect(a) ? CHANGE_DEFECT_GONE : CHANGE_DEFECT_NEW;
	if (is_defect(a))
		return CHANGE_DEFECT;
	if ((a == VERDICT_POLICY) == (b == VERDICT_POLICY))
		return CHANGE_OUTCOME;
	return a == VERDICT_POLICY ? CHANGE_POLICY_GONE : CHANGE_POLICY_NEW;
}

const struct results_trial *
change_record(const struct versus_trial *t)
{
	const enum change change = change_classify(t);
	const struct results_trial *r = NULL;

	if (change == CHANGE_DEFECT_GONE)
		r = t->a;
	else if (change == CHANGE_DEFECT_NEW || change == CHANGE_DEFECT)
		r = t->b;
	return r == NULL || *r->reason == '\0' ? NULL : r;
}

static void
add_trial(struct change_items *items, const struct results_trial *record)
{
	const char *reason = record == NULL ? "" : record->reason;
	const char *reference = record == NULL ? "" : record->reference;
	size_t i = 0;

	while (i < items->count && strcmp(items->v[i].reason, reason) != 0)
		i++;
	if (i == items->count) {
		items->v = xgrow(items->v, i, sizeof *items->v);
		items->v[items->count++] =
		    (struct change_item){ .reason = reason,
			    .reference = reference,
			    .words = refs_is_told(reference)
					 ? strcspn(reference, " ")
					 : 0 };
	}
	items->v[i].count++;
}

static bool
same_commit(const struct change_item *a, const struct change_item *b)
{
	return a->words == b->words &&
	       memcmp(a->reference, b->reference, a->words) == 0;
}

static void
weigh(struct change_items *items)
{
	for (size_t i = 0; i < items->count; i++)
		for (size_t k = 0; k < items->count; k++)
			if (same_commit(&items->v[i], &items->v[k]))
				items->v[i].weight += items->v[k].count;
}

static int
descending(size_t a, size_t b)
{
	return (a < b) - (a > b);
}

static int
compare(const void *left, const void *right)
{
	const struct change_item *a = left, *b = right;
	int order = (a->words == 0) - (b->words == 0);

	if (order == 0)
		order = descending(a->weight, b->weight);
	if (order == 0 && !same_commit(a, b))
		order = strcmp(a->reference, b->reference);
	if (order == 0)
		order = descending(a->count, b->count);
	return order != 0 ? order : strcmp(a->reason, b->reason);
}

void
change_items_make(const struct versus *v, enum change change,
    struct change_items *out)
{
	*out = (struct change_items){ .count = 0 };
	for (size_t i = 0; i < v->count; i++)
		if (change_classify(&v->v[i]) == change)
			add_trial(out, change_record(&v->v[i]));
	weigh(out);
	if (out->count > 0)
		qsort(out->v, out->count, sizeof *out->v, compare);
}

void
change_items_clear(struct change_items *items)
{
	free(items->v);
	*items = (struct change_items){ .count = 0 };
}
