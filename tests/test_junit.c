/* JUnit XML and TAP of results that were read back. */
#include "config.h"

#include "resolver-tests/junit.h"
#include "resolver-tests/tap.h"
#include "resolver-tests/xml.h"
#include "tests/unit.h"
#include "tests/versus_sides.h"

#define LEN(a) (sizeof(a) / sizeof *(a))
#define HEAD                                                                   \
	"{\"type\":\"run\",\"format\":1,\"date\":\"2026-11-22T05:58:07Z\","    \
	"\"version\":\"0.1.0\",\"kernel\":\"K\",\"machine\":\"M\","            \
	"\"clients\":[{\"name\":\"m-1.2\",\"family\":\"m\","                   \
	"\"version\":\"1.2\",\"arch\":\"A\",\"package\":\"P\","                \
	"\"sha256\":\"H\"}]}\n"
#define POINT(scenario, client, verdict, summary, diff, known)                 \
	"{\"type\":\"trial\",\"scenario\":\"" scenario                         \
	"\",\"client\":\"" client "\",\"family\":\"m\",\"verdict\":\"" verdict \
	"\",\"summary\":\"" summary "\",\"diff\":\"" diff                      \
	"\",\"known\":\"" known "\",\"reference\":\"musl:1 x\","               \
	"\"elapsed_ms\":1234}\n"
#define EVERY                                                                  \
	HEAD POINT("tcp/a:n=1", "m-1.2", "pass", "ok", "", "") POINT("tcp/b",  \
	    "m-1.2", "policy", "NO", "d\\n",                                   \
	    "") POINT("tcp/c", "m-1.2", "known", "NO", "d\\n",                 \
	    "why") POINT("tcp/d", "m-1.2", "fixed", "ok", "d\\n", "why")       \
	    POINT("tcp/e", "m-1.2", "fail", "NO", "-ok\\n+NO\\n", "")          \
		POINT("tcp/f", "m-1.2", "n/a", "", "left\\nx", "")             \
		    POINT("tcp/g", "m-1.2", "skip", "", "IPv6", "")            \
			POINT("tcp/h", "m-1.2", "error", "", "broke\\n", "")   \
			    POINT("x/y", "n-1", "unstable", "a", "d\\n", "")

/* What PRINT makes of TEXT, to be freed. */
static char *
printed(const char *text, void (*print)(const struct results_file *, FILE *out))
{
	struct results_file f;
	char *page = NULL;
	size_t len;
	FILE *out = open_memstream(&page, &len);

	sides_load(&f, "r.jsonl", text);
	print(&f, out);
	fclose(out);
	results_file_clear(&f);
	ck_assert_ptr_nonnull(page);
	return page;
}

static void
check_has(const char *page, const char *want)
{
	ck_assert_msg(strstr(page, want) != NULL, "%s\nwant\n%s", page, want);
}

START_TEST(every_verdict_has_its_element)
{
	static const char *const wanted[] = {
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<testsuites name=\"resolver-tests\" tests=\"9\" "
		"failures=\"3\" errors=\"1\" time=\"2.500\">\n"
		" <testsuite name=\"m-1.2\" tests=\"8\" failures=\"2\" "
		"errors=\"1\" skipped=\"3\" time=\"9.872\" "
		"timestamp=\"2026-11-22T05:58:07\">\n"
		"  <properties>\n"
		"   <property name=\"resolver-tests\" value=\"0.1.0\"/>\n"
		"   <property name=\"kernel\" value=\"K\"/>\n"
		"   <property name=\"machine\" value=\"M\"/>\n"
		"   <property name=\"family\" value=\"m\"/>\n"
		"   <property name=\"version\" value=\"1.2\"/>\n"
		"   <property name=\"arch\" value=\"A\"/>\n"
		"   <property name=\"package\" value=\"P\"/>\n"
		"   <property name=\"sha256\" value=\"H\"/>\n"
		"  </properties>\n"
		"  <testcase classname=\"m-1.2.tcp\" name=\"tcp/a:n=1\" "
		"time=\"1.234\"/>\n"
		"  <testcase classname=\"m-1.2.tcp\" name=\"tcp/b\" "
		"time=\"1.234\">\n"
		"   <system-out>policy: NO</system-out>\n"
		"  </testcase>\n",
		"   <skipped type=\"known\" message=\"known: why [musl:1]\">"
		"known: why [musl:1]</skipped>\n",
		"   <failure type=\"fixed\" message=\"fixed: ok\">fixed: ok\n"
		"d\n</failure>\n",
		"   <failure type=\"fail\" message=\"fail: NO\">fail: NO\n"
		"-ok\n+NO\n</failure>\n",
		"   <skipped type=\"n/a\" message=\"n/a: left\">n/a: "
		"left</skipped>\n",
		"   <skipped type=\"skip\" message=\"skip: IPv6\">skip: "
		"IPv6</skipped>\n",
		"   <error type=\"error\" message=\"error: broke\">error: "
		"broke\nbroke\n</error>\n",
		" <testsuite name=\"n-1\" tests=\"1\" failures=\"1\" "
		"errors=\"0\" skipped=\"0\" time=\"1.234\" ",
		"  <testcase classname=\"n-1.x\" name=\"x/y\" ",
		" </testsuite>\n</testsuites>\n",
	};
	char *page =
	    printed(EVERY "{\"type\":\"end\",\"trials\":9,\"wall_ms\":2500}\n",
		junit_print);

	for (size_t i = 0; i < LEN(wanted); i++)
		check_has(page, wanted[i]);
	ck_assert_ptr_null(strstr(page, "name=\"end\""));
	free(page);
}
END_TEST

/* Of a run that was interrupted, or a file that lost a line. */
static const struct {
	const char *text, *why;
} parts[] = {
	{ EVERY, "the run did not come to its end" },
	{ EVERY LAST(10), "not all trials of the run are here" },
};

START_TEST(what_is_missing_is_no_success)
{
	char *junit = printed(parts[_i].text, junit_print);
	char *tap = printed(parts[_i].text, tap_print), *bail;

	check_has(junit, "tests=\"10\" failures=\"3\" errors=\"2\"");
	check_has(junit, "  <testcase classname=\"resolver-tests.run\" "
			 "name=\"end\" time=\"0.000\">\n   <error");
	check_has(junit, parts[_i].why);
	bail = strstr(tap, "\n1..9\nBail out! ");
	ck_assert_msg(bail != NULL, "%s", tap);
	check_has(bail, parts[_i].why);
	free(junit);
	free(tap);
}
END_TEST

START_TEST(points_of_results)
{
	char *page = printed(EVERY LAST(9), tap_print);

	ck_assert_str_eq(page,
	    "TAP version 13\n"
	    "ok 1 - tcp/a:n=1 m-1.2\n"
	    "ok 2 - tcp/b m-1.2 # policy: NO\n"
	    "not ok 3 - tcp/c m-1.2 # TODO known: why\n"
	    "not ok 4 - tcp/d m-1.2\n# fixed: ok\n# d\n"
	    "not ok 5 - tcp/e m-1.2\n# fail: NO\n# -ok\n# +NO\n"
	    "ok 6 - tcp/f m-1.2 # SKIP left\n"
	    "ok 7 - tcp/g m-1.2 # SKIP IPv6\n"
	    "not ok 8 - tcp/h m-1.2\n# error: \n# broke\n"
	    "not ok 9 - x/y n-1\n# unstable: a\n# d\n"
	    "1..9\n");
	free(page);
}
END_TEST

/* Octets, as the value of an attribute, as text. */
static const struct {
	const char *octets, *value, *text;
} octets[] = {
	{ "", "", "" },
	{ "a<b>&\"'", "a&lt;b&gt;&amp;&quot;'", "a&lt;b&gt;&amp;&quot;'\n" },
	{ "]]>", "]]&gt;", "]]&gt;\n" },
	{ "a\nb\n", "a\\010b\\010", "a\nb\n" },
	{ "\t\r\033\177", "\\009\\013\\027\\127", "\\009\\013\\027\\127\n" },
	{ "\303\251\377", "\303\251\\255", "\303\251\\255\n" },
	{ "\357\277\276\357\277\277", "\\239\\191\\190\\239\\191\\191",
	    "\\239\\191\\190\\239\\191\\191\n" },
	{ "\355\240\200", "\\237\\160\\128", "\\237\\160\\128\n" },
	{ "\360\237\230\200", "\360\237\230\200", "\360\237\230\200\n" },
};

START_TEST(any_octets_are_xml)
{
	struct text out = { 0 };
	char *got;

	xml_add_value(&out, octets[_i].octets);
	got = text_take(&out);
	ck_assert_str_eq(got, octets[_i].value);
	free(got);
	xml_add_text(&out, octets[_i].octets);
	got = text_take(&out);
	ck_assert_str_eq(got, octets[_i].text);
	free(got);
}
END_TEST

/* Names and texts that somebody else chose stay within their line. */
START_TEST(foreign_text_stays_inert)
{
	static const char text[] = HEAD POINT("t\\nok 9 - x # TODO \\u001b",
	    "c\\n</testsuite>", "fail", "<s>]]>\\n1..0",
	    "\\u202e\\rBail out!\\n</failure>\\ufffe", "")
	    POINT("t/b", "c\\n</testsuite>", "known", "", "", "a\\nBail out! b")
		POINT("t/c", "c\\n</testsuite>", "skip", "", "a\\rb", "")
		    LAST(3);
	char *junit = printed(text, junit_print);
	char *tap = printed(text, tap_print);

	for (const char *page = junit; page != NULL;
	     page = page == junit ? tap : NULL) {
		ck_assert_ptr_null(strchr(page, '\033'));
		ck_assert_ptr_null(strchr(page, '\r'));
		ck_assert_ptr_null(strstr(page, "\342\200\256"));
		ck_assert_ptr_null(strstr(page, "\357\277\276"));
		ck_assert_ptr_null(strstr(page, "\nBail"));
		ck_assert_ptr_null(strstr(page, "\nok 9"));
		ck_assert_ptr_null(strstr(page, "\n1..0"));
		ck_assert_ptr_null(strstr(page, "\n</testsuite>\n <"));
	}
	ck_assert_ptr_null(strstr(junit, "<s>"));
	ck_assert_ptr_null(strstr(junit, "]]>"));
	check_has(tap, "not ok 1 - t\\\\010ok 9 - x \\# TODO \\\\027 c");
	free(junit);
	free(tap);
}
END_TEST

START_TEST(a_foreign_date_and_a_name_without_topic)
{
	char *page = printed(RUN TRIAL("/x", "c", "pass", "ok", "") LAST(1),
	    junit_print);

	ck_assert_ptr_null(strstr(page, "timestamp"));
	check_has(page, "<testcase classname=\"c.-\" name=\"/x\"");
	free(page);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("junit");
	TCase *t = tcase_create("junit");

	tcase_add_test(t, every_verdict_has_its_element);
	tcase_add_loop_test(t, what_is_missing_is_no_success, 0, LEN(parts));
	tcase_add_test(t, points_of_results);
	tcase_add_loop_test(t, any_octets_are_xml, 0, LEN(octets));
	tcase_add_test(t, foreign_text_stays_inert);
	tcase_add_test(t, a_foreign_date_and_a_name_without_topic);
	suite_add_tcase(s, t);
	return unit_run(s);
}
