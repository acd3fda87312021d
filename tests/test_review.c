/* What only a run tells, from a run and from its results. */
#include "config.h"

#include "resolver-tests/results_read.h"
#include "resolver-tests/review.h"
#include "tests/judged.h"
#include "tests/unit.h"

#define LEN(a) (sizeof(a) / sizeof *(a))
#define HEAD "SCENARIO_BEGIN x\nWHY y\nREF z\nTAGS tcp\n"
#define ENTRY                                                                  \
	"ENTRY_BEGIN\nMATCH qname\nREPLY QR\nSECTION QUESTION\n"               \
	"x.example. IN A\nENTRY_END\n"
#define CALL "CALL getaddrinfo x.example\nRESULT_BEGIN\nok\nRESULT_END\n"
#define END "SCENARIO_END\n"

static void
check_problem(const struct lint *lint, const char *want)
{
	if (want == NULL) {
		ck_assert_msg(lint->count == 0, "%s", lint->v[0]);
		return;
	}
	ck_assert_msg(lint->count == 1, "%zu problems: %s, want %s",
	    lint->count, lint->count == 0 ? "" : lint->v[0], want);
	ck_assert_msg(strstr(lint->v[0], want) != NULL, "%s, want %s",
	    lint->v[0], want);
}

/* What a trial tells: is the entry USED, and the text that CAME. */
static const struct {
	bool used;
	const char *records, *came, *problem;
} runs[] = {
	{ true, "", "ok\n", NULL },
	{ false, "", "ok\n", ":5:1: an entry no query ever used" },
	{ true, "", "EAI_AGAIN\n", NULL },
	{ true, "t/x\t*\tEAI_AGAIN\tr\tx\n", "EAI_AGAIN\n", NULL },
	{ true, "t/x\t*\tEAI_AGAIN\tr\tx\n", "ok\n",
	    ":1:1: t/x no longer deviates so" },
};

START_TEST(a_run_is_reviewed)
{
	struct judged j;
	struct lint lint = { 0 };
	struct review *review;
	struct finished f;

	judged_init(&j, "t/x", HEAD ENTRY CALL END, runs[_i].records);
	judged_step(&j, runs[_i].came);
	if (runs[_i].used)
		bits_add(&j.observation.entries_used, 0);
	judged_judge(&j);
	f = judged_finished(&j);
	review = review_new(&j.scenarios, &j.known);
	review_add(review, &f);
	review_finish(review, &lint);
	check_problem(&lint, runs[_i].problem);
	review_free(review);
	lint_clear(&lint);
	judged_clear(&j);
}
END_TEST

#define WITH "UNCONFIRMED rfc1\n"
#define PASS VERDICT_PASS
#define NA VERDICT_NA
/* The verdicts of glibc, c-ares and ldns; musl passes. */
static const struct {
	const char *unconfirmed;
	enum verdict verdicts[3];
	const char *problem;
} expectations[] = {
	{ "", { PASS, PASS, PASS }, NULL },
	{ "", { VERDICT_KNOWN, NA, PASS }, NULL },
	{ "", { VERDICT_POLICY, VERDICT_KNOWN, NA }, "t/x: no reference" },
	{ "", { NA, NA, NA }, "t/x: no reference" },
	{ "", { VERDICT_FAIL, NA, NA }, "t/x: no reference" },
	{ "", { VERDICT_SKIP, NA, NA }, NULL },
	{ "", { VERDICT_ERROR, NA, NA }, NULL },
	{ "", { VERDICT_UNSTABLE, NA, NA }, NULL },
	{ WITH, { VERDICT_POLICY, VERDICT_KNOWN, NA }, NULL },
	{ WITH, { NA, NA, NA }, NULL },
	/* one that passes may be of another version elsewhere, and not pass */
	{ WITH, { NA, PASS, NA }, NULL },
	{ WITH, { PASS, VERDICT_KNOWN, PASS }, NULL },
	{ WITH, { VERDICT_SKIP, PASS, PASS }, NULL },
	{ WITH, { PASS, PASS, PASS }, "t/x: UNCONFIRMED, and each reference" },
	{ WITH, { VERDICT_SKIP, NA, NA }, NULL },
};

static void
note(struct review *review, const struct scenario *s, const char *family,
    enum verdict verdict)
{
	char *name = xstrdup(family);
	struct client client = { .name = name,
		.family = name,
		.version = name };
	struct bits lines = { 0 };
	struct review_trial t = { .scenario = s,
		.client = &client,
		.verdict = verdict,
		.lines = &lines };

	review_note(review, &t);
	free(name);
}

START_TEST(a_reference_confirms)
{
	static const char *const families[] = { "glibc", "c-ares", "ldns" };
	struct judged j;
	char text[512];

	snprintf(text, sizeof text, HEAD "%s" CALL END,
	    expectations[_i].unconfirmed);
	judged_init(&j, "t/x", text, "");
	/* without one of the references nothing is said */
	for (size_t without = 0; without <= 3; without++) {
		struct review *review = review_new(&j.scenarios, &j.known);
		struct lint lint = { 0 };

		note(review, j.scenarios.v[0], "musl", VERDICT_PASS);
		for (size_t i = 0; i < 3; i++)
			if (i != without)
				note(review, j.scenarios.v[0], families[i],
				    expectations[_i].verdicts[i]);
		review_finish(review, &lint);
		check_problem(&lint,
		    without == 3 ? expectations[_i].problem : NULL);
		lint_clear(&lint);
		review_free(review);
	}
	judged_clear(&j);
}
END_TEST

/* An entry is used where one variant uses it; each variant has to be run. */
START_TEST(variants_share_entries)
{
	static const struct {
		unsigned lines[2]; /* that answered; 0: none, 9: not run */
		const char *problem;
	} cases[] = {
		{ { 6, 14 }, NULL },
		{ { 6, 6 }, ":14:1: an entry" },
		{ { 0, 14 }, ":6:1: an entry" },
		{ { 6, 9 }, NULL },
	};

	for (size_t i = 0; i < LEN(cases); i++) {
		struct judged j;
		struct lint lint = { 0 };
		struct review *review;

		judged_init(&j, "t/x",
		    "VARY n 1 2\n" HEAD ENTRY "WHEN_BEGIN n=2\n"
		    "\n" ENTRY "WHEN_END\n" CALL END,
		    "");
		review = review_new(&j.scenarios, &j.known);
		for (size_t k = 0; k < 2; k++) {
			struct bits lines = { 0 };
			struct review_trial t = { j.scenarios.v[k], &j.client,
				VERDICT_PASS, cases[i].lines[k] != 9, false,
				&lines };

			if (cases[i].lines[k] > 0)
				bits_add(&lines, cases[i].lines[k]);
			review_note(review, &t);
			bits_clear(&lines);
		}
		review_finish(review, &lint);
		check_problem(&lint, cases[i].problem);
		review_free(review);
		lint_clear(&lint);
		judged_clear(&j);
	}
}
END_TEST

#define RUN "{\"type\":\"run\",\"format\":1}\n"
#define TRIAL(client, verdict, rest)                                           \
	"{\"type\":\"trial\",\"scenario\":\"t/x\",\"client\":\"" client        \
	"\",\"verdict\":\"" verdict "\"" rest "}\n"
#define USED ",\"entries\":[5]"
#define MUSL TRIAL("musl-1.2.5", "pass", USED)
#define GLIBC TRIAL("glibc-2.36", "pass", ",\"entries\":[]")
#define LAST "{\"type\":\"end\"}\n"
/* WHY the file is refused, or the PROBLEM it tells. */
static const struct {
	const char *text, *records, *why, *problem;
} results[] = {
	{ RUN MUSL GLIBC LAST, "", NULL, NULL },
	{ RUN GLIBC TRIAL("musl-1.2.5", "pass", ",\"entries\":[]") LAST, "",
	    NULL, ":5:1: an entry no query ever used" },
	{ RUN TRIAL("musl-1.2.5", "known", USED ",\"reference\":\"x\"")
		GLIBC LAST,
	    "t/x\t*\tE\tr\tx\n", NULL, NULL },
	{ RUN MUSL GLIBC LAST, "t/x\t*\tE\tr\tx\n", NULL,
	    "t/x no longer deviates so" },
	{ RUN TRIAL("musl-1.2.5", "fail", USED) GLIBC LAST, "", NULL,
	    ":2:1: t/x on musl-1.2.5: fail, want" },
	{ RUN TRIAL("musl-1.2.5", "n/a", USED) TRIAL("glibc-2.36", "skip", USED)
		LAST,
	    "", NULL, NULL },
	/* 6: files that tell nothing */
	{ "", "", ":0:1: the run did not", NULL },
	{ RUN MUSL GLIBC, "", ":3:1: the run did not come to its end", NULL },
	{ RUN MUSL LAST, "", ":3:1: t/x was not run on glibc-2.36", NULL },
	{ RUN MUSL GLIBC LAST LAST, "", ":5:1: a line behind the last", NULL },
	{ RUN RUN LAST, "", ":2:1: no line of results", NULL },
	{ "{\"type\":\"run\",\"format\":2}\n", "", ":1:1: no line of", NULL },
	{ "x\n", "", ":1:1: no line of results", NULL },
	{ MUSL LAST, "", ":1:1: a trial before the run", NULL },
	{ RUN "{\"type\":\"trial\",\"scenario\":\"t/y\"}\n", "",
	    ":2:1: a scenario that there is not", NULL },
	{ RUN TRIAL("musl-1.2.9", "pass", USED), "",
	    ":2:1: a client that there is not", NULL },
	{ RUN TRIAL("musl-1.2.5", "good", USED), "", ":2:1: no verdict", NULL },
	{ RUN TRIAL("musl-1.2.5", "pass", ""), "", ":2:1: no \"entries\"",
	    NULL },
	{ RUN TRIAL("musl-1.2.5", "pass", ",\"entries\":[5,6]"), "",
	    ":2:1: an entry that the scenario does not have", NULL },
};

START_TEST(results_are_read)
{
	struct judged j;
	struct memory_file m;
	char name[] = "glibc-2.36", family[] = "glibc", version[] = "2.36";
	const struct client glibc = { .name = name,
		.family = family,
		.version = version };
	struct client *two;
	struct clients clients = { .count = 2 };
	struct lint lint = { 0 };
	struct error err = { 0 };
	struct review *review;
	int ret;

	judged_init(&j, "t/x", HEAD ENTRY CALL END, results[_i].records);
	clients.v = two = xcalloc(2, sizeof *two);
	two[0] = j.client;
	two[1] = glibc;
	review = review_new(&j.scenarios, &j.known);
	ret = results_read(memory_file_open(&m, results[_i].text), &j.scenarios,
	    &clients, review, &lint, &err);
	close(m.fd);
	ck_assert_int_eq(ret, results[_i].why == NULL ? 0 : -1);
	if (ret == 0) {
		review_finish(review, &lint);
		check_problem(&lint, results[_i].problem);
	} else
		ck_assert_msg(strstr(err.text, results[_i].why) != NULL,
		    "%s, want %s", err.text, results[_i].why);
	free(two);
	review_free(review);
	lint_clear(&lint);
	judged_clear(&j);
}
END_TEST

START_TEST(a_file_that_is_not_there)
{
	const struct scenarios none = { 0 };
	const struct clients nobody = { 0 };
	const struct known known = { 0 };
	struct review *review = review_new(&none, &known);
	struct lint lint = { 0 };
	struct error err = { 0 };

	ck_assert_int_eq(results_read("no/such/file", &none, &nobody, review,
			     &lint, &err),
	    -1);
	ck_assert_str_eq(err.text, "no/such/file: No such file or directory");
	review_free(review);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("review");
	TCase *t = tcase_create("review");

	tcase_add_loop_test(t, a_run_is_reviewed, 0, LEN(runs));
	tcase_add_loop_test(t, a_reference_confirms, 0, LEN(expectations));
	tcase_add_test(t, variants_share_entries);
	tcase_add_loop_test(t, results_are_read, 0, LEN(results));
	tcase_add_test(t, a_file_that_is_not_there);
	suite_add_tcase(s, t);
	return unit_run(s);
}
