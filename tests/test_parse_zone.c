#include "config.h"

#include <string.h>

#include "tests/scenario_text.h"
#include "tests/zones.h"

#define LEN(a) (sizeof(a) / sizeof *(a))
#define ALONE(lines) SCENARIO(ZONE(lines)) /* line 3 is the first */

/* LINES of a zone, and all records of x. */
static const struct {
	const char *lines, *records;
} good[] = {
	{ ALONE("x. A 1.2.3.4\n\tTXT y\n"), "A 1.2.3.4|TXT \"y\"" },
	/* on to the next line (RFC 1035 5.1) */
	{ ALONE("x. SOA n. h. ( 1 ; serial\n 2\n\n3 ; (\n# comment\n 4 5 )\n"),
	    "SOA n. h. 1 2 3 4 5" },
	{ ALONE("x. TXT ( a\nb\n)\n A 1.2.3.4\n"),
	    "TXT \"a\" \"b\"|A 1.2.3.4" },
	{ ALONE("x. (\n60\nIN\nA\n1.2.3.4)\n"), "A 1.2.3.4" },
	{ ALONE("x. ( ( A ) (\n1.2.3.4 ) )\n"), "A 1.2.3.4" },
	{ ALONE("x. TXT ( ; ZONE_END\n a\n; )\n )\n"), "TXT \"a\"" },
	/* neither quoted nor behind a backslash */
	{ ALONE("x. TXT \"(;\" \\( \\;\n A 1.2.3.4\n"),
	    "TXT \"(;\" \"(\" \";\"|A 1.2.3.4" },
	{ ALONE("x. TXT (\"a;)\"\n\"\\\"(\")\n"), "TXT \"a;)\" \"\\\"(\"" },
	{ ALONE(" ; nothing\n\n  \n# nothing\nx. A 1.2.3.4 ; (\n"),
	    "A 1.2.3.4" },
	{ ALONE("$TTL 60 ; (\n$ORIGIN x.\n@ A 1.2.3.4\n"), "A 1.2.3.4" },
	{ ALONE("$GENERATE 1-2 x. TXT ( $ )\n"), "TXT \"1\"|TXT \"2\"" },
};

/* What S's one zone answers to x. ANY, "TYPE RDATA|TYPE RDATA". */
static void
answers(const struct scenario *s, char *out, size_t size)
{
	struct query q = zones_asking("x. ANY");
	char *text, *save = NULL;
	size_t used = 0;

	ck_assert_uint_eq(s->zone_count, 1);
	text = zones_answer(s->zones[0].zone, &q);
	out[0] = '\0';
	for (char *line = strtok_r(text, "\n", &save); line != NULL;
	     line = strtok_r(NULL, "\n", &save))
		if (strncmp(line, "an x. ", 6) == 0)
			used +=
			    (size_t)snprintf(out + used, size - used, "%s%s",
				used > 0 ? "|" : "", strstr(line, " IN ") + 4);
	free(text);
}

START_TEST(reads_a_master_file)
{
	struct scenarios list;
	char text[500];

	answers(scenario_text_load(&list, good[_i].lines), text, sizeof text);
	ck_assert_str_eq(text, good[_i].records);
	scenarios_clear(&list);
}
END_TEST

#define FORM ", want \"OWNER [TTL] [CLASS] TYPE RDATA\""

static const struct {
	const char *lines, *error;
} bad[] = {
	{ ALONE("x. A 1.2.3.4\n  y. B 1\n"), ":4:3: unknown type \"y.\"" FORM },
	{ ALONE("x.  60\tIN  B 1\n"), ":3:12: unknown type \"B\"" FORM },
	{ ALONE("x. SOA n. h. (\n 1 ; s\n\n  2 3 4294967296 5 )\n"),
	    ":6:7: number \"4294967296\", want 0..4294967295" },
	{ ALONE("x. TXT ( a\n  b\\25 )\n"),
	    ":4:3: bad TXT RDATA \"b\\25  \": a bad escape, want strings" },
	{ ALONE("x. A 1.2.3.4 )\n"), ":3:14: a `)` alone, want `(` before it" },
	{ ALONE("x. A ( 1.2.3.4\n"),
	    ":3:1: a record with an open `(`, want `)`" },
	{ "SCENARIO_BEGIN x\nZONE_BEGIN\nx. A (\n",
	    ":3:1: a record with an open `(`, want `)`" },
	{ ALONE("x. TXT \"a\n"), ":3:8: a quote without an end, want \"" },
	{ ALONE("x. TXT ( \"a\n\" )\n"),
	    ":3:10: a quote without an end, want \"" },
	{ ALONE("x. A 1.2.3.4\n $GENERATE 1-2 x. B $\n"),
	    ":4:2: unknown type \"B\"" FORM },
	{ "SCENARIO_BEGIN x\nZONE_BEGIN\nZONE_END x\n",
	    ":3:10: `x` is one word too many, want ZONE_END" },
};

START_TEST(says_where_it_is_wrong)
{
	struct scenarios list = { 0 };
	struct error err = { 0 };
	struct memory_file file;
	const char *path = memory_file_open(&file, bad[_i].lines);

	ck_assert_int_eq(scenarios_load(path, "t", NULL, &list, &err), -1);
	ck_assert_ptr_nonnull(strchr(err.text, ':'));
	ck_assert_str_eq(strchr(err.text, ':'), bad[_i].error);
	close(file.fd);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("parse_zone");
	TCase *tc = tcase_create("parse_zone");

	tcase_add_loop_test(tc, reads_a_master_file, 0, LEN(good));
	tcase_add_loop_test(tc, says_where_it_is_wrong, 0, LEN(bad));
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
