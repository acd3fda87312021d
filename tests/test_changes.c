#include "config.h"

#include "report/changes.h"
#include "resolver-tests/text.h"
#include "tests/unit.h"
#include "tests/versus_sides.h"

#define LEN(a) (sizeof(a) / sizeof *(a))
#define PLAYED(hash, verdict, summary)                                         \
	"{\"type\":\"trial\",\"scenario\":\"t/x\",\"client\":\"m-1\","         \
	"\"verdict\":\"" verdict "\",\"summary\":\"" summary                   \
	"\",\"scenario_hash\":\"" hash "\"}\n"

static const struct {
	const char *a, *b;
	enum change want;
} verdicts[] = {
	{ TRIAL("t/x", "m-1", "known", "x", ""),
	    TRIAL("t/x", "m-1", "pass", "ok", ""), CHANGE_DEFECT_GONE },
	{ TRIAL("t/x", "m-1", "fail", "x", ""),
	    TRIAL("t/x", "m-1", "policy", "x", ""), CHANGE_DEFECT_GONE },
	{ TRIAL("t/x", "m-1", "fixed", "x", ""),
	    TRIAL("t/x", "m-1", "known", "y", ""), CHANGE_DEFECT_NEW },
	{ TRIAL("t/x", "m-1", "policy", "x", ""),
	    TRIAL("t/x", "m-1", "changed", "x", ""), CHANGE_DEFECT_NEW },
	/* what is permitted is no defect */
	{ TRIAL("t/x", "m-1", "pass", "ok", ""),
	    TRIAL("t/x", "m-1", "policy", "x", ""), CHANGE_POLICY_NEW },
	{ TRIAL("t/x", "m-1", "policy", "x", ""),
	    TRIAL("t/x", "m-1", "pass", "ok", ""), CHANGE_POLICY_GONE },
	{ TRIAL("t/x", "m-1", "known", "x", ""),
	    TRIAL("t/x", "m-1", "known", "y", ""), CHANGE_DEFECT },
	{ TRIAL("t/x", "m-1", "policy", "x", ""),
	    TRIAL("t/x", "m-1", "policy", "y", ""), CHANGE_OUTCOME },
	{ TRIAL("t/x", "m-1", "pass", "x", ""),
	    TRIAL("t/x", "m-1", "pass", "y", ""), CHANGE_OUTCOME },
	/* these cannot be compared */
	{ PLAYED("12ab", "pass", "x"), PLAYED("34cd", "known", "y"),
	    CHANGE_NONE },
	{ PLAYED("12ab", "pass", "x"), PLAYED("12ab", "known", "y"),
	    CHANGE_DEFECT_NEW },
	{ TRIAL("t/x", "m-1", "pass", "x", ""),
	    TRIAL("t/x", "m-1", "n/a", "", ""), CHANGE_NONE },
	{ TRIAL("t/x", "m-1", "pass", "x", ""),
	    TRIAL("t/x", "m-1", "error", "", ""), CHANGE_NONE },
};

START_TEST(defects_and_policies_are_apart)
{
	struct sides s;
	char *a = xasprintf(RUN "%s" TRIAL("t/both", "m-1", "pass", "ok", ""),
	    verdicts[_i].a);
	char *b = xasprintf(RUN "%s" TRIAL("t/both", "m-1", "pass", "ok", ""),
	    verdicts[_i].b);

	ck_assert_msg(sides_compare(&s, a, b, NULL) == 0, "%s", s.err.text);
	ck_assert_uint_eq(s.v.count, 1);
	ck_assert_int_eq(change_classify(&s.v.v[0]), verdicts[_i].want);
	sides_clear(&s);
	free(a);
	free(b);
}
END_TEST

#define KNOWN(scenario, reason, reference)                                     \
	"{\"type\":\"trial\",\"scenario\":\"" scenario                         \
	"\",\"client\":\"m-1\",\"family\":\"f\",\"verdict\":\"known\","        \
	"\"summary\":\"x\",\"known\":\"" reason                                \
	"\",\"reference\":\"" reference "\"}\n"
#define GOOD(scenario) TRIAL(scenario, "m-1", "pass", "ok", "")

START_TEST(commits_stand_by_weight)
{
	struct sides s;
	struct change_items items;
	struct text got = { 0 };

	ck_assert_int_eq(sides_compare(&s,
			     RUN KNOWN("t/a", "none", "behaviour:D1")
				 KNOWN("t/b", "none", "behaviour:D1")
				     KNOWN("t/c", "none", "behaviour:D1")
					 KNOWN("t/d", "p", "musl:1 upstream:u")
					     KNOWN("t/e", "q", "musl:2")
						 KNOWN("t/f", "r", "musl:2")
						     KNOWN("t/g", "r",
							 "musl:2"),
			     RUN GOOD("t/a") GOOD("t/b") GOOD("t/c") GOOD("t/d")
				 GOOD("t/e") GOOD("t/f") GOOD("t/g"),
			     NULL),
	    0);
	change_items_make(&s.v, CHANGE_DEFECT_GONE, &items);
	for (size_t i = 0; i < items.count; i++)
		text_add(&got, "%.*s %s %zu of %zu\n", (int)items.v[i].words,
		    items.v[i].reference, items.v[i].reason, items.v[i].count,
		    items.v[i].weight);
	ck_assert_str_eq(got.s, "musl:2 r 2 of 3\nmusl:2 q 1 of 3\n"
				"musl:1 p 1 of 1\n none 3 of 3\n");
	text_clear(&got);
	change_items_clear(&items);
	sides_clear(&s);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("changes");
	TCase *t = tcase_create("changes");

	tcase_add_loop_test(t, defects_and_policies_are_apart, 0,
	    LEN(verdicts));
	tcase_add_test(t, commits_stand_by_weight);
	suite_add_tcase(s, t);
	return unit_run(s);
}
