#include "config.h"

#include "report/command_words.h"
#include "report/group.h"
#include "report/matrix_cell.h"
#include "tests/report_made.h"

#define LEN(a) (sizeof(a) / sizeof *(a))
#define DAY "2026-11-23T05:58:07Z"
#define OTHER_TIME "2026-11-23T06:00:00Z"
#define OTHER_DAY "2026-11-24T05:58:07Z"
#define TWO CLIENT("musl", "1") "," CLIENT("glibc", "2")

static void
check_labels(const char *second_date, const char *want)
{
	struct made m;
	char *first = xstrdup(
	    RUN(DAY, TWO) TRIAL("t/x:n=2", "musl-1", "pass", "ok", "") LAST(1));
	char *second = xasprintf(RUN("%s", CLIENT("musl", "1")) TRIAL("t/x:n=2",
				     "musl-1", "pass", "ok", "") LAST(1),
	    second_date);
	struct text got = { 0 };

	ck_assert_msg(made_load(&m, "t/x", first, second) == 0, "%s",
	    m.err.text);
	for (size_t i = 0; i < m.report.client_count; i++)
		text_add(&got, "%s%s", i == 0 ? "" : " | ",
		    m.report.clients[i].label);
	ck_assert_str_eq(got.s, want);
	text_clear(&got);
	made_clear(&m);
	free(first);
	free(second);
}

START_TEST(clients_of_one_name_are_told_apart)
{
	check_labels(OTHER_DAY,
	    "musl-1 (2026-11-23) | glibc-2 | musl-1 (2026-11-24)");
	check_labels(OTHER_TIME,
	    "musl-1 (" DAY ") | glibc-2 | musl-1 (" OTHER_TIME ")");
	check_labels(DAY, "musl-1 (file 1) | glibc-2 | musl-1 (file 2)");
	check_labels("", "musl-1 (2026-11-23) | glibc-2 | musl-1 (file 2)");
}
END_TEST

START_TEST(rows_are_in_the_order_of_the_corpus)
{
	struct made m;
	const struct report_scenario *s;

	ck_assert_int_eq(made_load(&m, "t/x",
			     RUN(DAY, TWO) TRIAL("t/x:n=2", "musl-1", "pass",
				 "ok", "") TRIAL("t/x:n=16", "musl-1", "pass",
				 "ok", "") TRIAL("t/x:n=1", "musl-1", "pass",
				 "ok", "") TRIAL("a/gone", "glibc-2", "pass",
				 "ok", "") LAST(4),
			     NULL),
	    0);
	ck_assert_uint_eq(m.report.count, 2);
	s = report_find(&m.report, "t/x");
	ck_assert_ptr_eq(s, &m.report.scenarios[1]);
	ck_assert_str_eq(s->first->title, "A title");
	ck_assert_uint_eq(s->count, 3);
	ck_assert_str_eq(s->variants[0].variant, "n=16");
	ck_assert_str_eq(s->variants[1].variant, "n=2");
	ck_assert_str_eq(s->variants[2].variant, "n=1");
	ck_assert_ptr_null(s->variants[2].scenario);
	ck_assert_ptr_nonnull(s->variants[0].trials[0].result);
	ck_assert_ptr_null(s->variants[0].trials[1].result);
	ck_assert_str_eq(s->variants[0].trials[0].outcome, "ok");
	ck_assert_ptr_null(m.report.scenarios[0].first);
	ck_assert_ptr_null(report_find(&m.report, "t/y"));
	made_clear(&m);
}
END_TEST

/* What came of a trial, as its line has it and as it is shown. */
static const struct {
	const char *more, *want;
} diffs[] = {
	{ ",'diff':'CALL getaddrinfo h (/home/me (x)/c/t/x.scn:7)\\n--- wanted "
	  "(/home/me/c/t/x.scn:8)\\n+++ musl-1\\n-ok\\n+EAI_AGAIN\\n'",
	    "CALL getaddrinfo h (t/x.scn:7)\n--- wanted (t/x.scn:8)\n"
	    "+++ came\n-ok\n+EAI_AGAIN\n" },
	{ ",'diff':'+++ musl-1, permitted (c/t/x.scn:8)\\n'",
	    "+++ came, permitted (t/x.scn:8)\n" },
	{ ",'diff':'recorded: ok (/home/me/c/known/musl.tsv:8)\\n'",
	    "recorded: ok (known/musl.tsv:8)\n" },
	/* the record stands beside it */
	{ ",'known':'why','diff':'+ok\\nknown: why [] "
	  "(/c/known/musl.tsv:1)\\n'",
	    "+ok\n" },
	{ ",'diff':'known: nothing\\n'", "known: nothing\n" },
	/* no folder */
	{ ",'diff':'+address t/x.scn:8 (a b t/x.scn:8)\\n'",
	    "+address t/x.scn:8 (a b t/x.scn:8)\n" },
};

START_TEST(diffs_are_without_folders)
{
	struct made m;
	char *results = xasprintf(RUN(DAY, TWO) TRIAL("t/x:n=2", "musl-1",
				      "known", "x", "%s") LAST(1),
	    diffs[_i].more);

	ck_assert_int_eq(made_load(&m, "t/x", results, NULL), 0);
	ck_assert_str_eq(m.report.scenarios[0].variants[0].trials[0].diff,
	    diffs[_i].want);
	made_clear(&m);
	free(results);
}
END_TEST

#define JOURNAL(us, port, type)                                                \
	",'steps':[{'elapsed_ms':1,'servers':{}}],'journal':[{'us':1,'event':" \
	"'call','step':1},{'us':" #us ",'event':'query','server':'192.0.2.1'," \
	"'transport':'udp','port':" #port ",'octets':30,'id':" #port           \
	",'name':'h.','type':'" type "'},{'us':99,'event':'end','step':1}]"

/* The same but for one thing; how many groups two clients make. */
static const struct {
	const char *a, *b;
	size_t groups;
} alike[] = {
	{ TRIAL("t/x", "musl-1", "known", "x", ",'known':'r'"),
	    TRIAL("t/x", "glibc-2", "known", "x", ",'known':'r'"), 1 },
	{ TRIAL("t/x", "musl-1", "known", "x", ",'known':'r'"),
	    TRIAL("t/x", "glibc-2", "known", "x", ",'known':'s'"), 2 },
	{ TRIAL("t/x", "musl-1", "known", "x", ""),
	    TRIAL("t/x", "glibc-2", "policy", "x", ""), 2 },
	{ TRIAL("t/x", "musl-1", "known", "x", ""),
	    TRIAL("t/x", "glibc-2", "known", "y", ""), 2 },
	{ TRIAL("t/x", "musl-1", "known", "x", ",'diff':'+++ musl-1\\n'"),
	    TRIAL("t/x", "glibc-2", "known", "x", ",'diff':'+++ glibc-2\\n'"),
	    1 },
	{ TRIAL("t/x", "musl-1", "known", "x", ",'diff':'a\\n'"),
	    TRIAL("t/x", "glibc-2", "known", "x", ",'diff':'b\\n'"), 2 },
	{ TRIAL("t/x", "musl-1", "known", "x", JOURNAL(5, 4000, "A")),
	    TRIAL("t/x", "glibc-2", "known", "x", JOURNAL(7, 5000, "A")), 1 },
	{ TRIAL("t/x", "musl-1", "known", "x", JOURNAL(5, 4000, "A")),
	    TRIAL("t/x", "glibc-2", "known", "x", JOURNAL(5, 4000, "AAAA")),
	    2 },
	{ TRIAL("t/x", "musl-1", "known", "x", JOURNAL(5, 4000, "A")),
	    TRIAL("t/x", "glibc-2", "known", "x", ""), 2 },
	/* these are not shown */
	{ TRIAL("t/x", "musl-1", "pass", "x", ""),
	    TRIAL("t/x", "glibc-2", "n/a", "", ""), 0 },
};

START_TEST(alike_clients_are_told_once)
{
	struct made m;
	struct groups groups;
	char *results =
	    xasprintf(RUN(DAY, TWO) "%s%s" LAST(2), alike[_i].a, alike[_i].b);

	ck_assert_int_eq(made_load(&m, "t/y", results, NULL), 0);
	groups_make(&m.report, &m.report.scenarios[0].variants[0], &groups);
	ck_assert_uint_eq(groups.count, alike[_i].groups);
	if (groups.count == 0)
		ck_assert_uint_eq(groups.of[0], GROUP_NONE);
	else {
		ck_assert_uint_eq(groups.of[1], groups.count - 1);
		ck_assert_uint_eq(groups.v[0].count, 3 - groups.count);
	}
	groups_clear(&groups);
	made_clear(&m);
	free(results);
}
END_TEST

/* The verdicts of three variants with one client, and its cell. */
static const struct {
	const char *verdicts[3]; /* NULL: not run */
	const char *words, *class;
} cells[] = {
	{ { "pass", "pass", "pass" }, "pass", "v-pass" },
	{ { "pass", "known", "policy" }, "known 1, policy 1 of 3", "v-known" },
	{ { "known", "known", "known" }, "known 3 of 3", "v-known" },
	{ { "fail", "known", "pass" }, "fail 1, known 1 of 3", "v-fail" },
	{ { "n/a", "n/a", "n/a" }, "n/a", "v-na" },
	{ { "pass", "n/a", "pass" }, "pass 2 of 3", "v-pass" },
	{ { "pass", "pass", NULL }, "pass 2 of 3", "v-pass" },
	{ { "known", "n/a", "n/a" }, "known 1 of 3", "v-known" },
	{ { "error", "fixed", "skip" }, "error 1, fixed 1, skip 1 of 3",
	    "v-error" },
};

START_TEST(cells_tell_verdicts_apart)
{
	struct made m;
	struct text results = { 0 }, words = { 0 };
	const char *class;

	text_add(&results, RUN(DAY, TWO));
	for (int i = 0; i < 3; i++) {
		text_add(&results,
		    TRIAL("t/x:n=%d", "glibc-2", "pass", "ok", ""), i);
		if (cells[_i].verdicts[i] != NULL)
			text_add(&results,
			    TRIAL("t/x:n=%d", "musl-1", "%s", "ok", ""), i,
			    cells[_i].verdicts[i]);
	}
	ck_assert_int_eq(made_load(&m, "t/x", results.s, NULL), 0);
	class = matrix_cell_words(&m.report.scenarios[0], 0, &words);
	ck_assert_str_eq(words.s, cells[_i].words);
	ck_assert_str_eq(class, cells[_i].class);
	text_clear(&words);
	text_clear(&results);
	made_clear(&m);
}
END_TEST

static const struct {
	const char *words[8], *want;
} commands[] = {
	{ { "/home/me/rt", "-r", "/home/me/r", "run", "tcp/*" },
	    "resolver-tests -r … run tcp/*" },
	{ { "rt", "run", "-j", "64", "-c", "musl-*", "--octets", "api/x" },
	    "resolver-tests run -j 64 -c musl-* --octets api/x" },
	{ { "rt", "--results=r", "-rr", "--corpus", "c", "/home", "~me" },
	    "resolver-tests … … --corpus … … …" },
	{ { "rt", "--new-option", "file" }, "resolver-tests --new-option …" },
};

START_TEST(commands_name_no_file)
{
	struct words words = { 0 };
	struct text got = { 0 };

	for (size_t i = 0; i < LEN(commands[_i].words); i++)
		if (commands[_i].words[i] != NULL)
			words_add(&words, commands[_i].words[i]);
	for (size_t i = 0; i < words.count; i++)
		text_add(&got, "%s%s", i == 0 ? "" : " ",
		    command_word(&words, i));
	ck_assert_str_eq(got.s, commands[_i].want);
	text_clear(&got);
	words_clear(&words);
}
END_TEST

START_TEST(a_wrong_file_is_told)
{
	struct made m;

	ck_assert_int_eq(made_load(&m, "t/x", RUN(DAY, TWO) LAST(0), NULL), -1);
	ck_assert_ptr_nonnull(strstr(m.err.text, ":2:1: no trial"));
	made_clear(&m);
	ck_assert_int_eq(made_load(&m, "t/x",
			     RUN(DAY, TWO) TRIAL("t/x", "musl-1", "pass", "ok",
				 "") LAST(1),
			     "nonsense"),
	    -1);
	made_clear(&m);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("report");
	TCase *t = tcase_create("report");

	tcase_add_test(t, clients_of_one_name_are_told_apart);
	tcase_add_test(t, rows_are_in_the_order_of_the_corpus);
	tcase_add_loop_test(t, diffs_are_without_folders, 0, LEN(diffs));
	tcase_add_loop_test(t, alike_clients_are_told_once, 0, LEN(alike));
	tcase_add_loop_test(t, cells_tell_verdicts_apart, 0, LEN(cells));
	tcase_add_loop_test(t, commands_name_no_file, 0, LEN(commands));
	tcase_add_test(t, a_wrong_file_is_told);
	suite_add_tcase(s, t);
	return unit_run(s);
}
