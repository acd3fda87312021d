#include "config.h"

#include "resolver-tests/text.h"
#include "tests/unit.h"
#include "tests/versus_sides.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

/* What a trial with these verdicts and outcomes is; -1: neither was run. */
static const struct {
	const char *a, *a_outcome, *b, *b_outcome;
	int kind;
} kinds[] = {
	{ "pass", "ok", "pass", "ok", VERSUS_ALIKE },
	{ "pass", "ok", "pass", "ok #1", VERSUS_CHANGED },
	{ "pass", "ok", "fixed", "ok", VERSUS_CHANGED },
	{ "pass", "ok", "policy", "x", VERSUS_WORSE },
	{ "pass", "ok", "known", "x", VERSUS_WORSE },
	{ "pass", "ok", "known", "ok", VERSUS_WORSE },
	{ "pass", "ok", "changed", "ok", VERSUS_WORSE },
	{ "pass", "ok", "fail", "x", VERSUS_WORSE },
	{ "pass", "ok", "unstable", "ok", VERSUS_WORSE },
	{ "pass", "ok", "error", "", VERSUS_WORSE },
	{ "pass", "ok", "skip", "", VERSUS_ONLY_A },
	{ "pass", "ok", "n/a", "", VERSUS_ONLY_A },
	{ "fixed", "ok", "known", "x", VERSUS_WORSE },
	{ "fixed", "ok", "fail", "x", VERSUS_WORSE },
	{ "fixed", "ok", "policy", "x", VERSUS_WORSE },
	{ "fixed", "ok", "policy", "ok", VERSUS_CHANGED },
	{ "policy", "ok", "fixed", "ok", VERSUS_CHANGED },
	{ "policy", "x", "fixed", "ok", VERSUS_BETTER },
	{ "policy", "x", "policy", "x", VERSUS_ALIKE },
	{ "policy", "x", "policy", "y", VERSUS_CHANGED },
	{ "policy", "x", "known", "x", VERSUS_WORSE },
	{ "policy", "x", "fail", "y", VERSUS_WORSE },
	{ "policy", "x", "pass", "ok", VERSUS_BETTER },
	{ "known", "x", "pass", "ok", VERSUS_BETTER },
	{ "known", "x", "fixed", "ok", VERSUS_BETTER },
	{ "known", "x", "policy", "y", VERSUS_BETTER },
	{ "known", "x", "known", "x", VERSUS_ALIKE },
	{ "known", "x", "known", "y", VERSUS_CHANGED },
	{ "known", "x", "fail", "x", VERSUS_CHANGED },
	{ "known", "x", "fail", "y", VERSUS_CHANGED },
	{ "fail", "x", "fail", "x", VERSUS_ALIKE },
	{ "fail", "x", "pass", "ok", VERSUS_BETTER },
	{ "changed", "ok", "pass", "ok", VERSUS_BETTER },
	{ "error", "", "pass", "ok", VERSUS_BETTER },
	{ "skip", "", "fail", "x", VERSUS_ONLY_B },
	{ "n/a", "", "pass", "ok", VERSUS_ONLY_B },
	{ "skip", "", "n/a", "", -1 },
};

/* The same, with hashes of the scenario. */
static const struct {
	const char *a_hash, *b_hash, *a, *b;
	enum versus_kind kind;
} edits[] = {
	{ "1", "2", "pass", "fail", VERSUS_EDITED },
	{ "1", "2", "fail", "pass", VERSUS_EDITED },
	{ "1", "2", "known", "fail", VERSUS_EDITED },
	{ "1", "2", "pass", "pass", VERSUS_ALIKE },
	{ "1", "2", "skip", "pass", VERSUS_ONLY_B },
	{ "1", "1", "pass", "fail", VERSUS_WORSE },
	{ "", "2", "pass", "fail", VERSUS_WORSE },
	{ "1", "", "pass", "fail", VERSUS_WORSE },
};

START_TEST(trials_are_classified)
{
	char nothing[] = "";
	struct results_trial a = { .scenario_hash = nothing };
	struct results_trial b = { .scenario_hash = nothing };
	enum versus_kind kind;

	a.summary = xstrdup(kinds[_i].a_outcome);
	b.summary = xstrdup(kinds[_i].b_outcome);
	ck_assert_int_eq(verdict_parse(kinds[_i].a, &a.verdict), 0);
	ck_assert_int_eq(verdict_parse(kinds[_i].b, &b.verdict), 0);
	if (!versus_classify(&a, &b, &kind))
		ck_assert_int_eq(kinds[_i].kind, -1);
	else
		ck_assert_str_eq(versus_names[kind],
		    versus_names[kinds[_i].kind]);
	free(a.summary);
	free(b.summary);
}
END_TEST

START_TEST(an_edited_scenario_is_no_regression)
{
	char outcome[] = "ok";
	struct results_trial a = { .summary = outcome };
	struct results_trial b = { .summary = outcome };
	enum versus_kind kind;

	a.scenario_hash = xstrdup(edits[_i].a_hash);
	b.scenario_hash = xstrdup(edits[_i].b_hash);
	ck_assert_int_eq(verdict_parse(edits[_i].a, &a.verdict), 0);
	ck_assert_int_eq(verdict_parse(edits[_i].b, &b.verdict), 0);
	ck_assert(versus_classify(&a, &b, &kind));
	ck_assert_str_eq(versus_names[kind], versus_names[edits[_i].kind]);
	free(a.scenario_hash);
	free(b.scenario_hash);
}
END_TEST

START_TEST(one_side_alone)
{
	char nothing[] = "";
	const struct results_trial t = { .summary = nothing };
	enum versus_kind kind;

	ck_assert(versus_classify(&t, NULL, &kind) && kind == VERSUS_ONLY_A);
	ck_assert(versus_classify(NULL, &t, &kind) && kind == VERSUS_ONLY_B);
}
END_TEST

/* Who is compared with whom: "a=b", "a=" and "=b" for one alone. */
static const struct {
	const char *a, *b, *as, *pairs, *why;
} pairings[] = {
	{ RUN ON("m-1", "m"), RUN ON("m-1", "m"), NULL, "m-1=m-1 ", NULL },
	{ RUN ON("m-1", "m"), RUN ON("m-1-new", "m"), NULL, "m-1=m-1-new ",
	    NULL },
	{ RUN ON("m-1", "m") ON("g-1", "g"), RUN ON("m-2", "m") ON("g-1", "g"),
	    NULL, "m-1=m-2 g-1=g-1 ", NULL },
	/* the name counts more than the family */
	{ RUN ON("m-1", "m"), RUN ON("m-1", "m") ON("m-2", "m"), NULL,
	    "m-1=m-1 =m-2 ", NULL },
	{ RUN ON("m-1", "m") ON("m-2", "m"), RUN ON("m-2", "m") ON("m-3", "m"),
	    NULL, "m-1= m-2=m-2 =m-3 ", NULL },
	/* two of a family: nobody guesses */
	{ RUN ON("m-1", "m") ON("g", "g"),
	    RUN ON("m-2", "m") ON("m-3", "m") ON("g", "g"), NULL,
	    "m-1= g=g =m-2 =m-3 ", NULL },
	{ RUN ON("m-1", "") ON("g", "g"), RUN ON("m-2", "") ON("g", "g"), NULL,
	    "m-1= g=g =m-2 ", NULL },
	{ RUN ON("m-1", "m") ON("m-2", "m"), RUN ON("m-1", "m") ON("m-2", "m"),
	    "m-1=m-2", "m-1=m-2 ", NULL },
	{ RUN ON("m-1", "m"), RUN ON("m-1", "m"), "m-1", NULL,
	    "--as m-1: no `=', want OLD=NEW" },
	{ RUN ON("m-1", "m") ON("m-2", "m"), RUN ON("m-3", "m"), "m-=m-3", NULL,
	    "a.jsonl: no client `m-', want one of m-1 m-2" },
	{ RUN ON("m-1", "m"), RUN ON("m-2", "m"), "m-1=m-22", NULL,
	    "b.jsonl: no client `m-22', want one of m-2" },
	{ RUN ON("m-1", "m"), RUN ON("g-1", "g"), NULL, NULL,
	    "b.jsonl: no trial of a.jsonl was run here" },
	{ RUN ON("m-1", "m"), RUN TRIAL("t/y", "m-1", "pass", "ok", ""), NULL,
	    NULL, "b.jsonl: no trial of a.jsonl was run here" },
	{ RUN ON("m-1", "m"), RUN TRIAL("t/x", "m-1", "skip", "", ""), NULL,
	    NULL, "b.jsonl: no trial of a.jsonl was run here" },
};

START_TEST(clients_are_paired)
{
	struct sides s;
	struct text got = { 0 };
	char *text;

	if (sides_compare(&s, pairings[_i].a, pairings[_i].b,
		pairings[_i].as) == -1) {
		ck_assert_msg(pairings[_i].why != NULL &&
				  strstr(s.err.text, pairings[_i].why) != NULL,
		    "%s, want %s", s.err.text, pairings[_i].why);
		sides_clear(&s);
		return;
	}
	for (size_t i = 0; i < s.v.pair_count; i++) {
		const struct versus_pair *p = &s.v.pairs[i];

		text_add(&got, "%s=%s ", p->a == NULL ? "" : p->a->name,
		    p->b == NULL ? "" : p->b->name);
	}
	text = text_take(&got);
	ck_assert_str_eq(text, pairings[_i].pairs);
	free(text);
	sides_clear(&s);
}
END_TEST

START_TEST(a_client_twice)
{
	const char *const as[] = { "m-1=m-1", "m-2=m-1" };
	struct sides s = { 0 };

	sides_load(&s.a, "a", RUN ON("m-1", "m") ON("m-2", "m"));
	sides_load(&s.b, "b", RUN ON("m-1", "m") ON("m-2", "m"));
	ck_assert_int_eq(versus_init(&s.v, &s.a, &s.b, as, 2, &s.err), -1);
	ck_assert_str_eq(s.err.text,
	    "--as m-2=m-1: a client twice, want each once");
	sides_clear(&s);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("versus");
	TCase *t = tcase_create("versus");

	tcase_add_loop_test(t, trials_are_classified, 0, LEN(kinds));
	tcase_add_loop_test(t, an_edited_scenario_is_no_regression, 0,
	    LEN(edits));
	tcase_add_test(t, one_side_alone);
	tcase_add_loop_test(t, clients_are_paired, 0, LEN(pairings));
	tcase_add_test(t, a_client_twice);
	suite_add_tcase(s, t);
	return unit_run(s);
}
