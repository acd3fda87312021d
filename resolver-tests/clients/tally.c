#include "tally.h"

unsigned
tally_bucket(uint64_t ns)
{
	unsigned e = 0;

	if (ns >= 2 * TALLY_STEPS)
		e = 63u - 7u - (unsigned)__builtin_clzll(ns);
	ns = e * TALLY_STEPS + (ns >> e);
	return ns < TALLY_BUCKETS ? (unsigned)ns : TALLY_BUCKETS - 1;
}

static void
add_outcome(struct tally *t, const struct timed_outcome *o, uint64_t lookups)
{
	unsigned i;

	for (i = 0; i < t->outcome_count; i++) {
		if (t->outcomes[i].outcome.status == o->status &&
		    t->outcomes[i].outcome.addresses == o->addresses)
			break;
	}
	if (i == TALLY_OUTCOMES)
		i--;
	else if (i == t->outcome_count)
		t->outcomes[t->outcome_count++].outcome = *o;
	t->outcomes[i].lookups += lookups;
}

static void
widen(struct tally *t, uint64_t min_ns, uint64_t max_ns)
{
	if (t->lookups == 0 || min_ns < t->min_ns)
		t->min_ns = min_ns;
	if (max_ns > t->max_ns)
		t->max_ns = max_ns;
}

void
tally_add(struct tally *t, uint64_t ns, const struct timed_outcome *o)
{
	widen(t, ns, ns);
	t->lookups++;
	t->sum_ns += ns;
	t->buckets[tally_bucket(ns)]++;
	add_outcome(t, o, 1);
}

void
tally_merge(struct tally *t, const struct tally *from)
{
	unsigned i;

	if (from->lookups == 0)
		return;
	widen(t, from->min_ns, from->max_ns);
	t->lookups += from->lookups;
	t->sum_ns += from->sum_ns;
	t->late += from->late;
	for (i = 0; i < TALLY_BUCKETS; i++)
		t->buckets[i] += from->buckets[i];
	for (i = 0; i < from->outcome_count; i++)
		add_outcome(t, &from->outcomes[i].outcome,
		    from->outcomes[i].lookups);
}
