/* The loop of a client, around look-ups that only count themselves. */
#include "config.h"

#include <string.h>
#include <unistd.h>

#include "resolver-tests/clients/loop.h"
#include "tests/unit.h"

static unsigned opened, closed, made;

static void *
open_counted(struct args *args)
{
	__atomic_add_fetch(&opened, 1, __ATOMIC_SEQ_CST);
	return args->words[0] != NULL && strcmp(args->words[0], "bad") == 0
		   ? NULL
		   : &opened;
}

static void
make_counted(void *state, struct timed_outcome *out)
{
	unsigned n = __atomic_add_fetch(&made, 1, __ATOMIC_SEQ_CST);

	(void)state;
	*out = (struct timed_outcome){ n % 4 == 0 ? -3 : 0, 1 };
}

static void
close_counted(void *state)
{
	(void)state;
	__atomic_add_fetch(&closed, 1, __ATOMIC_SEQ_CST);
}

static const struct timed call = { "counted", open_counted, make_counted,
	close_counted, NULL };
static struct loop_result result;

/* The octet that says that it begins goes to a pipe; returns whether it came.
 */
static bool
run(const struct loop_spec *spec, char *word, int *status)
{
	char *argv[] = { word, NULL }, octet = '\0';
	int ends[2], saved = dup(STDOUT_FILENO);
	ssize_t n;

	opened = closed = made = 0;
	ck_assert_int_eq(pipe(ends), 0);
	dup2(ends[1], STDOUT_FILENO);
	close(ends[1]);
	*status = loop_run(spec, &call, 1, argv, 1, &result);
	dup2(saved, STDOUT_FILENO);
	close(saved);
	n = read(ends[0], &octet, 1);
	close(ends[0]);
	return n == 1 && octet == 'b';
}

static const struct {
	struct loop_spec spec;
	unsigned lookups;
} counted[] = {
	{ { .threads = 1, .lookups = 20 }, 20 },
	{ { .threads = 4, .lookups = 5 }, 20 },
	{ { .threads = 1, .lookups = 3, .rate = 100000 }, 3 },
	{ { .threads = 2, .lookups = 8, .rate = 100000 }, 16 },
	{ { .threads = 1, .lookups = 7, .stack = 262144 }, 7 },
};

/* Threads may meet the outcomes in any order. */
static uint64_t
lookups_with(int status)
{
	uint64_t n = 0;

	for (unsigned i = 0; i < result.tally.outcome_count; i++)
		if (result.tally.outcomes[i].outcome.status == status)
			n += result.tally.outcomes[i].lookups;
	return n;
}

START_TEST(as_many_as_asked)
{
	const struct loop_spec *spec = &counted[_i].spec;
	char word[] = "good";
	int status;

	ck_assert(run(spec, word, &status));
	ck_assert_int_eq(status, 0);
	ck_assert_uint_eq(result.tally.lookups, counted[_i].lookups);
	ck_assert_uint_eq(made, counted[_i].lookups);
	ck_assert_uint_eq(opened, spec->threads);
	ck_assert_uint_eq(closed, spec->threads);
	ck_assert_uint_le(result.start_ns, result.end_ns);
	ck_assert_uint_le(result.tally.max_ns * 1, result.tally.sum_ns);
	ck_assert_uint_eq(lookups_with(-3), counted[_i].lookups / 4);
	ck_assert_uint_eq(lookups_with(0),
	    counted[_i].lookups - counted[_i].lookups / 4);
	if (spec->stack > 0)
		ck_assert_uint_gt(result.stack, 0);
	else
		ck_assert_uint_eq(result.stack, 0);
}
END_TEST

START_TEST(a_warm_up_is_not_counted)
{
	const struct loop_spec spec = { .threads = 1, .warm = 1, .lookups = 2 };
	char word[] = "good";
	int status;

	ck_assert(run(&spec, word, &status));
	ck_assert_uint_eq(result.tally.lookups, 2);
	ck_assert_uint_gt(made, 2);
}
END_TEST

START_TEST(it_ends_by_time)
{
	const struct loop_spec spec = { .threads = 2, .ms = 2 };
	char word[] = "good";
	int status;

	ck_assert(run(&spec, word, &status));
	ck_assert_uint_gt(result.tally.lookups, 0);
	ck_assert_uint_ge(result.end_ns - result.start_ns, 2000000);
}
END_TEST

START_TEST(a_rate_holds_whatever_they_take)
{
	const struct loop_spec spec = { .threads = 1, .ms = 10, .rate = 1000 };
	char word[] = "good";
	int status;

	ck_assert(run(&spec, word, &status));
	ck_assert_uint_eq(result.tally.lookups, 10);
}
END_TEST

START_TEST(what_cannot_be_opened_is_not_run)
{
	const struct loop_spec spec = { .threads = 3, .lookups = 2 };
	char word[] = "bad";
	int status;

	ck_assert(!run(&spec, word, &status));
	ck_assert_int_eq(status, -1);
	ck_assert_uint_eq(made, 0);
	ck_assert_str_eq(word, "bad");
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("loop");
	TCase *c = tcase_create("loop");

	/* valgrind lets nobody read the stack of a thread that has ended. */
	tcase_add_loop_test(c, as_many_as_asked, 0,
	    (int)(sizeof counted / sizeof *counted) - unit_under_valgrind());
	tcase_add_test(c, a_warm_up_is_not_counted);
	tcase_add_test(c, it_ends_by_time);
	tcase_add_test(c, a_rate_holds_whatever_they_take);
	tcase_add_test(c, what_cannot_be_opened_is_not_run);
	suite_add_tcase(s, c);
	return unit_run(s);
}
