#include "config.h"

#include "bench/budget.h"

enum {
	QUICK_MS = 48000, /* of a minute; the rest is for what comes before */
	QUICK_SLICE_MS = 12,
	QUICK_ROUNDS_MIN = 2,
	QUICK_ROUNDS_MAX = 20,
	QUICK_TOGETHER = 1, /* rounds with those, and in a long run */
	TOGETHER = 10,
	SLICE_MS = 100,
	ROUNDS = 40,
	TOGETHER_MIN_MS = 300,
	CELL_MS = 9,        /* to make one, to end it, and what others get */
	PASS_MS = 45,       /* a pair, in all passes */
	SIMULATED_MS = 400, /* the same in callgrind, a processor */
	START_MS = 1500,
};

unsigned
budget_together_ms(const struct budget *b, size_t clients)
{
	unsigned ms = b->slice_ms * (unsigned)clients;

	return ms > TOGETHER_MIN_MS ? ms : TOGETHER_MIN_MS;
}

bool
budget_has_together(const struct budget *b, unsigned round)
{
	return round > 0 && (round - 1) % b->every == 0;
}

static unsigned long long
in_turn_ms(const struct budget_load *l, const struct budget *b)
{
	const unsigned gap = b->slice_ms / 20;
	const unsigned slice = b->slice_ms + b->warm_ms + gap + CELL_MS;

	return (unsigned long long)(l->in_turn * l->clients) * slice;
}

static unsigned long long
together_ms(const struct budget_load *l, const struct budget *b)
{
	const unsigned slice = budget_together_ms(b, l->clients);

	return (unsigned long long)(l->together - l->counted) *
		   (slice + b->warm_ms + CELL_MS) +
	       l->counted_ms + l->counted * l->clients * CELL_MS;
}

static unsigned long long
before_ms(const struct budget_load *l)
{
	const unsigned processors = l->processors > 0 ? l->processors : 1;

	return START_MS + l->passes * PASS_MS +
	       l->simulated * SIMULATED_MS / processors;
}

static unsigned
quick_rounds(const struct budget_load *l, const struct budget *b)
{
	const unsigned long long fixed =
	    before_ms(l) + QUICK_TOGETHER * together_ms(l, b);
	const unsigned long long one = in_turn_ms(l, b);
	unsigned long long rounds = QUICK_ROUNDS_MAX;

	if (one > 0)
		rounds = fixed < QUICK_MS ? (QUICK_MS - fixed) / one : 0;
	if (rounds < QUICK_ROUNDS_MIN)
		return QUICK_ROUNDS_MIN;
	return rounds < QUICK_ROUNDS_MAX ? (unsigned)rounds : QUICK_ROUNDS_MAX;
}

void
budget_make(const struct budget_load *l, bool quick, struct budget *out)
{
	unsigned wanted = quick ? QUICK_TOGETHER : TOGETHER, turns;

	if (out->slice_ms == 0)
		out->slice_ms = quick ? QUICK_SLICE_MS : SLICE_MS;
	out->warm_ms = out->slice_ms / 10 + 1;
	if (out->rounds == 0)
		out->rounds = quick ? quick_rounds(l, out) : ROUNDS;
	out->every = (out->rounds + wanted - 1) / wanted;
	turns = (out->rounds - 1) / out->every + 1;
	out->seconds =
	    (before_ms(l) + in_turn_ms(l, out) * (out->rounds + !quick) +
		together_ms(l, out) * turns + 999) /
	    1000;
}
