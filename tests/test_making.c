#define _GNU_SOURCE
#include "config.h"

#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <unistd.h>

#include "resolver-tests/clients/making.h"
#include "resolver-tests/clients/status.h"
#include "tests/unit.h"

enum { AT_ONCE = 4, FOR_EVER_MS = 60000, STACK = 256 << 10 };

/* Calls that show how they are made. */

static enum call_end
say(struct args *args, struct emit *out)
{
	const char *text = args_text(args, "text", "nothing");

	if (args_bad(args))
		return CALL_USAGE;
	emit_line(out, "ok\nword %s\ntext %s", args->words[0], text);
	return CALL_DONE;
}

static enum call_end
tell(struct args *args, struct emit *out)
{
	emit_line(out, "ok\n%s", args->words[0]);
	return CALL_DONE;
}

static enum call_end
leak(struct args *args, struct emit *out)
{
	(void)args;
	emit_line(out, dup(0) == -1 ? "no" : "ok");
	return CALL_DONE;
}

static enum call_end
close_foreign(struct args *args, struct emit *out)
{
	emit_line(out, close(atoi(args->words[0])) == 0 ? "ok" : "no");
	return CALL_DONE;
}

/* A pipe that nobody can write to any more is open, too. */
static enum call_end
leak_hung_up(struct args *args, struct emit *out)
{
	int ends[2];

	(void)args;
	emit_line(out, pipe(ends) == 0 && close(ends[1]) == 0 ? "ok" : "no");
	return CALL_DONE;
}

/* Ends by itself only as call 3. */
static enum call_end
hang(struct args *args, struct emit *out)
{
	if (strcmp(args->words[0], "3") != 0)
		poll(NULL, 0, FOR_EVER_MS);
	emit_line(out, "ok");
	return CALL_DONE;
}

/* Cancelled where that was asked for before. */
static enum call_end
be_quick(struct args *args, struct emit *out)
{
	(void)args;
	pthread_testcancel();
	emit_line(out, "ok");
	return CALL_DONE;
}

/* A read, which SA_RESTART would begin anew. */
static enum call_end
be_interrupted(struct args *args, struct emit *out)
{
	int ends[2] = { -1, -1 };
	char octet;
	bool interrupted;

	(void)args;
	interrupted =
	    pipe(ends) == 0 && read(ends[0], &octet, 1) == -1 && errno == EINTR;
	close(ends[0]);
	close(ends[1]);
	emit_line(out, interrupted ? "EINTR" : "no");
	return CALL_DONE;
}

/* The C library waits for a read in a thread of its own. */
static enum call_end
tell_helpers(struct args *args, struct emit *out)
{
	struct stat tasks;

	(void)args;
	ck_assert_int_eq(stat("/proc/self/task", &tasks), 0);
	emit_line(out, "%d", (int)tasks.st_nlink - 3);
	return CALL_DONE;
}

static pthread_barrier_t all_there;

/* Returns once as many threads are in it as may be at once. */
static enum call_end
meet(struct args *args, struct emit *out)
{
	(void)args;
	pthread_barrier_wait(&all_there);
	emit_line(out, "ok");
	return CALL_DONE;
}

static enum call_end
tell_stack(struct args *args, struct emit *out)
{
	pthread_attr_t attr;
	size_t size = 0;

	(void)args;
	pthread_getattr_np(pthread_self(), &attr);
	pthread_attr_getstacksize(&attr, &size);
	pthread_attr_destroy(&attr);
	emit_line(out, "stack %zu", size);
	return CALL_DONE;
}

static pid_t test_process;

static enum call_end
die_in_child(struct args *args, struct emit *out)
{
	(void)args;
	if (getpid() != test_process)
		raise(SIGUSR1);
	emit_line(out, "ok");
	return CALL_DONE;
}

static enum call_end
leak_in_child(struct args *args, struct emit *out)
{
	if (getpid() != test_process)
		return leak(args, out);
	emit_line(out, "ok");
	return CALL_DONE;
}

static enum call_end
zero_errno(struct args *args, struct emit *out)
{
	(void)args;
	emit_line(out, "ok");
	status_emit_zeroed(out, 0);
	status_emit_zeroed(out, EINTR);
	return CALL_DONE;
}

/* What came of CALL, to be freed, and a line `descriptors N`. */
static char *
make(enum call_end (*run)(struct args *, struct emit *),
    const struct manner *manner, const char *word)
{
	const struct call call = { "test", word == NULL ? 0 : 1, run, 0 };
	char *argv[] = { (char *)(uintptr_t)word, NULL }, *text = NULL;
	struct making m = { .call = &call,
		.argc = word == NULL ? 0 : 1,
		.argv = argv,
		.manner = *manner,
		.end = CALL_DONE };
	int more = making_run(&m);
	size_t len = 0;
	FILE *f = open_memstream(&text, &len);

	ck_assert_ptr_nonnull(f);
	ck_assert_int_eq(m.end, CALL_DONE);
	runs_write(&m.runs, f);
	fprintf(f, "descriptors %d\n", more);
	fclose(f);
	making_free(&m);
	return text;
}

static void
check(enum call_end (*run)(struct args *, struct emit *),
    const struct manner *manner, const char *word, const char *want)
{
	char *text = make(run, manner, word);

	ck_assert_str_eq(text, want);
	free(text);
}

START_TEST(words)
{
	const struct manner once = { .repeat = 1 }, thrice = { .repeat = 3 };
	const struct manner threads = { .repeat = 2, .threads = 2 };

	check(say, &once, "a", "ok\nword a\ntext nothing\ndescriptors 0\n");
	check(say, &thrice, "a", "ok\nword a\ntext nothing\ndescriptors 0\n");
	check(say, &thrice, "{call}.a{call}",
	    "ok\n1 word 1.a1\n1 text nothing\n2 word 2.a2\n2 text nothing\n"
	    "3 word 3.a3\n3 text nothing\ndescriptors 0\n");
	check(say, &threads, "{call}",
	    "ok\n1 word 1\n1 text nothing\n2 word 2\n2 text nothing\n"
	    "3 word 3\n3 text nothing\n4 word 4\n4 text nothing\n"
	    "descriptors 0\n");
	check(say, &threads, "{calls}{call",
	    "ok\nword {calls}{call\n"
	    "text nothing\ndescriptors 0\n");
}
END_TEST

START_TEST(descriptors)
{
	const struct manner thrice = { .repeat = 3 };
	char number[16];

	check(leak, &thrice, NULL, "ok\ndescriptors 3\n");
	check(leak_hung_up, &thrice, NULL, "ok\ndescriptors 3\n");
	snprintf(number, sizeof number, "%d", dup(0));
	check(close_foreign, &(struct manner){ .repeat = 1 }, number,
	    "ok\ndescriptors -1\n");
}
END_TEST

START_TEST(together)
{
	const struct manner m = { .repeat = 2, .threads = AT_ONCE };

	pthread_barrier_init(&all_there, NULL, AT_ONCE);
	check(meet, &m, NULL, "ok\ndescriptors 0\n");
	pthread_barrier_destroy(&all_there);
}
END_TEST

START_TEST(stack_size)
{
	const struct manner m = { .repeat = 1, .stack = STACK };

	check(tell_stack, &m, NULL, "stack 262144\ndescriptors 0\n");
}
END_TEST

START_TEST(signals)
{
	struct manner m = { .repeat = 3, .signals_ms = 5 };
	struct itimerval timer;

	check(be_interrupted, &m, NULL, "EINTR\ndescriptors 0\n");
	m.stack = STACK;
	check(be_interrupted, &m, NULL, "EINTR\ndescriptors 0\n");
	m.threads = 2;
	check(be_interrupted, &m, NULL, "EINTR\ndescriptors 0\n");
	ck_assert_int_eq(getitimer(ITIMER_REAL, &timer), 0);
	ck_assert(timer.it_value.tv_sec == 0 && timer.it_value.tv_usec == 0);
}
END_TEST

START_TEST(cancelling)
{
	const struct manner m = { .repeat = 2, .cancel_ms = 5 };
	const struct manner late = { .repeat = 2, .cancel_ms = FOR_EVER_MS };

	check(hang, &m, "{call}",
	    "call 1\ncancelled\ncall 3\nok\ndescriptors 0\n");
	check(be_quick, &late, NULL, "ok\ndescriptors 0\n");
}
END_TEST

START_TEST(forking)
{
	const struct manner m = { .repeat = 1, .fork = true };
	const struct manner two[] = {
		{ .repeat = 1, .fork = true, .threads = 2 },
		{ .repeat = 1, .fork = true, .cancel_ms = FOR_EVER_MS },
	};

	test_process = getpid();
	for (size_t i = 0; i < 2; i++)
		check(tell, &two[i], "{call}",
		    "ok\n1 1\n2 2\n3 3\n4 4\n5 5\n6 6\ndescriptors 0\n");
	check(say, &m, "{call}",
	    "ok\n1 word 1\n1 text nothing\n2 word 2\n2 text nothing\n"
	    "3 word 3\n3 text nothing\ndescriptors 0\n");
	check(leak, &m, NULL, "ok\ndescriptors 4\n");
	check(leak_in_child, &m, NULL, "ok\ndescriptors 1\n");
}
END_TEST

START_TEST(aio)
{
	const struct manner m = { .repeat = 1, .aio = true };

	check(tell_helpers, &(struct manner){ .repeat = 1 }, NULL,
	    "0\ndescriptors 0\n");
	check(tell_helpers, &m, NULL, "1\ndescriptors 0\n");
}
END_TEST

/* How the child ends the client ends. */
START_TEST(child_dies)
{
	const struct manner m = { .repeat = 1, .fork = true };

	test_process = getpid();
	make(die_in_child, &m, NULL);
}
END_TEST

START_TEST(errno_counts)
{
	struct manner m = { .repeat = 1 };

	check(zero_errno, &m, NULL, "ok\ndescriptors 0\n");
	m.errno_counts = true;
	check(zero_errno, &m, NULL, "ok\nerrno zeroed\ndescriptors 0\n");
}
END_TEST

static enum call_end
end_of(const struct manner *manner, int cannot, const char *option)
{
	const struct call call = { "test", 1, say, cannot };
	char word[] = "a", *argv[] = { word, (char *)(uintptr_t)option };
	struct making m = { .call = &call,
		.argc = option == NULL ? 1 : 2,
		.argv = argv,
		.manner = *manner,
		.end = CALL_DONE };

	making_run(&m);
	making_free(&m);
	return m.end;
}

START_TEST(refused)
{
	const struct manner once = { .repeat = 1, .stack = STACK };
	const struct manner two = { .repeat = 1, .threads = 2 };
	const struct manner one = { .repeat = 1, .threads = 1 };
	const struct manner cancel = { .repeat = 1, .cancel_ms = 1 };
	const struct manner small = { .repeat = 1, .stack = 1 };
	const struct manner counted = { .repeat = 1, .errno_counts = true };

	ck_assert_int_eq(end_of(&once, MANNER_THREADS | MANNER_CANCEL, NULL),
	    CALL_DONE);
	ck_assert_int_eq(end_of(&two, MANNER_CANCEL, NULL), CALL_DONE);
	ck_assert_int_eq(end_of(&two, MANNER_THREADS, NULL), CALL_UNSUPPORTED);
	ck_assert_int_eq(end_of(&one, MANNER_THREADS, NULL), CALL_DONE);
	ck_assert_int_eq(end_of(&cancel, MANNER_CANCEL, NULL),
	    CALL_UNSUPPORTED);
	ck_assert_int_eq(end_of(&small, 0, NULL), CALL_UNSUPPORTED);
	ck_assert_int_eq(end_of(&counted, MANNER_ERRNO, NULL),
	    CALL_UNSUPPORTED);
	ck_assert_int_eq(end_of(&once, 0, "text=x"), CALL_DONE);
	ck_assert_int_eq(end_of(&once, 0, "other=x"), CALL_USAGE);
	ck_assert_int_eq(end_of(&two, 0, "x"), CALL_USAGE);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("making");
	TCase *tc = tcase_create("making");

	tcase_add_test(tc, words);
	tcase_add_test(tc, descriptors);
	tcase_add_test(tc, together);
	tcase_add_test(tc, stack_size);
	tcase_add_test(tc, signals);
	tcase_add_test(tc, cancelling);
	tcase_add_test(tc, forking);
	if (getenv("CK_FORK") == NULL) { /* what they leave is not freed */
		tcase_add_test_raise_signal(tc, child_dies, SIGUSR1);
		tcase_add_test(tc, aio);
	}
	tcase_add_test(tc, errno_counts);
	tcase_add_test(tc, refused);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
