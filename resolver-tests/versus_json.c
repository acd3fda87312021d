/* the comparison as one JSON object */
#include "config.h"

#include <jansson.h>

#include "resolver-tests/member.h"
#include "resolver-tests/versus_print.h"

enum { COMPARISON_FORMAT = 1 };

/* Words of the keys, where a blank would be in the way. */
static const char *const keys[VERSUS_KINDS] = { "newly_failing",
	"newly_passing", "changed", "edited", "only_in_a", "only_in_b",
	"alike" };

static json_t *
counts_json(const size_t *counts)
{
	json_t *object = json_object();

	for (int k = 0; k < VERSUS_KINDS; k++)
		member_count(object, keys[k], counts[k]);
	return object;
}

static json_t *
file_json(const struct results_file *f)
{
	json_t *object = json_object();

	member_text(object, "file", f->path);
	member_count(object, "format", f->format);
	member_text(object, "version", f->program);
	member_text(object, "kernel", f->kernel);
	member_text(object, "date", f->date);
	member_count(object, "trials", f->count);
	json_object_set_new(object, "ended", json_boolean(f->ended));
	return object;
}

static json_t *
client_json(const struct results_client *c)
{
	json_t *object;

	if (c == NULL)
		return json_null();
	object = json_object();
	member_text(object, "name", c->name);
	member_text(object, "family", c->family);
	member_text(object, "version", c->version);
	member_text(object, "package", c->package);
	member_text(object, "sha256", c->sha256);
	return object;
}

static json_t *
pairs_json(const struct versus *v)
{
	json_t *list = json_array();

	for (size_t i = 0; i < v->pair_count; i++) {
		json_t *one = json_object();

		json_object_set_new(one, "a", client_json(v->pairs[i].a));
		json_object_set_new(one, "b", client_json(v->pairs[i].b));
		json_object_set_new(one, "counts",
		    counts_json(v->pairs[i].counts));
		json_array_append_new(list, one);
	}
	return list;
}

static json_t *
side_json(const struct results_file *f, const struct results_trial *t)
{
	json_t *object;

	if (t == NULL)
		return json_null();
	object = json_object();
	member_text(object, "client", f->clients[t->client].name);
	member_text(object, "scenario_hash", t->scenario_hash);
	member_text(object, "verdict", verdict_names[t->verdict]);
	member_text(object, "summary", t->summary);
	member_text(object, "diff", t->diff);
	member_text(object, "known", t->reason);
	member_text(object, "reference", t->reference);
	member_count(object, "line", t->line);
	return object;
}

static json_t *
trials_json(const struct versus *v)
{
	json_t *list = json_array();

	for (size_t i = 0; i < v->count; i++) {
		const struct versus_trial *t = &v->v[i];
		json_t *one = json_object();

		member_text(one, "change", keys[t->kind]);
		member_text(one, "scenario", versus_trial_any(t)->scenario);
		json_object_set_new(one, "a", side_json(v->a, t->a));
		json_object_set_new(one, "b", side_json(v->b, t->b));
		json_array_append_new(list, one);
	}
	return list;
}

void
versus_print_json(const struct versus *v, FILE *out)
{
	json_t *all = json_object();

	member_text(all, "type", "comparison");
	member_count(all, "format", COMPARISON_FORMAT);
	json_object_set_new(all, "regression",
	    json_boolean(v->counts[VERSUS_WORSE] > 0));
	json_object_set_new(all, "counts", counts_json(v->counts));
	json_object_set_new(all, "a", file_json(v->a));
	json_object_set_new(all, "b", file_json(v->b));
	json_object_set_new(all, "clients", pairs_json(v));
	json_object_set_new(all, "trials", trials_json(v));
	json_dumpf(all, out, JSON_INDENT(1) | JSON_ENSURE_ASCII);
	fputc('\n', out);
	json_decref(all);
}
