/* run: every scenario that is wanted, on every client that is wanted */
#include "config.h"

#include <errno.h>
#include <event2/event.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "fakedns/clock.h"
#include "fakedns/descriptors.h"
#include "fakedns/log.h"
#include "fakedns/server.h"
#include "fakedns/xalloc.h"
#include "resolver-tests/captures.h"
#include "resolver-tests/cell.h"
#include "resolver-tests/forecast.h"
#include "resolver-tests/progress.h"
#include "resolver-tests/results.h"
#include "resolver-tests/review.h"
#include "resolver-tests/run_reports.h"
#include "resolver-tests/schedule.h"
#include "resolver-tests/suite.h"
#include "resolver-tests/summary.h"
#include "resolver-tests/tap.h"
#include "resolver-tests/verify.h"

static const int interrupts[] = { SIGHUP, SIGINT, SIGTERM };
enum { INTERRUPTS = sizeof interrupts / sizeof *interrupts };

struct run {
	struct suite suite;
	struct clients clients; /* those wanted; what they hold is borrowed */
	struct job *jobs;
	size_t job_count;
	struct finished *not_run; /* n/a and skip */
	size_t not_run_count;
	struct results results;
	struct run_reports reports;
	struct captures captures;
	struct tap tap;
	struct summary summary;
	struct progress progress;
	struct review *review;
	struct run_times times;
	unsigned width, widest; /* trials at once */
	unsigned long long started_ms;
	struct error err; /* of the results file */
	struct event *interrupts[INTERRUPTS];
};

static unsigned long long
now_ms(void)
{
	return clock_ns(CLOCK_MONOTONIC) / 1000000;
}

static unsigned long long
cpu_ms(void)
{
	struct rusage self, children;

	getrusage(RUSAGE_SELF, &self);
	getrusage(RUSAGE_CHILDREN, &children);
	return (unsigned long long)(self.ru_utime.tv_sec +
				    self.ru_stime.tv_sec +
				    children.ru_utime.tv_sec +
				    children.ru_stime.tv_sec) *
		   1000 +
	       (unsigned long long)(self.ru_utime.tv_usec +
				    self.ru_stime.tv_usec +
				    children.ru_utime.tv_usec +
				    children.ru_stime.tv_usec) /
		   1000;
}

static void
trial_finished(const struct finished *f, void *arg)
{
	struct run *r = arg;

	if (r->suite.options->results != NULL && r->err.text[0] == '\0')
		results_add(&r->results, f, &r->err);
	run_reports_add(&r->reports, f);
	if (f->observation != NULL)
		r->times.waits_ms += f->observation->elapsed_ms;
	review_add(r->review, f);
	summary_add(&r->summary, f);
	if (r->suite.options->format == FORMAT_TAP) {
		progress_clear(&r->progress);
		tap_add(&r->tap, f);
	}
	progress_add(&r->progress, f->judgement->verdict,
	    (unsigned)(now_ms() - r->started_ms));
}

/* What the scenario needs and this machine lacks, or NULL. */
static const char *
missing_facility(const struct scenario *s)
{
	for (size_t i = 0; i < s->needs.count; i++)
		if (strcmp(s->needs.v[i], "ipv6") != 0 ||
		    access("/proc/net/if_inet6", F_OK) != 0)
			return s->needs.v[i];
	return NULL;
}

static void
add_trial(struct run *r, const struct scenario *s, const struct client *c)
{
	const char *missing = missing_facility(s);

	if (missing == NULL && scenario_wants_client(s, c)) {
		r->jobs = xgrow(r->jobs, r->job_count, sizeof *r->jobs);
		r->jobs[r->job_count++] =
		    (struct job){ s, c, forecast_ms(s, c) };
		return;
	}
	r->not_run = xgrow(r->not_run, r->not_run_count, sizeof *r->not_run);
	r->not_run[r->not_run_count++] =
	    (struct finished){ .scenario = s, .client = c };
}

static size_t
choose_trials(struct run *r)
{
	size_t scenarios = 0;

	for (size_t i = 0; i < r->suite.clients.count; i++) {
		const struct client *c = &r->suite.clients.v[i];

		if (!suite_wants_client(&r->suite, c))
			continue;
		r->clients.v = xgrow(r->clients.v, r->clients.count, sizeof *c);
		r->clients.v[r->clients.count++] = *c;
	}
	for (size_t i = 0; i < r->suite.scenarios.count; i++) {
		const struct scenario *s = r->suite.scenarios.v[i];

		if (!suite_wants_scenario(&r->suite, s))
			continue;
		scenarios++;
		for (size_t k = 0; k < r->clients.count; k++)
			add_trial(r, s, &r->clients.v[k]);
	}
	return scenarios;
}

static void
report_not_run(struct run *r)
{
	for (size_t i = 0; i < r->not_run_count; i++) {
		struct finished *f = &r->not_run[i];
		const char *missing = missing_facility(f->scenario);
		bool is_error = missing != NULL && r->suite.options->no_skip;
		struct judgement j;
		char *reason =
		    missing == NULL
			? xstrdup("CLIENTS of the scenario leaves it out")
			: xasprintf("this machine lacks %s", missing);

		judgement_init(&j,
		    missing == NULL ? VERDICT_NA
		    : is_error      ? VERDICT_ERROR
				    : VERDICT_SKIP,
		    reason);
		free(reason);
		f->judgement = &j;
		trial_finished(f, r);
		judgement_clear(&j);
	}
}

/* What only a whole run can tell; returns how many problems there are. */
static size_t
report_review(struct run *r, bool whole)
{
	struct lint found = { 0 };
	size_t count;

	if (whole)
		review_finish(r->review, &found);
	count =
	    lint_print(&found, stderr) + lint_print(&r->suite.faults, stderr);
	lint_clear(&found);
	return count;
}

static int
run_trials(struct run *r, struct event_base *base, size_t scenarios)
{
	const struct options *o = r->suite.options;
	struct schedule schedule = { .base = base,
		.jobs = r->jobs,
		.count = r->job_count,
		.width = r->width,
		.widest = r->widest,
		.known = &r->suite.known,
		.captures = &r->captures,
		.with_octets = o->with_octets,
		.finished = trial_finished,
		.arg = r };
	struct run_info info = { .argc = o->argc,
		.argv = o->argv,
		.clients = &r->clients,
		.scenarios = scenarios };
	unsigned long long cpu_before = cpu_ms();

	r->results.fd = -1;
	if (captures_open(&r->captures, o->capture) == -1) {
		r->err = r->captures.err;
		return STATUS_BAD_INPUT;
	}
	if (o->results != NULL &&
	    results_open(&r->results, o->results, &info, &r->err) == -1)
		return STATUS_BAD_INPUT;
	if (run_reports_start(&r->reports, o, &info, &r->err) == -1)
		return STATUS_BAD_INPUT;
	if (o->format == FORMAT_TAP)
		tap_start(&r->tap, stdout);
	progress_start(&r->progress, stderr, r->job_count + r->not_run_count);
	r->started_ms = now_ms();
	report_not_run(r);
	schedule_run(&schedule);
	progress_clear(&r->progress);
	r->times.wall_ms = (unsigned)(now_ms() - r->started_ms);
	r->times.cpu_ms = (unsigned)(cpu_ms() - cpu_before);
	if (o->results != NULL && r->err.text[0] == '\0')
		results_end(&r->results, &r->times, &r->err);
	return STATUS_GOOD;
}

static int
conclude(struct run *r, int status)
{
	const struct options *o = r->suite.options;

	if (status != STATUS_GOOD) { /* no results file: nothing was run */
		fprintf(stderr, "resolver-tests: %s\n", r->err.text);
		return status;
	}
	r->summary.in_full = o->in_full;
	r->summary.problems = report_review(r, o->client_glob_count == 0);
	if (o->format == FORMAT_TAP && tap_end(&r->tap) == -1)
		error_set(&r->err, "standard output: %s", strerror(errno));
	run_reports_end(&r->reports, &r->times, &r->err);
	if (o->format == FORMAT_SUMMARY)
		summary_print(&r->summary, stdout, &r->clients, &r->times,
		    r->err.text[0] == '\0' ? o->results : NULL);
	if (fflush(stdout) == EOF || ferror(stdout))
		error_set(&r->err, "standard output: %s", strerror(errno));
	if (r->err.text[0] == '\0')
		r->err = r->captures.err;
	if (r->err.text[0] != '\0') {
		fprintf(stderr, "resolver-tests: %s\n", r->err.text);
		return STATUS_BAD_INPUT;
	}
	return summary_is_good(&r->summary) ? STATUS_GOOD : STATUS_DEVIATES;
}

/* No more trials at once than there may be descriptors for. */
static void
fit_width(struct run *r)
{
	enum { OWN = 16, CELL = 8, CONNECTIONS = 8 };
	struct rlimit limit;
	size_t sockets = 0, most;

	r->width = r->suite.options->width;
	r->widest = r->suite.options->widest;
	for (size_t i = 0; i < r->job_count; i++) {
		const struct scenario *s = r->jobs[i].scenario;
		size_t own = 2 * s->server_count + s->source_count;

		sockets = own > sockets ? own : sockets;
	}
	if (getrlimit(RLIMIT_NOFILE, &limit) == -1 ||
	    limit.rlim_cur == RLIM_INFINITY)
		return;
	most = limit.rlim_cur < OWN
		   ? 0
		   : (limit.rlim_cur - OWN) /
			 (CELL + sockets + CONNECTIONS +
			     (r->suite.options->capture != NULL));
	if (most < r->widest)
		r->widest = most == 0 ? 1 : (unsigned)most;
	if (most >= r->width)
		return;
	r->width = r->widest;
	log_warn("no more than %u at once: the limit of open files is low "
		 "(ulimit -n)",
	    r->width);
}

/* 0 where this machine makes cells and the clients are what they say. */
static int
check_machine(struct run *r, struct event_base *base)
{
	struct error err = { 0 };

	descriptors_raise_limit();
	fit_width(r);
	if (cell_probe(&err) == -1) {
		fprintf(stderr,
		    "resolver-tests: %s\nNothing was run: a "
		    "trial outside a cell could reach real nameservers.\n",
		    err.text);
		return STATUS_NO_CELLS;
	}
	if (verify_clients(base, &r->clients, r->width, &err) == -1) {
		fprintf(stderr, "resolver-tests: %s\n", err.text);
		return STATUS_BAD_INPUT;
	}
	return STATUS_GOOD;
}

/* The terminal is left clean; the cells end with this process. */
static void
interrupted(evutil_socket_t number, short what, void *arg)
{
	struct run *r = arg;

	(void)what;
	progress_clear(&r->progress);
	signal((int)number, SIG_DFL);
	raise((int)number);
}

/* What was ignored at the start, as by nohup(1), stays so. */
static void
catch_interrupts(struct run *r, struct event_base *base)
{
	for (size_t i = 0; i < INTERRUPTS; i++) {
		struct sigaction now;

		r->interrupts[i] =
		    evsignal_new(base, interrupts[i], interrupted, r);
		if (sigaction(interrupts[i], NULL, &now) == 0 &&
		    now.sa_handler != SIG_IGN)
			event_add(r->interrupts[i], NULL);
	}
}

int
command_run(const struct options *o)
{
	struct run r = { .captures = { .keeper = -1 } };
	struct event_base *base = server_base_new();
	int status = suite_load(&r.suite, o, true);
	size_t scenarios = 0;

	signal(SIGPIPE, SIG_IGN);
	catch_interrupts(&r, base);
	if (status == STATUS_GOOD)
		status = suite_check_words(&r.suite);
	if (status == STATUS_GOOD)
		scenarios = choose_trials(&r);
	r.review = review_new(&r.suite.scenarios, &r.suite.known);
	if (status == STATUS_GOOD && r.job_count + r.not_run_count == 0) {
		fprintf(stderr,
		    "resolver-tests: no trial is chosen; `list' "
		    "tells the scenarios, %s the clients\n",
		    o->clients != NULL ? o->clients : "clients.tsv");
		lint_print(&r.suite.faults, stderr);
		status = STATUS_BAD_INPUT;
	}
	if (status == STATUS_GOOD)
		status = check_machine(&r, base);
	if (status == STATUS_GOOD)
		status = conclude(&r, run_trials(&r, base, scenarios));
	results_clear(&r.results);
	run_reports_clear(&r.reports);
	captures_close(&r.captures);
	summary_clear(&r.summary);
	review_free(r.review);
	free(r.not_run);
	free(r.jobs);
	free(r.clients.v);
	suite_clear(&r.suite);
	for (size_t i = 0; i < INTERRUPTS; i++)
		event_free(r.interrupts[i]);
	event_base_free(base);
	return status;
}
