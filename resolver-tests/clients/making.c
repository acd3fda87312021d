#define _GNU_SOURCE
#include "making.h"

#include <aio.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include "descriptors.h"
#include "threads.h"

static const char placeholder[] = "{call}";

/* Guards what all threads write to: runs, end and error of struct making. */
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static char *
fill_word(const char *word, unsigned number)
{
	struct emit out = { 0 };
	const char *at;

	while ((at = strstr(word, placeholder)) != NULL) {
		emit_add(&out, "%.*s%u", (int)(at - word), word, number);
		word = at + strlen(placeholder);
	}
	emit_add(&out, "%s", word);
	return out.text;
}

static bool
has_placeholder(const struct making *m)
{
	int i;

	for (i = 0; i < m->argc; i++) {
		if (strstr(m->argv[i], placeholder) != NULL)
			return true;
	}
	return false;
}

/* Returns whether there is to be another call. */
static bool
note(struct making *m, unsigned number, enum call_end end, struct emit *out,
    const char *error)
{
	bool all_well;

	if (end == CALL_DONE && m->runs.by_status)
		runs_number(out, number);
	pthread_mutex_lock(&lock);
	if (end == CALL_DONE) {
		runs_add(&m->runs, number, out);
	} else if (m->end == CALL_DONE) {
		m->end = end;
		snprintf(m->error, sizeof m->error, "%s", error);
	}
	all_well = m->end == CALL_DONE;
	pthread_mutex_unlock(&lock);
	emit_free(out);
	return all_well;
}

/* The words of call NUMBER, for free_words(). */
static char **
fill_words(const struct making *m, unsigned number)
{
	char **words = calloc((size_t)m->argc + 1, sizeof *words);
	int i;

	if (words == NULL)
		abort();
	for (i = 0; i < m->argc; i++)
		words[i] = fill_word(m->argv[i], number);
	return words;
}

static void
free_words(void *arg)
{
	char **words = arg;
	size_t i;

	for (i = 0; words[i] != NULL; i++)
		free(words[i]);
	free(words);
}

/* Nothing but the call itself can be interrupted, or cancelled. */
static bool
make_one(struct making *m, unsigned number)
{
	struct emit out = { .errno_counts = m->manner.errno_counts };
	char **words = fill_words(m, number);
	enum call_end end = CALL_USAGE;
	struct args args;
	bool more;

	pthread_cleanup_push(free_words, words);
	args_init(&args, m->argc, words, m->call->words);
	if (args.error[0] == '\0')
		end = m->call->run(&args, &out);
	more = note(m, number, end, &out, args.error);
	pthread_cleanup_pop(1);
	return more;
}

static void
make_some(void *arg, unsigned first, unsigned count)
{
	unsigned i;

	for (i = 0; i < count && make_one(arg, first + i); i++)
		;
}

static void
ignore(int number)
{
	(void)number;
}

/* Without SA_RESTART: what waits in the kernel returns with EINTR. */
static void
set_signals(unsigned every_ms)
{
	struct timeval every = { every_ms / 1000, every_ms % 1000 * 1000 };
	struct itimerval timer = { every, every };
	struct sigaction action = { .sa_handler = ignore };

	sigaction(SIGALRM, &action, NULL);
	setitimer(ITIMER_REAL, &timer, NULL);
}

/* Calls that are cancelled, then one that is not. */
static void
cancel_all(struct making *m, const struct threads_job *job, unsigned first)
{
	unsigned i;

	for (i = 0; i < m->manner.repeat && m->end == CALL_DONE; i++) {
		struct emit out = { 0 };

		if (!threads_cancel(job, first + i, m->manner.cancel_ms))
			continue;
		emit_line(&out, "cancelled");
		note(m, first + i, CALL_DONE, &out, "");
	}
	if (m->end == CALL_DONE)
		make_one(m, first + i);
}

/* All calls, numbered from FIRST on, in this process. */
static void
run_round(struct making *m, unsigned first)
{
	const struct manner *how = &m->manner;
	const struct threads_job job = { make_some, m, how->stack };

	if (how->signals_ms > 0)
		set_signals(how->signals_ms);
	if (how->cancel_ms > 0)
		cancel_all(m, &job, first);
	else if (how->threads > 0 || how->stack > 0)
		threads_run(&job, how->threads > 0 ? how->threads : 1, first,
		    how->repeat);
	else
		make_some(m, first, how->repeat);
	if (how->signals_ms > 0)
		set_signals(0);
}

/* Drops the outcomes so far. */
static void
forget(struct making *m)
{
	bool by_status = m->runs.by_status;

	runs_free(&m->runs);
	m->runs.by_status = by_status;
}

static unsigned
calls_of_round(const struct manner *how)
{
	if (how->cancel_ms > 0)
		return how->repeat + 1;
	return how->repeat * (how->threads > 0 ? how->threads : 1);
}

/* In the child: what came of it, and that MORE descriptors are open. */
static void
tell_parent(const struct making *m, int more, int to)
{
	FILE *f = m->end == CALL_DONE ? fdopen(to, "w") : NULL;

	if (f != NULL)
		fprintf(f, "%d\n", more);
	_exit(f != NULL && runs_send(&m->runs, f) == 0 ? 0 : 2);
}

/* Returns how many descriptors the child has open more than before. */
static int
hear_child(struct making *m, pid_t child, int from)
{
	FILE *f = fdopen(from, "r");
	int more = 0, status = 0;
	bool whole = f != NULL && fscanf(f, "%d", &more) == 1 &&
		     fgetc(f) == '\n' && runs_receive(&m->runs, f) == 0;

	if (f != NULL)
		fclose(f);
	if (waitpid(child, &status, 0) == child && WIFSIGNALED(status)) {
		signal(WTERMSIG(status), SIG_DFL);
		raise(WTERMSIG(status)); /* what ends it ends the client */
	}
	if (!whole) {
		fputs("client: the child told nothing, or half of it\n",
		    stderr);
		exit(2);
	}
	return more;
}

/*
 * The calls again, in two processes at once.  Returns the descriptors that are
 * open more than BEFORE, in both.
 */
static int
run_forked(struct making *m, int pipe_ends[2], int before)
{
	unsigned calls = calls_of_round(&m->manner);
	pid_t child = fork();
	int more;

	if (child == -1)
		abort();
	if (child == 0)
		forget(m); /* the parent tells of those */
	run_round(m, 1 + (child == 0 ? 2 * calls : calls));
	more = descriptors_count() - before;
	if (child == 0)
		tell_parent(m, more, pipe_ends[1]);
	close(pipe_ends[1]);
	return more + hear_child(m, child, pipe_ends[0]);
}

/* A read of a pipe that nobody writes to; it lasts as long as the process. */
static void
start_aio(void)
{
	static struct aiocb request = {
		.aio_sigevent.sigev_notify = SIGEV_NONE,
	};
	static char octet;
	int ends[2];

	if (pipe(ends) == -1)
		abort();
	request.aio_fildes = ends[0];
	request.aio_buf = &octet;
	request.aio_nbytes = 1;
	if (aio_read(&request) == -1)
		abort();
}

int
making_run(struct making *m)
{
	const struct manner *how = &m->manner;
	int pipe_ends[2] = { -1, -1 }, before;

	if ((manner_needs(how) & m->call->cannot) != 0 ||
	    (how->stack > 0 && !threads_allow(how->stack))) {
		m->end = CALL_UNSUPPORTED;
		return 0;
	}
	m->runs.by_status = has_placeholder(m);
	if (how->aio)
		start_aio();
	if (how->fork && pipe(pipe_ends) == -1)
		abort();
	before = descriptors_count();
	run_round(m, 1);
	if (how->fork && m->end == CALL_DONE)
		return run_forked(m, pipe_ends, before);
	return descriptors_count() - before;
}

void
making_free(struct making *m)
{
	runs_free(&m->runs);
}
