#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/versus.h"

const char *const versus_names[VERSUS_KINDS] = { "newly failing",
	"newly passing", "changed", "scenario was edited", "only in A",
	"only in B", "alike" };

static bool
was_run(const struct results_trial *t)
{
	return t != NULL && t->verdict != VERDICT_NA &&
	       t->verdict != VERDICT_SKIP;
}

/*
 * How well the caller of the resolver fares: what is on record as wrong is as
 * wrong to him as what is not, and a record that has to go is no harm.
 */
static int
rank(const struct results_trial *t)
{
	switch (t->verdict) {
	case VERDICT_PASS:
	case VERDICT_FIXED:
		return 2;
	case VERDICT_POLICY:
		return 1;
	case VERDICT_KNOWN:
	case VERDICT_CHANGED:
	case VERDICT_FAIL:
	case VERDICT_UNSTABLE:
	case VERDICT_ERROR:
	case VERDICT_NA: /* these two were not run and are not asked about */
	case VERDICT_SKIP:
		break;
	}
	return 0;
}

/* A record covers outcomes that are permitted only, and hides that they are. */
static bool
is_judged_anew(const struct results_trial *a, const struct results_trial *b)
{
	return a->verdict == VERDICT_FIXED && b->verdict == VERDICT_POLICY &&
	       strcmp(a->summary, b->summary) == 0;
}

/* Versions that wrote no hash say nothing of that. */
static bool
is_edited(const struct results_trial *a, const struct results_trial *b)
{
	return *a->scenario_hash != '\0' && *b->scenario_hash != '\0' &&
	       strcmp(a->scenario_hash, b->scenario_hash) != 0;
}

/* Of two that were run. */
static enum versus_kind
classify(const struct results_trial *a, const struct results_trial *b)
{
	bool alike =
	    a->verdict == b->verdict && strcmp(a->summary, b->summary) == 0;

	if (!alike && is_edited(a, b))
		return VERSUS_EDITED;
	if (is_judged_anew(a, b) || is_judged_anew(b, a))
		return VERSUS_CHANGED;
	if (rank(a) != rank(b))
		return rank(a) > rank(b) ? VERSUS_WORSE : VERSUS_BETTER;
	return alike ? VERSUS_ALIKE : VERSUS_CHANGED;
}

bool
versus_classify(const struct results_trial *a, const struct results_trial *b,
    enum versus_kind *out)
{
	if (!was_run(a) && !was_run(b))
		return false;
	if (!was_run(a))
		*out = VERSUS_ONLY_B;
	else if (!was_run(b))
		*out = VERSUS_ONLY_A;
	else
		*out = classify(a, b);
	return true;
}

static void
add_trial(struct versus *v, size_t pair, const struct results_trial *a,
    const struct results_trial *b)
{
	struct versus_trial t = { .pair = pair, .a = a, .b = b };

	if (!versus_classify(a, b, &t.kind))
		return;
	v->counts[t.kind]++;
	v->pairs[pair].counts[t.kind]++;
	if (t.kind != VERSUS_ONLY_A && t.kind != VERSUS_ONLY_B)
		v->both++;
	if (t.kind == VERSUS_ALIKE)
		return;
	v->v = xgrow(v->v, v->count, sizeof *v->v);
	v->v[v->count++] = t;
}

static const struct results_trial *
find_other(const struct results_file *other, const struct results_client *c,
    const struct results_trial *t)
{
	if (c == NULL)
		return NULL;
	return results_file_find(other, (size_t)(c - other->clients),
	    t->scenario);
}

/* Every trial of one pair. */
static void
compare_pair(struct versus *v, size_t pair)
{
	const struct results_client *a = v->pairs[pair].a;
	const struct results_client *b = v->pairs[pair].b;

	for (size_t i = 0; a != NULL && i < v->a->count; i++) {
		const struct results_trial *t = &v->a->trials[i];

		if (&v->a->clients[t->client] == a)
			add_trial(v, pair, t, find_other(v->b, b, t));
	}
	for (size_t i = 0; b != NULL && i < v->b->count; i++) {
		const struct results_trial *t = &v->b->trials[i];

		if (&v->b->clients[t->client] == b &&
		    find_other(v->a, a, t) == NULL)
			add_trial(v, pair, NULL, t);
	}
}

int
versus_init(struct versus *v, const struct results_file *a,
    const struct results_file *b, const char *const *as, size_t as_count,
    struct error *err)
{
	*v = (struct versus){ .a = a, .b = b };
	if (versus_pair_clients(v, as, as_count, err) == -1)
		return -1;
	for (size_t i = 0; i < v->pair_count; i++)
		compare_pair(v, i);
	if (v->both == 0) {
		error_set(err,
		    "%s: no trial of %s was run here, want the same scenarios "
		    "on the same clients, or --as OLD=NEW",
		    b->path, a->path);
		return -1;
	}
	if (v->count > 0)
		qsort(v->v, v->count, sizeof *v->v, versus_trial_compare);
	return 0;
}

void
versus_clear(struct versus *v)
{
	free(v->pairs);
	free(v->v);
	memset(v, 0, sizeof *v);
}
