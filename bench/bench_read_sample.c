/* the lines that say what came out */
#include "config.h"

#include <limits.h>
#include <stdlib.h>

#include "bench/bench_read_internal.h"
#include "fakedns/xalloc.h"

void
bench_take_proof(struct bench_set *set, struct bench_line *l)
{
	struct bench_proof p = { .verdict = bench_line_text(l, "verdict"),
		.summary = bench_line_text(l, "summary") };

	bench_take_pair(set, l, &p.workload, &p.client);
	if (l->bad) {
		free(p.verdict);
		free(p.summary);
		return;
	}
	set->proofs = xgrow(set->proofs, set->proof_count, sizeof *set->proofs);
	set->proofs[set->proof_count++] = p;
}

static void
take_outcomes(struct bench_sample *s, struct bench_line *l)
{
	const json_t *list = bench_line_any_list(l, "outcomes"), *one;
	size_t i;

	json_array_foreach(list, i, one)
	{
		const json_t *status = json_array_get(one, 0);

		if (!json_is_string(status)) {
			bench_line_bad(l, "outcomes",
			    "an outcome without a status, want [status, "
			    "addresses, look-ups]");
			return;
		}
		s->outcomes =
		    xgrow(s->outcomes, s->outcome_count, sizeof *s->outcomes);
		s->outcomes[s->outcome_count++] =
		    (struct bench_outcome){ xstrdup(json_string_value(status)),
			    bench_line_item(l, "outcomes", one, 1, INT64_MAX),
			    bench_line_item(l, "outcomes", one, 2,
				s->lookups) };
	}
}

/* Bucket and count, each; of as many look-ups as the sample has. */
static void
take_latency(struct bench_sample *s, struct bench_line *l)
{
	const json_t *list = bench_line_any_list(l, "latency"), *one;
	size_t i;

	json_array_foreach(list, i, one)
	{
		const uint64_t left = s->lookups - s->latency.total;
		uint64_t index =
		    bench_line_item(l, "latency", one, 0, HISTOGRAM_SIZE - 1);
		uint64_t count = bench_line_item(l, "latency", one, 1, left);

		if (l->bad)
			return;
		histogram_add(&s->latency, (size_t)index, count);
	}
	if (s->latency.total != s->lookups)
		bench_line_bad(l, "latency",
		    "%llu latencies, want one of each of %llu look-ups",
		    (unsigned long long)s->latency.total,
		    (unsigned long long)s->lookups);
}

static void
take_times(struct bench_sample *s, struct bench_line *l)
{
	s->cpu_ns = bench_line_any_count(l, "cpu_ns");
	s->user_us = bench_line_any_count(l, "user_us");
	s->system_us = bench_line_any_count(l, "system_us");
	s->switches = bench_line_any_count(l, "switches");
	s->forced_switches = bench_line_any_count(l, "forced_switches");
	s->faults = bench_line_any_count(l, "faults");
	s->runqueue_ns = bench_line_any_count(l, "runqueue_ns");
	s->hwm_kb = bench_line_any_count(l, "hwm_kb");
	s->server_cpu_ns = bench_line_any_count(l, "server_cpu_ns");
	s->server_forced_switches =
	    bench_line_any_count(l, "server_forced_switches");
	s->datagrams = bench_line_any_count(l, "datagrams");
	s->queued = bench_line_any_count(l, "queued");
	s->queued_ns = bench_line_any_count(l, "queued_ns");
	s->min_ns = bench_line_any_count(l, "min_ns");
	s->max_ns = bench_line_any_count(l, "max_ns");
	s->sum_ns = bench_line_any_count(l, "sum_ns");
}

void
bench_take_sample(struct bench_set *set, struct bench_line *l)
{
	struct bench_sample s = { 0 };

	bench_take_pair(set, l, &s.workload, &s.client);
	s.round = (unsigned)bench_line_count(l, "round", UINT_MAX);
	s.position = (unsigned)bench_line_any_count(l, "position");
	s.disturbed = bench_line_any_flag(l, "disturbed");
	s.wall_ns = bench_line_count(l, "wall_ns", INT64_MAX);
	s.lookups = bench_line_count(l, "lookups", INT64_MAX);
	s.errors = bench_line_count(l, "errors", s.lookups);
	s.late = bench_line_any_count(l, "late");
	take_times(&s, l);
	take_outcomes(&s, l);
	take_latency(&s, l);
	if (l->bad) {
		bench_sample_clear(&s);
		return;
	}
	set->samples =
	    xgrow(set->samples, set->sample_count, sizeof *set->samples);
	set->samples[set->sample_count++] = s;
}

void
bench_take_counts(struct bench_set *set, struct bench_line *l)
{
	struct bench_counts c = { 0 };

	bench_take_pair(set, l, &c.workload, &c.client);
	c.system_calls = bench_line_any_real(l, "system_calls");
	c.instructions = bench_line_any_real(l, "instructions");
	c.packets_out = bench_line_any_real(l, "packets_out");
	c.packets_in = bench_line_any_real(l, "packets_in");
	c.octets_out = bench_line_any_real(l, "octets_out");
	c.octets_in = bench_line_any_real(l, "octets_in");
	c.udp_sent = bench_line_any_real(l, "udp_sent");
	c.tcp_connections = bench_line_any_real(l, "tcp_connections");
	c.stack_octets = bench_line_any_real(l, "stack_octets");
	c.rss_kb = bench_line_any_real(l, "rss_kb");
	if (json_object_get(l->json, "instructions_by") != NULL)
		c.instructions_by = bench_line_text(l, "instructions_by");
	if (l->bad) {
		free(c.instructions_by);
		return;
	}
	set->counts =
	    xgrow(set->counts, set->counts_count, sizeof *set->counts);
	set->counts[set->counts_count++] = c;
}

void
bench_take_end(struct bench_set *set, struct bench_line *l)
{
	const double seconds = bench_line_any_real(l, "seconds");

	set->interrupted = bench_line_any_flag(l, "interrupted");
	set->seconds = seconds < 0 ? 0 : seconds;
}
