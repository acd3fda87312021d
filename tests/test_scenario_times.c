/* TIMES, SKIP, CHANCE, MANDATORY */
#include "config.h"

#include <limits.h>
#include <stdio.h>

#include "tests/scenario_text.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

/* The entry with LINES; LIST keeps it. */
static const struct entry *
entry_of(struct scenarios *list, const char *lines)
{
	char text[200];

	snprintf(text, sizeof text, ENTRY("%s\n"), lines);
	return scenario_text_load(list, text)->entries;
}

static const struct {
	const char *line;
	unsigned from, to;
	enum times_of of;
} times[] = {
	{ "TIMES 1", 1, 1, TIMES_OF_QUESTION },
	{ "TIMES 2-3", 2, 3, TIMES_OF_QUESTION },
	{ "TIMES 4-", 4, UINT_MAX, TIMES_OF_QUESTION },
	{ "TIMES 7 of any", 7, 7, TIMES_OF_ANY },
	{ "TIMES 2- of any", 2, UINT_MAX, TIMES_OF_ANY },
	{ "TIMES 1 of client", 1, 1, TIMES_OF_CLIENT },
	{ "TIMES 1-2 of socket", 1, 2, TIMES_OF_SOCKET },
	{ "SKIP 1", 2, UINT_MAX, TIMES_OF_QUESTION },
	{ "SKIP 3 of client", 4, UINT_MAX, TIMES_OF_CLIENT },
};

START_TEST(times_words)
{
	struct scenarios list;
	const struct entry *e = entry_of(&list, times[_i].line);

	ck_assert_uint_eq(e->times_from, times[_i].from);
	ck_assert_uint_eq(e->times_to, times[_i].to);
	ck_assert_int_eq(e->times_of, times[_i].of);
	scenarios_clear(&list);
}
END_TEST

static const struct {
	const char *line;
	unsigned chance, seed;
} chances[] = {
	{ "NAME x", 100000, 0 },
	{ "CHANCE 100%", 100000, 0 },
	{ "CHANCE 100.000%", 100000, 0 },
	{ "CHANCE 30%", 30000, 0 },
	{ "CHANCE 0%", 0, 0 },
	{ "CHANCE 0.5% seed=7", 500, 7 },
	{ "CHANCE 12.345% seed=4294967295", 12345, UINT_MAX },
	{ "CHANCE 1.% seed=0x10", 1000, 16 },
};

START_TEST(chance_words)
{
	struct scenarios list;
	const struct entry *e = entry_of(&list, chances[_i].line);

	ck_assert_uint_eq(e->chance, chances[_i].chance);
	ck_assert_uint_eq(e->chance_seed, chances[_i].seed);
	scenarios_clear(&list);
}
END_TEST

START_TEST(mandatory)
{
	struct scenarios list;

	ck_assert_uint_eq(entry_of(&list, "MANDATORY ; x")->packet_count, 1);
	scenarios_clear(&list);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("scenario_times");
	TCase *tc = tcase_create("scenario_times");

	tcase_add_loop_test(tc, times_words, 0, LEN(times));
	tcase_add_loop_test(tc, chance_words, 0, LEN(chances));
	tcase_add_test(tc, mandatory);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
