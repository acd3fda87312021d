/* bench: clients against each other on the same answers */
#include "config.h"

#include <errno.h>
#include <event2/event.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <unistd.h>

#include "bench/callgrind.h"
#include "bench/choose.h"
#include "bench/engine.h"
#include "bench/table.h"
#include "fakedns/descriptors.h"
#include "fakedns/log.h"
#include "fakedns/server.h"
#include "fakedns/xalloc.h"
#include "resolver-tests/cell.h"
#include "resolver-tests/verify.h"

static const int interrupts[] = { SIGHUP, SIGINT, SIGTERM };
enum { MOMENT_MS = 500 };
enum { INTERRUPTS = sizeof interrupts / sizeof *interrupts };

/* What was measured is kept.  Who signals again, a moment later, means it. */
static void
interrupted(evutil_socket_t number, short what, void *arg)
{
	struct engine *e = arg;

	(void)what;
	if (!e->interrupted) {
		e->interrupted_ms = engine_now_ms();
		engine_interrupt(e);
	} else if (engine_now_ms() > e->interrupted_ms + MOMENT_MS) {
		signal((int)number, SIG_DFL);
		raise((int)number);
	}
}

static void
catch_interrupts(struct engine *e, struct event **events)
{
	for (size_t i = 0; i < INTERRUPTS; i++) {
		struct sigaction now;

		events[i] =
		    evsignal_new(e->base, interrupts[i], interrupted, e);
		if (sigaction(interrupts[i], NULL, &now) == 0 &&
		    now.sa_handler != SIG_IGN)
			event_add(events[i], NULL);
	}
}

static void
find_processors(struct engine *e)
{
	cpu_set_t set;

	if (sched_getaffinity(0, sizeof set, &set) == -1)
		return;
	e->set.processors = (unsigned)CPU_COUNT(&set);
	for (unsigned i = 0; i < 64; i++)
		if (CPU_ISSET(i, &set)) {
			e->all |= UINT64_C(1) << i;
			e->mine = UINT64_C(1) << i;
		}
}

static void
plan_time(struct engine *e)
{
	struct budget_load load = { .clients = e->set.client_count,
		.processors = e->set.processors };
	const struct options *o = e->suite.options;

	for (size_t i = 0; i < e->set.workload_count; i++) {
		const struct bench_mode *m = &e->set.workloads[i].mode;
		unsigned long long ms = m->lookups * 1000ULL;

		if (m->rate > 0)
			ms = ms * m->threads / m->rate;
		load.passes += e->set.client_count;
		if (!e->set.quick && callgrind_is_here() &&
		    passes_want_simulation(m))
			load.simulated += e->set.client_count;
		load.in_turn += !m->together;
		load.together += m->together;
		if (!m->together || m->lookups == 0)
			continue;
		load.counted++;
		load.counted_ms += ms;
	}
	e->budget =
	    (struct budget){ .slice_ms = o->slice_ms, .rounds = o->rounds };
	budget_make(&load, o->quick, &e->budget);
	e->set.slice_ms = e->budget.slice_ms;
	e->set.rounds = e->budget.rounds;
}

static void
say_plan(const struct engine *e)
{
	const struct bench_set *set = &e->set;

	fprintf(stderr,
	    "%zu workloads, %zu clients, %u rounds of %u ms, seed %llu: about "
	    "%llu s\n",
	    set->workload_count, set->client_count, set->rounds, set->slice_ms,
	    (unsigned long long)set->seed, e->budget.seconds);
	if (!set->realtime)
		fputs("without the right to a real-time priority: what else "
		      "runs here will be seen\n",
		    stderr);
}

static int
check_machine(struct engine *e)
{
	struct error err = { 0 };

	descriptors_raise_limit();
	if (cell_probe(&err) == -1) {
		fprintf(stderr, "resolver-tests: %s\nNothing was measured.\n",
		    err.text);
		return STATUS_NO_CELLS;
	}
	if (verify_clients(e->base, &e->suite.clients, e->suite.options->width,
		&err) == -1) {
		fprintf(stderr, "resolver-tests: %s\n", err.text);
		return STATUS_BAD_INPUT;
	}
	return STATUS_GOOD;
}

static int
open_file(struct engine *e)
{
	const char *path = e->suite.options->results;

	if (path != NULL &&
	    bench_file_open(&e->file, path, &e->set, &e->err) == -1) {
		fprintf(stderr, "resolver-tests: %s\n", e->err.text);
		return STATUS_BAD_INPUT;
	}
	for (size_t i = 0; i < e->set.workload_count; i++)
		bench_file_workload(&e->file, &e->set.workloads[i], &e->err);
	return STATUS_GOOD;
}

static int
measure(struct engine *e)
{
	int status;

	find_processors(e);
	engine_take_processor(e);
	plan_time(e);
	say_plan(e);
	status = open_file(e);
	if (status != STATUS_GOOD)
		return status;
	proofs_run(e);
	log_debug("ordinary trials ended after %llu ms",
	    engine_now_ms() - e->began_ms);
	if (!e->interrupted)
		passes_run(e);
	log_debug("passes ended after %llu ms", engine_now_ms() - e->began_ms);
	if (!e->interrupted)
		rounds_run(e);
	engine_say(e, "%s", "");
	e->set.interrupted = e->interrupted;
	e->set.seconds = (double)(engine_now_ms() - e->began_ms) / 1000;
	bench_file_end(&e->file, &e->set, &e->err);
	bench_table_print(&e->set, stdout, e->suite.options->in_full);
	if (fflush(stdout) == EOF || ferror(stdout))
		error_set(&e->err, "standard output: %s", strerror(errno));
	if (e->err.text[0] == '\0')
		return e->interrupted ? STATUS_DEVIATES : STATUS_GOOD;
	fprintf(stderr, "resolver-tests: %s\n", e->err.text);
	return STATUS_BAD_INPUT;
}

static void
engine_clear(struct engine *e)
{
	bench_file_close(&e->file);
	bench_set_clear(&e->set);
	free(e->clients);
	free(e->scenarios);
	free(e->fit);
	suite_clear(&e->suite);
}

int
command_bench(const struct options *o)
{
	struct engine e = { .base = server_base_new(),
		.began_ms = engine_now_ms() };
	struct event *events[INTERRUPTS];
	int status = suite_load(&e.suite, o, true);

	signal(SIGPIPE, SIG_IGN);
	catch_interrupts(&e, events);
	e.progress = isatty(STDERR_FILENO) == 1 ? stderr : NULL;
	e.set.seed = o->seed;
	e.set.quick = o->quick;
	if (!o->has_seed && getrandom(&e.set.seed, sizeof(uint32_t), 0) == -1)
		e.set.seed = (uint64_t)getpid();
	if (status == STATUS_GOOD)
		status = choose(&e);
	if (status == STATUS_GOOD)
		status = check_machine(&e);
	if (status == STATUS_GOOD)
		status = measure(&e);
	for (size_t i = 0; i < INTERRUPTS; i++)
		event_free(events[i]);
	engine_clear(&e);
	event_base_free(e.base);
	return status;
}
