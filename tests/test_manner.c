/* The options of a client, which say how calls are made. */
#include "config.h"

#include <stdint.h>
#include <string.h>

#include "resolver-tests/clients/manner.h"
#include "tests/unit.h"

START_TEST(each_option_counts)
{
	char line[] = "c\0--repeat\0002\0--threads\0003\0--stack\0004\0"
		      "--signals\0005\0--cancel\0006\0--aio\0";
	char *argv[12], *word = line;
	struct manner m;

	for (int i = 0; i < 12; i++, word += strlen(word) + 1)
		argv[i] = word;
	ck_assert_int_eq(manner_parse(12, argv, &m), 12);
	ck_assert_uint_eq(m.repeat, 2);
	ck_assert_uint_eq(m.threads, 3);
	ck_assert_uint_eq(m.stack, 4);
	ck_assert_uint_eq(m.signals_ms, 5);
	ck_assert_uint_eq(m.cancel_ms, 6);
	ck_assert(m.aio && !m.fork && !m.errno_counts);
	strcpy(argv[1], "--errno");
	ck_assert_int_eq(manner_parse(2, argv, &m), 2);
	ck_assert(m.errno_counts && !m.aio && !m.fork);
	strcpy(argv[1], "--fork");
	ck_assert_int_eq(manner_parse(2, argv, &m), 2);
	ck_assert(m.fork && !m.aio && !m.errno_counts);
	ck_assert_uint_eq(m.repeat, 1);
}
END_TEST

static const struct {
	const char *argv[8];
	int at;
} lines[] = {
	{ { "c", "call" }, 1 },
	{ { "c" }, 1 },
	{ { "c", "--repeat", "5", "--fork", "call", "--aio" }, 4 },
	{ { "c", "--threads", "8", "--stack", "65536", "call" }, 5 },
	{ { "c", "--signals", "10", "--cancel", "3600000", "x" }, 5 },
	{ { "c", "--errno", "--aio", "--other", "x" }, 3 },
	{ { "c", "--repeat" }, -1 },
	{ { "c", "--repeat", "0", "call" }, -1 },
	{ { "c", "--repeat", "1000001", "call" }, -1 },
	{ { "c", "--threads", "257", "call" }, -1 },
	{ { "c", "--stack", "+1", "call" }, -1 },
	{ { "c", "--signals", "1s", "call" }, -1 },
	{ { "c", "--cancel", "3600001", "call" }, -1 },
};

START_TEST(lines_are_read)
{
	char *argv[9] = { NULL };
	struct manner m;
	int argc = 0;

	for (; argc < 8 && lines[_i].argv[argc] != NULL; argc++)
		argv[argc] = (char *)(uintptr_t)lines[_i].argv[argc];
	ck_assert_int_eq(manner_parse(argc, argv, &m), lines[_i].at);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("manner");
	TCase *t = tcase_create("manner");

	tcase_add_test(t, each_option_counts);
	tcase_add_loop_test(t, lines_are_read, 0,
	    (int)(sizeof lines / sizeof *lines));
	suite_add_tcase(s, t);
	return unit_run(s);
}
