/*
 * The rules.  A call whose text equals a wanted block is right where every
 * EXPECT holds.  EXPECT lines say what goes with a wanted outcome: where a
 * call gave a permitted one they are not judged.  A CALL without a RESULT is
 * judged by its EXPECT lines alone.  What is neither wanted nor permitted has
 * to be recorded, to the letter: the same summaries, all the record's wire
 * facts, and a fact in the record for each EXPECT that was missed.
 */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/fact.h"
#include "resolver-tests/judging.h"
#include "resolver-tests/outcome.h"

const char *const verdict_names[VERDICTS] = { "pass", "policy", "known",
	"fixed", "changed", "fail", "n/a", "skip", "unstable", "error" };

int
verdict_parse(const char *name, enum verdict *out)
{
	for (int i = 0; i < VERDICTS; i++)
		if (strcmp(verdict_names[i], name) == 0) {
			*out = (enum verdict)i;
			return 0;
		}
	return -1;
}

bool
verdict_is_bad(enum verdict verdict)
{
	switch (verdict) {
	case VERDICT_FIXED:
	case VERDICT_CHANGED:
	case VERDICT_FAIL:
	case VERDICT_UNSTABLE:
	case VERDICT_ERROR:
		return true;
	case VERDICT_PASS:
	case VERDICT_POLICY:
	case VERDICT_KNOWN:
	case VERDICT_NA:
	case VERDICT_SKIP:
		break;
	}
	return false;
}

bool
scenario_wants_client(const struct scenario *s, const struct client *client)
{
	for (size_t i = 0; i < s->clients.count; i++)
		if (client_matches(client, s->clients.v[i]))
			return true;
	return s->clients.count == 0;
}

/* Keeps the difference to the block that is closest to what came. */
static void
compare_block(struct judged_step *step, const struct result *block)
{
	struct difference d;

	comparison_make(block, step->call->order, step->came->text, &d);
	if (d.differing == 0 && !block->permitted)
		step->is_wanted = true;
	if (d.differing == 0 && block->permitted && step->permitted == NULL)
		step->permitted = block;
	if (step->closest == NULL ||
	    (step->closest->permitted && !block->permitted) ||
	    (step->closest->permitted == block->permitted &&
		d.differing < step->difference.differing)) {
		difference_clear(&step->difference);
		step->difference = d;
		step->closest = block;
	} else {
		difference_clear(&d);
	}
}

static void
judge_step(const struct judging *j, size_t i, struct judged_step *step)
{
	/* the trial ended before this call */
	static char not_run_text[] = "not run\n", empty[] = "";
	static const struct step_observation not_run = { .text = not_run_text,
		.raw = empty };

	step->call = &j->scenario->calls[i];
	step->was_run = i < j->observation->step_count &&
			j->observation->steps[i].text != NULL;
	step->came = step->was_run ? &j->observation->steps[i] : &not_run;
	step->summary = outcome_summarise(step->came->text, step->call->order);
	for (size_t k = 0; k < step->call->result_count; k++)
		compare_block(step, &step->call->results[k]);
	if (step->call->result_count == 0)
		step->is_wanted = step->was_run;
	if (step->is_wanted)
		step->permitted = NULL;
}

bool
judging_misses(const struct judging *j, const struct judged_step *step,
    const struct fact *f)
{
	if (!step->was_run || (!f->is_pin && step->permitted != NULL))
		return false;
	return fact_applies(f, j->client) && !fact_holds(f, step->came);
}

/* Is a fact about the same thing in the record? */
static bool
is_recorded(const struct judging *j, const struct known_step *recorded,
    const struct fact *f)
{
	const char *server =
	    f->server < 0 ? NULL : j->scenario->servers[f->server].address;

	for (size_t i = 0; i < recorded->fact_count; i++) {
		const struct known_fact *k = &recorded->facts[i];

		if (k->kind == f->kind &&
		    (server == NULL ? k->server == NULL
				    : k->server != NULL &&
					  strcmp(k->server, server) == 0))
			return true;
	}
	return false;
}

static bool
known_fact_holds(const struct judging *j, const struct judged_step *step,
    const struct known_fact *k)
{
	int server = -1;
	long value;

	if (k->server != NULL) {
		for (size_t i = 0; i < j->scenario->server_count; i++)
			if (strcmp(j->scenario->servers[i].address,
				k->server) == 0)
				server = (int)i;
		if (server == -1)
			return false;
	}
	value = fact_value(step->came, server, k->kind);
	return value >= k->lo && value <= k->hi;
}

static bool
step_is_recorded(const struct judging *j, const struct judged_step *step,
    const struct known_step *recorded, bool ignore_time)
{
	if (strcmp(step->summary, recorded->summary) != 0)
		return false;
	for (size_t i = 0; i < recorded->fact_count; i++) {
		const struct known_fact *k = &recorded->facts[i];

		if (!(ignore_time && k->kind == FACT_ELAPSED_MS) &&
		    !known_fact_holds(j, step, k))
			return false;
	}
	for (size_t i = 0; i < step->call->fact_count; i++) {
		const struct fact *f = &step->call->facts[i];

		if (!f->is_pin && judging_misses(j, step, f) &&
		    !(ignore_time && f->kind == FACT_ELAPSED_MS) &&
		    !is_recorded(j, recorded, f))
			return false;
	}
	return true;
}

/* True where the trial went as one of the record's outcomes says. */
static bool
is_as_recorded(const struct judging *j, bool ignore_time)
{
	for (size_t i = 0; j->record != NULL && i < j->record->outcome_count;
	     i++) {
		const struct known_outcome *o = &j->record->outcomes[i];
		size_t k = 0;

		if (o->step_count != j->count)
			continue;
		while (k < j->count && step_is_recorded(j, &j->steps[k],
					   &o->steps[k], ignore_time))
			k++;
		if (k == j->count)
			return true;
	}
	return false;
}

/* What all steps together amount to. */
struct tally {
	bool is_unexpected, is_permitted;
	size_t missed, time_missed, pins_moved;
};

static struct tally
tally_steps(const struct judging *j)
{
	struct tally t = { 0 };

	for (size_t i = 0; i < j->count; i++) {
		const struct judged_step *step = &j->steps[i];

		t.is_unexpected |= !step->is_wanted && step->permitted == NULL;
		t.is_permitted |= step->permitted != NULL;
		for (size_t k = 0; k < step->call->fact_count; k++) {
			const struct fact *f = &step->call->facts[k];
			bool missed = judging_misses(j, step, f);

			t.missed += missed && !f->is_pin;
			t.pins_moved += missed && f->is_pin;
			t.time_missed += missed && f->kind == FACT_ELAPSED_MS;
		}
	}
	return t;
}

static enum verdict
decide(const struct judging *j, const struct tally *t)
{
	bool recorded = is_as_recorded(j, false);
	enum verdict verdict;

	if (t->is_unexpected || t->missed > 0)
		verdict = recorded ? VERDICT_KNOWN : VERDICT_FAIL;
	else if (j->record != NULL)
		verdict = recorded && known_varies(j->record) ? VERDICT_KNOWN
							      : VERDICT_FIXED;
	else
		verdict = t->is_permitted ? VERDICT_POLICY : VERDICT_PASS;
	if (t->pins_moved > 0 && !verdict_is_bad(verdict))
		verdict = VERDICT_CHANGED;
	return j->observation->packets_lost ? VERDICT_UNSTABLE : verdict;
}

static bool
is_only_time(const struct judging *j, const struct tally *t)
{
	if (j->verdict != VERDICT_FAIL && j->verdict != VERDICT_CHANGED)
		return false;
	if (is_as_recorded(j, true) && !is_as_recorded(j, false))
		return true;
	return !t->is_unexpected && t->time_missed > 0 &&
	       t->time_missed == t->missed + t->pins_moved;
}

static char *
join_summaries(const struct judging *j)
{
	struct text out = { 0 };

	for (size_t i = 0; i < j->count; i++)
		text_add(&out, "%s%s", i == 0 ? "" : " / ",
		    j->steps[i].summary);
	return text_take(&out);
}

static void
judge_steps(struct judging *j, struct judgement *out)
{
	struct tally t;

	j->count = j->scenario->call_count;
	j->steps = xcalloc(j->count, sizeof *j->steps);
	for (size_t i = 0; i < j->count; i++)
		judge_step(j, i, &j->steps[i]);
	t = tally_steps(j);
	out->verdict = j->verdict = decide(j, &t);
	out->summary = join_summaries(j);
	out->diff = judging_explain(j);
	out->only_time_missed = is_only_time(j, &t);
	if (j->verdict == VERDICT_KNOWN || j->verdict == VERDICT_FIXED ||
	    (j->verdict == VERDICT_CHANGED && is_as_recorded(j, false)))
		out->known = j->record;
	for (size_t i = 0; i < j->count; i++) {
		difference_clear(&j->steps[i].difference);
		free(j->steps[i].summary);
	}
	free(j->steps);
}

void
judge(const struct scenario *s, const struct client *client,
    const struct observation *o, const struct known *known,
    struct judgement *out)
{
	struct judging j = { .scenario = s,
		.client = client,
		.observation = o };

	if (o->kind == OBSERVED_UNSUPPORTED) {
		judgement_init(out, VERDICT_NA,
		    "the client does not offer this call");
		return;
	}
	if (o->kind == OBSERVED_FAILURE) {
		judgement_init(out, VERDICT_ERROR,
		    o->failure == NULL ? "the runner failed" : o->failure);
		return;
	}
	memset(out, 0, sizeof *out);
	if (known != NULL)
		j.record = known_find(known, s->name, client);
	judge_steps(&j, out);
}

void
judgement_init(struct judgement *out, enum verdict verdict, const char *reason)
{
	memset(out, 0, sizeof *out);
	out->verdict = verdict;
	out->summary = xstrdup("");
	out->diff = xasprintf("%s\n", reason);
}

void
judgement_clear(struct judgement *j)
{
	free(j->summary);
	free(j->diff);
	memset(j, 0, sizeof *j);
}
