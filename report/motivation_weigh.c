/* What bears on a claim: counted, weighed, and noted where it is not right */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "report/motivation_internal.h"
#include "resolver-tests/text.h"

/* One scenario of the report in the light of the claim. */
struct weighing {
	const struct evaluation *e;
	const struct report_scenario *s;
	const struct report_variant *v; /* that is looked at */
	bool priced; /* it bears on a cost: answers may be gone */
	/* its trials: on both sides, pass now and did not, are worse, were not
	 * right before */
	size_t compared, gained, lost, trouble;
};

static const struct results_trial *
result(const struct weighing *w, size_t client)
{
	return w->v->trials[client].result;
}

static void
add_tally(struct motivation_tally *t, const struct results_trial *trial)
{
	switch (motivation_rank(trial)) {
	case RANK_PASS:
		t->pass++;
		break;
	case RANK_POLICY:
		t->policy++;
		break;
	case RANK_DEFECT:
		t->defect++;
		break;
	default:
		if (trial != NULL && trial->verdict == VERDICT_NA)
			t->na++;
		else
			t->no_result++;
	}
}

/* A scenario counts as the worst of its trials that have a result. */
static void
add_scenario(struct motivation_tally *t, const struct motivation_tally *trials)
{
	if (trials->defect > 0)
		t->defect++;
	else if (trials->policy > 0)
		t->policy++;
	else if (trials->pass > 0)
		t->pass++;
	else if (trials->no_result > 0)
		t->no_result++;
	else if (trials->na > 0)
		t->na++;
}

static void
count_client(const struct weighing *w, size_t client)
{
	struct motivation_counts *counts = &w->e->out->counts[client];
	struct motivation_tally own = { 0 };

	for (size_t i = 0; i < w->s->count; i++)
		if (motivation_bears(w->e->claim, &w->s->variants[i]))
			add_tally(&own,
			    w->s->variants[i].trials[client].result);
	add_scenario(&counts->scenarios, &own);
	counts->trials.pass += own.pass;
	counts->trials.policy += own.policy;
	counts->trials.defect += own.defect;
	counts->trials.na += own.na;
	counts->trials.no_result += own.no_result;
}

/* The worst rank of that side. */
static int
worst(const struct weighing *w, enum motivation_side side)
{
	int found = RANK_NONE;

	for (size_t i = 0; i < w->e->report->client_count; i++)
		if (w->e->sides[i] == side) {
			int rank = motivation_rank(result(w, i));

			found = rank > found ? rank : found;
		}
	return found;
}

/* A release before the change whose answer is gone in AFTER, or NULL. */
static const struct results_trial *
find_answer(const struct weighing *w, const struct results_trial *after)
{
	for (size_t i = 0; w->priced && i < w->e->report->client_count; i++) {
		const struct results_trial *t = result(w, i);

		if (w->e->sides[i] == MOTIVATION_BEFORE &&
		    motivation_rank(t) != RANK_NONE &&
		    motivation_lost_answer(t, after))
			return t;
	}
	return NULL;
}

/* Every release before the change had this outcome: the change cost nothing. */
static bool
was_so_before(const struct weighing *w, const struct results_trial *after)
{
	bool any = false;

	for (size_t i = 0; i < w->e->report->client_count; i++) {
		const struct results_trial *t = result(w, i);

		if (w->e->sides[i] != MOTIVATION_BEFORE ||
		    motivation_rank(t) == RANK_NONE)
			continue;
		if (motivation_rank(t) != motivation_rank(after) ||
		    strcmp(t->summary, after->summary) != 0)
			return false;
		any = true;
	}
	return any;
}

/* False where the trial is no item of this claim. */
static bool
classify(const struct weighing *w, const struct results_trial *t, int was,
    struct motivation_item *item)
{
	int rank = motivation_rank(t);

	if (rank == RANK_NONE)
		return false;
	*item = (struct motivation_item){ .scenario = w->s,
		.variant = w->v,
		.trial = t,
		.worse = was != RANK_NONE && rank > was,
		.before = find_answer(w, t),
		.kind = rank == RANK_DEFECT   ? MOTIVATION_DEFECT
			: rank == RANK_POLICY ? MOTIVATION_POLICY
					      : MOTIVATION_COST };
	if (rank == RANK_PASS)
		return item->before != NULL;
	if (w->e->claim->kind == CLAIM_IMPROVEMENT)
		return item->worse;
	return w->e->claim->kind != CLAIM_COST || !was_so_before(w, t);
}

static bool
are_alike(const struct motivation_item *a, const struct motivation_item *b)
{
	return a->variant == b->variant && a->kind == b->kind &&
	       a->worse == b->worse &&
	       strcmp(a->trial->reason, b->trial->reason) == 0 &&
	       strcmp(a->trial->summary, b->trial->summary) == 0;
}

/* Words of a record, to be freed; the catalogue is for whoever keeps it. */
static char *
copy_reference(const char *words)
{
	static const char catalogue[] = "behaviour:";
	struct text out = { 0 };
	size_t len;

	for (; *words != '\0'; words += len + (words[len] == ' ')) {
		len = strcspn(words, " ");
		if (len == 0 ||
		    strncmp(words, catalogue, sizeof catalogue - 1) == 0)
			continue;
		text_add(&out, "%s", out.len == 0 ? "" : " ");
		text_add_octets(&out, words, len);
	}
	return text_take(&out);
}

/* Clients that did alike share an item. */
static void
add_item(struct motivation_claim *out, const struct motivation_item *item,
    const char *client)
{
	for (size_t i = 0; i < out->item_count; i++) {
		struct motivation_item *other = &out->items[i];
		char *clients;

		if (!are_alike(other, item))
			continue;
		clients = xasprintf("%s, %s", other->clients, client);
		free(other->clients);
		other->clients = clients;
		return;
	}
	out->items = xgrow(out->items, out->item_count, sizeof *out->items);
	out->items[out->item_count] = *item;
	out->items[out->item_count].reference =
	    copy_reference(item->trial->reference);
	out->items[out->item_count++].clients = xstrdup(client);
}

/* The items of a variant; true where an answer is gone. */
static bool
add_items(const struct weighing *w, int was)
{
	const struct evaluation *e = w->e;
	bool kinds[MOTIVATION_KINDS] = { false };

	for (size_t i = 0; i < e->report->client_count; i++) {
		struct motivation_item item;

		if (e->sides[i] != MOTIVATION_AFTER ||
		    !classify(w, result(w, i), was, &item))
			continue;
		add_item(e->out, &item, e->report->clients[i].label);
		kinds[item.kind] = true;
	}
	for (int i = 0; i < MOTIVATION_KINDS; i++)
		e->out->kinds[i] += kinds[i];
	return kinds[MOTIVATION_COST];
}

static void
weigh_variant(struct weighing *w)
{
	int was = worst(w, MOTIVATION_BEFORE);
	int is = worst(w, MOTIVATION_AFTER);
	bool gone = add_items(w, was);

	if (was == RANK_NONE || is == RANK_NONE)
		return;
	w->compared++;
	w->trouble += was != RANK_PASS;
	w->gained += was != RANK_PASS && is == RANK_PASS && !gone;
	w->lost += is > was;
}

static bool
bears_on_a_cost(const struct report *r, const struct report_scenario *s)
{
	for (size_t i = 0; i < r->claims.count; i++)
		if (r->claims.v[i].kind == CLAIM_COST && s->first != NULL &&
		    claim_concerns(&r->claims.v[i], s->first))
			return true;
	return false;
}

static void
weigh_scenario(struct weighing *w)
{
	struct motivation_claim *out = w->e->out;
	bool present = false;

	for (size_t i = 0; i < w->e->report->client_count; i++)
		count_client(w, i);
	for (size_t i = 0; i < w->s->count; i++) {
		w->v = &w->s->variants[i];
		if (!motivation_bears(w->e->claim, w->v))
			continue;
		weigh_variant(w);
		present = true;
	}
	out->present += present;
	out->run += w->compared > 0;
	out->compared += w->compared;
	out->gained += w->gained;
	out->lost += w->lost;
	out->better += w->gained > w->lost;
	out->worse += w->lost > w->gained;
	out->balance[w->s - w->e->report->scenarios] =
	    (signed char)((w->gained > w->lost) - (w->gained < w->lost));
}

size_t
motivation_weigh(const struct evaluation *e)
{
	size_t trouble = 0;

	for (size_t i = 0; i < e->report->count; i++) {
		const struct report_scenario *s = &e->report->scenarios[i];
		struct weighing w = { .e = e,
			.s = s,
			.priced = bears_on_a_cost(e->report, s) };

		weigh_scenario(&w);
		trouble += w.trouble;
	}
	return trouble;
}
