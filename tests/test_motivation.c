/* Claims against made-up results: each verdict, and where it tips over. */
#include "config.h"

#include <stdio.h>

#include "tests/claimed.h"
#include "tests/unit.h"

#define LEN(a) (sizeof(a) / sizeof *(a))
#define CLAIM(id, kind, more)                                                  \
	"CLAIM_BEGIN " id " Title of " id "\nKIND " kind                       \
	"\nBEFORE <1.2.4\nAFTER >=1.2.4\nSAYS s\nREF rfc1#2\nWHY w\n" more     \
	"CLAIM_END\n"
#define PROMISE CLAIM("big", "promise", "")
#define BETTER CLAIM("big", "improvement", "BEARS all\n")
#define COST CLAIM("big", "cost", "")
#define TWO "musl-1.2.3 musl-1.2.5"
#define FOUR "musl-1.2.2 musl-1.2.3 musl-1.2.5 musl-1.2.6"
enum { ROWS = 6 };

/* The verdict on the first claim, and what it rests on. */
static const struct {
	const char *claims, *clients;
	struct claimed_row rows[ROWS];
	enum motivation_verdict verdict;
	enum motivation_lack lack;
	size_t defects, policies, costs;
} cases[] = {
	/* confirmed */
	{ PROMISE, TWO, { { "t/a", "big", "k p" } }, MOTIVATION_CONFIRMED, 0, 0,
	    0, 0 },
	{ PROMISE, TWO, { { "t/a", "big", "y p" } }, MOTIVATION_CONFIRMED, 0, 0,
	    0, 0 },
	{ PROMISE, TWO, { { "t/a", "big", "f x" } }, MOTIVATION_CONFIRMED, 0, 0,
	    0, 0 },
	{ PROMISE, TWO, { { "t/a", "big", "c p" } }, MOTIVATION_CONFIRMED, 0, 0,
	    0, 0 },
	/* policy is counted apart, where it is not worse */
	{ PROMISE, TWO, { { "t/a", "big", "k p" }, { "t/b", "big", "k y" } },
	    MOTIVATION_CONFIRMED, 0, 0, 1, 0 },
	{ PROMISE, TWO, { { "t/a", "big", "k p" }, { "t/b", "big", "p y" } },
	    MOTIVATION_REFUTED, 0, 0, 1, 0 },
	{ PROMISE, TWO,
	    { { "t/a", "big", "k p" }, { "t/b", "big", "k p" },
		{ "t/c", "big", "p y" } },
	    MOTIVATION_EXCEPTIONS, 0, 0, 1, 0 },
	/* what is as wrong as before is an exception to a promise … */
	{ PROMISE, TWO, { { "t/a", "big", "k p" }, { "t/b", "big", "k k" } },
	    MOTIVATION_EXCEPTIONS, 0, 1, 0, 0 },
	{ PROMISE, TWO, { { "t/a", "big", "k p" }, { "t/b", "big", "k f" } },
	    MOTIVATION_EXCEPTIONS, 0, 1, 0, 0 },
	/* … and none to an improvement */
	{ BETTER, TWO, { { "t/a", "", "k p" }, { "t/b", "", "k k" } },
	    MOTIVATION_CONFIRMED, 0, 0, 0, 0 },
	{ BETTER, TWO,
	    { { "t/a", "", "k p" }, { "t/b", "", "k p" },
		{ "t/c", "", "p k" } },
	    MOTIVATION_EXCEPTIONS, 0, 1, 0, 0 },
	{ BETTER, TWO,
	    { { "t/a", "", "k p" }, { "t/b", "", "k p" },
		{ "t/c", "", "y k" } },
	    MOTIVATION_EXCEPTIONS, 0, 1, 0, 0 },
	/* another scenario does not bear on it */
	{ PROMISE, TWO, { { "t/a", "big", "k p" }, { "t/b", "", "p k" } },
	    MOTIVATION_CONFIRMED, 0, 0, 0, 0 },
	/* every release counts, behind the change and before it */
	{ PROMISE, FOUR, { { "t/a", "big", "k k p k" } }, MOTIVATION_REFUTED, 0,
	    1, 0, 0 },
	{ PROMISE, FOUR, { { "t/a", "big", "p k p p" } }, MOTIVATION_CONFIRMED,
	    0, 0, 0, 0 },
	{ PROMISE, FOUR, { { "t/a", "big", "u k p s" } }, MOTIVATION_CONFIRMED,
	    0, 0, 0, 0 },
	/* builds with a word of their own, and other families, do not */
	{ PROMISE, "musl-1.2.3 musl-1.2.5 musl-1.2.5-mine glibc-1.2.5",
	    { { "t/a", "big", "k p k k" } }, MOTIVATION_CONFIRMED, 0, 0, 0, 0 },
	{ PROMISE, "musl-1.2.3-mine glibc-1.2.3 musl-1.2.5",
	    { { "t/a", "big", "k k p" } }, MOTIVATION_UNTESTABLE,
	    MOTIVATION_LACKS_BEFORE, 0, 0, 0 },
	/* refuted */
	{ PROMISE, TWO, { { "t/a", "big", "k k" } }, MOTIVATION_REFUTED, 0, 1,
	    0, 0 },
	{ PROMISE, TWO, { { "t/a", "big", "y y" } }, MOTIVATION_REFUTED, 0, 0,
	    1, 0 },
	{ PROMISE, TWO, { { "t/a", "big", "k y" } }, MOTIVATION_REFUTED, 0, 0,
	    1, 0 },
	{ PROMISE, TWO, { { "t/a", "big", "p k" } }, MOTIVATION_REFUTED, 0, 1,
	    0, 0 },
	{ PROMISE, TWO, { { "t/a", "big", "k p" }, { "t/b", "big", "p k" } },
	    MOTIVATION_REFUTED, 0, 1, 0, 0 },
	{ PROMISE, TWO,
	    { { "t/a", "big", "k p" }, { "t/b", "big", "p k" },
		{ "t/c", "big", "p k" } },
	    MOTIVATION_REFUTED, 0, 2, 0, 0 },
	/* variants count once: three better ones are one scenario */
	{ PROMISE, TWO,
	    { { "t/a:n=1", "big", "k p" }, { "t/a:n=2", "big", "k p" },
		{ "t/a:n=3", "big", "k p" }, { "t/b", "big", "p k" } },
	    MOTIVATION_REFUTED, 0, 1, 0, 0 },
	{ PROMISE, TWO,
	    { { "t/a:n=1", "big", "k p" }, { "t/a:n=2", "big", "p k" },
		{ "t/b", "big", "k p" } },
	    MOTIVATION_EXCEPTIONS, 0, 1, 0, 0 },
	/* not testable */
	{ PROMISE, TWO, { { "t/a", "", "k p" } }, MOTIVATION_UNTESTABLE,
	    MOTIVATION_LACKS_SCENARIO, 0, 0, 0 },
	{ PROMISE, "musl-1.2.5", { { "t/a", "big", "p" } },
	    MOTIVATION_UNTESTABLE, MOTIVATION_LACKS_BEFORE, 0, 0, 0 },
	{ PROMISE, "musl-1.2.3", { { "t/a", "big", "k" } },
	    MOTIVATION_UNTESTABLE, MOTIVATION_LACKS_AFTER, 0, 0, 0 },
	{ PROMISE, TWO, { { "t/a", "big", "n p" } }, MOTIVATION_UNTESTABLE,
	    MOTIVATION_LACKS_RUN, 0, 0, 0 },
	{ PROMISE, TWO, { { "t/a", "big", "k -" } }, MOTIVATION_UNTESTABLE,
	    MOTIVATION_LACKS_RUN, 0, 0, 0 },
	{ PROMISE, TWO, { { "t/a", "big", "k u" } }, MOTIVATION_UNTESTABLE,
	    MOTIVATION_LACKS_RUN, 0, 0, 0 },
	{ PROMISE, TWO, { { "t/a", "big", "k e" } }, MOTIVATION_UNTESTABLE,
	    MOTIVATION_LACKS_RUN, 0, 0, 0 },
	{ PROMISE, TWO, { { "t/a", "big", "p p" } }, MOTIVATION_UNTESTABLE,
	    MOTIVATION_LACKS_TROUBLE, 0, 0, 0 },
	/* costs */
	{ COST, TWO, { { "t/a", "big", "p k" } }, MOTIVATION_REAL, 0, 1, 0, 0 },
	{ COST, TWO, { { "t/a", "big", "k=A k=B" } }, MOTIVATION_REAL, 0, 1, 0,
	    0 },
	{ COST, TWO, { { "t/a", "big", "p y" }, { "t/b", "big", "p f" } },
	    MOTIVATION_REAL, 0, 1, 1, 0 },
	{ COST, TWO, { { "t/a", "big", "p y" } }, MOTIVATION_PRICE, 0, 0, 1,
	    0 },
	{ COST, TWO, { { "t/a", "big", "k=ok~1+0 p=EAI_AGAIN" } },
	    MOTIVATION_PRICE, 0, 0, 0, 1 },
	/* what was so before is no cost of the change */
	{ COST, TWO, { { "t/a", "big", "k k" } }, MOTIVATION_NONE, 0, 0, 0, 0 },
	{ COST, FOUR, { { "t/a", "big", "k k=A k k" } }, MOTIVATION_REAL, 0, 1,
	    0, 0 },
	{ COST, TWO, { { "t/a", "big", "y y" } }, MOTIVATION_NONE, 0, 0, 0, 0 },
	{ COST, TWO, { { "t/a", "big", "k=ok p=ok~2+0" } }, MOTIVATION_NONE, 0,
	    0, 0, 0 },
	{ COST, TWO, { { "t/a", "big", "k=okay p=EAI_AGAIN" } },
	    MOTIVATION_NONE, 0, 0, 0, 0 },
	{ COST, "musl-1.2.5", { { "t/a", "big", "k" } }, MOTIVATION_UNTESTABLE,
	    MOTIVATION_LACKS_BEFORE, 1, 0, 0 },
	/* an answer that is gone in one of the calls */
	{ COST, TWO, { { "t/a", "big", "k=A&ok~1+0~#1 p=ok&B" } },
	    MOTIVATION_PRICE, 0, 0, 0, 1 },
	{ COST, TWO, { { "t/a", "big", "k=A&ok p=A" } }, MOTIVATION_NONE, 0, 0,
	    0, 0 },
	/* … is no gain where the scenario bears on a cost, and else it is */
	{ PROMISE CLAIM("dear", "cost", ""), TWO,
	    { { "t/a", "big dear", "k=ok p=EAI_AGAIN" } }, MOTIVATION_REFUTED,
	    0, 0, 0, 1 },
	{ PROMISE CLAIM("dear", "cost", ""), TWO,
	    { { "t/a", "big", "k=ok p=EAI_AGAIN" } }, MOTIVATION_CONFIRMED, 0,
	    0, 0, 0 },
};

START_TEST(each_verdict)
{
	struct claimed c;
	const struct motivation_claim *one;

	claimed_init(&c, cases[_i].claims, cases[_i].clients, cases[_i].rows);
	one = &c.motivation.v[0];
	ck_assert_int_eq(one->verdict, cases[_i].verdict);
	ck_assert_int_eq(one->lack, cases[_i].lack);
	ck_assert_uint_eq(one->kinds[MOTIVATION_DEFECT], cases[_i].defects);
	ck_assert_uint_eq(one->kinds[MOTIVATION_POLICY], cases[_i].policies);
	ck_assert_uint_eq(one->kinds[MOTIVATION_COST], cases[_i].costs);
	claimed_clear(&c);
}
END_TEST

START_TEST(trials_and_scenarios_are_counted)
{
	static const struct claimed_row rows[] = { { "t/a:n=1", "big",
						       "k p p n" },
		{ "t/a:n=2", "big", "k k p p" },
		{ "t/a:n=3", "big", "p p u s" }, { "t/bb", "big", "- - - -" },
		{ "t/b", "big", "y y n n" }, { "t/c", "big", "f p k -" },
		{ "t/d", "", "k p p p" }, { 0 } };
	struct claimed c;
	const struct motivation_claim *one;
	const struct motivation_counts *counts;

	claimed_init(&c, PROMISE, TWO " glibc-1 ldns-1", rows);
	one = &c.motivation.v[0];
	counts = one->counts;
	ck_assert_uint_eq(one->bearing, 4);
	ck_assert_uint_eq(one->present, 3);
	ck_assert_uint_eq(one->run, 3);
	ck_assert_uint_eq(one->compared, 5);
	ck_assert_uint_eq(one->gained, 2);
	ck_assert_uint_eq(one->lost, 0);
	ck_assert_uint_eq(one->better, 2);
	ck_assert_uint_eq(one->worse, 0);
	ck_assert_uint_eq(counts[0].trials.pass, 1);
	ck_assert_uint_eq(counts[0].trials.policy, 1);
	ck_assert_uint_eq(counts[0].trials.defect, 3);
	ck_assert_uint_eq(counts[0].scenarios.defect, 2);
	ck_assert_uint_eq(counts[0].scenarios.policy, 1);
	ck_assert_uint_eq(counts[1].scenarios.pass, 1);
	ck_assert_uint_eq(counts[1].scenarios.defect, 1);
	ck_assert_uint_eq(counts[2].trials.no_result, 1);
	ck_assert_uint_eq(counts[2].trials.na, 1);
	ck_assert_uint_eq(counts[2].scenarios.pass, 1);
	ck_assert_uint_eq(counts[2].scenarios.na, 1);
	ck_assert_uint_eq(counts[3].trials.no_result, 2);
	ck_assert_uint_eq(counts[3].scenarios.pass, 1);
	ck_assert_uint_eq(counts[3].scenarios.no_result, 1);
	claimed_clear(&c);
}
END_TEST

START_TEST(items_are_grouped)
{
	static const struct claimed_row rows[] = {
		{ "t/a:n=1", "big", "p k k y" },
		{ "t/a:n=2", "big", "k k k k" }, { "t/b", "big", "k k k p" },
		{ "t/c", "big", "k f p k" }, { "t/d", "big", "k y y p" }, { 0 }
	};
	struct claimed c;
	const struct motivation_claim *one;
	const struct motivation_item *items;

	claimed_init(&c, PROMISE, "musl-1.2.3 musl-1.2.5 musl-1.2.6 glibc-1",
	    rows);
	one = &c.motivation.v[0];
	items = one->items;
	ck_assert_uint_eq(one->group_count, 4);
	/* worse than before comes first */
	ck_assert_uint_eq(one->groups[0].count, 1);
	ck_assert(items[one->groups[0].first].worse);
	ck_assert_str_eq(items[one->groups[0].first].variant->name, "t/a:n=1");
	ck_assert_str_eq(items[one->groups[0].first].clients,
	    "musl-1.2.5, musl-1.2.6");
	ck_assert_str_eq(items[one->groups[0].first].reference,
	    "musl:51d4669f");
	/* then the largest */
	ck_assert_uint_eq(one->groups[1].count, 2);
	ck_assert_uint_eq(one->groups[2].count, 1);
	ck_assert_str_eq(items[one->groups[2].first].variant->name, "t/c");
	ck_assert_str_eq(items[one->groups[2].first].clients, "musl-1.2.5");
	/* what is permitted last */
	ck_assert_int_eq(items[one->groups[3].first].kind, MOTIVATION_POLICY);
	claimed_clear(&c);
}
END_TEST

/* Results, and what has to be read of them. */
static const struct {
	const char *claims, *clients;
	struct claimed_row rows[ROWS];
	const char *want;
} words[] = {
	{ PROMISE, TWO, { { "t/a", "big", "k p" } }, "big: confirmed\n" },
	{ PROMISE, TWO,
	    { { "t/a", "big", "k p" }, { "t/b", "big", "n -" },
		{ "t/c", "", "- -" } },
	    "big: confirmed\n" },
	{ PROMISE, TWO, { { "t/a", "big", "k p" }, { "t/b", "big", "- -" } },
	    "big: confirmed as far as it was run, 1 of 2 scenarios\n" },
	{ PROMISE, TWO, { { "t/a", "big", "k p" } },
	    "musl-1.2.3       before: 0 of 1 pass, 1 deviates (trials: 0 of" },
	{ PROMISE, TWO, { { "t/a", "big", "n -" } },
	    "musl-1.2.3       before: "
	    "n/a (trials: n/a)\n" },
	{ PROMISE, TWO, { { "t/a", "big", "n -" } },
	    "musl-1.2.5       behind: not run (trials: not run)" },
	{ PROMISE, "musl-1.2.3 musl-1.2.5 musl-1.2.5-mine",
	    { { "t/a", "big", "k p y" } },
	    "musl-1.2.5-mine  beside: 0 of 1 pass, 1 permitted" },
	{ PROMISE, "musl-1.2.5", { { "t/a", "big", "p" } },
	    "No release of musl in the range <1.2.4 is among the clients" },
	{ CLAIM("big", "promise", "MISSING Build it.\n"), "musl-1.2.3",
	    { { "t/a", "big", "k" } },
	    ">=1.2.4 is among the clients, so that "
	    "there is\n  nothing to compare with. "
	    "Build it. Scenarios that bear on it: "
	    "1.\n" },
	{ PROMISE, TWO, { { "t/a", "big", "p p" } },
	    "All that bears on it passes before the change, too" },
	{ PROMISE, TWO " glibc-1 ldns-1",
	    { { "t/a", "big", "k p p p" }, { "t/b", "big", "k k k p" } },
	    "    wrong [musl:51d4669f]\n      musl-1.2.5; the same: glibc-1 (1 "
	    "of 1)\n        t/b\n" },
	{ PROMISE, TWO, { { "t/b", "big", "k f=EAI_FAIL~#1" } },
	    "    not on record as a known deviation\n      musl-1.2.5\n        "
	    "t/b: EAI_FAIL\n" },
	{ PROMISE, TWO,
	    { { "t/b:n=1", "big", "k y=A~#1" },
		{ "t/b:n=2", "big", "k y=A~#2" }, { "t/b:n=3", "big", "k p" } },
	    "wants: 2 (no exceptions: none\n  is worse than before)\n      "
	    "musl-1."
	    "2.5\n        t/b (2 of 3 variants): A\n" },
	{ COST, TWO " glibc-1", { { "t/a", "big", "k=ok~2+0 p=NO p=NO" } },
	    "gave: 1\n      musl-1.2.5; the same: glibc-1 (1 of 1)\n        t/a"
	    ": NO, before: ok 2+0\n" },
	{ COST, TWO,
	    { { "t/a", "big", "k=ok k=A" }, { "t/b", "big", "k=B k=A" },
		{ "t/c", "big", "p k" } },
	    "deviates: 3; of these,\n  deviations before the change, too: 2, 1 "
	    "of them with an answer" },
	{ BETTER, TWO,
	    { { "a/a", "", "k p" }, { "a/b", "", "k p" }, { "b/a", "", "k p" },
		{ "b/b", "", "p k" } },
	    "  Better: a 2, b 1. Worse: b 1.\n" },
	{ CLAIM("big", "promise", "OUTCOMES\n"), TWO " glibc-1",
	    { { "t/a", "big", "k=A k=A p=ok" }, { "t/b", "big", "p p p" },
		{ "t/c", "big", "k k k" } },
	    "no musl at all: 1 of 3.\n    t/a\n        musl-1.2.3, musl-1.2.5: "
	    "A (known)\n        glibc-1: ok (pass)\n    t/b\n" },
	{ PROMISE "BEYOND The wind.\n", TWO, { { "t/a", "big", "k p" } },
	    "What cannot be shown here\n  The wind.\n" },
};

START_TEST(the_text_says_so)
{
	struct claimed c;
	char *text;

	claimed_init(&c, words[_i].claims, words[_i].clients, words[_i].rows);
	text = claimed_text(&c, false);
	ck_assert_msg(strstr(text, words[_i].want) != NULL, "%s, want %s", text,
	    words[_i].want);
	free(text);
	claimed_clear(&c);
}
END_TEST

START_TEST(what_is_foreign_stays_inert)
{
	static const struct claimed_row rows[] = { { "t/a", "big", "k p" },
		{ "t/b", "big", "k y=<b>|\\\"*\\u001b[0m" }, { 0 } };
	struct claimed c;
	char *text, *markdown, *html;

	claimed_init(&c,
	    "CLAIM_BEGIN big <i>\"Big\"</i>\nKIND promise\nBEFORE <1.2.4\n"
	    "AFTER >=1.2.4\nSAYS <s>\nREF rfc1#2\nWHY <w>\nCLAIM_END\n"
	    "BEYOND <u>\n",
	    TWO, rows);
	text = claimed_text(&c, false);
	markdown = claimed_text(&c, true);
	html = claimed_html(&c);
	ck_assert_ptr_null(strchr(text, '\033'));
	ck_assert_ptr_nonnull(strstr(text, "<b>|\"*\\027[0m"));
	ck_assert_ptr_nonnull(strstr(markdown, "\\<b\\>\\|"));
	ck_assert_ptr_nonnull(strstr(markdown, "\\*\\\\027\\[0m"));
	ck_assert_ptr_nonnull(strstr(markdown, "| \\<i\\>"));
	ck_assert_ptr_nonnull(strstr(html, "&lt;b&gt;|&quot;*\\027[0m"));
	ck_assert_ptr_null(strstr(html, "<i>"));
	ck_assert_ptr_null(strstr(html, "<s>"));
	ck_assert_ptr_null(strstr(html, "<w>"));
	ck_assert_ptr_null(strstr(html, "<u>"));
	ck_assert_ptr_nonnull(strstr(html, "href=\"#s/t/b\""));
	ck_assert_ptr_nonnull(
	    strstr(html, "<strong class=\"claim-confirmed\">confirmed</"));
	free(html);
	free(markdown);
	free(text);
	claimed_clear(&c);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("motivation");
	TCase *t = tcase_create("motivation");

	tcase_add_loop_test(t, each_verdict, 0, LEN(cases));
	tcase_add_test(t, trials_and_scenarios_are_counted);
	tcase_add_test(t, items_are_grouped);
	tcase_add_loop_test(t, the_text_says_so, 0, LEN(words));
	tcase_add_test(t, what_is_foreign_stays_inert);
	suite_add_tcase(s, t);
	return unit_run(s);
}
