/* show: one trial, run now; what was wanted, what came, what the server saw */
#include "config.h"

#include <event2/event.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/descriptors.h"
#include "fakedns/log.h"
#include "fakedns/server.h"
#include "resolver-tests/captures.h"
#include "resolver-tests/cell.h"
#include "resolver-tests/ladder_text.h"
#include "resolver-tests/progress.h"
#include "resolver-tests/results_json.h"
#include "resolver-tests/schedule.h"
#include "resolver-tests/suite.h"
#include "resolver-tests/terminal.h"

/* What prints a trial knows, and what it leaves. */
struct showing {
	bool with_journal;
	int status;
};

static void
print_lines(const char *title, const struct words *w)
{
	for (size_t i = 0; i < w->count; i++)
		printf("%-9s %s\n", i == 0 ? title : "", w->v[i]);
}

static void
print_wanted(const struct call *c)
{
	for (size_t i = 0; i < c->result_count; i++) {
		const struct result *r = &c->results[i];

		printf("%s:\n", r->permitted ? "permitted" : "wanted");
		for (size_t k = 0; k < r->count; k++)
			printf("    %s\n", r->lines[k].text);
	}
	for (size_t i = 0; i < c->fact_count; i++) {
		const struct fact *f = &c->facts[i];

		printf("%s: %s%s%s%s", f->is_pin ? "pinned" : "expected",
		    f->family == NULL ? "" : f->family,
		    f->versions == NULL ? "" : f->versions,
		    f->family == NULL ? "" : " ", fact_names[f->kind]);
		if (f->lo == f->hi)
			printf("=%ld\n", f->lo);
		else if (f->hi == __LONG_MAX__)
			printf(">=%ld\n", f->lo);
		else
			printf("=%ld..%ld\n", f->lo, f->hi);
	}
}

static void
print_came(const struct step_observation *s)
{
	const long *v = s->total.v;
	const char *at = s->text;

	puts("came:");
	while (*at != '\0') {
		size_t len = strcspn(at, "\n");

		printf("    %.*s\n", (int)len, at);
		at += len + (at[len] == '\n');
	}
	printf("wire: udp_sent=%ld tcp_syns=%ld tcp_connections=%ld "
	       "tcp_queries=%ld sockets=%ld\n",
	    v[FACT_UDP_SENT], v[FACT_TCP_SYNS], v[FACT_TCP_CONNECTIONS],
	    v[FACT_TCP_QUERIES], v[FACT_SOCKETS]);
	printf("elapsed: %u ms\n", s->elapsed_ms);
}

static void
print_call(const struct call *c)
{
	printf("\nstep %u:  ", c->step);
	for (size_t i = 0; i < c->argv.count; i++)
		printf(" %s", c->argv.v[i]);
	putchar('\n');
}

/* What passed while each call was made, from the trial's result line. */
static void
print_ladders(const struct finished *f)
{
	const struct ladder_style style = { .utf8 = terminal_is_utf8(),
		.coloured = progress_may_colour(stdout),
		.columns = terminal_columns(stdout) };
	json_t *line = results_json_trial(f);
	struct text text = { 0 };
	struct ladders ladders;

	ladders_make(line, &ladders);
	for (size_t i = 0; i < ladders.count; i++) {
		text_add(&text, "\n");
		if (ladders.count > 1)
			text_add(&text, "step %u:\n",
			    f->scenario->calls[i].step);
		ladder_text(&ladders, i, &style, &text);
	}
	fputs(text.s == NULL ? "" : text.s, stdout);
	text_clear(&text);
	ladders_clear(&ladders);
	json_decref(line);
}

static void
print_journal(const struct observation *o)
{
	printf("\njournal:\n%s", o->journal == NULL ? "" : o->journal);
	if (o->journal_lost > 0)
		printf("... %zu more\n", o->journal_lost);
}

static void
print_trial(const struct finished *f, void *arg)
{
	struct showing *showing = arg;
	const struct scenario *s = f->scenario;
	const struct observation *o = f->observation;

	printf("scenario  %s\nclient    %s\ntitle     %s\n", s->name,
	    f->client->name, s->title);
	print_lines("why", &s->why);
	for (size_t i = 0; i < s->call_count; i++) {
		print_call(&s->calls[i]);
		print_wanted(&s->calls[i]);
		if (i < o->step_count)
			print_came(&o->steps[i]);
	}
	printf("\nverdict: %s", verdict_names[f->judgement->verdict]);
	if (f->judgement->known != NULL)
		printf(" (%s:%u: %s)", f->judgement->known->at.file,
		    f->judgement->known->at.line, f->judgement->known->reason);
	printf("\n%s", f->judgement->diff);
	if (o->failure != NULL)
		printf("failure: %s\n", o->failure);
	if (o->diagnostics != NULL && *o->diagnostics != '\0')
		printf("the client's stderr:\n%s", o->diagnostics);
	print_ladders(f);
	if (showing->with_journal)
		print_journal(o);
	showing->status = verdict_is_bad(f->judgement->verdict)
			      ? STATUS_DEVIATES
			      : STATUS_GOOD;
}

static int
show(struct suite *s, const struct scenario *scenario,
    const struct client *client)
{
	struct job job = { scenario, client, 0 };
	struct captures captures;
	struct error err = { 0 };
	struct schedule schedule = { .jobs = &job,
		.count = 1,
		.width = 1,
		.widest = 1,
		.known = &s->known,
		.with_octets = s->options->with_octets,
		.finished = print_trial };
	struct showing showing = { .with_journal =
				       log_verbose || s->options->with_octets };

	descriptors_raise_limit();
	if (cell_probe(&err) == -1) {
		fprintf(stderr, "resolver-tests: %s\n", err.text);
		return STATUS_NO_CELLS;
	}
	if (!scenario_wants_client(scenario, client))
		printf("# CLIENTS of this scenario leaves %s out\n",
		    client->name);
	if (captures_open(&captures, s->options->capture) == 0) {
		schedule.base = server_base_new();
		schedule.captures = &captures;
		schedule.arg = &showing;
		schedule_run(&schedule);
		event_base_free(schedule.base);
	}
	captures_close(&captures);
	if (captures.err.text[0] != '\0') {
		fprintf(stderr, "resolver-tests: %s\n", captures.err.text);
		return STATUS_BAD_INPUT;
	}
	return fflush(stdout) == EOF ? STATUS_BAD_INPUT : showing.status;
}

int
command_show(const struct options *o)
{
	struct suite s;
	const struct scenario *scenario;
	const struct client *client;
	int status = suite_load(&s, o, true);

	if (status == STATUS_GOOD) {
		lint_print(&s.faults, stderr);
		scenario = suite_find_scenario(&s, o->words[0]);
		client = suite_find_client(&s, o->words[1]);
		status = scenario == NULL || client == NULL
			     ? STATUS_BAD_INPUT
			     : show(&s, scenario, client);
	}
	suite_clear(&s);
	return status;
}
