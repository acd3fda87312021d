#include "config.h"

#include <stdlib.h>

#include "bench/stats_internal.h"
#include "fakedns/xalloc.h"

struct stats_pair *
stats_pair(const struct stats *s, size_t workload, size_t client)
{
	return &s->pairs[workload * s->set->client_count + client];
}

static int
compare_to(const struct bench_sample *s, size_t workload, size_t client)
{
	if (s->workload != workload)
		return s->workload < workload ? -1 : 1;
	return (s->client > client) - (s->client < client);
}

/* The first slice that does not come before that pair. */
static size_t
lower_bound(const struct stats *s, size_t workload, size_t client)
{
	size_t low = 0, high = s->slice_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare_to(s->slices[middle].sample, workload, client) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct stats_slice *
stats_slices(const struct stats *s, size_t workload, size_t client,
    size_t *count)
{
	const size_t first = lower_bound(s, workload, client);

	*count = lower_bound(s, workload, client + 1) - first;
	return *count == 0 ? NULL : &s->slices[first];
}

void
stats_init(struct stats *s, const struct bench_set *set)
{
	*s = (struct stats){ .set = set };
	s->workloads = xcalloc(set->workload_count, sizeof *s->workloads);
	s->pairs =
	    xcalloc(set->workload_count * set->client_count, sizeof *s->pairs);
	stats_choose_slices(s);
	stats_fill_pairs(s);
	stats_compare(s);
}

void
stats_clear(struct stats *s)
{
	const size_t pairs =
	    s->set == NULL ? 0 : s->set->workload_count * s->set->client_count;

	for (size_t i = 0; i < pairs; i++)
		histogram_clear(&s->pairs[i].latency);
	free(s->workloads);
	free(s->pairs);
	free(s->slices);
	*s = (struct stats){ 0 };
}
