#define _GNU_SOURCE
#include "loop.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

enum { PAINT = 0xa5, SECOND_NS = 1000000000 };

struct loop {
	const struct loop_spec *spec;
	const struct timed *call;
	int argc;
	char **argv;
	unsigned words;
	pthread_barrier_t barrier;
	struct loop_result *result;
};

struct looper {
	struct loop *loop;
	pthread_t thread;
	unsigned number; /* from 0 */
	char **argv;     /* a copy: args are decoded in place */
	void *state;
	bool failed;
	uint64_t runqueue_ns;
	struct tally tally;
};

static uint64_t
now_ns(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (uint64_t)ts.tv_sec * SECOND_NS + (uint64_t)ts.tv_nsec;
}

static void
sleep_until(uint64_t ns)
{
	const struct timespec ts = { (time_t)(ns / SECOND_NS),
		(long)(ns % SECOND_NS) };

	while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &ts, NULL) != 0)
		;
}

/* The next look-up starts when the last has ended; there is one at least. */
static void
run_closed(struct looper *w, uint64_t until_ns, unsigned most)
{
	const struct timed *call = w->loop->call;
	uint64_t start = now_ns(), end;
	struct timed_outcome o;
	unsigned made = 0;

	do {
		call->once(w->state, &o);
		end = now_ns();
		tally_add(&w->tally, end - start, &o);
		start = end;
		made++;
	} while ((most == 0 || made < most) && start < until_ns);
}

/*
 * Look-ups at a fixed rate.  One that takes long makes the next ones late; what
 * they take counts from when they should have started.
 */
static void
run_open(struct looper *w, uint64_t start_ns, uint64_t until_ns, unsigned most)
{
	const struct loop_spec *spec = w->loop->spec;
	const uint64_t step = (uint64_t)SECOND_NS * spec->threads / spec->rate;
	uint64_t due = start_ns + step * w->number / spec->threads;
	struct timed_outcome o;
	unsigned i;

	for (i = 0; (most == 0 || i < most) && due < until_ns; i++) {
		if (now_ns() < due)
			sleep_until(due);
		else
			w->tally.late++;
		w->loop->call->once(w->state, &o);
		tally_add(&w->tally, now_ns() - due, &o);
		due += step;
	}
}

static void
wait_for_all(struct loop *l)
{
	if (l->spec->threads > 1)
		pthread_barrier_wait(&l->barrier);
}

/* By the first of them, while the others wait. */
static void
begin(struct loop *l)
{
	usage_read(&l->result->usage);
	(void)!write(STDOUT_FILENO, "b", 1);
	l->result->start_ns = now_ns();
}

static void
finish(struct loop *l)
{
	const struct usage start = l->result->usage;

	l->result->end_ns = now_ns();
	usage_read(&l->result->usage);
	usage_subtract(&l->result->usage, &start);
}

static void
warm_up(struct looper *w)
{
	const unsigned ms = w->loop->spec->warm;

	if (ms > 0)
		run_closed(w, now_ns() + (uint64_t)ms * 1000000, 0);
	memset(&w->tally, 0, sizeof w->tally);
}

static void
measure(struct looper *w)
{
	const struct loop_spec *spec = w->loop->spec;
	uint64_t start, until = UINT64_MAX, waited;

	warm_up(w);
	wait_for_all(w->loop);
	waited = usage_runqueue_ns();
	if (w->number == 0)
		begin(w->loop);
	wait_for_all(w->loop);
	start = w->loop->result->start_ns;
	if (spec->ms > 0)
		until = start + (uint64_t)spec->ms * 1000000;
	if (spec->rate > 0)
		run_open(w, start, until, spec->lookups);
	else
		run_closed(w, until, spec->lookups);
	wait_for_all(w->loop);
	if (w->number == 0)
		finish(w->loop);
	w->runqueue_ns = usage_runqueue_ns() - waited;
}

/* What the thread is told; its arguments and its state stay its own. */
static void
open_state(struct looper *w)
{
	struct loop *l = w->loop;
	struct args args;
	int i;

	w->argv = calloc((size_t)l->argc + 1, sizeof *w->argv);
	if (w->argv == NULL)
		abort();
	for (i = 0; i < l->argc; i++) {
		w->argv[i] = strdup(l->argv[i]);
		if (w->argv[i] == NULL)
			abort();
	}
	args_init(&args, l->argc, w->argv, l->words);
	w->state = l->call->open(&args);
	w->failed = w->state == NULL || args_bad(&args);
}

static void
close_state(struct looper *w)
{
	int i;

	if (w->state != NULL)
		w->loop->call->close(w->state);
	for (i = 0; i < w->loop->argc; i++)
		free(w->argv[i]);
	free(w->argv);
}

static void *
work(void *arg)
{
	struct looper *w = arg;

	if (w->loop->spec->rate > 0)
		prctl(PR_SET_TIMERSLACK, 1UL, 0UL, 0UL, 0UL);
	open_state(w);
	if (!w->failed) /* all of them or none: they are told the same */
		measure(w);
	close_state(w);
	return NULL;
}

/* In a thread whose stack is known to the octet: how deep it went. */
static void
work_on_stack(struct looper *w, size_t size)
{
	unsigned char *stack = mmap(NULL, size, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	size_t untouched = 0;
	pthread_attr_t attr;

	if (stack == MAP_FAILED)
		abort();
	memset(stack, PAINT, size);
	pthread_attr_init(&attr);
	if (pthread_attr_setstack(&attr, stack, size) != 0 ||
	    pthread_create(&w->thread, &attr, work, w) != 0)
		abort();
	pthread_join(w->thread, NULL);
	pthread_attr_destroy(&attr);
	while (untouched < size && stack[untouched] == PAINT)
		untouched++;
	w->loop->result->stack = size - untouched;
	munmap(stack, size);
}

static void
run_all(struct loop *l, struct looper *all)
{
	const unsigned threads = l->spec->threads;
	unsigned i;

	pthread_barrier_init(&l->barrier, NULL, threads);
	for (i = 1; i < threads; i++) {
		if (pthread_create(&all[i].thread, NULL, work, &all[i]) != 0)
			abort();
	}
	if (l->spec->stack > 0)
		work_on_stack(&all[0], l->spec->stack);
	else
		work(&all[0]);
	for (i = 1; i < threads; i++)
		pthread_join(all[i].thread, NULL);
	pthread_barrier_destroy(&l->barrier);
}

int
loop_run(const struct loop_spec *spec, const struct timed *call, int argc,
    char **argv, unsigned words, struct loop_result *out)
{
	struct loop l = { spec, call, argc, argv, words, .result = out };
	struct looper *all = calloc(spec->threads, sizeof *all);
	bool failed = false;
	unsigned i;

	if (all == NULL)
		abort();
	memset(out, 0, sizeof *out);
	for (i = 0; i < spec->threads; i++) {
		all[i].loop = &l;
		all[i].number = i;
	}
	run_all(&l, all);
	for (i = 0; i < spec->threads; i++) {
		failed = failed || all[i].failed;
		out->usage.runqueue_ns += all[i].runqueue_ns;
		tally_merge(&out->tally, &all[i].tally);
	}
	free(all);
	return failed ? -1 : 0;
}
