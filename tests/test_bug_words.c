#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "resolver-tests/bug_words.h"
#include "tests/unit.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

static const struct {
	const char *word, *want;
} literals[] = {
	{ "host.example", "\"host.example\"" },
	{ "NULL", "NULL" },
	{ "\\078ULL", "\"NULL\"" },
	{ "", "\"\"" },
	{ "b\\252cher.example", "\"b\\374cher.example\"" },
	{ "a\\\\b\\034", "\"a\\\\b\\\"\"" },
	{ "a\\010b", "\"a\\012b\"" },
	{ "*/ \?\?/", "\"\\052/ \\077\\077/\"" },
};

START_TEST(a_word_is_a_literal)
{
	char *got = bug_words_literal(literals[_i].word);

	ck_assert_str_eq(got, literals[_i].want);
	free(got);
}
END_TEST

static const struct {
	const char *word, *want;
} flags[] = {
	{ NULL, "0" },
	{ "", "0" },
	{ "canonname", "AI_CANONNAME" },
	{ "v4mapped,all", "AI_V4MAPPED | AI_ALL" },
	{ "0x4000", "0x4000" },
};

START_TEST(flags_have_names)
{
	char *got = bug_words_flags(flags[_i].word, "AI_");

	ck_assert_str_eq(got, flags[_i].want);
	free(got);
}
END_TEST

START_TEST(options_are_found)
{
	static const char *const keys[] = { "type", "buf", NULL };
	char call[] = "res_query", name[] = "x=y", type[] = "type=TXT",
	     class[] = "class=CH";
	char *words[] = { call, name, type, class };
	const struct call c = { .argv = { words, LEN(words) } };

	ck_assert_str_eq(bug_words_option(&c, "type"), "TXT");
	ck_assert_ptr_null(bug_words_option(&c, "buf"));
	ck_assert_ptr_null(bug_words_option(&c, "typ"));
	ck_assert_str_eq(bug_words_unknown(&c, 1, keys), "class=CH");
	ck_assert_int_eq(bug_words_type("TXT"), 16);
	ck_assert_int_eq(bug_words_type("TYPE65280"), 65280);
	ck_assert_int_eq(bug_words_type("NONSENSE"), -1);
	ck_assert_int_eq(bug_words_class("CH"), 3);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("bug_words");
	TCase *tc = tcase_create("words");

	tcase_add_loop_test(tc, a_word_is_a_literal, 0, LEN(literals));
	tcase_add_loop_test(tc, flags_have_names, 0, LEN(flags));
	tcase_add_test(tc, options_are_found);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
