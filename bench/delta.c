#include "config.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bench/delta.h"
#include "bench/interval.h"
#include "fakedns/xalloc.h"

const char *const delta_names[DELTA_KINDS] = { "worse", "better",
	"within noise", "unknown" };

/* What is counted.  Memory and sizes are left out: they are read, not judged */
static const enum figure counted[] = { FIGURE_CALLS, FIGURE_INSTRUCTIONS,
	FIGURE_PACKETS_OUT, FIGURE_PACKETS_IN, FIGURE_OCTETS_OUT,
	FIGURE_OCTETS_IN, FIGURE_UDP, FIGURE_TCP };
/* Whether an answer is there before a client waits for it is chance. */
#define CALLS_MARGIN 1.1
static const enum figure timed[STATS_ASPECTS] = { FIGURE_RATE, FIGURE_CPU };

/* A workload and a pair of clients. */
struct spot {
	size_t pair;
	size_t workload[2];
};

static const struct stats_pair *
pair_at(const struct deltas *c, const struct spot *at, int side)
{
	return stats_pair(c->side[side], at->workload[side],
	    c->pairs[at->pair].client[side]);
}

static void
add(struct deltas *c, const struct spot *at, const struct delta *like)
{
	struct delta *one;

	c->v = xgrow(c->v, c->count, sizeof *c->v);
	one = &c->v[c->count++];
	*one = *like;
	one->pair = at->pair;
	one->workload[0] = at->workload[0];
	one->workload[1] = at->workload[1];
	c->counts[one->kind]++;
}

static bool
is_measured(const struct stats_pair *p)
{
	return p->standing == STATS_MEASURED;
}

static bool
is_reference(const struct deltas *c, const struct spot *at)
{
	return c->has_reference &&
	       c->pairs[at->pair].client[0] == c->reference.client[0] &&
	       c->pairs[at->pair].client[1] == c->reference.client[1];
}

/* That the reference can be the measure of this workload. */
static bool
has_measure(const struct deltas *c, const struct spot *at)
{
	for (int side = 0; side < 2; side++)
		if (!c->has_reference ||
		    !is_measured(stats_pair(c->side[side], at->workload[side],
			c->reference.client[side])))
			return false;
	return true;
}

static bool
is_timed(const struct deltas *c, const struct spot *at)
{
	return is_measured(pair_at(c, at, 0)) &&
	       is_measured(pair_at(c, at, 1)) && !is_reference(c, at) &&
	       c->same_slices && (c->same_machine || has_measure(c, at));
}

/* B's values less A's; false where rounds are missing. */
static bool
compare_values(const struct deltas *c, const struct spot *at,
    enum stats_aspect aspect, bool to_reference, struct stats_ratio *out)
{
	const double tail = STATS_FAMILY / 2 / (double)c->comparisons;
	size_t count[2];
	double *v[2];
	struct interval in;
	bool known;

	for (int side = 0; side < 2; side++) {
		const struct stats *s = c->side[side];
		const size_t client = c->pairs[at->pair].client[side];

		v[side] = to_reference ? stats_paired(s, at->workload[side],
					     c->reference.client[side], client,
					     aspect, &count[side])
				       : stats_values(s, at->workload[side],
					     client, aspect, &count[side]);
	}
	known = interval_between(v[0], count[0], v[1], count[1], tail, &in);
	if (known)
		stats_ratio_make(out, aspect, in.middle, in.low, in.high);
	free(v[0]);
	free(v[1]);
	return known;
}

/*
 * What the reference shares with a client is not all that a day can do to it:
 * on one machine the times themselves have to say the same.
 */
static enum delta_kind
judge_times(const struct deltas *c, const struct spot *at,
    enum stats_aspect aspect, struct stats_ratio *out)
{
	const bool measure = has_measure(c, at);
	struct stats_ratio bare;

	if (!compare_values(c, at, aspect, measure, out))
		return DELTA_UNKNOWN;
	if (!out->differs)
		return DELTA_NONE;
	if (measure && c->same_machine &&
	    (!compare_values(c, at, aspect, false, &bare) || !bare.differs ||
		bare.better != out->better))
		return DELTA_NONE;
	return out->better ? DELTA_BETTER : DELTA_WORSE;
}

static void
compare_times(struct deltas *c, const struct spot *at, enum stats_aspect aspect)
{
	struct delta one = { .what = DELTA_TIMED,
		.aspect = aspect,
		.figure = timed[aspect] };

	for (int side = 0; side < 2; side++)
		one.value[side] = pair_at(c, at, side)->figures[one.figure];
	one.kind = judge_times(c, at, aspect, &one.ratio);
	add(c, at, &one);
}

/* What one instrument takes for an instruction is not what another does. */
static bool
is_same_counter(const struct deltas *c, const struct spot *at)
{
	const char *a = pair_at(c, at, 0)->counts->instructions_by;
	const char *b = pair_at(c, at, 1)->counts->instructions_by;

	return a != NULL && b != NULL && strcmp(a, b) == 0;
}

static void
compare_counts(struct deltas *c, const struct spot *at, enum figure f)
{
	const double margin = f == FIGURE_CALLS ? CALLS_MARGIN : STATS_MARGIN;
	struct delta one = { .kind = DELTA_NONE,
		.what = DELTA_COUNTED,
		.figure = f };

	for (int side = 0; side < 2; side++)
		one.value[side] = pair_at(c, at, side)->figures[f];
	if (one.value[0] < 0 || one.value[1] < 0 ||
	    (f == FIGURE_INSTRUCTIONS && !is_same_counter(c, at)))
		return;
	if (one.value[1] > one.value[0] * margin)
		one.kind = DELTA_WORSE;
	else if (one.value[0] > one.value[1] * margin)
		one.kind = DELTA_BETTER;
	add(c, at, &one);
}

static bool
does_as_wanted(const struct stats_pair *p)
{
	return p->standing == STATS_MEASURED || p->standing == STATS_BOUND;
}

static void
compare_spot(struct deltas *c, const struct spot *at)
{
	const struct stats_pair *a = pair_at(c, at, 0), *b = pair_at(c, at, 1);
	const bool well[2] = { does_as_wanted(a), does_as_wanted(b) };

	if (a->standing == STATS_MISSING || b->standing == STATS_MISSING)
		return;
	if (well[0] != well[1])
		add(c, at,
		    &(struct delta){ .what = DELTA_STANDING,
			.kind = well[1] ? DELTA_BETTER : DELTA_WORSE });
	if (!well[0] || !well[1])
		return;
	for (int aspect = 0; aspect < STATS_ASPECTS && is_timed(c, at);
	     aspect++)
		compare_times(c, at, (enum stats_aspect)aspect);
	for (size_t i = 0; i < sizeof counted / sizeof *counted; i++)
		compare_counts(c, at, counted[i]);
}

static bool
is_same_workload(const struct bench_workload *a, const struct bench_workload *b)
{
	return strcmp(a->name, b->name) == 0 && a->mode.cold == b->mode.cold &&
	       a->mode.together == b->mode.together &&
	       a->mode.threads == b->mode.threads &&
	       a->mode.rate == b->mode.rate &&
	       a->mode.lookups == b->mode.lookups;
}

/* Calls VISIT for every pair of each workload that both have. */
static void
visit_all(struct deltas *c, void (*visit)(struct deltas *, const struct spot *))
{
	const struct bench_set *a = c->side[0]->set, *b = c->side[1]->set;

	for (size_t i = 0; i < a->workload_count; i++)
		for (size_t k = 0; k < b->workload_count; k++)
			for (size_t p = 0; is_same_workload(&a->workloads[i],
					       &b->workloads[k]) &&
					   p < c->pair_count;
			     p++)
				visit(c, &(struct spot){ p, { i, k } });
}

static void
count_spot(struct deltas *c, const struct spot *at)
{
	c->workloads += at->pair == 0;
	if (is_timed(c, at)) {
		c->comparisons += STATS_ASPECTS;
		c->timed = true;
	}
}

static int
compare_deltas(const void *left, const void *right)
{
	const struct delta *a = left, *b = right;

	if (a->kind != b->kind)
		return (int)a->kind - (int)b->kind;
	if (a->pair != b->pair)
		return a->pair < b->pair ? -1 : 1;
	if (a->workload[1] != b->workload[1])
		return a->workload[1] < b->workload[1] ? -1 : 1;
	if (a->what != b->what)
		return (int)a->what - (int)b->what;
	return (int)a->figure - (int)b->figure;
}

int
deltas_init(struct deltas *c, const char *const *as, size_t as_count,
    struct error *err)
{
	const struct bench_set *a = c->side[0]->set, *b = c->side[1]->set;

	c->same_machine = strcmp(a->machine, b->machine) == 0 &&
			  strcmp(a->kernel, b->kernel) == 0 &&
			  a->processors == b->processors &&
			  a->pinned == b->pinned && a->realtime == b->realtime;
	c->same_slices = a->slice_ms == b->slice_ms;
	if (delta_pair_clients(c, as, as_count, err) == -1)
		return -1;
	visit_all(c, count_spot);
	visit_all(c, compare_spot);
	c->only[0] = a->workload_count - c->workloads;
	c->only[1] = b->workload_count - c->workloads;
	if (c->count == 0) {
		error_set(err,
		    "%s: nothing of %s was measured here, want the same "
		    "workloads and clients",
		    c->path[1], c->path[0]);
		return -1;
	}
	qsort(c->v, c->count, sizeof *c->v, compare_deltas);
	return 0;
}

void
deltas_clear(struct deltas *c)
{
	free(c->pairs);
	free(c->v);
	*c = (struct deltas){ .count = 0 };
}
