#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "resolver-tests/clients/runs.h"
#include "tests/unit.h"

static void
add(struct runs *runs, unsigned number, const char *text)
{
	struct emit out = { 0 };

	emit_add(&out, "%s", text);
	if (runs->by_status)
		runs_number(&out, number);
	runs_add(runs, number, &out);
	ck_assert_ptr_null(out.text);
}

/* What RUNS writes, to be freed; RUNS is empty then. */
static char *
written(struct runs *runs)
{
	char *text = NULL;
	size_t len = 0;
	FILE *f = open_memstream(&text, &len);

	ck_assert_ptr_nonnull(f);
	runs_write(runs, f);
	runs_free(runs);
	fclose(f);
	return text;
}

static const struct {
	const char *outcomes[5];
	const char *want;
} repeats[] = {
	{ { "ok\n", NULL }, "ok\n" },
	{ { "ok\n", "ok\n", "ok\n", NULL }, "ok\n" },
	{ { "ok\n", "no\n", "ok\n", "no\n", NULL },
	    "call 1\nok\ncall 2\nno\n" },
	{ { "ok\nraw id 1\nx\n", "ok\nraw id 2\nx\n", NULL },
	    "ok\nraw id 1\nx\n" },
	{ { "ok\nraw id 1\n", "ok\n", NULL }, "ok\nraw id 1\n" },
	{ { "ok\n", "ok\nx\n", NULL }, "call 1\nok\ncall 2\nok\nx\n" },
	{ { "ok\nx\n", "ok\n", NULL }, "call 1\nok\nx\ncall 2\nok\n" },
	{ { "raw id 1\n", "", NULL }, "raw id 1\n" },
	{ { "", "", NULL }, "" },
}, numbered[] = {
	{ { "ok\nx\n", NULL }, "ok\n1 x\n" },
	{ { "ok\nx\ny\n", "ok\nx\n", NULL }, "ok\n1 x\n1 y\n2 x\n" },
	{ { "ok\nx\nraw id 1\n", "ok\nraw id 2\nx\n", NULL },
	    "ok\n1 x\nraw 1 id 1\nraw 2 id 2\n2 x\n" },
	{ { "ok\nreturn 5\nx\n", NULL }, "ok\nreturn 5\n1 x\n" },
	{ { "ok\nx\n", "no\n", "ok\nz\n", NULL },
	    "call 1\nok\n1 x\n3 z\ncall 2\nno\n" },
	{ { "no\n", "no\n", NULL }, "no\n" },
	{ { "", NULL }, "" },
};

START_TEST(repeat)
{
	struct runs runs = { 0 };
	unsigned i;
	char *text;

	for (i = 0; repeats[_i].outcomes[i] != NULL; i++)
		add(&runs, i + 1, repeats[_i].outcomes[i]);
	text = written(&runs);
	ck_assert_str_eq(text, repeats[_i].want);
	free(text);
}
END_TEST

START_TEST(number)
{
	struct runs runs = { .by_status = true };
	unsigned i = 0;
	char *text;

	while (numbered[_i].outcomes[i] != NULL)
		i++;
	for (; i > 0; i--) /* they may come in any order */
		add(&runs, i, numbered[_i].outcomes[i - 1]);
	text = written(&runs);
	ck_assert_str_eq(text, numbered[_i].want);
	free(text);
}
END_TEST

/* Threads end in any order: the first number counts, and so does its place. */
START_TEST(order)
{
	struct runs runs = { 0 };
	char *text;

	add(&runs, 7, "no\n");
	add(&runs, 3, "ok\n");
	add(&runs, 2, "no\n");
	text = written(&runs);
	ck_assert_str_eq(text, "call 2\nno\ncall 3\nok\n");
	free(text);
}
END_TEST

START_TEST(to_another_process)
{
	struct runs from = { 0 }, to = { 0 };
	FILE *f = tmpfile();
	char *text;

	ck_assert_ptr_nonnull(f);
	add(&from, 3, "ok\nx 7 7\n");
	add(&from, 4, "no\n");
	add(&to, 1, "no\n");
	add(&to, 2, "");
	ck_assert_int_eq(runs_send(&from, f), 0);
	rewind(f);
	ck_assert_int_eq(runs_receive(&to, f), 0);
	runs_free(&from);
	text = written(&to);
	ck_assert_str_eq(text, "call 1\nno\ncall 2\ncall 3\nok\nx 7 7\n");
	free(text);
	fclose(f);
}
END_TEST

/* What a process that died left of its outcomes. */
START_TEST(cut_off)
{
	static const char *const texts[] = { "", "1", "1\n", "1\n1 4\n",
		"1\n1 4\nok", "2\n1 3\nok\n", "x\n" };
	struct runs runs = { 0 };
	FILE *f = tmpfile();

	ck_assert_ptr_nonnull(f);
	fputs(texts[_i], f);
	rewind(f);
	ck_assert_int_eq(runs_receive(&runs, f), -1);
	runs_free(&runs);
	fclose(f);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("runs");
	TCase *tc = tcase_create("runs");

	tcase_add_loop_test(tc, repeat, 0, sizeof repeats / sizeof repeats[0]);
	tcase_add_loop_test(tc, number, 0,
	    sizeof numbered / sizeof numbered[0]);
	tcase_add_test(tc, order);
	tcase_add_test(tc, to_another_process);
	tcase_add_loop_test(tc, cut_off, 0, 7);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
