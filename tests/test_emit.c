#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "resolver-tests/clients/emit.h"
#include "tests/unit.h"

static const struct {
	const char *text;
	const char *want;
} texts[] = {
	{ "host.example", "key host.example\n" },
	{ "", "key \"\"\n" },
	{ NULL, "key NULL\n" },
	{ "NULL", "key \\078ULL\n" },
	{ "NULLX", "key NULLX\n" },
	{ "a b", "key a b\n" },
	{ " a b ", "key \\032a b\\032\n" },
	{ " ", "key \\032\n" },
	{ "a\\b\n", "key a\\\\b\\010\n" },
	{ "\xc3\xa9\x7f~", "key \\195\\169\\127~\n" },
	{ ";a;\"b\"", "key \\059a\\059\\034b\\034\n" },
};

START_TEST(text)
{
	struct emit out = { 0 };

	emit_text(&out, "key", texts[_i].text);
	ck_assert_str_eq(out.text, texts[_i].want);
	ck_assert_uint_eq(out.len, strlen(texts[_i].want));
	emit_free(&out);
}
END_TEST

START_TEST(octets)
{
	struct emit out = { 0 };

	emit_octets(&out, "key", "a\0b", 3);
	emit_add_octets(&out, "x\"y", 3, "\"");
	ck_assert_str_eq(out.text, "key a\\000b\nx\\034y");
	emit_free(&out);
}
END_TEST

START_TEST(long_text)
{
	struct emit out = { 0 };
	char many[10001];

	memset(many, '\1', sizeof many - 1);
	many[sizeof many - 1] = '\0';
	emit_line(&out, "%s", many);
	emit_text(&out, "key", many);
	ck_assert_uint_eq(out.len, 10001 + 4 + 40000 + 1);
	ck_assert_str_eq(out.text + out.len - 5, "\\001\n");
	emit_free(&out);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("emit");
	TCase *tc = tcase_create("emit");

	tcase_add_loop_test(tc, text, 0, sizeof texts / sizeof texts[0]);
	tcase_add_test(tc, octets);
	tcase_add_test(tc, long_text);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
