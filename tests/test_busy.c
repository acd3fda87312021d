/* Saturated processors are told from idle ones. */
#include "config.h"

#include "resolver-tests/busy.h"
#include "tests/unit.h"

static const struct {
	const char *lines[2]; /* at 1000 ms and at 1100 ms */
	bool saturated;
} cases[] = {
	{ { "cpu 100 0 0 100 0 0 0 0 0 0", "cpu 120 0 0 100 0 0 0 0 0 0" },
	    true },
	{ { "cpu 100 0 0 100 0 0 0 0 0 0", "cpu 119 0 0 101 0 0 0 0 0 0" },
	    true },
	{ { "cpu 100 0 0 100 0 0 0 0 0 0", "cpu 118 0 0 102 0 0 0 0 0 0" },
	    false },
	{ { "cpu 100 0 0 100 50 0 0 0", "cpu 100 0 0 100 70 0 0 0" }, false },
	{ { "cpu 1 1 1 1 1 1 1 1", "cpu 1 1 1 1 1 1 1 21" }, true },
	{ { "cpu 1 1 1 1 1 1 1 1", "cpu 1 1 1 1 1 1 1 1" }, false },
	{ { "cpu 1 1 1 1 1 1 1", "cpu 21 1 1 1 1 1 1" }, false },
	{ { "cpu0 1 1 1 1 1 1 1 1", "cpu0 21 1 1 1 1 1 1 1" }, false },
	{ { "", "cpu 21 1 1 1 1 1 1 1" }, false },
	{ { "cpu 100 0 0 100 0 0 0 0", "cpu 50 0 0 50 0 0 0 0" }, false },
};

START_TEST(says_when)
{
	struct busy b = { 0 };

	ck_assert(!busy_since(&b, 0));
	busy_take(&b, cases[_i].lines[0], 1000);
	busy_take(&b, cases[_i].lines[1], 1100);
	ck_assert_int_eq(busy_since(&b, 0), cases[_i].saturated);
	ck_assert_int_eq(busy_since(&b, 1100), cases[_i].saturated);
	ck_assert(!busy_since(&b, 1101));
}
END_TEST

static const struct {
	unsigned idle_percent, width, wanted; /* from 64 to 512 */
} widths[] = {
	{ 100, 64, 80 },
	{ 25, 64, 80 },
	{ 24, 64, 64 },
	{ 10, 400, 400 },
	{ 9, 400, 350 },
	{ 0, 70, 64 },
	{ 50, 500, 512 },
	{ 50, 512, 512 },
};

START_TEST(widens_and_narrows)
{
	const struct busy b = { .idle_percent = widths[_i].idle_percent };

	ck_assert_uint_eq(busy_width(&b, widths[_i].width, 64, 512),
	    widths[_i].wanted);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("busy");
	TCase *tc = tcase_create("busy");

	tcase_add_loop_test(tc, says_when, 0,
	    (int)(sizeof cases / sizeof *cases));
	tcase_add_loop_test(tc, widens_and_narrows, 0,
	    (int)(sizeof widths / sizeof *widths));
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
