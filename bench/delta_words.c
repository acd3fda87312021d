/* the pieces of lines that tell what changed */
#include "config.h"

#include <string.h>

#include "bench/delta_print.h"

void
delta_add_file(struct text *out, const struct deltas *c, int side,
    delta_name *name)
{
	const struct bench_set *set = c->side[side]->set;

	name(out, c->path[side]);
	text_add(out, ": ");
	name(out, set->date);
	text_add(out, ", ");
	name(out, set->machine);
	text_add(out, " ");
	name(out, set->kernel);
	text_add(out, ", %u processor%s, %u rounds of %u ms", set->processors,
	    set->processors == 1 ? "" : "s", set->rounds, set->slice_ms);
	if (set->interrupted)
		text_add(out, "; the run did not come to its end: compared as "
			      "far as it went");
}

void
delta_add_pair(struct text *out, const struct deltas *c, size_t pair,
    delta_name *name)
{
	const size_t *client = c->pairs[pair].client;
	const char *a = c->side[0]->set->clients[client[0]].name;
	const char *b = c->side[1]->set->clients[client[1]].name;

	name(out, a);
	if (strcmp(a, b) == 0)
		return;
	text_add(out, " -> ");
	name(out, b);
}

static void
add_standing(struct text *out, const struct deltas *c, const struct delta *one,
    delta_name *name)
{
	const int side = one->kind == DELTA_BETTER ? 0 : 1;
	const struct stats_pair *p = stats_pair(c->side[side],
	    one->workload[side], c->pairs[one->pair].client[side]);

	text_add(out,
	    "%s do what is wanted: ", side == 1 ? "does no longer" : "did not");
	if (p->standing == STATS_FAILING)
		text_add(out, "%.2g%% failed", p->figures[FIGURE_ERRORS] * 100);
	else if (p->proof == NULL)
		text_add(out, "not tried");
	else
		name(out, p->proof->summary);
}

void
delta_add_item(struct text *out, const struct deltas *c,
    const struct delta *one, delta_name *name)
{
	static const char *const aspects[STATS_ASPECTS] = { "speed", "CPU" };

	if (one->what == DELTA_STANDING) {
		add_standing(out, c, one, name);
		return;
	}
	if (one->what == DELTA_TIMED) {
		text_add(out, "%s ", aspects[one->aspect]);
		if (one->kind == DELTA_UNKNOWN)
			text_add(out, "unknown, too few rounds");
		else {
			figure_add_number(out, one->ratio.low);
			text_add(out, "-");
			figure_add_number(out, one->ratio.high);
			text_add(out, " x");
		}
		text_add(out, ", ");
	} else
		text_add(out, "%s, ", figure_kinds[one->figure].what);
	figure_add_long(out, one->figure, one->value[0]);
	text_add(out, " -> ");
	figure_add_long(out, one->figure, one->value[1]);
}

void
delta_add_measure(struct text *out, const struct deltas *c, delta_name *name)
{
	if (!c->same_slices) {
		text_add(out,
		    "Slices were of %u and of %u ms, so times are "
		    "not compared, only counts.",
		    c->side[0]->set->slice_ms, c->side[1]->set->slice_ms);
		return;
	}
	if (c->has_reference) {
		text_add(out, "Times are compared by their ratio to those of ");
		name(out,
		    c->side[1]->set->clients[c->reference.client[1]].name);
		text_add(out, ", the same in both.");
	} else
		text_add(out, "No client is the same in both, so times are %s.",
		    c->same_machine ? "compared as they are, with whatever "
				      "else the machine did on either day"
				    : "not compared");
	if (!c->same_machine)
		text_add(out, " The machines or their kernels differ.");
	if (!c->same_machine || !c->has_reference)
		text_add(out, " System calls, packets and instructions are the "
			      "better evidence.");
}

void
delta_add_end(struct text *out, const struct deltas *c)
{
	text_add(out,
	    "%s: ", c->counts[DELTA_WORSE] > 0 ? "Worse" : "No regression");
	for (int k = 0; k < DELTA_KINDS; k++)
		text_add(out, "%s%zu %s", k == 0 ? "" : ", ", c->counts[k],
		    delta_names[k]);
	text_add(out, "; %zu workload%s in both, %zu only in A, %zu only in B.",
	    c->workloads, c->workloads == 1 ? "" : "s", c->only[0], c->only[1]);
}
