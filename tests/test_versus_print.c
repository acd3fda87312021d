#include "config.h"

#include <jansson.h>
#include <stdio.h>

#include "resolver-tests/versus_print.h"
#include "tests/unit.h"
#include "tests/versus_sides.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

static char *
printed(const struct versus *v, char format, bool in_full)
{
	char *text = NULL;
	size_t len;
	FILE *f = open_memstream(&text, &len);

	if (format == 'm')
		versus_print_markdown(v, f);
	else if (format == 'j')
		versus_print_json(v, f);
	else
		versus_print_text(v, f, in_full);
	fclose(f);
	return text;
}

/* Of everything something. */
static const char OLD[] = RUN TRIAL("t/eof:n=1", "f-1", "pass",
    "ok 1+0 #0a1b2c", "") TRIAL("t/eof:n=2", "f-1", "pass", "ok 1+0 #0a1b2c",
    "") TRIAL("t/eof-else", "f-1", "pass", "ok", "") TRIAL("t/gone", "f-1",
    "pass", "ok", "") TRIAL("t/skipped:n=1", "f-1", "pass", "ok", "")
    TRIAL("t/skipped:n=2", "f-1", "known", "EAI_FAIL", "bad")
	TRIAL("t/fixed", "f-1", "known", "EAI_FAIL", "asks over UDP only")
	    TRIAL("t/same", "f-1", "pass", "ok", "")
		TRIAL("t/never", "f-1", "skip", "", "")
		    TRIAL("t/order", "f-1", "pass", "ok 2+0 #111111", "")
			TRIAL("t/worse", "f-1", "policy", "EAI_NODATA", "")
			    LAST(11);
static const char NEW[] = RUN TRIAL("t/eof:n=1", "f-2", "known", "EAI_AGAIN",
    "gives up") TRIAL("t/eof:n=2", "f-2", "known", "EAI_FAIL", "gives up")
    TRIAL("t/eof-else", "f-2", "known", "ok", "gives up") TRIAL("t/skipped:n=1",
	"f-2", "skip", "", "") TRIAL("t/skipped:n=2", "f-2", "skip", "", "")
	TRIAL("t/fixed", "f-2", "fixed", "ok", "")
	    TRIAL("t/same", "f-2", "pass", "ok", "")
		TRIAL("t/never", "f-2", "n/a", "", "")
		    TRIAL("t/order", "f-2", "pass", "ok 2+0 #222222", "")
			TRIAL("t/worse", "f-2", "error", "", "")
			    TRIAL("t/new", "f-2", "fail", "ok", "");

START_TEST(changes_as_text)
{
	struct sides s;
	char *text;

	ck_assert_msg(sides_compare(&s, OLD, NEW, NULL) == 0, "%s", s.err.text);
	text = printed(&s.v, 't', false);
	ck_assert_str_eq(text,
	    "A  a.jsonl: D, 11 trials\n"
	    "B  b.jsonl: D, 11 trials; the run did not come to its end: "
	    "compared as far as it\n   went\n"
	    "\n"
	    "newly failing: 4\n"
	    "  f-1 -> f-2: 4\n"
	    "    t/worse (policy -> error, EAI_NODATA -> no outcome)\n"
	    "    gives up [musl:1]\n"
	    "        t/eof:* (2 trials, pass -> known, ok 1+0 -> EAI_AGAIN and "
	    "others),\n"
	    "        t/eof-else (pass -> known, ok in both)\n"
	    "\n"
	    "newly passing: 1\n"
	    "  f-1 -> f-2: 1\n"
	    "    asks over UDP only [musl:1]\n"
	    "        t/fixed (known -> fixed, EAI_FAIL -> ok)\n"
	    "\n"
	    "changed: 1\n"
	    "  f-1 -> f-2: 1\n"
	    "    t/order (pass, ok 2+0 #111111 -> ok 2+0 #222222)\n"
	    "\n"
	    "only in A: 3\n"
	    "  f-1 -> f-2: 3\n"
	    "    t/gone, t/skipped:* (2 trials, skip in B)\n"
	    "\n"
	    "only in B: 1\n"
	    "  f-1 -> f-2: 1\n"
	    "    t/new\n"
	    "\n"
	    "Worse: 4 newly failing, 1 newly passing, 1 "
	    "changed, 1 alike; 3 only in A, 1 only\nin B.\n");
	free(text);
	sides_clear(&s);
}
END_TEST

START_TEST(changes_as_markdown)
{
	struct sides s;
	char *text;

	ck_assert_msg(sides_compare(&s, OLD, NEW, NULL) == 0, "%s", s.err.text);
	text = printed(&s.v, 'm', false);
	ck_assert_str_eq(text,
	    "## Comparison of two runs\n\n"
	    "**Worse: 4 newly failing, 1 newly passing, 1 changed, 1 alike; 3 "
	    "only in A, 1 only in B.**\n\n"
	    "- A: `a.jsonl`, `D`, 11 trials\n"
	    "- B: `b.jsonl`, `D`, 11 trials; **the run did not come to its "
	    "end: compared as far as it went**\n\n"
	    "| client | newly failing | newly passing | changed | scenario was "
	    "edited | only in A | only in B | alike |\n"
	    "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n"
	    "| `f-1` → `f-2` | 4 | 1 | 1 | 0 | 3 | 1 | 1 |\n"
	    "\n### newly failing: 4\n"
	    "\n`f-1` → `f-2`: 4\n\n"
	    "- `t/worse` (policy → error, `EAI_NODATA` → no outcome)\n"
	    "- gives up [`musl:1`]\n"
	    "  - `t/eof:*` (2 trials, pass → known, `ok 1+0` → `EAI_AGAIN` "
	    "and others)\n"
	    "  - `t/eof-else` (pass → known, `ok` in both)\n"
	    "\n<details>\n<summary>newly passing: 1</summary>\n"
	    "\n`f-1` → `f-2`: 1\n\n"
	    "- asks over UDP only [`musl:1`]\n"
	    "  - `t/fixed` (known → fixed, `EAI_FAIL` → `ok`)\n"
	    "\n</details>\n"
	    "\n<details>\n<summary>changed: 1</summary>\n"
	    "\n`f-1` → `f-2`: 1\n\n"
	    "- `t/order` (pass, `ok 2+0 #111111` → `ok 2+0 #222222`)\n"
	    "\n</details>\n"
	    "\n<details>\n<summary>only in A: 3</summary>\n"
	    "\n`f-1` → `f-2`: 3\n\n"
	    "- `t/gone`\n- `t/skipped:*` (2 trials, skip in B)\n"
	    "\n</details>\n"
	    "\n<details>\n<summary>only in B: 1</summary>\n"
	    "\n`f-1` → `f-2`: 1\n\n"
	    "- `t/new`\n"
	    "\n</details>\n");
	free(text);
	sides_clear(&s);
}
END_TEST

static const char *
string_at(const json_t *object, const char *key)
{
	return json_string_value(json_object_get(object, key));
}

START_TEST(changes_as_json)
{
	struct sides s;
	char *text;
	json_t *all;
	const json_t *trial, *counts;

	ck_assert_msg(sides_compare(&s, OLD, NEW, NULL) == 0, "%s", s.err.text);
	text = printed(&s.v, 'j', false);
	all = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
	ck_assert_ptr_nonnull(all);
	ck_assert_str_eq(string_at(all, "type"), "comparison");
	ck_assert(json_is_true(json_object_get(all, "regression")));
	counts = json_object_get(all, "counts");
	ck_assert_int_eq(json_integer_value(
			     json_object_get(counts, "newly_failing")),
	    4);
	ck_assert(
	    json_is_false(json_object_get(json_object_get(all, "b"), "ended")));
	ck_assert_uint_eq(json_array_size(json_object_get(all, "clients")), 1);
	ck_assert_uint_eq(json_array_size(json_object_get(all, "trials")), 10);
	trial = json_array_get(json_object_get(all, "trials"), 1);
	ck_assert_str_eq(string_at(trial, "change"), "newly_failing");
	ck_assert_str_eq(string_at(trial, "scenario"), "t/eof:n=1");
	ck_assert_str_eq(string_at(json_object_get(trial, "a"), "summary"),
	    "ok 1+0 #0a1b2c");
	ck_assert_str_eq(string_at(json_object_get(trial, "b"), "known"),
	    "gives up");
	trial = json_array_get(json_object_get(all, "trials"), 9);
	ck_assert_str_eq(string_at(trial, "change"), "only_in_b");
	ck_assert(json_is_null(json_object_get(trial, "a")));
	json_decref(all);
	free(text);
	sides_clear(&s);
}
END_TEST

/* COUNT scenarios t/0, t/1, …; what stands at %s is by WHY and the number. */
static char *
many(size_t count, const char *verdict, const char *why)
{
	struct text out = { 0 };

	text_add(&out, "%s", RUN);
	for (size_t i = 0; i < count; i++)
		text_add(&out,
		    "{\"type\":\"trial\",\"scenario\":\"t/%zu\",\"client\":"
		    "\"x\",\"verdict\":\"%s\",\"summary\":\"s\",\"known\":"
		    "\"%s%zu\"}\n",
		    i, verdict, why, *why == '\0' ? 0 : i % 12 % 11);
	return text_take(&out);
}

START_TEST(long_lists_are_cut)
{
	char *passes = many(24, "pass", ""), *known = many(24, "known", "why ");
	struct sides s;
	char *text;

	ck_assert_msg(sides_compare(&s, known, passes, NULL) == 0, "%s",
	    s.err.text);
	text = printed(&s.v, 't', false);
	ck_assert_msg(strstr(text, "\n  x: 24\n"
				   "       4  why 0\n"
				   "       2  why 1\n") != NULL,
	    "%s", text);
	ck_assert_ptr_nonnull(strstr(text, "          and 1 more reasons\n"));
	ck_assert_ptr_null(strstr(text, "t/7"));
	ck_assert_ptr_nonnull(strstr(text, "--long names every trial."));
	free(text);
	text = printed(&s.v, 't', true);
	ck_assert_ptr_nonnull(
	    strstr(text, "        t/19 (known -> pass, s in both), t/7"));
	ck_assert_ptr_null(strstr(text, "--long"));
	free(text);
	sides_clear(&s);
	/* what is worse is always named */
	ck_assert_msg(sides_compare(&s, passes, known, NULL) == 0, "%s",
	    s.err.text);
	text = printed(&s.v, 't', false);
	ck_assert_ptr_nonnull(
	    strstr(text, "        t/19 (pass -> known, s in both), t/7"));
	free(text);
	sides_clear(&s);
	free(passes);
	free(known);
}
END_TEST

/* Lines that have to be in the text of a comparison of one trial or two. */
static const struct {
	const char *a, *b, *want;
} items[] = {
	/* of what changed, the new reason counts, else the old one */
	{ TRIAL("t/x", "f-1", "known", "x", "old why"),
	    TRIAL("t/x", "f-1", "fail", "y", ""), "\n    old why [musl:1]\n" },
	{ TRIAL("t/x", "f-1", "known", "x", "old why"),
	    TRIAL("t/x", "f-1", "known", "y", "new why"),
	    "\n    new why [musl:1]\n        t/x (known, x -> y)\n" },
	/* variants with other verdicts are told apart */
	{ TRIAL("t/x:n=1", "f-1", "pass", "ok", "")
		TRIAL("t/x:n=2", "f-1", "policy", "ok", ""),
	    TRIAL("t/x:n=1", "f-1", "fail", "x", "")
		TRIAL("t/x:n=2", "f-1", "fail", "x", ""),
	    "\n    t/x:n=1 (pass -> fail, ok -> x)\n"
	    "    t/x:n=2 (policy -> fail, ok -> x)\n" },
	{ TRIAL("t/y", "f-1", "pass", "ok", ""),
	    TRIAL("t/y", "f-1", "pass", "ok", "") TRIAL("t/x:n=1", "f-1",
		"pass", "ok", "") TRIAL("t/x:n=2", "f-1", "fail", "x", ""),
	    "\n    t/x:* (2 trials)\n" },
	/* hashes only */
	{ TRIAL("t/x", "f-1", "pass", "a #12 / b #abcdef / c #abcdefg", ""),
	    TRIAL("t/x", "f-1", "fail", "#abcdef", ""),
	    "(pass -> fail, a #12 / b / c #abcdefg -> #abcdef)" },
	/* where more is told, but for our own lists */
	{ TRIAL("t/x", "f-1", "pass", "ok", ""),
	    "{\"type\":\"trial\",\"scenario\":\"t/x\",\"client\":\"f-1\","
	    "\"verdict\":\"known\",\"known\":\"why\",\"reference\":"
	    "\"behaviour:D01\"}\n",
	    "\n    why\n        t/x (pass -> known, ok -> no outcome)\n" },
};

START_TEST(items_are_told)
{
	char *a = xasprintf(RUN "%s", items[_i].a);
	char *b = xasprintf(RUN "%s", items[_i].b);
	struct sides s;
	char *text;

	ck_assert_msg(sides_compare(&s, a, b, NULL) == 0, "%s", s.err.text);
	text = printed(&s.v, 't', false);
	ck_assert_msg(strstr(text, items[_i].want) != NULL, "%s, want %s", text,
	    items[_i].want);
	free(text);
	sides_clear(&s);
	free(a);
	free(b);
}
END_TEST

#define TWO(verdict, outcome)                                                  \
	TRIAL("t/x", "f-1", verdict, outcome, "")                              \
	TRIAL("t/x", "f-2", verdict, outcome, "")

START_TEST(clients_that_change_alike_stand_together)
{
	struct sides s;
	char *text;

	ck_assert_int_eq(sides_compare(&s, RUN TWO("pass", "ok") LAST(2),
			     RUN TWO("fail", "x") LAST(2), NULL),
	    0);
	text = printed(&s.v, 't', false);
	ck_assert_msg(strstr(text, "\n  f-1, f-2: 1 each\n    t/x (") != NULL,
	    "%s", text);
	free(text);
	sides_clear(&s);
	ck_assert_int_eq(sides_compare(&s,
			     RUN TRIAL("t/x", "f-1", "pass", "ok", "")
				 TRIAL("t/x", "f-2", "policy", "ok", ""),
			     RUN TWO("fail", "x") LAST(2), NULL),
	    0);
	text = printed(&s.v, 't', false);
	ck_assert_ptr_nonnull(strstr(text, "\n  f-2: 1\n"));
	free(text);
	sides_clear(&s);
	ck_assert_int_eq(sides_compare(&s, RUN TWO("pass", "ok") LAST(3),
			     RUN TRIAL("t/x", "f-1", "fail", "x", "")
				 TRIAL("t/x", "f-2", "fail", "y", "") LAST(2),
			     NULL),
	    0);
	text = printed(&s.v, 't', false);
	ck_assert_ptr_nonnull(strstr(text, "\n  f-1: 1\n"));
	ck_assert_ptr_nonnull(strstr(text, "\n  f-2: 1\n"));
	ck_assert_msg(strstr(text, "2 trials; the run had 3 trials: compared "
				   "are those here\n") != NULL,
	    "%s", text);
	free(text);
	sides_clear(&s);
}
END_TEST

START_TEST(a_client_that_only_one_has)
{
	struct sides s;
	char *text;

	ck_assert_int_eq(sides_compare(&s, RUN TWO("pass", "ok"),
			     RUN ON("f-2", "f") ON("g-1", "g"), NULL),
	    0);
	text = printed(&s.v, 't', false);
	ck_assert_msg(strstr(text, "only in A: 1\n  f-1 (in A only): 1\n\n"
				   "only in B: 1\n  g-1 (in B only): 1\n\n"
				   "No regression: 0 newly failing") != NULL,
	    "%s", text);
	free(text);
	sides_clear(&s);
}
END_TEST

#define HOSTILE "x\\u001b]0;\\u202e`|</script>\\n## @y"

START_TEST(hostile_text_stays_inert)
{
	static const char formats[] = "tmj";
	struct sides s;

	ck_assert_int_eq(sides_compare(&s,
			     RUN TRIAL(HOSTILE, HOSTILE, "pass", "ok", ""),
			     RUN TRIAL(HOSTILE, HOSTILE, "known", HOSTILE,
				 HOSTILE),
			     NULL),
	    0);
	for (const char *f = formats; *f != '\0'; f++) {
		char *text = printed(&s.v, *f, true);

		for (const char *at = text; *at != '\0'; at++)
			ck_assert_msg(*at == '\n' || (unsigned char)*at >= 0x20,
			    "%c: %s", *f, text);
		ck_assert_ptr_null(strstr(text, "\342\200\256"));
		if (*f == 'm') {
			ck_assert_ptr_null(strstr(text, "\n## @y"));
			ck_assert_ptr_null(strstr(text, "|<"));
			ck_assert_ptr_nonnull(strstr(text,
			    "- x\\\\027\\]0;\\\\226\\\\128\\\\174\\`\\|\\<\\/"
			    "script\\>\\\\010\\#\\# \\@&#8203;y [`musl:1`]"));
		}
		free(text);
	}
	sides_clear(&s);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("versus_print");
	TCase *t = tcase_create("versus_print");

	tcase_add_test(t, changes_as_text);
	tcase_add_test(t, changes_as_markdown);
	tcase_add_test(t, changes_as_json);
	tcase_add_loop_test(t, items_are_told, 0, LEN(items));
	tcase_add_test(t, long_lists_are_cut);
	tcase_add_test(t, clients_that_change_alike_stand_together);
	tcase_add_test(t, a_client_that_only_one_has);
	tcase_add_test(t, hostile_text_stays_inert);
	suite_add_tcase(s, t);
	return unit_run(s);
}
