#include "config.h"

#include <check.h>
#include <stdio.h>

#include "resolver-tests/terminal.h"
#include "tests/unit.h"

static const struct {
	const char *all, *ctype, *lang;
	bool utf8;
} locales[] = {
	{ NULL, NULL, NULL, false },
	{ NULL, NULL, "C.UTF-8", true },
	{ NULL, NULL, "de_AT.utf8", true },
	{ NULL, NULL, "de_AT.UTF-8@euro", true },
	{ NULL, NULL, "de_AT.UTF-80", false },
	{ NULL, NULL, "UTF-8", false },
	{ NULL, NULL, "de_AT.ISO-8859-1", false },
	{ NULL, "C.UTF-8", "C", true },
	{ "C", "C.UTF-8", "C.UTF-8", false },
	{ "", "", "C.UTF-8", true },
	{ "C.UTF-8", "C", "C", true },
};

static void
set(const char *name, const char *value)
{
	if (value == NULL)
		unsetenv(name);
	else
		setenv(name, value, 1);
}

START_TEST(the_locale_says_utf8)
{
	set("LC_ALL", locales[_i].all);
	set("LC_CTYPE", locales[_i].ctype);
	set("LANG", locales[_i].lang);
	ck_assert_int_eq(terminal_is_utf8(), locales[_i].utf8);
}
END_TEST

static const struct {
	const char *columns;
	unsigned want;
} widths[] = {
	{ NULL, 80 },
	{ "", 80 },
	{ "0", 80 },
	{ "132", 132 },
	{ "1000", 1000 },
	{ "1001", 80 },
	{ "-5", 80 },
	{ "99999999999999999999", 80 },
	{ "100x", 80 },
};

START_TEST(columns_say_the_width)
{
	FILE *f = tmpfile();

	set("COLUMNS", widths[_i].columns);
	ck_assert_uint_eq(terminal_columns(f), widths[_i].want);
	fclose(f);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("terminal");
	TCase *tc = tcase_create("terminal");

	tcase_add_loop_test(tc, the_locale_says_utf8, 0,
	    sizeof locales / sizeof *locales);
	tcase_add_loop_test(tc, columns_say_the_width, 0,
	    sizeof widths / sizeof *widths);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
