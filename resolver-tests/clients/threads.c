#define _GNU_SOURCE
#include "threads.h"

#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

/* Set once.  CLOCK_REALTIME may be false, so nobody waits by it. */
struct done {
	pthread_mutex_t lock;
	pthread_cond_t change; /* on CLOCK_MONOTONIC */
	bool is_set;
};

struct worker {
	const struct threads_job *job;
	pthread_t thread;
	pthread_barrier_t *start; /* NULL: no other is waited for */
	struct done *done;        /* NULL: nobody waits */
	unsigned first, count;
};

static void
done_init(struct done *d)
{
	pthread_condattr_t attr;

	pthread_condattr_init(&attr);
	pthread_condattr_setclock(&attr, CLOCK_MONOTONIC);
	pthread_cond_init(&d->change, &attr);
	pthread_condattr_destroy(&attr);
	pthread_mutex_init(&d->lock, NULL);
	d->is_set = false;
}

static void
done_clear(struct done *d)
{
	pthread_cond_destroy(&d->change);
	pthread_mutex_destroy(&d->lock);
}

static void
done_set(struct done *d)
{
	pthread_mutex_lock(&d->lock);
	d->is_set = true;
	pthread_cond_signal(&d->change);
	pthread_mutex_unlock(&d->lock);
}

static void *
work(void *arg)
{
	struct worker *w = arg;

	if (w->start != NULL)
		pthread_barrier_wait(w->start);
	w->job->make(w->job->arg, w->first, w->count);
	if (w->done != NULL)
		done_set(w->done);
	return NULL;
}

bool
threads_allow(unsigned stack)
{
	pthread_attr_t attr;
	bool allowed;

	pthread_attr_init(&attr);
	allowed = pthread_attr_setstacksize(&attr, stack) == 0;
	pthread_attr_destroy(&attr);
	return allowed;
}

static void
start(struct worker *w)
{
	unsigned stack = w->job->stack;
	pthread_attr_t attr;

	pthread_attr_init(&attr);
	if (stack > 0)
		pthread_attr_setstacksize(&attr, stack);
	if (pthread_create(&w->thread, &attr, work, w) != 0) {
		fputs("client: cannot start a thread\n", stderr);
		exit(2);
	}
	pthread_attr_destroy(&attr);
}

/* Where SIGALRM comes, it is for the threads: this one keeps it away. */
static void
mask_signals(bool masked)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGALRM);
	pthread_sigmask(masked ? SIG_BLOCK : SIG_UNBLOCK, &set, NULL);
}

void
threads_run(const struct threads_job *job, unsigned threads, unsigned first,
    unsigned count)
{
	struct worker *list = calloc(threads, sizeof *list);
	pthread_barrier_t barrier;
	unsigned i;

	if (list == NULL)
		abort();
	pthread_barrier_init(&barrier, NULL, threads);
	for (i = 0; i < threads; i++) {
		list[i] = (struct worker){ .job = job,
			.start = &barrier,
			.first = first + i * count,
			.count = count };
		start(&list[i]);
	}
	mask_signals(true);
	for (i = 0; i < threads; i++)
		pthread_join(list[i].thread, NULL);
	mask_signals(false);
	pthread_barrier_destroy(&barrier);
	free(list);
}

static void
wait_at_most(struct done *d, unsigned ms)
{
	struct timespec until;
	int error = 0;

	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += ms / 1000;
	until.tv_nsec += ms % 1000 * 1000000L;
	if (until.tv_nsec >= 1000000000L) {
		until.tv_sec++;
		until.tv_nsec -= 1000000000L;
	}
	pthread_mutex_lock(&d->lock);
	while (!d->is_set && error == 0)
		error = pthread_cond_timedwait(&d->change, &d->lock, &until);
	pthread_mutex_unlock(&d->lock);
}

bool
threads_cancel(const struct threads_job *job, unsigned number,
    unsigned after_ms)
{
	struct worker w = { .job = job, .first = number, .count = 1 };
	void *result = NULL;
	struct done done;

	done_init(&done);
	w.done = &done;
	start(&w);
	mask_signals(true);
	wait_at_most(&done, after_ms);
	pthread_cancel(w.thread);
	pthread_join(w.thread, &result);
	mask_signals(false);
	done_clear(&done);
	return result == PTHREAD_CANCELED;
}
