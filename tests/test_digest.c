/* The summary of a job. */
#include "config.h"

#include "resolver-tests/digest.h"
#include "tests/unit.h"
#include "tests/versus_sides.h"

#define LEN(a) (sizeof(a) / sizeof *(a))
#define POINT(scenario, client, verdict, summary, diff, known)                 \
	"{\"type\":\"trial\",\"scenario\":\"" scenario                         \
	"\",\"client\":\"" client "\",\"family\":\"m\",\"verdict\":\"" verdict \
	"\",\"summary\":\"" summary "\",\"diff\":\"" diff                      \
	"\",\"known\":\"" known "\",\"reference\":\"musl:1 x\"}\n"

static char *
digest(const char *text)
{
	struct results_file f;
	char *page = NULL;
	size_t len;
	FILE *out = open_memstream(&page, &len);

	sides_load(&f, "r.jsonl", text);
	digest_print(&f, out);
	fclose(out);
	results_file_clear(&f);
	ck_assert_ptr_nonnull(page);
	return page;
}

START_TEST(a_run_as_a_summary)
{
	char *page = digest(RUN POINT("t/a", "m-1", "pass", "ok", "",
	    "") POINT("t/k:n=1", "m-1", "known", "NO", "d", "it's so.")
		POINT("t/k:n=2", "m-1", "known", "NO", "d", "it's so.")
		    POINT("t/l", "m-1", "known", "NO", "d", "an other")
			POINT("t/p:n=1", "m-1", "policy", "NO", "d", "")
			    POINT("t/p:n=2", "m-1", "policy", "NO", "d", "")
				POINT("t/q", "m-1", "policy", "NO", "", "")
				    POINT("t/f", "m-2", "fail", "NO",
					"-ok\\n+NO\\n", "") POINT("t/s", "m-2",
					"skip", "", "no IPv6\\nx", "") LAST(9));

	ck_assert_str_eq(page,
	    "## Not as expected: 1 of 9 trials\n"
	    "\n"
	    "| trials | pass | policy | known | fail | skip |\n"
	    "| --- | ---: | ---: | ---: | ---: | ---: |\n"
	    "| `m-1` | 1 | 3 | 3 | 0 | 0 |\n"
	    "| `m-2` | 0 | 0 | 0 | 1 | 1 |\n"
	    "\n"
	    "9 trials, at `D`\n"
	    "\n"
	    "<details>\n"
	    "<summary>fail: <code>t/f</code> on <code>m-2</code>: "
	    "<code>NO</code></summary>\n"
	    "\n"
	    "```diff\n"
	    "-ok\n"
	    "+NO\n"
	    "```\n"
	    "\n"
	    "</details>\n"
	    "\n"
	    "<details>\n"
	    "<summary>Known deviations: 3</summary>\n"
	    "\n"
	    "`m-1`: 3\n"
	    "\n"
	    "- 1: an other (`musl:1`)\n"
	    "- 2: it's so. (`musl:1`)\n"
	    "\n"
	    "</details>\n"
	    "\n"
	    "<details>\n"
	    "<summary>Permitted by the standards, but not what a user wants: "
	    "3</summary>\n"
	    "\n"
	    "`m-1`: 3\n"
	    "\n"
	    "- `t/p:*` (2 trials): `NO`\n"
	    "- `t/q`: `NO`\n"
	    "\n"
	    "</details>\n"
	    "\n"
	    "<details>\n"
	    "<summary>Skipped: 1</summary>\n"
	    "\n"
	    "`m-2`: 1\n"
	    "\n"
	    "- 1: no IPv6\n"
	    "\n"
	    "</details>\n"
	    "\n"
	    "<details>\n"
	    "<summary>What was tested</summary>\n"
	    "\n"
	    "| client | version | package | SHA-256 |\n"
	    "| --- | --- | --- | --- |\n"
	    "| `m-1` |  |  |  |\n"
	    "| `m-2` |  |  |  |\n"
	    "\n"
	    "</details>\n");
	free(page);
}
END_TEST

START_TEST(what_is_good_and_what_is_cut)
{
	char *whole = digest(RUN ON("m", "f") LAST(1));
	char *cut = digest(RUN ON("m", "f"));

	ck_assert_ptr_nonnull(
	    strstr(whole, "## Everything is as expected or as recorded\n"));
	ck_assert_ptr_null(strstr(whole, "Incomplete"));
	ck_assert_ptr_null(strstr(whole, "Known"));
	ck_assert_ptr_nonnull(strstr(cut,
	    "\n**Incomplete: the run did not come to its end.**\n"));
	free(whole);
	free(cut);
}
END_TEST

START_TEST(foreign_text_stays_inert)
{
	char *page = digest(
	    RUN POINT("t/`|@a<b>", "c|`@me", "fail", "</summary>\\n# x @me",
		"```\\n</details>\\n\\u001b````x\\n", "") POINT("t/b", "c|`@me",
		"known", "", "", "| @you <b> [x](http://y)")
		POINT("t/c", "c|`@me", "policy", "`@we`", "", "") LAST(3));

	ck_assert_ptr_null(strchr(page, '\033'));
	ck_assert_ptr_null(strstr(page, "<b>"));
	ck_assert_ptr_null(strstr(page, "\n# x"));
	ck_assert_ptr_null(strstr(page, "[x](http"));
	ck_assert_ptr_nonnull(strstr(page, "| `c\\124\\096@me` | 0 |"));
	ck_assert_ptr_nonnull(
	    strstr(page, "<summary>fail: <code>t/`|@a&lt;b&gt;</code> on "
			 "<code>c|`@me</code>: <code>&lt;/summary&gt;\\010# x "
			 "@me</code></summary>\n\n"
			 "`````diff\n```\n</details>\n\\027````x\n`````\n"));
	ck_assert_ptr_nonnull(strstr(page, "- 1: \\| \\@&#8203;you \\<b\\>"));
	ck_assert_ptr_nonnull(strstr(page, "`t/c`: `\\096@we\\096`"));
	free(page);
}
END_TEST

enum { MANY = 4000, LONG = 1000 };

/* Much of everything: COUNT trials, each with texts of LEN octets. */
static char *
much(const char *verdict, size_t count, size_t len)
{
	char *text = NULL, *filler = xcalloc(len + 1, 1);
	size_t size;
	FILE *out = open_memstream(&text, &size);

	memset(filler, '@', len);
	fputs(RUN, out);
	for (size_t i = 0; i < count; i++)
		fprintf(out,
		    "{\"type\":\"trial\",\"scenario\":\"t/%zu\",\"client\":"
		    "\"c%zu\",\"verdict\":\"%s\",\"summary\":\"%zu%s\",\"diff\""
		    ":\"%zu%s\",\"known\":\"%zu%s\",\"reference\":\"\"}\n",
		    i, i % 100, verdict, i, filler, i, filler, i, filler);
	fprintf(out, "{\"type\":\"end\",\"trials\":%zu}\n", count);
	fclose(out);
	free(filler);
	return text;
}

static const struct {
	const char *verdict;
	size_t count, len;
	const char *words;
} floods[] = {
	{ "fail", MANY, LONG, " more trials that are not as expected, for" },
	{ "fail", 1, 3 * DIGEST_MAX, " more trials that are not as expected" },
	{ "known", MANY, LONG, " more reasons, for which there is no room" },
	{ "policy", MANY, LONG, " more outcomes, for which there is no room" },
	{ "skip", MANY, LONG, " more reasons, for which there is no room" },
};

START_TEST(what_has_no_room_is_counted)
{
	char *text = much(floods[_i].verdict, floods[_i].count, floods[_i].len);
	char *page = digest(text);

	ck_assert_uint_le(strlen(page), DIGEST_MAX);
	ck_assert_ptr_nonnull(strstr(page, floods[_i].words));
	ck_assert_ptr_nonnull(strstr(page, "What was tested"));
	free(page);
	free(text);
}
END_TEST

START_TEST(long_differences_are_cut)
{
	static char text[20000];
	size_t len = 0;
	char *page;

	len += (size_t)snprintf(text, sizeof text,
	    RUN "{\"type\":\"trial\",\"scenario\":\"t/x\",\"client\":\"c\","
		"\"verdict\":\"fail\",\"summary\":\"x\",\"diff\":\"");
	for (int i = 0; i < 203; i++)
		len += (size_t)snprintf(text + len, sizeof text - len, "-%d\\n",
		    i);
	snprintf(text + len, sizeof text - len, "\"}\n");
	page = digest(text);
	ck_assert_ptr_nonnull(strstr(page, "-199\n```\n\n…and 3 more lines\n"));
	free(page);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("digest");
	TCase *t = tcase_create("digest");

	tcase_add_test(t, a_run_as_a_summary);
	tcase_add_test(t, what_is_good_and_what_is_cut);
	tcase_add_test(t, foreign_text_stays_inert);
	tcase_add_loop_test(t, what_has_no_room_is_counted, 0, LEN(floods));
	tcase_add_test(t, long_differences_are_cut);
	suite_add_tcase(s, t);
	return unit_run(s);
}
