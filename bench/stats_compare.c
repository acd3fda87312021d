/* which clients differ from the baseline by more than noise */
#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "bench/interval.h"
#include "bench/stats_internal.h"
#include "fakedns/xalloc.h"

/* The set's baseline, or else the first client that can be one. */
static void
find_baseline(struct stats *s, size_t workload)
{
	struct stats_workload *w = &s->workloads[workload];
	const size_t clients = s->set->client_count;

	w->baseline = s->set->baseline;
	w->has_baseline =
	    stats_pair(s, workload, w->baseline)->standing == STATS_MEASURED;
	for (size_t c = 0; c < clients && !w->has_baseline; c++)
		if (stats_pair(s, workload, c)->standing == STATS_MEASURED) {
			w->baseline = c;
			w->has_baseline = true;
		}
}

/* Where fakedns bounds the baseline or most clients, none is compared. */
static void
check_validity(struct stats *s, size_t workload)
{
	struct stats_workload *w = &s->workloads[workload];
	size_t bound = 0, measured = 0;

	for (size_t c = 0; c < s->set->client_count; c++) {
		enum stats_standing at = stats_pair(s, workload, c)->standing;

		bound += at == STATS_BOUND;
		measured += at == STATS_MEASURED;
	}
	w->invalid =
	    bound > measured ||
	    stats_pair(s, workload, s->set->baseline)->standing == STATS_BOUND;
}

static bool
is_compared(const struct stats *s, size_t workload, size_t client)
{
	const struct stats_workload *w = &s->workloads[workload];

	return w->has_baseline && !w->invalid && client != w->baseline &&
	       stats_pair(s, workload, client)->standing == STATS_MEASURED;
}

double *
stats_paired(const struct stats *s, size_t workload, size_t baseline,
    size_t client, enum stats_aspect aspect, size_t *count)
{
	size_t na, nb, n = 0;
	const struct stats_slice *a = stats_slices(s, workload, baseline, &na);
	const struct stats_slice *b = stats_slices(s, workload, client, &nb);
	double *out = xcalloc(na + 1, sizeof *out);
	bool whole = true;

	for (size_t i = 0, k = 0; i < na && k < nb;) {
		const unsigned ra = a[i].sample->round, rb = b[k].sample->round;

		if (ra == rb) {
			out[n] = b[k].value[aspect] - a[i].value[aspect];
			whole = whole && isfinite(out[n]);
			n++;
		}
		i += ra <= rb;
		k += rb <= ra;
	}
	*count = whole ? n : 0;
	return out;
}

double *
stats_values(const struct stats *s, size_t workload, size_t client,
    enum stats_aspect aspect, size_t *count)
{
	size_t n;
	const struct stats_slice *v = stats_slices(s, workload, client, &n);
	double *out = xcalloc(n + 1, sizeof *out);
	bool whole = true;

	for (size_t i = 0; i < n; i++) {
		out[i] = v[i].value[aspect];
		whole = whole && isfinite(out[i]);
	}
	*count = whole ? n : 0;
	return out;
}

void
stats_ratio_make(struct stats_ratio *r, enum stats_aspect aspect, double middle,
    double low, double high)
{
	r->known = true;
	r->ratio = exp(middle);
	r->low = exp(low);
	r->high = exp(high);
	r->differs = r->low > STATS_MARGIN || r->high < 1 / STATS_MARGIN;
	r->better = r->differs && (middle > 0) == (aspect == STATS_SPEED);
}

static void
compare(struct stats *s, size_t workload, size_t client,
    enum stats_aspect aspect)
{
	size_t count;
	double *v = stats_paired(s, workload, s->workloads[workload].baseline,
	    client, aspect, &count);
	struct interval at;

	if (interval_of(v, count, s->tail, &at))
		stats_ratio_make(&stats_pair(s, workload, client)
				      ->ratios[aspect],
		    aspect, at.middle, at.low, at.high);
	free(v);
}

void
stats_compare(struct stats *s)
{
	const struct bench_set *set = s->set;

	for (size_t w = 0; w < set->workload_count && set->client_count > 0;
	     w++) {
		find_baseline(s, w);
		check_validity(s, w);
		for (size_t c = 0; c < set->client_count; c++)
			s->comparisons +=
			    is_compared(s, w, c) ? STATS_ASPECTS : 0;
	}
	s->tail = STATS_FAMILY / 2 /
		  (double)(s->comparisons > 0 ? s->comparisons : 1);
	for (size_t w = 0; w < set->workload_count; w++)
		for (size_t c = 0; c < set->client_count; c++)
			for (int a = 0; a < STATS_ASPECTS; a++)
				if (is_compared(s, w, c))
					compare(s, w, c, (enum stats_aspect)a);
}
