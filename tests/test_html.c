#include "config.h"

#include "report/html.h"
#include "report/refs.h"
#include "tests/unit.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

static void
check(void (*put)(FILE *, const char *), const char *text, const char *want)
{
	char *got = NULL;
	size_t len = 0;
	FILE *f = open_memstream(&got, &len);

	put(f, text);
	fclose(f);
	ck_assert_str_eq(got, want);
	free(got);
}

static const struct {
	const char *text, *want;
} texts[] = {
	{ "", "" },
	{ "plain words", "plain words" },
	{ "</script><img src=x onerror='a&b(\"c\")'>",
	    "&lt;/script&gt;&lt;img src=x onerror=&#39;a&amp;b(&quot;c&quot;)"
	    "&#39;&gt;" },
	{ "</noscript>]]><!--", "&lt;/noscript&gt;]]&gt;&lt;!--" },
	{ "\x1b[2J\a\n\t", "\\027[2J\\007\\010\\009" },
	{ "h\xc3\xa9ll\xc3\xb6 \xe2\x86\x92",
	    "h\xc3\xa9ll\xc3\xb6 \xe2\x86\x92" },
	/* right to left override and isolate, zero width, no-break mark */
	{ "a\xe2\x80\xae"
	  "b\xe2\x81\xa6"
	  "c\xe2\x80\x8b"
	  "d\xef\xbb\xbf",
	    "a\\226\\128\\174b\\226\\129\\166c\\226\\128\\139d\\239\\187\\19"
	    "1" },
	/* no UTF-8: alone, cut, too long, surrogate */
	{ "\xff \xe2\x86 \xc0\xbc \xed\xa0\x80",
	    "\\255 \\226\\134 \\192\\188 \\237\\160\\128" },
};

START_TEST(foreign_text_stays_text)
{
	check(html_text, texts[_i].text, texts[_i].want);
}
END_TEST

START_TEST(lines_stay_lines)
{
	check(html_lines, "a\n\tb<\n\n\x01", "a\n\tb&lt;\n\n\\001");
}
END_TEST

START_TEST(strings_of_json_cannot_leave_their_script)
{
	check(html_json, "a\"b\\c", "\"a\\\"b\\\\c\"");
	check(html_json, "</script><!--&\n\xe2\x80\xa8",
	    "\"\\u003c/script\\u003e\\u003c!--\\u0026\\\\010"
	    "\\\\226\\\\128\\\\168\"");
	check(html_json_octets, "a\tb", "a\\\\009b");
}
END_TEST

START_TEST(links_lead_to_the_scenario)
{
	check(html_scenario_link, "tcp/eof:n=2",
	    "<a href=\"#s/tcp/eof\">tcp/eof:n=2</a>");
	check(html_base_link, "tcp/eof:n=2",
	    "<a href=\"#s/tcp/eof\">tcp/eof</a>");
	check(html_scenario_link, "a\"><b>",
	    "<a href=\"#s/a&quot;&gt;&lt;b&gt;\">a&quot;&gt;&lt;b&gt;</a>");
}
END_TEST

#define RFC "https://www.rfc-editor.org/rfc/rfc"
#define MUSL "https://git.musl-libc.org/cgit/musl/commit/?id="
static const struct {
	const char *words, *want;
} references[] = {
	{ "rfc7766#5", "<a href=\"" RFC "7766#section-5\">RFC 7766, section "
		       "5</a>" },
	{ "rfc1035#4.1.1:tc", "<a href=\"" RFC "1035#section-4.1.1\">RFC 1035, "
			      "section 4.1.1</a> (tc)" },
	{ "rfc2181", "<a href=\"" RFC "2181\">RFC 2181</a>" },
	{ "rfc6724#B.1", "<a href=\"" RFC "6724#appendix-B.1\">RFC 6724, "
			 "appendix B.1</a>" },
	{ "musl:51d4669f behaviour:D01 upstream:x",
	    "<a href=\"" MUSL "51d4669f\">musl commit 51d4669f</a>, "
	    "upstream:x" },
	{ "behaviour:D01", "" },
	/* what is none of these is no link */
	{ "rfc", "rfc" },
	{ "rfc7766#5\"onclick=", "rfc7766#5&quot;onclick=" },
	{ "rfc7766\"", "rfc7766&quot;" },
	{ "musl:51d4669f\"x", "musl:51d4669f&quot;x" },
	{ "musl:src/network", "musl:src/network" },
	{ "javascript:alert(1)", "javascript:alert(1)" },
};

START_TEST(references_are_links)
{
	check(refs_html, references[_i].words, references[_i].want);
	ck_assert_int_eq(refs_is_told(references[_i].words),
	    *references[_i].want != '\0');
}
END_TEST

static Suite *
html_suite(void)
{
	Suite *s = suite_create("html");
	TCase *t = tcase_create("html");

	tcase_add_loop_test(t, foreign_text_stays_text, 0, LEN(texts));
	tcase_add_test(t, lines_stay_lines);
	tcase_add_test(t, strings_of_json_cannot_leave_their_script);
	tcase_add_test(t, links_lead_to_the_scenario);
	tcase_add_loop_test(t, references_are_links, 0, LEN(references));
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return unit_run(html_suite());
}
