#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "report/motivation_internal.h"

/* Scenarios of the corpus, variants counted once: these adjoin. */
static size_t
count_bearing(const struct evaluation *e)
{
	const struct scenarios *all = &e->report->suite->scenarios;
	const char *last = "";
	size_t count = 0;

	for (size_t i = 0; i < all->count; i++) {
		const char *name = all->v[i]->name;
		size_t len = strcspn(name, ":");

		if (!claim_concerns(e->claim, all->v[i]) ||
		    (strncmp(name, last, len) == 0 &&
			len == strcspn(last, ":")))
			continue;
		last = name;
		count++;
	}
	return count;
}

static bool
has_side(const struct evaluation *e, enum motivation_side side)
{
	for (size_t i = 0; i < e->report->client_count; i++)
		if (e->sides[i] == side)
			return true;
	return false;
}

static enum motivation_lack
find_lack(const struct evaluation *e, size_t trouble)
{
	const struct motivation_claim *out = e->out;

	if (out->bearing == 0)
		return MOTIVATION_LACKS_SCENARIO;
	if (!has_side(e, MOTIVATION_BEFORE))
		return MOTIVATION_LACKS_BEFORE;
	if (!has_side(e, MOTIVATION_AFTER))
		return MOTIVATION_LACKS_AFTER;
	if (out->compared == 0)
		return MOTIVATION_LACKS_RUN;
	if (e->claim->kind != CLAIM_COST && trouble == 0 && out->lost == 0)
		return MOTIVATION_LACKS_TROUBLE;
	return MOTIVATION_LACKS_NOTHING;
}

static enum motivation_verdict
judge_claim(const struct evaluation *e)
{
	const struct motivation_claim *out = e->out;
	const size_t *kinds = out->kinds;

	if (out->lack != MOTIVATION_LACKS_NOTHING)
		return MOTIVATION_UNTESTABLE;
	if (e->claim->kind == CLAIM_COST)
		return kinds[MOTIVATION_DEFECT] > 0 ? MOTIVATION_REAL
		       : kinds[MOTIVATION_POLICY] + kinds[MOTIVATION_COST] > 0
			   ? MOTIVATION_PRICE
			   : MOTIVATION_NONE;
	if (out->better <= out->worse)
		return MOTIVATION_REFUTED;
	return kinds[MOTIVATION_DEFECT] > 0 || out->lost > 0
		   ? MOTIVATION_EXCEPTIONS
		   : MOTIVATION_CONFIRMED;
}

static void
evaluate(const struct report *report, const struct claim *claim,
    struct motivation_claim *out)
{
	struct evaluation e = { .report = report, .claim = claim, .out = out };
	size_t clients = report->client_count;

	*out = (struct motivation_claim){ .claim = claim,
		.counts = xcalloc(clients + 1, sizeof *out->counts),
		.balance = xcalloc(report->count + 1, 1) };
	e.sides = xcalloc(clients + 1, sizeof *e.sides);
	for (size_t i = 0; i < clients; i++)
		e.sides[i] = motivation_side(claim, report->clients[i].client);
	out->bearing = count_bearing(&e);
	out->lack = find_lack(&e, motivation_weigh(&e));
	out->verdict = judge_claim(&e);
	motivation_group(out);
	free(e.sides);
}

void
motivation_init(struct motivation *out, const struct report *report)
{
	const struct claims *claims = &report->claims;

	out->report = report;
	out->count = claims->count;
	out->v = xcalloc(claims->count + 1, sizeof *out->v);
	for (size_t i = 0; i < claims->count; i++)
		evaluate(report, &claims->v[i], &out->v[i]);
}

void
motivation_clear(struct motivation *m)
{
	for (size_t i = 0; i < m->count; i++) {
		struct motivation_claim *c = &m->v[i];

		for (size_t k = 0; k < c->item_count; k++) {
			free(c->items[k].clients);
			free(c->items[k].reference);
		}
		free(c->items);
		free(c->groups);
		free(c->balance);
		free(c->counts);
	}
	free(m->v);
	memset(m, 0, sizeof *m);
}
