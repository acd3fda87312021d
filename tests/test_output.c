/* tap, summary, list, wrap: what people and harnesses read. */
#include "config.h"

#include "resolver-tests/list.h"
#include "resolver-tests/progress.h"
#include "resolver-tests/summary.h"
#include "resolver-tests/summary_print.h"
#include "resolver-tests/tap.h"
#include "resolver-tests/wrap.h"
#include "tests/judged.h"
#include "tests/unit.h"

#define SCENARIO                                                               \
	"SCENARIO_BEGIN Twenty addresses\nWHY Only TCP has them.\n"            \
	"TAGS tcp large\nCALL getaddrinfo a.example\nRESULT_BEGIN\nok\n"       \
	"address 198.51.100.1\naddress 198.51.100.2\nRESULT_END\n"             \
	"RESULT_BEGIN permitted\nEAI_NODATA\nRESULT_END\nSCENARIO_END\n"
#define RIGHT "ok\naddress 198.51.100.1\naddress 198.51.100.2\n"
#define KNOWN "tcp/empty-truncated\t*\tEAI_NONAME\tit never asks\tabc\n"

static char page[8192];

static FILE *
page_open(void)
{
	memset(page, 0, sizeof page);
	return fmemopen(page, sizeof page - 1, "w");
}

static const struct {
	const char *records, *came, *tap;
} points[] = {
	{ "", RIGHT, "ok 1 - tcp/empty-truncated musl-1.2.5\n1..1\n" },
	{ "", "EAI_NODATA\n",
	    "ok 1 - tcp/empty-truncated musl-1.2.5 # policy: EAI_NODATA\n" },
	{ KNOWN, "EAI_NONAME\n",
	    "not ok 1 - tcp/empty-truncated musl-1.2.5 # TODO known: it never "
	    "asks\n1..1\n" },
	{ KNOWN, RIGHT,
	    "not ok 1 - tcp/empty-truncated musl-1.2.5\n# fixed: ok 2+0 " },
	{ "", "EAI_NONAME\n",
	    "not ok 1 - tcp/empty-truncated musl-1.2.5\n# fail: EAI_NONAME\n"
	    "# CALL getaddrinfo a.example" },
	{ "", NULL,
	    "ok 1 - tcp/empty-truncated musl-1.2.5 # SKIP the client does not "
	    "offer this call\n1..1\n" },
};

static void
judge_came(struct judged *j, const char *records, const char *came)
{
	judged_init(j, "tcp/empty-truncated", SCENARIO, records);
	if (came == NULL)
		j->observation.kind = OBSERVED_UNSUPPORTED;
	else
		judged_step(j, came);
	judged_judge(j);
}

START_TEST(tap_points)
{
	struct judged j;
	struct tap tap;
	struct finished f;
	FILE *out = page_open();

	judge_came(&j, points[_i].records, points[_i].came);
	f = judged_finished(&j);
	tap_start(&tap, out);
	tap_add(&tap, &f);
	ck_assert_int_eq(tap_end(&tap), 0);
	fclose(out);
	ck_assert_msg(strncmp(page, "TAP version 13\n", 15) == 0 &&
			  strncmp(page + 15, points[_i].tap,
			      strlen(points[_i].tap)) == 0,
	    "%s\nwant\n%s", page, points[_i].tap);
	judged_clear(&j);
}
END_TEST

START_TEST(a_lost_stream_is_told)
{
	struct tap tap;
	FILE *full = fopen("/dev/full", "we");

	tap_start(&tap, full);
	ck_assert_int_eq(tap_end(&tap), -1);
	fclose(full);
}
END_TEST

static const struct {
	const char *records, *came;
	long syns, connections;
	const char *in_page[3];
} pages[] = {
	{ "", RIGHT, 1, 1,
	    { "Twenty addresses (tcp/empty-truncated)\n"
	      "  Only TCP has them.\n"
	      "    musl-1.2.5     2 addresses over 1 TCP connection\n",
		"  musl-1.2.5            1\n",
		"Everything is as expected or as recorded.\n"
		"1 trial in 2.0 s, 0 a second" } },
	{ KNOWN, "EAI_NONAME\n", 0, 0,
	    { "    musl-1.2.5     EAI_NONAME, no TCP connection; known: it "
	      "never asks\n",
		"musl-1.2.5: 1 known deviation\n"
		"  it never asks [abc]\n"
		"      tcp/empty-truncated (EAI_NONAME)\n",
		"Everything is as expected" } },
	{ "", "EAI_NODATA\n", 2, 0,
	    { "EAI_NODATA, 2 attempts at TCP failed; policy\n",
		"  tcp/empty-truncated: EAI_NODATA by musl-1.2.5\n", "" } },
	{ "", "EAI_NONAME\n", 0, 0,
	    { "fail: tcp/empty-truncated musl-1.2.5\n    CALL getaddrinfo",
		"    -ok\n    +EAI_NONAME\n",
		"Not as expected: 1 of 1 trials.\n" } },
};

START_TEST(summary_pages)
{
	struct judged j;
	struct summary s = { 0 };
	struct finished f;
	struct clients clients;
	const struct run_times times = { 2000, 1, 1 };
	FILE *out = page_open();

	judge_came(&j, pages[_i].records, pages[_i].came);
	j.observation.steps[0].total.v[FACT_TCP_SYNS] = pages[_i].syns;
	j.observation.steps[0].total.v[FACT_TCP_CONNECTIONS] =
	    pages[_i].connections;
	f = judged_finished(&j);
	f.repeat = _i == 0 ? 2 : 0;
	summary_add(&s, &f);
	clients = (struct clients){ .v = &j.client, .count = 1 };
	s.in_full = _i % 2 == 1;
	summary_print(&s, out, &clients, &times, "results.jsonl");
	fclose(out);
	for (size_t i = 0; i < 3; i++)
		ck_assert_msg(strstr(page, pages[_i].in_page[i]) != NULL,
		    "%s\nwant in it\n%s", page, pages[_i].in_page[i]);
	ck_assert_ptr_nonnull(
	    strstr(page, "Every trial is a line of results.jsonl\n"));
	ck_assert_ptr_null(strchr(page, '\033')); /* no terminal */
	ck_assert_int_eq(strstr(page, "1 trial came right only when") != NULL,
	    _i == 0);
	ck_assert_int_eq(summary_is_good(&s),
	    strstr(page, "Everything is as expected") != NULL);
	summary_clear(&s);
	judged_clear(&j);
}
END_TEST

/* Ten deviations are named, eleven are counted. */
START_TEST(long_lists_are_cut)
{
	struct judged j;
	struct summary s = { .in_full = _i == 2 };
	struct finished f;
	struct clients clients;
	const struct run_times times = { 1, 1, 1 };
	FILE *out = page_open();

	judge_came(&j, KNOWN, "EAI_NONAME\n");
	f = judged_finished(&j);
	for (int i = 0; i < (_i == 0 ? 10 : 11); i++)
		summary_add(&s, &f);
	clients = (struct clients){ .v = &j.client, .count = 1 };
	summary_print(&s, out, &clients, &times, NULL);
	fclose(out);
	ck_assert_int_eq(strstr(page, "    11  it never asks [abc]\n") != NULL,
	    _i == 1);
	ck_assert_int_eq(strstr(page, "\n  it never asks [abc]\n") != NULL,
	    _i != 1);
	summary_clear(&s);
	judged_clear(&j);
}
END_TEST

/* The first reason has one trial, the second two, and so on. */
START_TEST(the_commonest_reasons_are_told)
{
	enum { REASONS = SUMMARY_BRIEF + 2 };
	struct known_deviation records[REASONS];
	struct judged j;
	struct summary s = { 0 };
	struct finished f;
	struct clients clients;
	const struct run_times times = { 1, 1, 1 };
	FILE *out = page_open();

	judge_came(&j, KNOWN, "EAI_NONAME\n");
	f = judged_finished(&j);
	for (int i = 0; i < REASONS; i++) {
		records[i] = *j.judgement.known;
		records[i].reason = xasprintf("reason %02d", i + 1);
		j.judgement.known = &records[i];
		for (int k = 0; k <= i; k++)
			summary_add(&s, &f);
	}
	clients = (struct clients){ .v = &j.client, .count = 1 };
	summary_print(&s, out, &clients, &times, NULL);
	fclose(out);
	ck_assert_ptr_nonnull(strstr(page, "musl-1.2.5: 78 known deviations\n"
					   "    12  reason 12 [abc]\n"
					   "    11  reason 11 [abc]\n"));
	ck_assert_ptr_nonnull(
	    strstr(page, "     3  reason 03 [abc]\n"
			 "        and 2 more reasons, which --long lists\n\n"));
	for (int i = 0; i < REASONS; i++)
		free(records[i].reason);
	summary_clear(&s);
	judged_clear(&j);
}
END_TEST

/* So are permitted outcomes; what variants have in common is one. */
START_TEST(many_policies_are_counted)
{
	struct judged j;
	struct summary s = { .in_full = _i == 2 };
	struct finished f;
	struct clients clients;
	const struct run_times times = { 1, 1, 1 };
	FILE *out = page_open();

	judge_came(&j, "", "EAI_NODATA\n");
	f = judged_finished(&j);
	for (int i = 0; i < SUMMARY_BRIEF + (_i > 0); i++) {
		free(j.judgement.summary);
		j.judgement.summary = xasprintf("E%02d", i);
		summary_add(&s, &f); /* twice */
		summary_add(&s, &f);
	}
	free(j.judgement.summary);
	j.judgement.summary = xstrdup("ok");
	j.judgement.verdict = VERDICT_PASS;
	summary_add(&s, &f);
	clients = (struct clients){ .v = &j.client, .count = 1 };
	summary_print(&s, out, &clients, &times, NULL);
	fclose(out);
	ck_assert_int_eq(strstr(page,
			     "\n  11 outcomes, which --long lists\n\n") != NULL,
	    _i == 1);
	ck_assert_int_eq(strstr(page, "E09 by musl-1.2.5") != NULL, _i != 1);
	summary_clear(&s);
	judged_clear(&j);
}
END_TEST

START_TEST(progress_needs_a_terminal)
{
	struct progress p;
	FILE *out = tmpfile();

	progress_start(&p, out, 10);
	progress_add(&p, VERDICT_FAIL, 5000);
	progress_clear(&p);
	ck_assert_int_eq(ftell(out), 0);
	ck_assert_uint_eq(p.bad, 1);
	fclose(out);
}
END_TEST

START_TEST(list_lines)
{
	struct judged j;
	FILE *out = page_open();

	judged_init(&j, "tcp/x", SCENARIO, "");
	list_print(out, j.scenarios.v[0], false);
	list_print(out, j.scenarios.v[0], true);
	fclose(out);
	ck_assert_str_eq(page, "tcp/x\tTwenty addresses\n"
			       "tcp/x\ttcp large\tTwenty addresses\n");
	judged_clear(&j);
}
END_TEST

START_TEST(words_are_wrapped)
{
	FILE *out = page_open();

	/* the last word of the first line ends in column 80 */
	wrap_print(out, 4, 2,
	    "0123456789012345678901234567890123456789 "
	    "0123456789012345678901234567890123\303\244 a\n  other");
	fputs("ab", out);
	wrap_print(out, 2, 2, "c");
	fclose(out);
	ck_assert_str_eq(page,
	    "  0123456789012345678901234567890123456789 "
	    "0123456789012345678901234567890123\303\244\n    a other\nabc\n");
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("output");
	TCase *t = tcase_create("output");

	tcase_add_loop_test(t, tap_points, 0,
	    (int)(sizeof points / sizeof *points));
	tcase_add_test(t, a_lost_stream_is_told);
	tcase_add_loop_test(t, long_lists_are_cut, 0, 3);
	tcase_add_test(t, the_commonest_reasons_are_told);
	tcase_add_loop_test(t, many_policies_are_counted, 0, 3);
	tcase_add_loop_test(t, summary_pages, 0,
	    (int)(sizeof pages / sizeof *pages));
	tcase_add_test(t, progress_needs_a_terminal);
	tcase_add_test(t, list_lines);
	tcase_add_test(t, words_are_wrapped);
	suite_add_tcase(s, t);
	return unit_run(s);
}
