#include "config.h"

#include <stdio.h>

#include "fakedns/scenario.h"
#include "fakedns/source.h"
#include "tests/memory_file.h"
#include "tests/unit.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

static const struct place line_7 = { "F", 7, 1 };

START_TEST(lines_lose_their_ends)
{
	struct error err = { 0 };
	struct memory_file file;
	struct source s;

	ck_assert_int_eq(source_load(&s,
			     memory_file_open(&file, "a\r\n\n b \nlast"), &err),
	    0);
	ck_assert_str_eq(s.path, file.path);
	ck_assert_uint_eq(s.count, 4);
	ck_assert_str_eq(s.lines[0], "a");
	ck_assert_str_eq(s.lines[1], "");
	ck_assert_str_eq(s.lines[2], " b ");
	ck_assert_str_eq(s.lines[3], "last");
	source_clear(&s);
	close(file.fd);
}
END_TEST

START_TEST(an_empty_file_has_no_lines)
{
	struct error err = { 0 };
	struct memory_file file;
	struct source s;

	ck_assert_int_eq(source_load(&s, memory_file_open(&file, ""), &err), 0);
	ck_assert_uint_eq(s.count, 0);
	source_clear(&s);
	close(file.fd);
}
END_TEST

/* Loads LEN octets, which must fail with WHY behind the path. */
static void
refuses(const void *octets, size_t len, const char *why)
{
	struct error err = { 0 };
	struct memory_file file;
	struct source s;

	memory_file_open(&file, "");
	ck_assert_int_eq(write(file.fd, octets, len), (ssize_t)len);
	ck_assert_int_eq(source_load(&s, file.path, &err), -1);
	ck_assert_str_eq(err.text + strlen(file.path), why);
	source_clear(&s);
	close(file.fd);
}

START_TEST(what_is_no_text_is_refused)
{
	enum { LONG = (1 << 20) + 1 };
	char *line = malloc(LONG);

	refuses("a\nbc\0d\n", 7, ":2:3: a NUL octet, want text");
	memset(line, 'x', LONG);
	refuses(line, LONG,
	    ":1:1: a line of 1048577 octets, want at most 1048576");
	free(line);
}
END_TEST

START_TEST(a_file_that_is_not_there)
{
	struct error err = { 0 };
	struct source s;

	ck_assert_int_eq(source_load(&s, "no/such/file", &err), -1);
	ck_assert_str_eq(err.text, "no/such/file: No such file or directory");
	source_clear(&s);
	memset(&err, 0, sizeof err);
	ck_assert_int_eq(source_load(&s, "/", &err), -1);
	ck_assert_str_eq(err.text, "/: Is a directory");
	source_clear(&s);
}
END_TEST

/* A word is [text]@column, "text"@column where it was quoted. */
static const struct {
	const char *line, *words;
} splits[] = {
	{ "", "" },
	{ " \t ", "" },
	{ "; only", "" },
	{ "a b", "[a]@1 [b]@3" },
	{ "  a\tb ; c", "[a]@3 [b]@5" },
	{ "a;b", "[a]@1" },
	{ "a\\;b c", "[a\\;b]@1 [c]@6" },
	{ "a\\ b c", "[a\\ b]@1 [c]@6" },
	{ "a\\", "[a\\]@1" },
	{ "\"a b\" c", "\"a b\"@1 [c]@7" },
	{ "\"a;b\"", "\"a;b\"@1" },
	{ "\"\"", "\"\"@1" },
	{ "\"a\\\"b\"", "\"a\"b\"@1" },
	{ "\"a\\\\\" b", "\"a\\\\\"@1 [b]@7" },
	{ "\"a\\065\"", "\"a\\065\"@1" },
	{ "a\"b", "[a\"b]@1" },
	{ "x \"y\"z", "[x]@1 \"y\"@3 [z]@6" },
};

START_TEST(splits_a_line)
{
	struct error err = { 0 };
	struct tokens t;
	char *text = NULL;
	size_t len;
	FILE *f = open_memstream(&text, &len);

	ck_assert_int_eq(tokens_split(splits[_i].line, &line_7, &t, &err), 0);
	for (size_t i = 0; i < t.count; i++)
		fprintf(f, t.v[i].quoted ? "%s\"%s\"@%u" : "%s[%s]@%u",
		    i > 0 ? " " : "", t.v[i].text, t.v[i].column);
	fclose(f);
	ck_assert_str_eq(text, splits[_i].words);
	free(text);
	tokens_clear(&t);
}
END_TEST

START_TEST(an_open_quote_is_an_error)
{
	static const char *const lines[] = { "x \"ab", "x \"a\\\"", "x \"" };

	for (size_t i = 0; i < LEN(lines); i++) {
		struct error err = { 0 };
		struct tokens t;

		ck_assert_int_eq(tokens_split(lines[i], &line_7, &t, &err), -1);
		ck_assert_str_eq(err.text,
		    "F:7:3: a quote without an end, want \"");
		tokens_clear(&t);
	}
}
END_TEST

START_TEST(places_of_words)
{
	struct error err = { 0 };
	struct tokens t;

	tokens_split("  one two", &line_7, &t, &err);
	ck_assert_uint_eq(tokens_place(&t, 0, &line_7).column, 3);
	ck_assert_uint_eq(tokens_place(&t, 1, &line_7).column, 7);
	ck_assert_uint_eq(tokens_place(&t, 2, &line_7).column, 10);
	ck_assert_uint_eq(tokens_place(&t, 9, &line_7).column, 10);
	ck_assert_uint_eq(tokens_place(&t, 0, &line_7).line, 7);
	ck_assert_str_eq(tokens_place(&t, 0, &line_7).file, "F");
	tokens_clear(&t);
	tokens_split("", &line_7, &t, &err);
	ck_assert_uint_eq(tokens_place(&t, 0, &line_7).column, 1);
}
END_TEST

/* VARY lines of TEXT; returns what varies_read() did. */
static int
vary_read(const char *text, struct varies *out, struct error *err)
{
	struct memory_file file;
	struct source s;
	int ret;

	ck_assert_int_eq(source_load(&s, memory_file_open(&file, text), err),
	    0);
	free(s.path);
	s.path = strdup("F");
	ret = varies_read(&s, out, err);
	source_clear(&s);
	close(file.fd);
	return ret;
}

static const struct {
	const char *text;
	size_t count;
	const char *names;
} variants[] = {
	{ "", 1, "|" },
	{ "VARYING n 1\n# VARY n 1\n", 1, "|" },
	{ "VARY n 46 47\n", 2, "n=46|n=47|" },
	{ "VARY n 1 2 3 ; four\n", 3, "n=1|n=2|n=3|" },
	{ "VARY n 1 2\nx\nVARY m a b c\n", 6,
	    "n=1,m=a|n=1,m=b|n=1,m=c|n=2,m=a|n=2,m=b|n=2,m=c|" },
	{ "VARY long_name2 \"a b\" c\n", 2, "long_name2=a b|long_name2=c|" },
	{ "  VARY n 1 2\n", 2, "n=1|n=2|" },
	{ "FILE_BEGIN /etc/x\nVARY n 1 2\nFILE_END\nVARY m 3\n", 1, "m=3|" },
	{ " FILE_BEGIN /etc/x\nVARY\nFILE_END\nVARY m 3\n", 1, "m=3|" },
};

START_TEST(names_of_variants)
{
	char text[200] = "";
	struct error err = { 0 };
	struct varies vs;

	ck_assert_msg(vary_read(variants[_i].text, &vs, &err) == 0, "%s",
	    err.text);
	ck_assert_uint_eq(varies_variants(&vs), variants[_i].count);
	for (size_t i = 0; i < varies_variants(&vs); i++) {
		char *name = varies_name(&vs, i);

		strcat(strcat(text, name), "|");
		free(name);
	}
	ck_assert_str_eq(text, variants[_i].names);
	varies_clear(&vs);
}
END_TEST

#define TEN " 1 2 3 4 5 6 7 8 9 10"
static const struct {
	const char *text, *why;
} bad_varies[] = {
	{ "VARY\n", "F:1:5: VARY too short, want VARY name value …" },
	{ "\nVARY n\n", "F:2:7: VARY too short, want VARY name value …" },
	{ "VARY N 1\n", "F:1:6: VARY name `N`, want lower case letters, "
			"digits and _, a letter first" },
	{ "VARY 1n 1\n", "F:1:6: VARY name `1n`, want lower case letters, "
			 "digits and _, a letter first" },
	{ "VARY n 1\nVARY n 2\n",
	    "F:2:6: VARY `n` a second time, want each name once" },
	{ "VARY a" TEN "\nVARY b" TEN "\nVARY c" TEN "\nVARY d" TEN "\n",
	    "F:4:1: 10000 variants, want at most 4096" },
	{ "VARY n \"1\n", "F:1:8: a quote without an end, want \"" },
};

START_TEST(bad_vary_lines)
{
	struct error err = { 0 };
	struct varies vs;

	ck_assert_int_eq(vary_read(bad_varies[_i].text, &vs, &err), -1);
	ck_assert_str_eq(err.text, bad_varies[_i].why);
	varies_clear(&vs);
}
END_TEST

/* With VARY n 46 47 and VARY mm x "", variant 3: n=47, mm="". */
static const struct {
	const char *line, *want;
} expansions[] = {
	{ "", "" },
	{ "plain $ { } n", "plain $ { } n" },
	{ "${n}", "47" },
	{ "a${n}b${n}", "a47b47" },
	{ "<${mm}>", "<>" },
	{ "${0,3,d} ${n} ${-1}", "${0,3,d} 47 ${-1}" },
	{ "$GENERATE 1-${n} $ A 192.0.2.$", "$GENERATE 1-47 $ A 192.0.2.$" },
	{ "${", "${" },
	{ "$${n}", "$47" },
	{ "${m}", "!F:7:1: no VARY line names `m`, want one" },
	{ "x ${n} ${N}", "!F:7:8: no VARY line names `N`, want one" },
	{ "ab ${n", "!F:7:4: `${` without an end, want ${name}" },
};

START_TEST(expands_a_line)
{
	const char *want = expansions[_i].want;
	struct error err = { 0 };
	struct varies vs;
	char *got;

	ck_assert_int_eq(vary_read("VARY n 46 47\nVARY mm x \"\"\n", &vs, &err),
	    0);
	got = varies_expand(&vs, 3, expansions[_i].line, &line_7, &err);
	if (*want == '!') {
		ck_assert_ptr_null(got);
		ck_assert_str_eq(err.text, want + 1);
	} else {
		ck_assert_ptr_nonnull(got);
		ck_assert_str_eq(got, want);
	}
	free(got);
	varies_clear(&vs);
}
END_TEST

/* The second variant is wrong, and nobody looks. */
START_TEST(only_the_first_is_read)
{
	static const char text[] =
	    "VARY n 1 x\nVARY m 1 2\n"
	    "SCENARIO_BEGIN t\n"
	    "SERVER ::${n}\nSERVER ::8${m}\nSCENARIO_END\n";
	struct scenarios list = { 0 };
	struct error err = { 0 };
	struct memory_file file;
	size_t count;

	memory_file_open(&file, text);
	ck_assert_int_eq(scenarios_load_first(file.path, NULL, &list, &count,
			     &err),
	    0);
	ck_assert_uint_eq(count, 4);
	ck_assert_uint_eq(list.count, 1);
	ck_assert_str_eq(list.v[0]->variant, "n=1,m=1");
	scenarios_clear(&list);
	ck_assert_int_eq(scenarios_load_first(file.path, "m=2,n=1", &list,
			     &count, &err),
	    0);
	ck_assert_uint_eq(count, 1);
	ck_assert_str_eq(list.v[0]->servers[1].address, "::82");
	scenarios_clear(&list);
	ck_assert_int_eq(scenarios_load_first(file.path, "n=9", &list, &count,
			     &err),
	    0);
	ck_assert(count == 0 && list.count == 0);
	ck_assert_int_eq(scenarios_load_first(file.path, "n=x", &list, &count,
			     &err),
	    -1);
	close(file.fd);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("source");
	TCase *tc = tcase_create("source");

	tcase_add_test(tc, only_the_first_is_read);
	tcase_add_test(tc, lines_lose_their_ends);
	tcase_add_test(tc, an_empty_file_has_no_lines);
	tcase_add_test(tc, what_is_no_text_is_refused);
	tcase_add_test(tc, a_file_that_is_not_there);
	tcase_add_loop_test(tc, splits_a_line, 0, LEN(splits));
	tcase_add_test(tc, an_open_quote_is_an_error);
	tcase_add_test(tc, places_of_words);
	tcase_add_loop_test(tc, names_of_variants, 0, LEN(variants));
	tcase_add_loop_test(tc, bad_vary_lines, 0, LEN(bad_varies));
	tcase_add_loop_test(tc, expands_a_line, 0, LEN(expansions));
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
