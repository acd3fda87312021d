/* What is not right about a claim, in words */
#include "config.h"

#include <string.h>

#include "report/motivation_words.h"

static const struct motivation_item *
head(const struct motivation_claim *c, const struct motivation_group *g)
{
	return &c->items[g->first];
}

void
motivation_add_reason(struct text *out, const struct motivation_claim *c,
    const struct motivation_group *g, bool brackets)
{
	const struct motivation_item *item = head(c, g);

	if (*item->trial->reason != '\0')
		text_add(out, "%s", item->trial->reason);
	else if (item->kind == MOTIVATION_DEFECT)
		text_add(out, "not on record as a known deviation");
	if (brackets && *item->reference != '\0')
		text_add(out, " [%s]", item->reference);
}

void
motivation_add_who(struct text *out, const struct motivation_claim *c,
    const struct motivation_group *g)
{
	text_add(out, "%s", head(c, g)->clients);
	if (head(c, g)->worse)
		text_add(out, "; worse than before");
}

/* The reference had what makes this an item. */
static bool
shares(const struct motivation_item *item, const struct results_trial *t)
{
	int rank = motivation_rank(t);

	if (rank == -1 || rank != motivation_rank(item->trial))
		return false;
	return item->kind != MOTIVATION_COST ||
	       motivation_lost_answer(item->before, t);
}

void
motivation_add_shared(struct text *out, const struct motivation *m,
    const struct motivation_claim *c, const struct motivation_group *g)
{
	const struct report *r = m->report;
	bool any = false;

	for (size_t i = 0; i < r->client_count; i++) {
		size_t count = 0;

		if (strcmp(r->clients[i].client->family, "musl") == 0)
			continue;
		for (size_t k = g->first; k < g->first + g->count; k++)
			count += shares(&c->items[k],
			    c->items[k].variant->trials[i].result);
		if (count == 0)
			continue;
		text_add(out, "%s%s (%zu of %zu)",
		    any ? ", " : "; the same: ", r->clients[i].label, count,
		    g->count);
		any = true;
	}
}

/* "ok 1+1 / EAI_NONAME": hashes are left out. */
static void
add_outcome(struct text *out, const char *summary)
{
	while (*summary != '\0') {
		size_t len = strcspn(summary, " ");

		if (*summary != '#') {
			text_add_octets(out, summary, len);
			text_add(out, " ");
		}
		summary += len;
		summary += *summary == ' ';
	}
	if (out->len > 0 && out->s[out->len - 1] == ' ')
		out->s[--out->len] = '\0';
}

static bool
same_outcomes(const struct motivation_item *a, const struct motivation_item *b)
{
	struct text one = { 0 }, two = { 0 };
	bool same;

	add_outcome(&one, a->trial->summary);
	add_outcome(&two, b->trial->summary);
	same = one.len == two.len && one.len > 0 && strcmp(one.s, two.s) == 0;
	text_clear(&one);
	text_clear(&two);
	return same;
}

size_t
motivation_add_scenario(struct text *out, const struct motivation_claim *c,
    size_t i, size_t end)
{
	const struct motivation_item *first = &c->items[i];
	bool alike =
	    first->kind != MOTIVATION_DEFECT || *first->trial->reason == '\0';
	size_t run = 1;

	while (i + run < end && c->items[i + run].scenario == first->scenario) {
		alike = alike && same_outcomes(first, &c->items[i + run]);
		run++;
	}
	if (first->scenario->count > 1)
		text_add(out, " (%zu of %zu variants)", run,
		    first->scenario->count);
	if (!alike)
		return run;
	text_add(out, ": ");
	add_outcome(out, first->trial->summary);
	if (first->before != NULL) {
		text_add(out, ", before: ");
		add_outcome(out, first->before->summary);
	}
	return run;
}

void
motivation_add_result(struct text *out, const struct results_trial *t)
{
	if (*t->summary == '\0') {
		text_add(out, "%s", verdict_names[t->verdict]);
		return;
	}
	add_outcome(out, t->summary);
	text_add(out, " (%s)", verdict_names[t->verdict]);
}

static bool
is_alike(const struct results_trial *a, const struct results_trial *b)
{
	return b != NULL && a->verdict == b->verdict &&
	       strcmp(a->summary, b->summary) == 0;
}

bool
motivation_add_alike(struct text *out, const struct report *r,
    const struct report_variant *v, size_t i)
{
	const struct results_trial *t = v->trials[i].result;

	if (t == NULL)
		return false;
	for (size_t k = 0; k < i; k++)
		if (is_alike(t, v->trials[k].result))
			return false;
	for (size_t k = i; k < r->client_count; k++)
		if (is_alike(t, v->trials[k].result))
			text_add(out, "%s%s", k == i ? "" : ", ",
			    r->clients[k].label);
	return true;
}

/* -1 where one of both has no result, 1 where no musl passes and a reference
 * does, else 0. */
static int
is_unsurvived(const struct report *r, const struct report_variant *v)
{
	int musl = -1, reference = -1;

	for (size_t i = 0; i < r->client_count; i++) {
		int rank = motivation_rank(v->trials[i].result);
		int *best = strcmp(r->clients[i].client->family, "musl") == 0
				? &musl
				: &reference;

		if (rank != -1 && (*best == -1 || rank < *best))
			*best = rank;
	}
	if (musl == -1 || reference == -1)
		return -1;
	return musl > 0 && reference == 0;
}

void
motivation_add_unsurvived(struct text *out, const struct motivation *m,
    const struct motivation_claim *c)
{
	const struct report *r = m->report;
	size_t all = 0, count = 0;

	for (size_t i = 0; i < r->count; i++)
		for (size_t k = 0; k < r->scenarios[i].count; k++) {
			const struct report_variant *v =
			    &r->scenarios[i].variants[k];
			int found = motivation_bears(c->claim, v)
					? is_unsurvived(r, v)
					: -1;

			all += found != -1;
			count += found == 1;
		}
	if (all == 0)
		text_add(out, "No trial has results of musl and a reference.");
	else
		text_add(out,
		    "Trials that a reference passes and no musl at all: %zu "
		    "of %zu.",
		    count, all);
}
