/* Every client in turn, in an order that is drawn, again and again */
#include "config.h"

#include <event2/event.h>
#include <stdlib.h>

#include "bench/engine.h"
#include "bench/order.h"
#include "bench/slice.h"
#include "bench/workload.h"
#include "fakedns/xalloc.h"

enum {
	QUICK_END_MS = 56000,
	GRACE_MS = 60000, /* beyond its time, until a client is killed */
	GAP_PART = 20,    /* of a slice, that others get behind it */
	STAGGER_MS = 7,   /* between the starts of those that run at once */
};

/* What keeps slices until all are ready. */
struct gate {
	struct slice **waiting; /* owned; those that are ready */
	size_t count, wanted;
};

/* One slice under way. */
struct turn {
	struct engine *engine;
	size_t workload, client;
	unsigned round, position;
	unsigned at_once;    /* clients */
	struct gate *gate;   /* or NULL */
	struct slice *slice; /* that waits there */
};

/* One behind the other: the start of one is not to be in the way of another. */
static void
gate_open_if_all(struct gate *g)
{
	if (g->count < g->wanted)
		return;
	for (size_t i = 0; i < g->count; i++)
		slice_go(g->waiting[i], (unsigned)i * STAGGER_MS);
	g->wanted = g->count = 0;
}

static void
slice_ready(struct slice *s, void *arg)
{
	struct turn *t = arg;

	t->slice = s;
	t->gate->waiting[t->gate->count++] = s;
	gate_open_if_all(t->gate);
}

/* One that has failed is not waited for any more. */
static void
gate_leave(struct gate *g, const struct slice *s)
{
	size_t kept = 0;

	if (g == NULL || g->wanted == 0)
		return;
	for (size_t i = 0; i < g->count; i++)
		if (g->waiting[i] != s)
			g->waiting[kept++] = g->waiting[i];
	g->count = kept;
	g->wanted--;
	gate_open_if_all(g);
}

static void
fill_sample(const struct turn *t, struct bench_sample *s)
{
	struct engine *e = t->engine;
	const struct bench_mode *mode = &e->set.workloads[t->workload].mode;

	s->workload = t->workload;
	s->client = t->client;
	s->round = t->round;
	s->position = t->position;
	s->disturbed = mode->threads == 1 && !mode->cold && !mode->together &&
		       s->forced_switches + s->server_forced_switches > 0;
	s->server_cpu_ns /= t->at_once;
	workload_judge(e->scenarios[t->workload], mode, s);
}

/* The round before the first is to warm up: nothing of it is kept. */
static void
slice_finished(struct slice_result *r, void *arg)
{
	struct turn *t = arg;
	struct engine *e = t->engine;
	struct bench_set *set = &e->set;

	if (!r->ended)
		gate_leave(t->gate, t->slice);
	if (!r->ended && !e->interrupted) {
		engine_say(e, "%s", "");
		slice_complain(r, stderr);
		*engine_fit(e, t->workload, t->client) = false;
	} else if (r->ended && t->round > 0) {
		set->samples = xgrow(set->samples, set->sample_count,
		    sizeof *set->samples);
		fill_sample(t, &r->report.sample);
		bench_file_sample(&e->file, set, &r->report.sample, &e->err);
		set->samples[set->sample_count++] = r->report.sample;
		r->report.sample = (struct bench_sample){ 0 };
	}
	slice_clear(r);
	free(t);
}

static void
start(struct engine *e, const struct turn *turn)
{
	const struct bench_mode *mode = &e->set.workloads[turn->workload].mode;
	struct turn *t = xmemdup(turn, sizeof *turn);
	struct slice_spec spec = { .kind = SLICE_TIMED,
		.scenario = e->scenarios[t->workload],
		.client = e->clients[t->client],
		.mode = *mode,
		.ms = mode->together
			  ? budget_together_ms(&e->budget, e->set.client_count)
			  : e->budget.slice_ms,
		.warm_ms = mode->lookups > 0 ? 0 : e->budget.warm_ms,
		.processors = mode->threads > 1 ? e->all : e->mine };

	if (t->gate != NULL)
		spec.ready = slice_ready;
	spec.ready_arg = t;
	spec.limit_ms = spec.ms + spec.warm_ms + GRACE_MS;
	engine_start(e, &spec, slice_finished, t);
}

/* What is left to chance in a scenario falls out otherwise in each round. */
static void
shift_chances(struct scenario *s, unsigned by)
{
	for (size_t i = 0; i < s->entry_count; i++)
		s->entries[i].chance_seed += by;
}

static void
stop_loop(evutil_socket_t fd, short what, void *arg)
{
	struct engine *e = arg;

	(void)fd;
	(void)what;
	e->active--;
}

/*
 * What else wants the processor gets it between two slices.  If it never did,
 * the kernel would see to it in the middle of one: a twentieth of the time is
 * kept from processes of a real-time priority.
 */
static void
let_others_run(struct engine *e)
{
	const unsigned ms = e->budget.slice_ms / GAP_PART + 1;
	const struct timeval tv = { ms / 1000,
		(suseconds_t)(ms % 1000) * 1000 };

	if (!e->set.realtime)
		return;
	e->active++;
	event_base_once(e->base, -1, EV_TIMEOUT, stop_loop, e, &tv);
	engine_wait(e);
}

static void
run_in_turn(struct engine *e, size_t workload, unsigned round,
    const size_t *order)
{
	for (size_t i = 0; i < e->set.client_count && !e->interrupted; i++) {
		const struct turn t = { .engine = e,
			.workload = workload,
			.client = order[i],
			.round = round,
			.position = (unsigned)i,
			.at_once = 1 };

		if (!*engine_fit(e, workload, order[i]))
			continue;
		start(e, &t);
		engine_wait(e);
		let_others_run(e);
	}
}

/* All of them start when the last is ready to. */
static void
run_together(struct engine *e, size_t workload, unsigned round,
    const size_t *order)
{
	struct gate gate = { 0 };

	for (size_t i = 0; i < e->set.client_count; i++)
		gate.wanted += *engine_fit(e, workload, i);
	if (gate.wanted == 0)
		return;
	gate.waiting = xcalloc(gate.wanted, sizeof *gate.waiting);
	for (size_t i = 0; i < e->set.client_count; i++) {
		const struct turn t = { .engine = e,
			.workload = workload,
			.client = order[i],
			.round = round,
			.position = (unsigned)i,
			.at_once = (unsigned)gate.wanted,
			.gate = &gate };

		if (*engine_fit(e, workload, order[i]))
			start(e, &t);
	}
	engine_wait(e);
	free(gate.waiting);
}

static void
run_workload(struct engine *e, size_t workload, unsigned round)
{
	size_t *order = xcalloc(e->set.client_count, sizeof *order);

	order_make(e->set.seed, workload, round, e->set.client_count, order);
	if (!e->set.workloads[workload].mode.together)
		run_in_turn(e, workload, round, order);
	else if (budget_has_together(&e->budget, round))
		run_together(e, workload, round, order);
	free(order);
}

static void
say_progress(struct engine *e, unsigned round, size_t workload)
{
	const size_t all = e->set.workload_count;
	const unsigned long long done = round * all + workload;
	const unsigned long long ms = engine_now_ms() - e->started_ms;
	const unsigned long long total = (e->budget.rounds + 1) * all;

	engine_say(e, "%3llu%%  round %u of %u  %s  %llu s left",
	    done * 100 / total, round, e->budget.rounds,
	    e->set.workloads[workload].name,
	    done == 0 ? e->budget.seconds : ms * (total - done) / done / 1000);
}

/* A quick run on a busy machine ends with fewer rounds. */
static bool
is_late(const struct engine *e)
{
	return e->set.quick && engine_now_ms() > e->began_ms + QUICK_END_MS;
}

void
rounds_run(struct engine *e)
{
	e->started_ms = engine_now_ms();
	for (unsigned round = e->set.quick; round <= e->budget.rounds; round++)
		for (size_t w = 0; w < e->set.workload_count; w++) {
			if (e->interrupted || is_late(e))
				return;
			say_progress(e, round, w);
			shift_chances(e->scenarios[w], round);
			run_workload(e, w, round);
			shift_chances(e->scenarios[w], 0U - round);
		}
}
