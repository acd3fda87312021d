/* in which order trials stand, and which of them are told as one */
#include "config.h"

#include <string.h>

#include "resolver-tests/versus.h"

const struct results_trial *
versus_trial_any(const struct versus_trial *t)
{
	return t->b != NULL ? t->b : t->a;
}

const struct results_trial *
versus_trial_reason(const struct versus_trial *t)
{
	const struct results_trial *first = t->b, *second = NULL;

	if (t->kind == VERSUS_BETTER)
		first = t->a;
	else if (t->kind == VERSUS_CHANGED || t->kind == VERSUS_EDITED)
		second = t->a;
	else if (t->kind != VERSUS_WORSE)
		return NULL;
	if (*first->reason != '\0')
		return first;
	return second != NULL && *second->reason != '\0' ? second : NULL;
}

static const char *
reason(const struct versus_trial *t)
{
	const struct results_trial *r = versus_trial_reason(t);

	return r == NULL ? "" : r->reason;
}

/* Octets of the name without the variant. */
static size_t
base_len(const struct versus_trial *t)
{
	return strcspn(versus_trial_any(t)->scenario, ":");
}

static int
compare_bases(const struct versus_trial *a, const struct versus_trial *b)
{
	size_t len = base_len(a);
	int order;

	if (len > base_len(b))
		len = base_len(b);
	order = strncmp(versus_trial_any(a)->scenario,
	    versus_trial_any(b)->scenario, len);
	if (order != 0)
		return order;
	return (base_len(a) > len) - (base_len(b) > len);
}

static int
verdict_number(const struct results_trial *t)
{
	return t == NULL ? -1 : (int)t->verdict;
}

/* The verdicts of both sides; of one only, why it is not on the other. */
static int
compare_verdicts(const struct versus_trial *a, const struct versus_trial *b)
{
	int order = 0;

	if (a->kind != VERSUS_ONLY_A)
		order = verdict_number(a->a) - verdict_number(b->a);
	if (a->kind == VERSUS_ONLY_B)
		return order;
	return order != 0 ? order : verdict_number(a->b) - verdict_number(b->b);
}

/* What stands under one reason. */
static int
compare_reasons(const struct versus_trial *a, const struct versus_trial *b)
{
	int order = (a->kind > b->kind) - (a->kind < b->kind);

	if (order == 0)
		order = (a->pair > b->pair) - (a->pair < b->pair);
	return order != 0 ? order : strcmp(reason(a), reason(b));
}

/* What is one item. */
static int
compare_items(const struct versus_trial *a, const struct versus_trial *b)
{
	int order = compare_reasons(a, b);

	if (order == 0)
		order = compare_bases(a, b);
	return order != 0 ? order : compare_verdicts(a, b);
}

int
versus_trial_compare(const void *left, const void *right)
{
	const struct versus_trial *a = left, *b = right;
	int order = compare_items(a, b);

	return order != 0 ? order
			  : strcmp(versus_trial_any(a)->scenario,
				versus_trial_any(b)->scenario);
}

size_t
versus_same_reason(const struct versus *v, size_t i)
{
	size_t end = i + 1;

	while (end < v->count && compare_reasons(&v->v[i], &v->v[end]) == 0)
		end++;
	return end - i;
}

size_t
versus_same_scenario(const struct versus *v, size_t i)
{
	size_t end = i + 1;

	while (end < v->count && compare_items(&v->v[i], &v->v[end]) == 0)
		end++;
	return end - i;
}

size_t
versus_same_pair(const struct versus *v, size_t i)
{
	size_t end = i + 1;

	while (end < v->count && v->v[end].kind == v->v[i].kind &&
	       v->v[end].pair == v->v[i].pair)
		end++;
	return end - i;
}

static bool
same_summary(const struct results_trial *a, const struct results_trial *b)
{
	return a == NULL || b == NULL ? a == b
				      : strcmp(a->summary, b->summary) == 0;
}

bool
versus_same_changes(const struct versus *v, size_t i, size_t k, size_t count)
{
	for (size_t n = 0; n < count; n++) {
		const struct versus_trial *a = &v->v[i + n], *b = &v->v[k + n];

		if (a->kind != b->kind || strcmp(reason(a), reason(b)) != 0 ||
		    strcmp(versus_trial_any(a)->scenario,
			versus_trial_any(b)->scenario) != 0 ||
		    compare_verdicts(a, b) != 0)
			return false;
		/* what is in one file only is told by name alone */
		if (a->kind != VERSUS_ONLY_A && a->kind != VERSUS_ONLY_B &&
		    !(same_summary(a->a, b->a) && same_summary(a->b, b->b)))
			return false;
	}
	return true;
}
