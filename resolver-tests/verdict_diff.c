/* Why a trial got its verdict, for people. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "resolver-tests/fact.h"
#include "resolver-tests/judging.h"

enum { EXTRA_LINES = 3, EXTRA_OCTETS = 200 };

/* The first lines of TEXT, each with LABEL in front unless it has it. */
static void
explain_extra(const char *label, const char *text, struct text *out)
{
	struct lines lines;

	if (text == NULL)
		return;
	lines_split(text, &lines);
	for (size_t i = 0; i < lines.count && i < EXTRA_LINES; i++) {
		size_t len = lines.v[i].len;

		if (!line_has_key(&lines.v[i], label))
			text_add(out, "%s ", label);
		text_add_octets(out, lines.v[i].s,
		    len < EXTRA_OCTETS ? len : EXTRA_OCTETS);
		text_add(out, "%s\n", len > EXTRA_OCTETS ? "..." : "");
	}
	if (lines.count > EXTRA_LINES)
		text_add(out, "%s ... %zu more\n", label,
		    lines.count - EXTRA_LINES);
	lines_clear(&lines);
}

static void
explain_call(const struct judged_step *step, struct text *out)
{
	text_add(out, "CALL");
	for (size_t i = 0; i < step->call->argv.count; i++)
		text_add(out, " %s", step->call->argv.v[i]);
	text_add(out, " (%s:%u)\n", step->call->at.file, step->call->at.line);
}

static void
explain_text(const struct judging *j, const struct judged_step *step,
    struct text *out)
{
	const struct result *r = step->closest;

	if (r == NULL) {
		text_add(out, "no result is wanted; %s gave %s\n",
		    j->client->name, step->summary);
		return;
	}
	text_add(out, "--- wanted (%s:%u)\n+++ %s", r->at.file, r->at.line,
	    j->client->name);
	if (step->permitted != NULL)
		text_add(out, ", permitted (%s:%u)", step->permitted->at.file,
		    step->permitted->at.line);
	text_add(out, "\n");
	difference_format(&step->difference, out);
}

static void
explain_facts(const struct judging *j, const struct judged_step *step,
    struct text *out)
{
	for (size_t i = 0; i < step->call->fact_count; i++) {
		const struct fact *f = &step->call->facts[i];

		if (!judging_misses(j, step, f))
			continue;
		if (f->is_pin)
			text_add(out, "pin moved: ");
		fact_format_miss(f, j->scenario, step->came, out);
		text_add(out, "\n");
	}
}

static void
explain_step(const struct judging *j, const struct judged_step *step,
    struct text *out)
{
	struct text facts = { 0 };

	explain_facts(j, step, &facts);
	if (!step->is_wanted || facts.len > 0) {
		explain_call(step, out);
		if (!step->is_wanted)
			explain_text(j, step, out);
		text_add_octets(out, facts.len > 0 ? facts.s : "", facts.len);
		explain_extra("raw", step->came->raw, out);
	}
	text_clear(&facts);
}

/* The outcome field of a record that would cover this trial. */
static void
format_as_record(const struct judging *j, struct text *out)
{
	for (size_t i = 0; i < j->count; i++) {
		const struct judged_step *step = &j->steps[i];

		text_add(out, "%s%s", i == 0 ? "" : " / ", step->summary);
		for (size_t k = 0; k < step->call->fact_count; k++) {
			const struct fact *f = &step->call->facts[k];

			if (f->is_pin || !judging_misses(j, step, f))
				continue;
			text_add(out, ";");
			if (f->server >= 0)
				text_add(out, "%s/",
				    j->scenario->servers[f->server].address);
			text_add(out, "%s=%ld", fact_names[f->kind],
			    fact_value(step->came, f->server, f->kind));
		}
	}
}

static void
explain_record(const struct judging *j, struct text *out)
{
	const struct known_deviation *r = j->record;

	if (j->verdict == VERDICT_FAIL) {
		text_add(out, "in short: ");
		format_as_record(j, out);
		text_add(out, "\n");
		if (r != NULL)
			text_add(out, "recorded: %s (%s:%u)\n", r->outcome,
			    r->at.file, r->at.line);
	}
	if (j->verdict == VERDICT_FIXED)
		text_add(out,
		    "recorded as %s, but the outcome is as it "
		    "should be: drop or narrow the record (%s:%u)\n",
		    r->outcome, r->at.file, r->at.line);
	if (j->verdict == VERDICT_KNOWN)
		text_add(out, "known: %s [%s] (%s:%u)\n", r->reason,
		    r->reference, r->at.file, r->at.line);
}

char *
judging_explain(const struct judging *j)
{
	struct text out = { 0 };

	if (j->verdict == VERDICT_PASS)
		return text_take(&out);
	if (j->observation->packets_lost)
		text_add(&out, "packets were lost before they were counted: "
			       "the wire facts cannot be trusted\n");
	for (size_t i = 0; i < j->count; i++)
		explain_step(j, &j->steps[i], &out);
	explain_extra("stderr:", j->observation->diagnostics, &out);
	explain_record(j, &out);
	return text_take(&out);
}
