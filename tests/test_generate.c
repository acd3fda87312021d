#include "config.h"

#include <stdio.h>
#include <string.h>

#include "fakedns/generate.h"
#include "tests/unit.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

static const struct place at = { .file = "z", .line = 7, .column = 3 };

/* What was made, one line each, and how many lines. */
struct made {
	char text[1000];
	unsigned lines, stop_at;
};

static int
each(const char *line, void *arg, struct error *err)
{
	struct made *made = arg;

	if (++made->lines <= 4) {
		strcat(made->text, line);
		strcat(made->text, "|");
	}
	if (made->lines != made->stop_at)
		return 0;
	error_set(err, "stopped");
	return -1;
}

static const struct {
	const char *directive, *lines;
} good[] = {
	{ "$GENERATE 1-3 a", "a|a|a|" },
	{ "$GENERATE 0-0 $", "0|" },
	{ "$GENERATE 1-0 $", "" },
	{ "$GENERATE 8-7/3 $", "" },
	{ "$generate 1-2 h$.example. A 10.0.0.$",
	    "h1.example. A 10.0.0.1|h2.example. A 10.0.0.2|" },
	{ "$GENERATE 1-10/4 $", "1|5|9|" },
	{ "$GENERATE 5-6/100 $", "5|" },
	{ "$GENERATE 8-9 ${0}", "8|9|" },
	{ "$GENERATE 8-9 ${1,3}", "009|010|" },
	{ "$GENERATE 8-9 ${-8}", "0|1|" },
	{ "$GENERATE 8-9 ${0,0,o}", "10|11|" },
	{ "$GENERATE 254-255 ${0,4,x}", "00fe|00ff|" },
	{ "$GENERATE 254-255 ${0,0,X}", "FE|FF|" },
	{ "$GENERATE 7-7 $.${1}.$", "7.8.7|" },
	{ "$GENERATE 7-7 \\$ $$ $", "$ $ 7|" },
	{ "$GENERATE 7-7 a\\.b\\\\$", "a\\.b\\\\7|" },
	{ "$GENERATE 7-7 ends\\", "ends\\|" },
	{ "$GENERATE\t1-2\t \"$\"", "\"1\"|\"2\"|" },
	{ "$GENERATE 2147483646-2147483647 $", "2147483646|2147483647|" },
};

START_TEST(expands)
{
	struct made made = { 0 };
	struct error err = { 0 };

	ck_assert_msg(generate_expand(good[_i].directive, &at, each, &made,
			  &err) == 0,
	    "%s", err.text);
	ck_assert_str_eq(made.text, good[_i].lines);
}
END_TEST

static const struct {
	const char *directive, *why;
} bad[] = {
	{ "$GENERATE", "want \"$GENERATE START-STOP[/STEP] TEXT\"" },
	{ "$GENERATOR 1-2 $", "want \"$GENERATE" },
	{ "$GENERATE1-2 $", "want \"$GENERATE" },
	{ "$GENERATE 1-2", "want \"$GENERATE" },
	{ "$GENERATE 1-2 ", "want \"$GENERATE" },
	{ "$GENERATE 1 $", "want \"$GENERATE" },
	{ "$GENERATE -1-2 $", "want \"$GENERATE" },
	{ "$GENERATE 1-2/ $", "want \"$GENERATE" },
	{ "$GENERATE 1-2x $", "want \"$GENERATE" },
	{ "$GENERATE 1-2147483648 $", "want \"$GENERATE" },
	{ "$GENERATE 1-99999999999999999999 $", "want \"$GENERATE" },
	{ "$GENERATE 1-2/0 $", "step 0" },
	{ "$GENERATE 3-1 $", "upwards" },
	{ "$GENERATE 1-65537 $", "at most 65536 lines" },
	{ "$GENERATE 1-2 ${", "base d, o, x or X" },
	{ "$GENERATE 1-2 ${}", "base d, o, x or X" },
	{ "$GENERATE 1-2 ${n}", "base d, o, x or X" },
	{ "$GENERATE 1-2 ${0,1,d", "base d, o, x or X" },
	{ "$GENERATE 1-2 ${0,1,", "base d, o, x or X" },
	{ "$GENERATE 1-2 ${0,1,q}", "base d, o, x or X" },
	{ "$GENERATE 1-2 ${0,256,d}", "base d, o, x or X" },
	{ "$GENERATE 1-2 ${-2,1,d}", "base d, o, x or X" },
};

START_TEST(says_what_is_wrong_and_where)
{
	struct made made = { 0 };
	struct error err = { 0 };

	ck_assert_int_eq(generate_expand(bad[_i].directive, &at, each, &made,
			     &err),
	    -1);
	ck_assert_uint_eq(made.lines, 0);
	ck_assert_msg(strncmp(err.text, "z:7:3: ", 7) == 0, "%s", err.text);
	ck_assert_msg(strstr(err.text, bad[_i].why) != NULL,
	    "\"%s\" does not say \"%s\"", err.text, bad[_i].why);
}
END_TEST

START_TEST(makes_up_to_the_limit)
{
	struct made made = { 0 };
	struct error err = { 0 };

	ck_assert_int_eq(generate_expand("$GENERATE 1-65536 $", &at, each,
			     &made, &err),
	    0);
	ck_assert_uint_eq(made.lines, GENERATE_MAX);
}
END_TEST

START_TEST(stops_where_told)
{
	struct made made = { .stop_at = 2 };
	struct error err = { 0 };

	ck_assert_int_eq(generate_expand("$GENERATE 1-9 $", &at, each, &made,
			     &err),
	    -1);
	ck_assert_uint_eq(made.lines, 2);
	ck_assert_str_eq(err.text, "stopped");
}
END_TEST

START_TEST(a_line_may_be_long)
{
	char directive[3000] = "$GENERATE 1-1 ";
	struct made made = { .lines = 100 };
	struct error err = { 0 };

	memset(directive + strlen(directive), '$', 2000);
	ck_assert_int_eq(generate_expand(directive, &at, each, &made, &err), 0);
	ck_assert_uint_eq(made.lines, 101);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("generate");
	TCase *tc = tcase_create("generate");

	tcase_add_loop_test(tc, expands, 0, LEN(good));
	tcase_add_loop_test(tc, says_what_is_wrong_and_where, 0, LEN(bad));
	tcase_add_test(tc, makes_up_to_the_limit);
	tcase_add_test(tc, stops_where_told);
	tcase_add_test(tc, a_line_may_be_long);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
