#include "config.h"

#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

#include "resolver-tests/clients/args.h"
#include "resolver-tests/clients/rrnames.h"
#include "tests/unit.h"

enum { WORDS_MAX = 24 };

/* What argv would be; args_init() writes in it. */
static char store[WORDS_MAX][64];
static char *argv[WORDS_MAX + 1];

/* TEXT is words with one space between. */
static void
init(struct args *args, const char *text, unsigned words)
{
	int argc = 0;

	while (*text != '\0') {
		size_t len = strcspn(text, " ");

		ck_assert_int_lt(argc, WORDS_MAX);
		ck_assert_uint_lt(len, sizeof store[0]);
		memcpy(store[argc], text, len);
		store[argc][len] = '\0';
		argv[argc] = store[argc];
		argc++;
		text += len + strspn(text + len, " ");
	}
	args_init(args, argc, argv, words);
}

static const struct {
	const char *in;
	const char *want; /* NULL: refused */
} decodings[] = {
	{ "plain", "plain" },
	{ "", "" },
	{ "a\\046b", "a.b" },
	{ "\\255\\001", "\xff\x01" },
	{ "\\\\", "\\" },
	{ "\\078ULL", "NULL" },
	{ "a\\", NULL },
	{ "\\4", NULL },
	{ "\\04x", NULL },
	{ "\\256", NULL },
	{ "\\n", NULL },
};

START_TEST(decode)
{
	char text[64];

	snprintf(text, sizeof text, "%s", decodings[_i].in);
	if (decodings[_i].want == NULL) {
		ck_assert_int_eq(args_decode(text), -1);
	} else {
		ck_assert_int_eq(args_decode(text), 0);
		ck_assert_str_eq(text, decodings[_i].want);
	}
}
END_TEST

START_TEST(words_and_options)
{
	struct args args;

	init(&args, "a=b NULL type=TXT service=NULL host=\\078ULL v=a=b", 2);
	ck_assert_str_eq(args.words[0], "a=b");
	ck_assert_ptr_null(args.words[1]);
	ck_assert_str_eq(args_text(&args, "type", "A"), "TXT");
	ck_assert_ptr_null(args_text(&args, "service", "80"));
	ck_assert_str_eq(args_text(&args, "host", ""), "NULL");
	ck_assert_str_eq(args_text(&args, "class", "IN"), "IN");
	ck_assert(!args_has(&args, "class"));
	ck_assert(args_has(&args, "v"));
	ck_assert_str_eq(args_text(&args, "v", ""), "a=b");
	ck_assert(!args_bad(&args));
}
END_TEST

static const struct args_name colours[] = {
	{ "red", 1 },
	{ "green", 2 },
	{ "blue", 4 },
	{ NULL, 0 },
};

START_TEST(values)
{
	struct args args;

	init(&args,
	    "n=-1 h=0x10 c=blue d=7 f=red,blue g=0x6 "
	    "family=inet6 socktype=any af=99",
	    0);
	ck_assert_int_eq(args_number(&args, "n", 5), -1);
	ck_assert_int_eq(args_number(&args, "h", 5), 16);
	ck_assert_int_eq(args_number(&args, "none", 5), 5);
	ck_assert_int_eq(args_choice(&args, "c", colours, 0), 4);
	ck_assert_int_eq(args_choice(&args, "d", colours, 0), 7);
	ck_assert_int_eq(args_flags(&args, "f", colours, 0), 5);
	ck_assert_int_eq(args_flags(&args, "g", colours, 0), 6);
	ck_assert_int_eq(args_flags(&args, "none", colours, 3), 3);
	ck_assert_int_eq(args_family(&args, "family", AF_UNSPEC), AF_INET6);
	ck_assert_int_eq(args_family(&args, "none", AF_UNSPEC), AF_UNSPEC);
	ck_assert_int_eq(args_family(&args, "af", AF_INET), 99);
	ck_assert_int_eq(args_socktype(&args, "socktype"), 0);
	ck_assert_int_eq(args_socktype(&args, "none"), SOCK_STREAM);
	ck_assert(!args_bad(&args));
}
END_TEST

static const struct {
	const char *text;
	const char *want;
} mistakes[] = {
	{ "word", "option=word: want key=value" },
	{ "=x", "option==x: want key=value" },
	{ "n=x", "n=x: want a number" },
	{ "n=1x", "n=1x: want a number" },
	{ "n=", "n=: want a number" },
	{ "n=NULL", "n=NULL: want a number" },
	{ "n=99999999999", "n=99999999999: want a number" },
	{ "f=red,pink", "f=red,pink: want known flags in lower case, "
			"or a number" },
	{ "f=RED", "f=RED: want known flags in lower case, or a number" },
	{ "f=red,", "f=red,: want known flags in lower case, or a number" },
	{ "other=1", "other=1: want an option this call knows" },
	{ "n=\\9", "n=\\9: want \\DDD or \\\\ after \\" },
};

START_TEST(mistake)
{
	struct args args;

	init(&args, mistakes[_i].text, 0);
	args_number(&args, "n", 0);
	args_flags(&args, "f", colours, 0);
	ck_assert(args_bad(&args));
	ck_assert_str_eq(args.error, mistakes[_i].want);
}
END_TEST

START_TEST(too_few_and_many)
{
	struct args args;

	init(&args, "one", 2);
	ck_assert(args_bad(&args));
	init(&args, "a= b= c= d= e= f= g= h= i= j= k= l= m= n= o= p= q=", 0);
	ck_assert(args_bad(&args));
	ck_assert_str_eq(args.error, "option=q=: want fewer options");
}
END_TEST

static const struct {
	const char *text;
	int want; /* -9: refused */
} types[] = {
	{ "A", 1 },
	{ "aaaa", 28 },
	{ "TYPE65280", 65280 },
	{ "257", 257 },
	{ "70000", 70000 },
	{ "-1", -1 },
	{ "ANY", 255 },
	{ "HTTPS", 65 },
	{ "BOGUS", -9 },
	{ "", -9 },
	{ NULL, -9 },
};

START_TEST(type)
{
	int value = -9, ret = rrnames_type_value(types[_i].text, &value);

	ck_assert_int_eq(ret, types[_i].want == -9 ? -1 : 0);
	ck_assert_int_eq(value, types[_i].want);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("args");
	TCase *tc = tcase_create("args");

	tcase_add_loop_test(tc, decode, 0,
	    sizeof decodings / sizeof decodings[0]);
	tcase_add_test(tc, words_and_options);
	tcase_add_test(tc, values);
	tcase_add_loop_test(tc, mistake, 0,
	    sizeof mistakes / sizeof mistakes[0]);
	tcase_add_test(tc, too_few_and_many);
	tcase_add_loop_test(tc, type, 0, sizeof types / sizeof types[0]);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
