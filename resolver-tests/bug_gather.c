/* The trials that a bug report tells of */
#include "config.h"

#include <errno.h>
#include <event2/event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "fakedns/clock.h"
#include "fakedns/descriptors.h"
#include "fakedns/server.h"
#include "fakedns/xalloc.h"
#include "resolver-tests/bug.h"
#include "resolver-tests/captures.h"
#include "resolver-tests/cell.h"
#include "resolver-tests/comparison.h"
#include "resolver-tests/fact.h"
#include "resolver-tests/forecast.h"
#include "resolver-tests/results_json.h"
#include "resolver-tests/schedule.h"
#include "resolver-tests/verify.h"

/* While the trials run. */
struct gathering {
	struct bug *bug;
	struct event_base *base;
	char *capture; /* owned; what the last run of the client wrote */
	const char *folder;
};

static bool
equals(const struct call *c, const char *text, bool permitted)
{
	for (size_t i = 0; i < c->result_count; i++) {
		struct difference d;
		bool same;

		if (c->results[i].permitted != permitted)
			continue;
		comparison_make(&c->results[i], c->order, text, &d);
		same = d.differing == 0;
		difference_clear(&d);
		if (same)
			return true;
	}
	return !permitted && c->result_count == 0;
}

static bool
misses(const struct fact *f, const struct client *client, long value)
{
	return !f->is_pin && fact_applies(f, client) &&
	       (value < f->lo || value > f->hi);
}

bool
bug_misses(const struct bug *b, const struct bug_trial *t, size_t i)
{
	return t->facts != NULL && t->fate != BUG_PERMITTED &&
	       misses(&b->call->facts[i], t->client, t->facts[i]);
}

bool
bug_text_deviates(const struct bug *b, const struct bug_trial *t)
{
	return t->text != NULL && !equals(b->call, t->text, false);
}

static enum bug_fate
fate_of(const struct call *c, const struct step_observation *step,
    const struct client *client)
{
	if (!equals(c, step->text, false))
		return equals(c, step->text, true) ? BUG_PERMITTED
						   : BUG_DEVIATES;
	for (size_t i = 0; i < c->fact_count; i++) {
		const struct fact *f = &c->facts[i];

		if (misses(f, client, fact_value(step, f->server, f->kind)))
			return BUG_DEVIATES;
	}
	return BUG_WANTED;
}

/* The first call that deviates; the count of calls where none does. */
static size_t
find_call(const struct finished *f)
{
	size_t i = 0;

	while (i < f->scenario->call_count && i < f->observation->step_count &&
	       fate_of(&f->scenario->calls[i], &f->observation->steps[i],
		   f->client) != BUG_DEVIATES)
		i++;
	return i < f->observation->step_count ? i : f->scenario->call_count;
}

static void
fill(const struct bug *b, const struct finished *f, struct bug_trial *t)
{
	const struct step_observation *step;

	if (f->observation->kind != OBSERVED) {
		t->why_not = xstrdup(f->judgement->diff);
		t->why_not[strcspn(t->why_not, "\n")] = '\0';
		return;
	}
	if (b->call == NULL || b->call_index >= f->observation->step_count) {
		t->why_not = xstrdup("the trial ended before this call");
		return;
	}
	step = &f->observation->steps[b->call_index];
	t->text = xstrdup(step->text);
	t->fate = fate_of(b->call, step, f->client);
	t->facts = xcalloc(b->call->fact_count + 1, sizeof *t->facts);
	for (size_t i = 0; i < b->call->fact_count; i++)
		t->facts[i] = fact_value(step, b->call->facts[i].server,
		    b->call->facts[i].kind);
}

static void
trial_finished(const struct finished *f, void *arg)
{
	struct gathering *g = arg;
	struct bug *b = g->bug;
	size_t i = 0;

	while (b->suite->clients.v + i != f->client)
		i++;
	if (i == b->reported && f->observation->kind == OBSERVED) {
		b->call_index = find_call(f);
		if (b->call_index < f->scenario->call_count)
			b->call = &f->scenario->calls[b->call_index];
		g->capture = captures_path(g->folder, f->scenario->name,
		    f->client->name, f->repeat > 0);
	}
	b->trials[i].verdict = f->judgement->verdict;
	b->trials[i].known = f->judgement->known;
	b->trials[i].line = results_json_trial(f);
	b->times.waits_ms += f->observation->elapsed_ms;
	fill(b, f, &b->trials[i]);
}

static unsigned
clock_ms(clockid_t clock)
{
	return (unsigned)(clock_ns(clock) / 1000000);
}

/* CPU time of the children that have ended. */
static unsigned
children_ms(void)
{
	struct rusage r;

	getrusage(RUSAGE_CHILDREN, &r);
	return (unsigned)((r.ru_utime.tv_sec + r.ru_stime.tv_sec) * 1000 +
			  (r.ru_utime.tv_usec + r.ru_stime.tv_usec) / 1000);
}

static void
leave_out(const struct bug *b, struct bug_trial *t)
{
	struct finished f = { .scenario = b->scenario, .client = t->client };
	struct judgement j;

	judgement_init(&j, VERDICT_NA, "CLIENTS of the scenario leaves it out");
	f.judgement = &j;
	t->verdict = VERDICT_NA;
	t->why_not = xstrdup("not a client of this scenario");
	t->line = results_json_trial(&f);
	judgement_clear(&j);
}

/* One client, or all but that one. */
static void
run(struct gathering *g, bool reported, struct captures *captures)
{
	struct bug *b = g->bug;
	unsigned before_ms, cpu_ms;
	struct job *jobs = xcalloc(b->suite->clients.count, sizeof *jobs);
	struct schedule schedule = { .base = g->base,
		.jobs = jobs,
		.width = 64,
		.widest = 64,
		.known = &b->suite->known,
		.captures = captures,
		.finished = trial_finished,
		.arg = g };

	for (size_t i = 0; i < b->suite->clients.count; i++) {
		const struct client *c = &b->suite->clients.v[i];

		if ((i == b->reported) != reported)
			continue;
		if (scenario_wants_client(b->scenario, c))
			jobs[schedule.count++] = (struct job){ b->scenario, c,
				forecast_ms(b->scenario, c) };
		else
			leave_out(b, &b->trials[i]);
	}
	before_ms = clock_ms(CLOCK_MONOTONIC);
	cpu_ms = clock_ms(CLOCK_PROCESS_CPUTIME_ID) + children_ms();
	schedule_run(&schedule);
	b->times.wall_ms += clock_ms(CLOCK_MONOTONIC) - before_ms;
	b->times.cpu_ms +=
	    clock_ms(CLOCK_PROCESS_CPUTIME_ID) + children_ms() - cpu_ms;
	free(jobs);
}

/* 0 where there is something to report; says why there is not. */
static int
check_reported(const struct bug *b)
{
	const struct bug_trial *t = &b->trials[b->reported];
	const char *why;

	if (t->line == NULL || t->verdict == VERDICT_NA)
		why = "does not apply: the client is left out by the scenario, "
		      "or does not offer the call";
	else if (t->verdict == VERDICT_PASS || t->verdict == VERDICT_FIXED)
		why = "passes: there is nothing to report";
	else if (t->verdict == VERDICT_POLICY)
		why = "ends in an outcome that the standards permit: that is "
		      "no bug, and no report is made of it";
	else if (t->verdict == VERDICT_UNSTABLE)
		why = "is unstable: two runs disagree, and only one that stays "
		      "the same can be reported";
	else if (t->verdict == VERDICT_ERROR)
		why = t->why_not == NULL ? "failed" : t->why_not;
	else if (b->call == NULL)
		why = "gives what is wanted; only what was noted down for a "
		      "PIN has moved, and that is no bug";
	else
		return STATUS_GOOD;
	fprintf(stderr, "resolver-tests: %s on %s %s\n", b->scenario->name,
	    b->client->name, why);
	return t->verdict == VERDICT_ERROR ? STATUS_BAD_INPUT : STATUS_DEVIATES;
}

static int
take_capture(struct gathering *g, const char *to)
{
	if (g->capture == NULL || rename(g->capture, to) == 0)
		return STATUS_GOOD;
	fprintf(stderr, "resolver-tests: %s: %s\n", to, strerror(errno));
	return STATUS_BAD_INPUT;
}

static int
run_all(struct gathering *g, const char *capture)
{
	struct captures captures;
	int status = STATUS_GOOD;

	if (captures_open(&captures, g->folder) == 0)
		run(g, true, &captures);
	captures_close(&captures);
	if (captures.err.text[0] != '\0') {
		fprintf(stderr, "resolver-tests: %s\n", captures.err.text);
		status = STATUS_BAD_INPUT;
	}
	if (status == STATUS_GOOD)
		status = check_reported(g->bug);
	if (status == STATUS_GOOD)
		status = take_capture(g, capture);
	if (status == STATUS_GOOD)
		run(g, false, NULL);
	free(g->capture);
	return status;
}

static int
check_machine(struct gathering *g)
{
	struct error err = { 0 };
	int status = STATUS_GOOD;

	descriptors_raise_limit();
	if (cell_probe(&err) == -1)
		status = STATUS_NO_CELLS;
	else if (verify_clients(g->base, &g->bug->suite->clients, 64, &err) ==
		 -1)
		status = STATUS_BAD_INPUT;
	if (status != STATUS_GOOD)
		fprintf(stderr, "resolver-tests: %s\n", err.text);
	return status;
}

int
bug_gather(const struct suite *suite, const struct scenario *s,
    const struct client *client, const char *capture, struct bug *out)
{
	char *folder = xasprintf("%s.all", capture);
	struct gathering g = { .bug = out,
		.base = server_base_new(),
		.folder = folder };
	int status;

	*out = (struct bug){ .suite = suite, .scenario = s, .client = client };
	out->reported = (size_t)(client - suite->clients.v);
	out->trials = xcalloc(suite->clients.count, sizeof *out->trials);
	for (size_t i = 0; i < suite->clients.count; i++)
		out->trials[i].client = &suite->clients.v[i];
	status = check_machine(&g);
	if (status == STATUS_GOOD)
		status = run_all(&g, capture);
	event_base_free(g.base);
	free(folder);
	return status;
}

void
bug_clear(struct bug *b)
{
	for (size_t i = 0; b->trials != NULL && i < b->suite->clients.count;
	     i++) {
		free(b->trials[i].text);
		free(b->trials[i].facts);
		free(b->trials[i].why_not);
		json_decref(b->trials[i].line);
	}
	free(b->trials);
	memset(b, 0, sizeof *b);
}
