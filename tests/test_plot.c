#include "config.h"

#include <math.h>
#include <stdio.h>

#include "report/plot_internal.h"
#include "tests/unit.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

static void
check_ticks(double low, double high, bool is_log, const double *want,
    size_t count)
{
	double got[PLOT_TICKS];

	ck_assert_uint_eq(plot_ticks(low, high, is_log, got), count);
	for (size_t i = 0; i < count; i++)
		ck_assert_double_eq_tol(got[i], want[i],
		    want[i] * 1e-9 + 1e-12);
}

START_TEST(ticks)
{
	const double even[] = { 0, 20000, 40000, 60000, 80000 };
	const double small[] = { 0.5, 1, 1.5, 2 };
	const double steps[] = { 50, 100, 200, 500, 1000 };
	const double tens[] = { 1e3, 1e4, 1e5, 1e6, 1e7 };
	double many[PLOT_TICKS];

	check_ticks(0, 90000, false, even, LEN(even));
	check_ticks(0.4, 2.2, false, small, LEN(small));
	check_ticks(48, 1600, true, steps, LEN(steps));
	check_ticks(900, 2e7, true, tens, LEN(tens));
	ck_assert_uint_le(plot_ticks(1e-300, 1e300, true, many), PLOT_TICKS);
}
END_TEST

static void
format(struct text *out, double tick)
{
	text_add(out, "<%g>", tick);
}

static const double decades[] = { 1, 10, 100 };
static const struct plot plot = { .id = "p",
	.title = "<T&\"",
	.words = "W\033",
	.x = { "x", 1, 100, true, decades, 3, format },
	.y = { "y", 0, 10, false, decades, 2, format } };

START_TEST(places)
{
	ck_assert_double_eq(plot_x(&plot, 1), PLOT_LEFT);
	ck_assert_double_eq_tol(plot_x(&plot, 10),
	    PLOT_LEFT + PLOT_ACROSS / 2.0, 1e-9);
	ck_assert_double_eq(plot_x(&plot, 100), PLOT_LEFT + PLOT_ACROSS);
	ck_assert_double_eq(plot_y(&plot, 0), PLOT_TOP + PLOT_DOWN);
	ck_assert_double_eq(plot_y(&plot, 10), PLOT_TOP);
	/* what is beyond the frame stays at its edge */
	ck_assert_double_eq(plot_x(&plot, 0), PLOT_LEFT);
	ck_assert_double_eq(plot_y(&plot, 1e300), PLOT_TOP);
	ck_assert_double_eq(plot_y(&plot, -INFINITY), PLOT_TOP + PLOT_DOWN);
}
END_TEST

static size_t
count(const char *text, const char *what)
{
	size_t n = 0;

	while ((text = strstr(text, what)) != NULL) {
		text++;
		n++;
	}
	return n;
}

START_TEST(lines)
{
	const struct plot_point points[] = { { 1, 5, 4, 6 }, { 10, 5, 5, 5 },
		{ 100, 9, 2, 10 } };
	char *text = NULL;
	size_t len;
	FILE *f = open_memstream(&text, &len);

	plot_begin(&plot, f);
	plot_line(&plot, PLOT_SERIES + 2, points, LEN(points), true, f);
	plot_line(&plot, 1, points, LEN(points), false, f);
	plot_end(f);
	fclose(f);
	ck_assert_uint_eq(count(text, "class=\"line\""), 2);
	ck_assert_uint_eq(count(text, "class=\"sign\""), 3);
	ck_assert_uint_eq(count(text, "class=\"bar\""), 2); /* one is a dot */
	ck_assert_uint_eq(count(text, "<g class=\"s2\">"), 1);
	ck_assert_uint_eq(count(text, "class=\"grid\""), 5);
	ck_assert_ptr_nonnull(strstr(text, ">&lt;10&gt;</text>"));
	ck_assert_ptr_nonnull(
	    strstr(text, "<title id=\"p-t\">&lt;T&amp;&quot;</title>"));
	ck_assert_ptr_nonnull(strstr(text, "<desc id=\"p-d\">W\\027</desc>"));
	free(text);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("plot");
	TCase *t = tcase_create("all");

	tcase_add_test(t, ticks);
	tcase_add_test(t, places);
	tcase_add_test(t, lines);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return unit_run(suite());
}
