/* the comparison of two benchmarks as one JSON object */
#include "config.h"

#include <jansson.h>

#include "bench/delta_print.h"
#include "resolver-tests/member.h"

enum { DELTA_FORMAT = 1 };

static json_t *
file_json(const struct deltas *c, int side)
{
	const struct bench_set *set = c->side[side]->set;
	json_t *object = json_object();

	member_text(object, "file", c->path[side]);
	member_text(object, "date", set->date);
	member_text(object, "machine", set->machine);
	member_text(object, "kernel", set->kernel);
	member_count(object, "processors", set->processors);
	member_count(object, "rounds", set->rounds);
	json_object_set_new(object, "ended", json_boolean(!set->interrupted));
	return object;
}

static const char *
client_name(const struct deltas *c, size_t pair, int side)
{
	return c->side[side]->set->clients[c->pairs[pair].client[side]].name;
}

static void
set_values(json_t *object, const struct delta *one)
{
	member_text(object, "figure", figure_kinds[one->figure].key);
	json_object_set_new(object, "a", json_real(one->value[0]));
	json_object_set_new(object, "b", json_real(one->value[1]));
	if (one->what != DELTA_TIMED || !one->ratio.known)
		return;
	json_object_set_new(object, "ratio", json_real(one->ratio.ratio));
	json_object_set_new(object, "low", json_real(one->ratio.low));
	json_object_set_new(object, "high", json_real(one->ratio.high));
}

static json_t *
delta_json(const struct deltas *c, const struct delta *one)
{
	static const char *const whats[] = { "timed", "counted", "standing" };
	json_t *object = json_object();

	member_text(object, "change", delta_names[one->kind]);
	member_text(object, "what", whats[one->what]);
	member_text(object, "workload",
	    c->side[1]->set->workloads[one->workload[1]].name);
	member_text(object, "client_a", client_name(c, one->pair, 0));
	member_text(object, "client_b", client_name(c, one->pair, 1));
	if (one->what != DELTA_STANDING)
		set_values(object, one);
	return object;
}

void
delta_print_json(const struct deltas *c, FILE *out)
{
	json_t *all = json_object(), *list = json_array();

	member_text(all, "type", "bench-comparison");
	member_count(all, "format", DELTA_FORMAT);
	json_object_set_new(all, "regression",
	    json_boolean(c->counts[DELTA_WORSE] > 0));
	for (int side = 0; side < 2; side++)
		json_object_set_new(all, side == 0 ? "a" : "b",
		    file_json(c, side));
	if (c->has_reference)
		member_text(all, "reference",
		    c->side[1]->set->clients[c->reference.client[1]].name);
	json_object_set_new(all, "same_machine", json_boolean(c->same_machine));
	json_object_set_new(all, "times_compared", json_boolean(c->timed));
	member_count(all, "workloads", c->workloads);
	for (size_t i = 0; i < c->count; i++)
		json_array_append_new(list, delta_json(c, &c->v[i]));
	json_object_set_new(all, "changes", list);
	json_dumpf(all, out,
	    JSON_INDENT(1) | JSON_ENSURE_ASCII | JSON_REAL_PRECISION(6));
	fputc('\n', out);
	json_decref(all);
}
