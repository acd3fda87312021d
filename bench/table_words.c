/* what a table says beside its figures */
#include "config.h"

#include <math.h>
#include <string.h>

#include "bench/table.h"
#include "resolver-tests/inert.h"

static void
add_mode(struct text *out, const struct bench_mode *m)
{
	if (m->cold)
		text_add(out, "a new process a look-up; ");
	if (m->threads > 1)
		text_add(out, "%u threads; ", m->threads);
	if (m->rate > 0)
		text_add(out, "%u look-ups/s, latency from when each was due; ",
		    m->rate);
	if (m->together)
		text_add(out, "all clients at once; ");
}

/* fakedns's share for the clients that were timed, from the least on. */
static void
add_shares(struct text *out, const struct stats *s, size_t workload)
{
	double least = 1, most = 0;

	for (size_t c = 0; c < s->set->client_count; c++) {
		const struct stats_pair *p = stats_pair(s, workload, c);

		if (p->lookups == 0)
			continue;
		least = fmin(least, p->server_share);
		most = fmax(most, p->server_share);
	}
	if (least > most)
		return;
	text_add(out, "; fakedns took ");
	if (round(least * 100) < round(most * 100))
		text_add(out, "%.0f-", least * 100);
	text_add(out, "%.0f%% of the CPU time", most * 100);
}

void
table_add_workload(struct text *out, const struct stats *s, size_t workload)
{
	const struct stats_workload *w = &s->workloads[workload];

	add_mode(out, &s->set->workloads[workload].mode);
	text_add(out, "%zu round%s", w->rounds, w->rounds == 1 ? "" : "s");
	if (w->left_out > 0)
		text_add(out, ", %zu of %zu slices left out as disturbed",
		    w->left_out, w->slices);
	if (w->disturbed)
		text_add(out, ", disturbed most of the time");
	add_shares(out, s, workload);
	if (w->invalid)
		text_add(out, "; INVALID: fakedns was the bottleneck, so "
			      "nothing is compared");
	else if (!w->has_baseline)
		text_add(out, "; no client does what is wanted");
	else if (w->baseline != s->set->baseline) {
		text_add(out, "; here the baseline is ");
		inert_add(out, s->set->clients[w->baseline].name);
	}
}

static void
add_unproven(struct text *out, const struct stats_pair *p)
{
	if (p->proof == NULL)
		text_add(out, "was not tried before, so not compared");
	else if (strcmp(p->proof->verdict, "n/a") == 0)
		text_add(out, "does not offer this call");
	else {
		inert_add(out, p->proof->summary);
		text_add(out, "%sis not what is wanted, so not compared",
		    *p->proof->summary == '\0' ? "" : " ");
	}
}

void
table_add_standing(struct text *out, const struct stats *s, size_t workload,
    size_t client)
{
	const struct stats_pair *p = stats_pair(s, workload, client);

	switch (p->standing) {
	case STATS_UNPROVEN:
		add_unproven(out, p);
		break;
	case STATS_MISSING:
		text_add(out, "not measured");
		break;
	case STATS_FAILING:
		text_add(out, "%.0f%% failed, so not compared",
		    p->figures[FIGURE_ERRORS] * 100);
		break;
	case STATS_BOUND:
		if (p->server_share > 0.5)
			text_add(out, "INVALID: fakedns took %.0f%%",
			    p->server_share * 100);
		else
			text_add(out, "INVALID: %.0f%% of it was a queue",
			    p->queued_share * 100);
		break;
	case STATS_MEASURED:
		break;
	}
}

static bool
is_same_outcome(const struct stats_pair *a, const struct stats_pair *b)
{
	return a->usual != NULL && b->usual != NULL &&
	       a->usual->addresses == b->usual->addresses &&
	       strcmp(a->usual->status, b->usual->status) == 0;
}

/* The first client with an outcome like that of CLIENT. */
static size_t
first_alike(const struct stats *s, size_t workload, size_t client)
{
	size_t c = 0;

	while (c < client && !is_same_outcome(stats_pair(s, workload, c),
				 stats_pair(s, workload, client)))
		c++;
	return c;
}

static void
add_alike(struct text *out, const struct stats *s, size_t workload,
    size_t first)
{
	const struct bench_outcome *usual =
	    stats_pair(s, workload, first)->usual;

	text_add(out, "%s", out->len == 0 ? "" : "; ");
	inert_add(out, usual->status);
	text_add(out, ", %llu address%s:", (unsigned long long)usual->addresses,
	    usual->addresses == 1 ? "" : "es");
	for (size_t c = first; c < s->set->client_count; c++)
		if (stats_pair(s, workload, c)->usual != NULL &&
		    first_alike(s, workload, c) == first) {
			text_add(out, "%s ", c == first ? "" : ",");
			inert_add(out, s->set->clients[c].name);
		}
}

void
table_add_outcomes(struct text *out, const struct stats *s, size_t workload)
{
	size_t kinds = 0;

	for (size_t c = 0; c < s->set->client_count; c++)
		kinds += stats_pair(s, workload, c)->usual != NULL &&
			 first_alike(s, workload, c) == c;
	for (size_t c = 0; c < s->set->client_count && kinds > 1; c++)
		if (stats_pair(s, workload, c)->usual != NULL &&
		    first_alike(s, workload, c) == c)
			add_alike(out, s, workload, c);
}

void
table_add_ratio(struct text *out, const struct stats_ratio *r)
{
	if (!r->known)
		text_add(out, "unknown");
	else if (!r->differs)
		text_add(out, "within noise");
	else {
		figure_add_number(out, r->low);
		text_add(out, "-");
		figure_add_number(out, r->high);
	}
}

void
table_add_legend(struct text *out, const struct stats *s)
{
	text_add(out,
	    "speed and CPU are a look-up's, from-to, times those of ");
	inert_add(out, s->set->clients[s->set->baseline].name);
	text_add(out,
	    ": more speed is better, more CPU is worse. What lies within 0.98 "
	    "to 1.02, or may do so, is within noise. In 99 of 100 runs not one "
	    "of all %zu from-tos is wrong.",
	    s->comparisons);
}

void
table_add_end(struct text *out, const struct stats *s)
{
	const struct bench_set *set = s->set;
	size_t differ = 0;

	for (size_t w = 0; w < set->workload_count; w++)
		for (size_t c = 0; c < set->client_count; c++)
			for (int a = 0; a < STATS_ASPECTS; a++)
				differ +=
				    stats_pair(s, w, c)->ratios[a].differs;
	if (s->comparisons == 0)
		text_add(out, "Nothing was compared.");
	else
		text_add(out, "%zu of %zu comparisons differ.", differ,
		    s->comparisons);
}
