/* What nobody times: every pair is counted, many at once */
#include "config.h"

#include <stdlib.h>

#include "bench/callgrind.h"
#include "bench/engine.h"
#include "bench/slice.h"
#include "fakedns/log.h"
#include "fakedns/xalloc.h"

enum {
	WIDTH = 48, /* slices at once; most of them wait */
	FEW = 5,    /* look-ups of one pass, and of the longer one */
	MANY = 15,
	FEW_THAT_WAIT = 1, /* of workloads that all clients do at once */
	MANY_THAT_WAIT = 2,
	LIMIT_MS = 120000
};

/* A pass of a pair; what it gives is put together by the pair's COUNTS. */
struct pass {
	struct engine *engine;
	struct counting *counting;
	enum slice_kind kind;
	bool longer; /* of two that are subtracted */
};

/* One pair: its passes leave here what they found. */
struct counting {
	struct bench_counts counts;
	unsigned few, many;       /* look-ups */
	uint64_t system_calls[2]; /* of the shorter pass, and the longer */
	uint64_t instructions[2]; /* the same; or 0 */
	bool simulated;           /* the instructions are callgrind's */
	unsigned left;            /* passes that have not ended */
};

static void
fill_wire(struct counting *c, const struct slice_wire *w, bool cold)
{
	const double lookups = cold ? 1 : c->many;

	c->counts.packets_out = (double)w->frames[0] / lookups;
	c->counts.packets_in = (double)w->frames[1] / lookups;
	c->counts.octets_out = (double)w->octets[0] / lookups;
	c->counts.octets_in = (double)w->octets[1] / lookups;
	c->counts.udp_sent = (double)w->sent.udp_sent / lookups;
	c->counts.tcp_connections = (double)w->sent.tcp_connections / lookups;
}

/*
 * Of one look-up: what the start of the process costs is in both passes, and
 * falls out.  A cold one is its start.
 */
static double
slope(const struct counting *c, const uint64_t passes[2], bool cold)
{
	if (cold && passes[0] > 0)
		return (double)passes[0];
	if (!cold && passes[0] > 0 && passes[1] > passes[0])
		return (double)(passes[1] - passes[0]) /
		       (double)(c->many - c->few);
	return BENCH_UNKNOWN;
}

static bool
is_cold(const struct engine *e, const struct counting *c)
{
	return e->set.workloads[c->counts.workload].mode.cold;
}

/* Tells what the passes have found; nothing of C is left. */
static void
finish(struct engine *e, struct counting *c)
{
	struct bench_set *set = &e->set;

	c->counts.system_calls = slope(c, c->system_calls, is_cold(e, c));
	c->counts.instructions = slope(c, c->instructions, is_cold(e, c));
	if (c->counts.instructions > 0)
		c->counts.instructions_by =
		    xstrdup(c->simulated ? "callgrind" : "perf");
	bench_file_counts(&e->file, set, &c->counts, &e->err);
	set->counts =
	    xgrow(set->counts, set->counts_count, sizeof *set->counts);
	set->counts[set->counts_count++] = c->counts;
}

static void
take_counts(struct pass *p, const struct slice_result *r)
{
	struct counting *c = p->counting;

	switch (p->kind) {
	case SLICE_WIRE:
		fill_wire(c, &r->wire, is_cold(p->engine, c));
		if (r->report.stack > 0)
			c->counts.stack_octets = (double)r->report.stack;
		break;
	case SLICE_TRACED:
		c->system_calls[p->longer] = r->system_calls;
		if (r->report.sample.hwm_kb > 0)
			c->counts.rss_kb = (double)r->report.sample.hwm_kb;
		if (!c->simulated)
			c->instructions[p->longer] = r->instructions;
		break;
	case SLICE_SIMULATED:
		c->instructions[p->longer] = callgrind_read(r->stderr_text);
		c->simulated = true;
		break;
	case SLICE_TIMED:
		break;
	}
}

static void
pass_finished(struct slice_result *r, void *arg)
{
	struct pass *p = arg;

	if (r->ended)
		take_counts(p, r);
	else if (log_verbose)
		slice_complain(r, stderr);
	slice_clear(r);
	free(p);
}

static void
start_pass(struct engine *e, struct counting *c, enum slice_kind kind,
    bool longer)
{
	const struct bench_counts *of = &c->counts;
	const struct bench_mode *mode = &e->set.workloads[of->workload].mode;
	struct pass *p = xcalloc(1, sizeof *p);
	const struct slice_spec spec = { .kind = kind,
		.scenario = e->scenarios[of->workload],
		.client = e->clients[of->client],
		.mode = { .cold = mode->cold,
		    .threads = 1,
		    .lookups = longer ? c->many : c->few },
		.processors = kind == SLICE_SIMULATED ? e->all : 0,
		.wrapper = kind == SLICE_SIMULATED ? callgrind_words() : NULL,
		.limit_ms = LIMIT_MS };

	*p = (struct pass){ e, c, kind, longer };
	engine_start(e, &spec, pass_finished, p);
}

static void
count_pair(struct engine *e, struct counting *c, size_t workload, size_t client)
{
	const struct bench_mode *mode = &e->set.workloads[workload].mode;
	const double unknown = BENCH_UNKNOWN;

	c->counts = (struct bench_counts){ workload, client, unknown, unknown,
		NULL, unknown, unknown, unknown, unknown, unknown, unknown,
		unknown, unknown };
	c->few = mode->together ? FEW_THAT_WAIT : FEW;
	c->many = mode->together ? MANY_THAT_WAIT : MANY;
	start_pass(e, c, SLICE_WIRE, true);
	start_pass(e, c, SLICE_TRACED, false);
	if (!mode->cold)
		start_pass(e, c, SLICE_TRACED, true);
}

bool
passes_want_simulation(const struct bench_mode *m)
{
	return !m->cold && !m->together && m->threads == 1 && m->rate == 0;
}

/* The instructions of those pairs where no counter told them. */
static void
simulate(struct engine *e, struct counting *all, size_t count)
{
	engine_leave_processor(e);
	for (size_t i = 0; i < count && !e->interrupted; i++) {
		struct counting *c = &all[i];
		const size_t w = c->counts.workload;

		if (c->instructions[0] > 0 ||
		    !passes_want_simulation(&e->set.workloads[w].mode))
			continue;
		engine_say(e, "instructions, by callgrind: %zu of %zu", i,
		    count);
		start_pass(e, c, SLICE_SIMULATED, false);
		start_pass(e, c, SLICE_SIMULATED, true);
		engine_wait_below(e, e->set.processors + 1);
	}
	engine_wait(e);
	engine_take_processor(e);
}

/* Those of the workloads that wait, or of the others. */
static size_t
count_pairs(struct engine *e, bool together, struct counting *all, size_t count)
{
	const size_t clients = e->set.client_count;
	const size_t pairs = e->set.workload_count * clients;

	for (size_t i = 0; i < pairs && !e->interrupted; i++) {
		const size_t w = i / clients;

		if (!e->fit[i] || e->set.workloads[w].mode.together != together)
			continue;
		engine_say(e, "counting: %zu of %zu", count, pairs);
		count_pair(e, &all[count++], w, i % clients);
		engine_wait_below(e, WIDTH);
	}
	return count;
}

void
passes_run(struct engine *e)
{
	const size_t pairs = e->set.workload_count * e->set.client_count;
	struct counting *all = xcalloc(pairs, sizeof *all);
	size_t count = count_pairs(e, true, all, 0);

	count = count_pairs(e, false, all, count);
	engine_wait(e);
	if (!e->set.quick && callgrind_is_here())
		simulate(e, all, count);
	for (size_t i = 0; i < count && !e->interrupted; i++)
		finish(e, &all[i]);
	free(all);
}
