#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <time.h>

#include "resolver-tests/member.h"
#include "resolver-tests/results_json.h"
#include "resolver-tests/text.h"

/* What a trial line holds at most of each. */
enum { JOURNAL_EVENTS = 200, EXTRA_OCTETS = 8192 };

static json_t *
escaped(const char *text, size_t len)
{
	struct text out = { 0 };
	json_t *value;

	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];

		if (c < 0x80)
			text_add_octets(&out, &text[i], 1);
		else
			text_add(&out, "\\%03u", c);
	}
	value = json_stringn(out.s == NULL ? "" : out.s, out.len);
	text_clear(&out);
	return value;
}

json_t *
results_json_text(const char *text)
{
	json_t *value;

	if (text == NULL)
		text = "";
	value = json_string(text);
	return value != NULL ? value : escaped(text, strlen(text));
}

/* Not more than EXTRA_OCTETS of it. */
static json_t *
short_text(const char *text)
{
	if (text == NULL || strlen(text) <= EXTRA_OCTETS)
		return results_json_text(text);
	return escaped(text, EXTRA_OCTETS);
}

static void
set_number(json_t *object, const char *key, json_int_t value)
{
	json_object_set_new(object, key, json_integer(value));
}

static void
set_hash(json_t *object, const char *key, uint64_t hash)
{
	json_object_set_new(object, key, json_sprintf("%016" PRIx64, hash));
}

static json_t *
clients_json(const struct clients *clients)
{
	json_t *list = json_array();

	for (size_t i = 0; i < clients->count; i++) {
		const struct client *c = &clients->v[i];
		json_t *one = json_object();

		member_text(one, "name", c->name);
		member_text(one, "family", c->family);
		member_text(one, "version", c->version);
		member_text(one, "arch", c->arch);
		member_text(one, "package", c->package);
		member_text(one, "sha256", c->sha256);
		json_array_append_new(list, one);
	}
	return list;
}

json_t *
results_json_run(const struct run_info *info)
{
	json_t *run = json_object(), *command = json_array();
	struct utsname machine = { 0 };
	time_t now = time(NULL);
	struct tm utc = { 0 };
	char date[32];

	uname(&machine);
	gmtime_r(&now, &utc);
	strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%SZ", &utc);
	for (int i = 0; i < info->argc; i++)
		json_array_append_new(command,
		    results_json_text(info->argv[i]));
	member_text(run, "type", "run");
	set_number(run, "format", RESULTS_FORMAT);
	member_text(run, "program", PACKAGE_NAME);
	member_text(run, "version", PACKAGE_VERSION);
	member_text(run, "machine", machine.machine);
	member_text(run, "kernel", machine.release);
	member_text(run, "date", date);
	json_object_set_new(run, "command", command);
	json_object_set_new(run, "clients", clients_json(info->clients));
	set_number(run, "scenarios", (json_int_t)info->scenarios);
	return run;
}

/* Of all steps: the texts, an empty line between two. */
static char *
join_steps(const struct observation *o, bool raw)
{
	struct text out = { 0 };

	for (size_t i = 0; i < o->step_count; i++) {
		const char *text = raw ? o->steps[i].raw : o->steps[i].text;

		if (text == NULL)
			continue;
		text_add(&out, "%s", i > 0 && !raw ? "\n" : "");
		text_add_octets(&out, text, strlen(text));
	}
	return text_take(&out);
}

static json_t *
facts_json(const struct fact_values *facts, int count)
{
	json_t *object = json_object();

	for (int k = 0; k < count; k++)
		if (k != FACT_ELAPSED_MS)
			set_number(object, fact_names[k], facts->v[k]);
	return object;
}

/* The four counts of the whole trial. */
static json_t *
wire_json(const struct observation *o)
{
	struct fact_values sum = { { 0 } };

	for (size_t i = 0; o != NULL && i < o->step_count; i++)
		for (int k = 0; k <= FACT_TCP_QUERIES; k++)
			sum.v[k] += o->steps[i].total.v[k];
	return facts_json(&sum, FACT_TCP_QUERIES + 1);
}

static json_t *
steps_json(const struct scenario *s, const struct observation *o)
{
	json_t *list = json_array();

	for (size_t i = 0; o != NULL && i < o->step_count; i++) {
		const struct step_observation *step = &o->steps[i];
		json_t *one = json_object(), *servers = json_object();

		set_number(one, "elapsed_ms", step->elapsed_ms);
		json_object_set_new(one, "wire",
		    facts_json(&step->total, FACT_KINDS));
		for (size_t k = 0;
		     k < step->server_count && k < s->server_count; k++)
			json_object_set_new(servers, s->servers[k].address,
			    facts_json(&step->servers[k], FACT_KINDS));
		json_object_set_new(one, "servers", servers);
		json_array_append_new(list, one);
	}
	return list;
}

/* The first events; one that is not JSON becomes a string. */
static json_t *
journal_json(const char *journal, size_t lost)
{
	json_t *list = json_array();
	struct lines lines;

	lines_split(journal == NULL ? "" : journal, &lines);
	for (size_t i = 0; i < lines.count && i < JOURNAL_EVENTS; i++) {
		const struct line *line = &lines.v[i];
		json_t *event = json_loadb(line->s, line->len, 0, NULL);

		if (event == NULL)
			event = escaped(line->s, line->len);
		json_array_append_new(list, event);
	}
	if (lines.count > JOURNAL_EVENTS)
		lost += lines.count - JOURNAL_EVENTS;
	if (lost > 0)
		json_array_append_new(list, json_sprintf("... %zu more", lost));
	lines_clear(&lines);
	return list;
}

/* Lines of the entries that answered a query. */
static json_t *
entries_json(const struct scenario *s, const struct observation *o)
{
	json_t *list = json_array();

	for (size_t i = 0; o != NULL && i < s->entry_count; i++)
		if (bits_has(&o->entries_used, i))
			json_array_append_new(list,
			    json_integer(s->entries[i].at.line));
	return list;
}

static void
set_observed(json_t *trial, const struct observation *o)
{
	static const struct observation nothing;
	char *outcome, *raw;

	if (o == NULL)
		o = &nothing;
	outcome = join_steps(o, false);
	raw = join_steps(o, true);
	if (*outcome != '\0') /* the last line's newline says nothing */
		outcome[strlen(outcome) - 1] = '\0';
	member_text(trial, "outcome", outcome);
	set_number(trial, "elapsed_ms", o->elapsed_ms);
	json_object_set_new(trial, "wire", wire_json(o));
	json_object_set_new(trial, "raw", short_text(raw));
	json_object_set_new(trial, "stderr", short_text(o->diagnostics));
	set_number(trial, "cpu_us", o->cpu_us);
	json_object_set_new(trial, "journal",
	    journal_json(o->journal, o->journal_lost));
	free(outcome);
	free(raw);
}

json_t *
results_json_trial(const struct finished *f)
{
	const struct judgement *j = f->judgement;
	const struct observation *o = f->observation;
	json_t *trial = json_object();

	/* n/a, skip and error have no outcome and no counts */
	if (o != NULL && o->kind != OBSERVED)
		o = NULL;
	member_text(trial, "type", "trial");
	member_text(trial, "scenario", f->scenario->name);
	set_hash(trial, "scenario_hash", f->scenario->hash);
	member_text(trial, "client", f->client->name);
	member_text(trial, "family", f->client->family);
	member_text(trial, "version", f->client->version);
	member_text(trial, "verdict", verdict_names[j->verdict]);
	member_text(trial, "summary", j->summary);
	set_observed(trial, o);
	member_text(trial, "diff", j->diff);
	member_text(trial, "known", j->known == NULL ? "" : j->known->reason);
	member_text(trial, "reference",
	    j->known == NULL ? "" : j->known->reference);
	set_number(trial, "repeat", f->repeat);
	json_object_set_new(trial, "steps", steps_json(f->scenario, o));
	json_object_set_new(trial, "entries", entries_json(f->scenario, o));
	return trial;
}

json_t *
results_json_end(const struct results_counts *r, const struct run_times *times)
{
	json_t *end = json_object(), *verdicts = json_object();

	for (int v = 0; v < VERDICTS; v++)
		set_number(verdicts, verdict_names[v],
		    (json_int_t)r->verdicts[v]);
	member_text(end, "type", "end");
	set_number(end, "trials", (json_int_t)r->trials);
	json_object_set_new(end, "verdicts", verdicts);
	set_number(end, "wall_ms", times->wall_ms);
	set_number(end, "cpu_ms", times->cpu_ms);
	set_number(end, "waits_ms", times->waits_ms);
	return end;
}
