#include "config.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/comparison.h"
#include "resolver-tests/outcome.h"
#include "tests/unit.h"

enum { WANTED_MAX = 8 };

/*
 * A block of the lines of TEXT; "RANGE lo hi [bits]" is a range of
 * 198.51.100.0/24.
 */
static struct result
block(const char *text, struct result_line lines[WANTED_MAX])
{
	struct result r = { .lines = lines };
	struct lines split;

	lines_split(text, &split);
	memset(lines, 0, WANTED_MAX * sizeof *lines);
	for (size_t i = 0; i < split.count; i++) {
		struct result_line *l = &lines[r.count++];

		ck_assert_uint_le(r.count, WANTED_MAX);
		l->text = xstrndup(split.v[i].s, split.v[i].len);
		l->bits = 24;
		if (sscanf(l->text, "RANGE %ld %ld %u", &l->lo, &l->hi,
			&l->bits) < 2)
			continue;
		l->is_range = true;
		l->family = AF_INET;
		inet_pton(AF_INET, "198.51.100.0", l->prefix);
	}
	lines_clear(&split);
	return r;
}

static const struct {
	enum order order;
	const char *wanted, *came;
	size_t differing;
} pairs[] = {
	{ ORDER_ANY, "ok\naddress 1\naddress 2", "ok\naddress 2\naddress 1\n",
	    0 },
	{ ORDER_WIRE, "ok\naddress 1\naddress 2", "ok\naddress 2\naddress 1\n",
	    4 },
	{ ORDER_WIRE, "ok\naddress 1\naddress 2", "ok\naddress 1\naddress 2\n",
	    0 },
	{ ORDER_RFC6724, "ok\nb\na", "ok\na\nb\n", 4 },
	/* duplicates count */
	{ ORDER_ANY, "ok\naddress 1", "ok\naddress 1\naddress 1\n", 1 },
	{ ORDER_ANY, "ok\naddress 1\naddress 1", "ok\naddress 1\n", 1 },
	{ ORDER_ANY, "ok\na\na\nb", "ok\na\nb\nb\n", 2 },
	{ ORDER_ANY, "ok\nb\nc", "ok\na\nb\nc\n", 1 },
	{ ORDER_ANY, "ok\na\nb\nc", "ok\nb\nc\n", 1 },
	/* the status is the first line */
	{ ORDER_ANY, "ok\naddress 1", "address 1\nok\n", 4 },
	{ ORDER_ANY, "EAI_NONAME", "EAI_NONAME\n", 0 },
	{ ORDER_ANY, "EAI_NONAME", "EAI_AGAIN\n", 2 },
	{ ORDER_ANY, "EAI_NONAME", "", 1 },
	{ ORDER_ANY, "ok", "ok\naddress 1\n", 1 },
	{ ORDER_ANY, "ok\naddress 12", "ok\naddress 1\n", 2 },
	/* "return" */
	{ ORDER_ANY, "ok\na", "ok\nreturn 28\na\n", 0 },
	{ ORDER_ANY, "ok\nreturn 28\na", "ok\na\nreturn 28\n", 0 },
	{ ORDER_ANY, "ok\nreturn 29\na", "ok\na\nreturn 28\n", 2 },
	{ ORDER_WIRE, "ok\na", "ok\nreturn 28\na\n", 0 },
	{ ORDER_ANY, "ok", "ok\nreturned 1\n", 1 },
	/* ranges */
	{ ORDER_ANY, "ok\nRANGE 1 9", "ok\naddress 198.51.100.7\n", 0 },
	{ ORDER_ANY, "ok\nRANGE 1 9", "ok\n", 1 },
	{ ORDER_ANY, "ok\nRANGE 0 9", "ok\n", 0 },
	{ ORDER_ANY, "ok\nRANGE 1 9", "ok\naddress 198.51.101.7\n", 2 },
	{ ORDER_ANY, "ok\nRANGE 1 9", "ok\naddress 2001:db8::1\n", 2 },
	{ ORDER_ANY, "ok\nRANGE 1 9", "ok\ncanonname 198.51.100.7\n", 2 },
	{ ORDER_ANY, "ok\nRANGE 1 1",
	    "ok\naddress 198.51.100.7\naddress 198.51.100.8\n", 1 },
	{ ORDER_ANY, "ok\nRANGE 0 9 26", "ok\naddress 198.51.100.63\n", 0 },
	{ ORDER_ANY, "ok\nRANGE 0 9 26", "ok\naddress 198.51.100.64\n", 1 },
	/* plain lines first, what is left goes to the range */
	{ ORDER_ANY, "ok\nRANGE 1 1\naddress 198.51.100.7",
	    "ok\naddress 198.51.100.7\naddress 198.51.100.8\n", 0 },
	{ ORDER_ANY, "ok\nRANGE 1 1\naddress 198.51.100.7",
	    "ok\naddress 198.51.100.7\n", 1 },
	/* two ranges: what one needs is not taken by the other */
	{ ORDER_ANY, "ok\nRANGE 1 9\nRANGE 1 1",
	    "ok\naddress 198.51.100.7\naddress 198.51.100.8\n", 0 },
	{ ORDER_WIRE, "ok\nRANGE 1 9\nb", "ok\naddress 198.51.100.7\nb\n", 0 },
	{ ORDER_WIRE, "ok\nRANGE 1 1\nRANGE 1 1",
	    "ok\naddress 198.51.100.7\naddress 198.51.100.8\n", 0 },
	{ ORDER_WIRE, "ok\nRANGE 1 9\nb", "ok\nb\naddress 198.51.100.7\n", 2 },
};

START_TEST(counts_what_differs)
{
	struct result_line lines[WANTED_MAX];
	struct result r = block(pairs[_i].wanted, lines);
	struct difference d;
	struct text text = { 0 };

	comparison_make(&r, pairs[_i].order, pairs[_i].came, &d);
	difference_format(&d, &text);
	ck_assert_msg(d.differing == pairs[_i].differing,
	    "%zu lines differ, want %zu:\n%s", d.differing, pairs[_i].differing,
	    text.s);
	text_clear(&text);
	difference_clear(&d);
	for (size_t k = 0; k < r.count; k++)
		free(lines[k].text);
}
END_TEST

static char *
diff(const char *wanted, const char *came, enum order order)
{
	struct result_line lines[WANTED_MAX];
	struct result r = block(wanted, lines);
	struct difference d;
	struct text text = { 0 };

	comparison_make(&r, order, came, &d);
	difference_format(&d, &text);
	difference_clear(&d);
	for (size_t k = 0; k < r.count; k++)
		free(lines[k].text);
	return text_take(&text);
}

START_TEST(long_runs_are_short)
{
	char *text = diff("EAI_AGAIN",
	    "ok\naddress 1\naddress 2\naddress 3\naddress 4\naddress 5\n"
	    "canonname x\n",
	    ORDER_ANY);

	ck_assert_str_eq(text, "-EAI_AGAIN\n+ok\n+address 1\n+address 2\n"
			       "+address 3\n+... 2 more\n+canonname x\n");
	free(text);
}
END_TEST

START_TEST(four_are_not_cut)
{
	char *text = diff("ok", "ok\nb 1\nb 2\nb 3\nb 4\n", ORDER_WIRE);

	ck_assert_str_eq(text, " ok\n+b 1\n+b 2\n+b 3\n+b 4\n");
	free(text);
}
END_TEST

START_TEST(signs_part_runs)
{
	char *text =
	    diff("ok\nb 1\nb 2\nb 3", "ok\nb 4\nb 5\nb 6\n", ORDER_ANY);

	ck_assert_str_eq(text, " ok\n-b 1\n-b 2\n-b 3\n+b 4\n+b 5\n+b 6\n");
	free(text);
}
END_TEST

START_TEST(order_shows_context)
{
	char *text = diff("ok\na\nb\nc", "ok\na\nx\nc\n", ORDER_WIRE);

	ck_assert_str_eq(text, " ok\n a\n-b\n+x\n c\n");
	free(text);
}
END_TEST

static const struct {
	enum order order;
	const char *text, *summary;
} summaries[] = {
	{ ORDER_ANY, "EAI_NONAME\n", "EAI_NONAME" },
	{ ORDER_ANY, "signal SEGV\n", "signal SEGV" },
	{ ORDER_ANY, "ok\nreturn 3\n", "ok" },
	{ ORDER_ANY, "", "nothing" },
	{ ORDER_ANY, "ok\naddress 198.51.100.1\n", "ok 1+0 #90d98d" },
	{ ORDER_ANY, "ok\naddress ::1\naddress 198.51.100.1\nreturn 7\n",
	    "ok 1+1 #4a65f9" },
	{ ORDER_ANY, "ok\naddress 198.51.100.1\naddress ::1\n",
	    "ok 1+1 #4a65f9" },
	{ ORDER_WIRE, "ok\naddress ::1\naddress 198.51.100.1\n",
	    "ok 1+1 #883971" },
	{ ORDER_ANY, "ok\nflags QR\n", "ok #56b644" },
};

START_TEST(summarises)
{
	char *s = outcome_summarise(summaries[_i].text, summaries[_i].order);

	ck_assert_str_eq(s, summaries[_i].summary);
	free(s);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("comparison");
	TCase *t = tcase_create("comparison");

	tcase_add_loop_test(t, counts_what_differs, 0,
	    (int)(sizeof pairs / sizeof *pairs));
	tcase_add_test(t, long_runs_are_short);
	tcase_add_test(t, four_are_not_cut);
	tcase_add_test(t, signs_part_runs);
	tcase_add_test(t, order_shows_context);
	tcase_add_loop_test(t, summarises, 0,
	    (int)(sizeof summaries / sizeof *summaries));
	suite_add_tcase(s, t);
	return unit_run(s);
}
