#include "config.h"

#include <event2/event.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/busy.h"
#include "resolver-tests/schedule.h"
#include "resolver-tests/trial.h"

/* A trial that is to be run again, and what the first run gave. */
struct repeat {
	const struct job *job;
	struct observation first;
	struct judgement judged;
	uint64_t began_ms; /* the first run */
	unsigned number;   /* of the run to come, from 1 */
	bool alone;        /* it is run alone, and what it gives counts */
};

struct running {
	struct schedule *schedule;
	size_t next, active;
	unsigned width, widest;
	struct busy *busy;
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
	uint64_t began_ms;           /* the first run */
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

/* Keeps a run until it is repeated in the next pass; takes both over. */
static void
keep(const struct flight *f, bool alone, const struct observation *o,
    const struct judgement *j)
{
	struct running *r = f->running;

	r->again = xgrow(r->again, r->again_count, sizeof *r->again);
	r->again[r->again_count++] = (struct repeat){ .job = f->job,
		.first = *o,
		.judged = *j,
		.began_ms = f->began_ms,
		.number = f->repeat == NULL ? 1 : f->repeat->number + 1,
		.alone = alone };
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

static bool
disagrees(const struct flight *f, const struct judgement *j)
{
	return f->repeat != NULL && !f->repeat->alone &&
	       (f->repeat->judged.verdict != j->verdict ||
		   strcmp(f->repeat->judged.summary, j->summary) != 0);
}

/* Is this run to be repeated, and how? */
static bool
is_to_be_repeated(const struct flight *f, const struct judgement *j,
    bool *alone)
{
	*alone = f->repeat != NULL || j->only_time_missed;
	if (f->repeat == NULL)
		return verdict_is_bad(j->verdict) &&
		       j->verdict != VERDICT_ERROR;
	return disagrees(f, j) && busy_since(f->running->busy, f->began_ms);
}

static void
done(struct observation *o, void *arg)
{
	struct flight *f = arg;
	struct running *r = f->running;
	struct judgement j;
	bool alone;

	judge(f->job->scenario, f->job->client, o, r->schedule->known, &j);
	r->active--;
	if (is_to_be_repeated(f, &j, &alone)) {
		keep(f, alone, o, &j);
	} else {
		if (disagrees(f, &j))
			mark_unstable(&f->repeat->judged, &j);
		report(r, f->job, o, &j,
		    f->repeat == NULL ? 0 : f->repeat->number);
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

	*f = (struct flight){ r, job, repeat,
		repeat == NULL ? busy_now_ms() : repeat->began_ms };
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

/* Another look at the processors was taken. */
static void
adapt(void *arg)
{
	struct running *r = arg;

	if (r->widest > r->schedule->width)
		r->width = busy_width(r->busy, r->width, r->schedule->width,
		    r->widest);
	start_more(r);
}

static void
run_pass(struct running *r)
{
	r->busy->looked = adapt;
	r->busy->arg = r;
	start_more(r);
	if (r->active > 0)
		event_base_dispatch(r->schedule->base);
	r->busy->looked = NULL;
}

/* Repeats what FROM kept: what has to run alone, or the others at once. */
static void
run_repeats(const struct running *from, bool alone, struct running *r)
{
	struct repeat *list = xcalloc(from->again_count, sizeof *list);

	*r = (struct running){ .schedule = from->schedule,
		.busy = from->busy,
		.list = list,
		.width = alone ? 1 : from->schedule->width,
		.widest = alone ? 1 : from->schedule->widest };
	for (size_t i = 0; i < from->again_count; i++)
		if (from->again[i].alone == alone)
			list[r->list_count++] = from->again[i];
	if (r->list_count > 0)
		run_pass(r);
	free(list);
	r->list = NULL;
}

static void
forget(struct running *r)
{
	for (size_t i = 0; i < r->again_count; i++) {
		observation_clear(&r->again[i].first);
		judgement_clear(&r->again[i].judged);
	}
	free(r->again);
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
	struct busy busy = { 0 };
	struct running first = { .schedule = s,
		.width = s->width,
		.widest = s->widest,
		.busy = &busy };
	struct running second, alone;

	qsort(s->jobs, s->count, sizeof *s->jobs, longest_first);
	busy_start(&busy, s->base);
	if (s->count > 0)
		run_pass(&first);
	run_repeats(&first, false, &second);
	run_repeats(&second, true, &alone);
	forget(&second);
	forget(&alone);
	run_repeats(&first, true, &alone);
	forget(&alone);
	forget(&first);
	busy_stop(&busy);
}
