#include "config.h"

#include <event2/event.h>
#include <sched.h>
#include <stdarg.h>
#include <stdlib.h>
#include <time.h>

#include "bench/engine.h"
#include "fakedns/clock.h"
#include "fakedns/xalloc.h"

unsigned long long
engine_now_ms(void)
{
	return clock_ns(CLOCK_MONOTONIC) / 1000000;
}

void
engine_say(struct engine *e, const char *fmt, ...)
{
	va_list ap;

	if (e->progress == NULL)
		return;
	va_start(ap, fmt);
	fputc('\r', e->progress);
	vfprintf(e->progress, fmt, ap);
	fputs("\033[K", e->progress);
	fflush(e->progress);
	va_end(ap);
}

struct running {
	struct running *next;
	struct engine *engine;
	struct slice *slice;
	slice_done *done;
	void *arg;
};

static void
slice_finished(struct slice_result *result, void *arg)
{
	struct running *r = arg, **at = &r->engine->running;

	while (*at != r)
		at = &(*at)->next;
	*at = r->next;
	r->engine->active--;
	r->done(result, r->arg);
	free(r);
}

void
engine_start(struct engine *e, const struct slice_spec *spec, slice_done *done,
    void *arg)
{
	struct running *r = xcalloc(1, sizeof *r);

	*r = (struct running){ e->running, e, NULL, done, arg };
	e->running = r;
	e->active++;
	r->slice = slice_start(e->base, spec, slice_finished, r);
}

void
engine_interrupt(struct engine *e)
{
	e->interrupted = true;
	for (struct running *r = e->running; r != NULL; r = r->next)
		slice_stop(r->slice);
}

void
engine_wait_below(struct engine *e, size_t count)
{
	while (e->active >= count)
		event_base_loop(e->base, EVLOOP_ONCE);
}

void
engine_wait(struct engine *e)
{
	engine_wait_below(e, 1);
}

bool *
engine_fit(struct engine *e, size_t workload, size_t client)
{
	return &e->fit[workload * e->set.client_count + client];
}

static bool
run_on(uint64_t processors)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	for (unsigned i = 0; i < 64; i++)
		if ((processors >> i & 1) != 0)
			CPU_SET(i, &set);
	return processors != 0 && sched_setaffinity(0, sizeof set, &set) == 0;
}

void
engine_take_processor(struct engine *e)
{
	const struct sched_param priority = { .sched_priority = 1 };

	e->set.pinned = run_on(e->mine);
	e->set.realtime = sched_setscheduler(0, SCHED_RR, &priority) == 0;
}

void
engine_leave_processor(struct engine *e)
{
	const struct sched_param none = { .sched_priority = 0 };

	(void)sched_setscheduler(0, SCHED_OTHER, &none);
	(void)run_on(e->all);
}
