#include "config.h"

#include <event2/event.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/schedule.h"
#include "resolver-tests/trial.h"

/* A trial that is to be run again, and what the first run gave. */
struct repeat {
	const struct job *job;
	struct observation first;
	struct judgement judged;
};

struct running {
	struct schedule *schedule;
	size_t next, active;
	unsigned width;
	const struct repeat *list; /* the repeats of this pass; or NULL */
	size_t list_count;
	struct repeat *again; /* collected in the first pass; owned */
	size_t again_count;
};

/* One trial on its way. */
struct flight {
	struct running *running;
	const struct job *job;
	const struct repeat *repeat; /* or NULL: the first run */
};

static void start_more(struct running *);

static void
report(struct running *r, const struct job *job, const struct observation *o,
    const struct judgement *j, unsigned repeats)
{
	struct finished f = { .scenario = job->scenario,
		.client = job->client,
		.observation = o,
		.judgement = j,
		.repeat = repeats };

	r->schedule->finished(&f, r->schedule->arg);
}

/* Keeps the first run for the second pass; takes both over. */
static void
keep(struct running *r, const struct job *job, const struct observation *o,
    const struct judgement *j)
{
	r->again = xgrow(r->again, r->again_count, sizeof *r->again);
	r->again[r->again_count++] =
	    (struct repeat){ .job = job, .first = *o, .judged = *j };
}

/* Two runs disagree: say so, and what the first gave. */
static void
mark_unstable(const struct judgement *first, struct judgement *second)
{
	char *diff = xasprintf("repeats disagree: first %s (%s), then %s "
			       "(%s)\n%s%s",
	    first->summary, verdict_names[first->verdict], second->summary,
	    verdict_names[second->verdict], first->diff, second->diff);

	free(second->diff);
	second->diff = diff;
	second->verdict = VERDICT_UNSTABLE;
}

static void
done(struct observation *o, void *arg)
{
	struct flight *f = arg;
	struct running *r = f->running;
	struct judgement j;

	judge(f->job->scenario, f->job->client, o, r->schedule->known, &j);
	r->active--;
	if (f->repeat == NULL && verdict_is_bad(j.verdict) &&
	    j.verdict != VERDICT_ERROR) {
		keep(r, f->job, o, &j);
	} else {
		if (f->repeat != NULL && !f->repeat->judged.only_time_missed &&
		    (f->repeat->judged.verdict != j.verdict ||
			strcmp(f->repeat->judged.summary, j.summary) != 0))
			mark_unstable(&f->repeat->judged, &j);
		report(r, f->job, o, &j, f->repeat != NULL);
		observation_clear(o);
		judgement_clear(&j);
	}
	free(f);
	start_more(r);
}

static void
start(struct running *r, const struct job *job, const struct repeat *repeat)
{
	struct flight *f = xcalloc(1, sizeof *f);
	struct trial_spec spec = { .scenario = job->scenario,
		.client = job->client,
		.captures = r->schedule->captures,
		.again = repeat != NULL,
		.with_octets = r->schedule->with_octets };

	*f = (struct flight){ r, job, repeat };
	r->active++;
	trial_start(r->schedule->base, &spec, done, f);
}

static void
start_more(struct running *r)
{
	size_t count = r->list != NULL ? r->list_count : r->schedule->count;

	while (r->active < r->width && r->next < count) {
		size_t i = r->next++;

		if (r->list != NULL)
			start(r, r->list[i].job, &r->list[i]);
		else
			start(r, &r->schedule->jobs[i], NULL);
	}
	if (r->active == 0)
		event_base_loopexit(r->schedule->base, NULL);
}

static void
run_pass(struct running *r)
{
	start_more(r);
	if (r->active > 0)
		event_base_dispatch(r->schedule->base);
}

/* The repeats that only missed a time bound run alone, the others at once. */
static void
run_repeats(struct schedule *s, const struct repeat *all, size_t count,
    bool alone)
{
	struct repeat *list = xcalloc(count, sizeof *list);
	struct running r = { .schedule = s,
		.list = list,
		.width = alone ? 1 : s->width };

	for (size_t i = 0; i < count; i++)
		if (all[i].judged.only_time_missed == alone)
			list[r.list_count++] = all[i];
	if (r.list_count > 0)
		run_pass(&r);
	free(list);
}

static int
longest_first(const void *a, const void *b)
{
	const struct job *x = a, *y = b;

	if (x->expected_ms != y->expected_ms)
		return x->expected_ms < y->expected_ms ? 1 : -1;
	return strcmp(x->scenario->name, y->scenario->name);
}

void
schedule_run(struct schedule *s)
{
	struct running first = { .schedule = s, .width = s->width };

	qsort(s->jobs, s->count, sizeof *s->jobs, longest_first);
	if (s->count > 0)
		run_pass(&first);
	run_repeats(s, first.again, first.again_count, false);
	run_repeats(s, first.again, first.again_count, true);
	for (size_t i = 0; i < first.again_count; i++) {
		observation_clear(&first.again[i].first);
		judgement_clear(&first.again[i].judged);
	}
	free(first.again);
}
