/* which samples count, and what is compared of each */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "bench/stats_internal.h"
#include "fakedns/xalloc.h"

static int
compare_numbers(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

/* By pair and round; of two of one round that which nothing disturbed. */
static int
compare_slices(const void *left, const void *right)
{
	const struct stats_slice *l = left, *r = right;
	const struct bench_sample *a = l->sample, *b = r->sample;

	if (a->workload != b->workload)
		return compare_numbers(a->workload, b->workload);
	if (a->client != b->client)
		return compare_numbers(a->client, b->client);
	if (a->round != b->round)
		return compare_numbers(a->round, b->round);
	return (int)a->disturbed - (int)b->disturbed;
}

static bool
is_same_turn(const struct bench_sample *a, const struct bench_sample *b)
{
	return a->workload == b->workload && a->client == b->client &&
	       a->round == b->round;
}

static double
log_share(double part, double whole)
{
	return part > 0 && whole > 0 ? log(part / whole) : NAN;
}

static void
take_values(struct stats_slice *slice, const struct bench_mode *mode)
{
	const struct bench_sample *s = slice->sample;
	const double lookups = (double)s->lookups;

	slice->value[STATS_SPEED] = log_share(lookups,
	    (double)(mode->rate > 0 ? s->sum_ns : s->wall_ns));
	slice->value[STATS_CPU] = log_share((double)s->cpu_ns, lookups);
}

static void
sort_slices(struct stats *s)
{
	const struct bench_set *set = s->set;
	size_t count = 0;

	s->slices = xcalloc(set->sample_count, sizeof *s->slices);
	for (size_t i = 0; i < set->sample_count; i++)
		s->slices[i].sample = &set->samples[i];
	qsort(s->slices, set->sample_count, sizeof *s->slices, compare_slices);
	for (size_t i = 0; i < set->sample_count; i++) {
		if (count > 0 && is_same_turn(s->slices[count - 1].sample,
				     s->slices[i].sample))
			continue;
		s->slices[count] = s->slices[i];
		take_values(&s->slices[count],
		    &set->workloads[s->slices[count].sample->workload].mode);
		count++;
	}
	s->slice_count = count;
}

/* Of COUNT slices of one client, how many are not disturbed. */
static size_t
count_calm(const struct stats_slice *slices, size_t count)
{
	size_t calm = 0;

	for (size_t i = 0; i < count; i++)
		calm += !slices[i].sample->disturbed;
	return calm;
}

static size_t
same_client(const struct stats_slice *slices, size_t count)
{
	size_t n = 1;

	while (
	    n < count && slices[n].sample->client == slices[0].sample->client)
		n++;
	return n;
}

/*
 * Of COUNT slices of one workload at FROM, those that count go to TO; returns
 * how many.  What was disturbed is left out, unless that would take half of
 * the slices of a client: then all stay.
 */
static size_t
leave_out(struct stats_workload *w, const struct stats_slice *from,
    size_t count, struct stats_slice *to)
{
	size_t kept = 0;

	for (size_t i = 0, n; i < count; i += n) {
		n = same_client(from + i, count - i);
		w->rounds = n > w->rounds ? n : w->rounds;
		w->disturbed |= count_calm(from + i, n) * 2 <= n;
	}
	for (size_t i = 0; i < count; i++)
		if (w->disturbed || !from[i].sample->disturbed)
			to[kept++] = from[i];
	w->slices = count;
	w->left_out = count - kept;
	return kept;
}

void
stats_choose_slices(struct stats *s)
{
	size_t kept = 0;

	sort_slices(s);
	for (size_t i = 0, end; i < s->slice_count; i = end) {
		const size_t workload = s->slices[i].sample->workload;

		for (end = i; end < s->slice_count &&
			      s->slices[end].sample->workload == workload;)
			end++;
		kept += leave_out(&s->workloads[workload], &s->slices[i],
		    end - i, &s->slices[kept]);
	}
	s->slice_count = kept;
}
