#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/outcome.h"
#include "resolver-tests/progress.h"
#include "resolver-tests/summary_print.h"

static void
add_addresses(struct text *out, const char *text)
{
	size_t ipv4, ipv6;

	outcome_count_addresses(text, &ipv4, &ipv6);
	if (ipv4 + ipv6 > 0)
		text_add(out, "%zu address%s", ipv4 + ipv6,
		    ipv4 + ipv6 == 1 ? "" : "es");
	else
		text_add_octets(out, text, strcspn(text, "\n"));
}

/* "20 addresses over 1 TCP connection", "EAI_NONAME, no TCP connection" */
static char *
headline(const struct step_observation *step)
{
	long connections = step->total.v[FACT_TCP_CONNECTIONS];
	long syns = step->total.v[FACT_TCP_SYNS];
	struct text out = { 0 };

	add_addresses(&out, step->text);
	if (connections > 0)
		text_add(&out, " over %ld TCP connection%s", connections,
		    connections == 1 ? "" : "s");
	else if (syns > 0)
		text_add(&out, ", %ld attempt%s at TCP failed", syns,
		    syns == 1 ? "" : "s");
	else
		text_add(&out, ", no TCP connection");
	return text_take(&out);
}

void
summary_add(struct summary *s, const struct finished *f)
{
	const struct judgement *j = f->judgement;
	const struct observation *o = f->observation;
	struct summary_trial t = { .scenario = f->scenario,
		.client = f->client,
		.known = j->known,
		.verdict = j->verdict,
		.outcome = xstrdup(j->summary) };

	if (strcmp(f->scenario->name, SUMMARY_HEADLINE) == 0 && o != NULL &&
	    o->kind == OBSERVED && o->step_count > 0 &&
	    o->steps[0].text != NULL)
		t.headline = headline(&o->steps[0]);
	if (verdict_is_bad(j->verdict) || j->verdict == VERDICT_SKIP)
		t.diff = xstrdup(j->diff);
	s->v = xgrow(s->v, s->count, sizeof *s->v);
	s->v[s->count++] = t;
	s->verdicts[t.verdict]++;
	s->repeated += f->repeat > 0 && !verdict_is_bad(j->verdict);
}

/* By what is written there, then by line. */
static int
compare_records(const struct known_deviation *a,
    const struct known_deviation *b)
{
	int order = strcmp(a->reason, b->reason);

	return order != 0 ? order : (a > b) - (a < b);
}

/*
 * By client (their order is the manifest's); what is known comes first, by
 * record; then by scenario.
 */
static int
compare_trials(const void *left, const void *right)
{
	const struct summary_trial *a = left, *b = right;
	int order = (a->client > b->client) - (a->client < b->client);

	if (order == 0)
		order = (a->verdict != VERDICT_KNOWN) -
			(b->verdict != VERDICT_KNOWN);
	if (order == 0 && a->verdict == VERDICT_KNOWN)
		order = compare_records(a->known, b->known);
	return order != 0 ? order
			  : strcmp(a->scenario->name, b->scenario->name);
}

bool
summary_is_good(const struct summary *s)
{
	for (int v = 0; v < VERDICTS; v++)
		if (verdict_is_bad((enum verdict)v) && s->verdicts[v] > 0)
			return false;
	return s->problems == 0;
}

/* "Everything is as expected." or how much is not. */
static void
print_end(const struct summary *s, FILE *out)
{
	bool good = summary_is_good(s), coloured = progress_may_colour(out);
	size_t bad = 0;

	for (int v = 0; v < VERDICTS; v++)
		if (verdict_is_bad((enum verdict)v))
			bad += s->verdicts[v];
	if (coloured)
		fputs(good ? "\033[32m" : "\033[31m", out);
	if (s->count == 0)
		fputs("Nothing was run.", out);
	else if (good)
		fputs("Everything is as expected or as recorded.", out);
	else if (bad > 0)
		fprintf(out, "Not as expected: %zu of %zu trials.", bad,
		    s->count);
	else
		fputs("Every trial is as expected, but not the corpus:", out);
	if (s->problems > 0)
		fprintf(out, " %zu problem%s of the corpus, listed above.",
		    s->problems, s->problems == 1 ? "" : "s");
	fputs(coloured ? "\033[0m\n" : "\n", out);
}

void
summary_print(struct summary *s, FILE *out, const struct clients *clients,
    const struct run_times *times, const char *results)
{
	double seconds = times->wall_ms / 1000.0;

	if (s->count > 0)
		qsort(s->v, s->count, sizeof *s->v, compare_trials);
	summary_print_headline(s, out);
	summary_print_known(s, out);
	summary_print_policies(s, out);
	summary_print_skips(s, out);
	summary_print_table(s, out, clients);
	summary_print_bad(s, out);
	print_end(s, out);
	fprintf(out, "%zu trial%s in %.1f s", s->count,
	    s->count == 1 ? "" : "s", seconds);
	if (times->wall_ms > 0)
		fprintf(out, ", %.0f a second", (double)s->count / seconds);
	fprintf(out, "; %.1f s of CPU, %.1f s of waits side by side\n",
	    times->cpu_ms / 1000.0, times->waits_ms / 1000.0);
	if (s->repeated > 0)
		fprintf(out,
		    "%zu trial%s came right only when run again, alone: the "
		    "machine was busy\n",
		    s->repeated, s->repeated == 1 ? "" : "s");
	if (results != NULL)
		fprintf(out, "Every trial is a line of %s\n", results);
	fflush(out);
}

void
summary_clear(struct summary *s)
{
	for (size_t i = 0; i < s->count; i++) {
		free(s->v[i].outcome);
		free(s->v[i].headline);
		free(s->v[i].diff);
	}
	free(s->v);
	memset(s, 0, sizeof *s);
}
