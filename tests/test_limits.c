/* What a scenario file may make of itself before it is refused. */
#include "config.h"

#include "fakedns/xalloc.h"
#include "tests/scenario_text.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

#define REGEX(pattern)                                                         \
	"ENTRY_BEGIN\nMATCH qname_regex=" pattern "\nADJUST do_not_answer\n"   \
	"ENTRY_END\n"
#define SLOW_REGEX                                                             \
	":2:7: a pattern that may take long, want at most 255 octets, 1024 "   \
	"with its repetitions written out, and no back-reference"

/* COUNT times PART. */
static char *
repeat(const char *part, size_t count)
{
	size_t len = strlen(part);
	char *text = xmalloc(len * count + 1);

	for (size_t i = 0; i < count; i++)
		memcpy(text + i * len, part, len);
	text[len * count] = '\0';
	return text;
}

/* TEXT has COUNT times PART where "@@" is. */
static const struct {
	const char *text, *part;
	size_t count;
	const char *message; /* behind the path; NULL: it is read */
} cases[] = {
	{ "ZONE_BEGIN\n@@ZONE_END\n", "$GENERATE 0-65535 a A 192.0.2.1\n", 4,
	    NULL },
	{ "ZONE_BEGIN\n@@$GENERATE 7-7 a A 192.0.2.1\nZONE_END\n",
	    "$GENERATE 0-65535 a A 192.0.2.1\n", 4,
	    ":6:1: VARY and $GENERATE make more than 262144 lines of this "
	    "file, want fewer" },
	{ "ENTRY_BEGIN\nSECTION ANSWER\n@@ENTRY_END\n",
	    "$GENERATE 0-65535 a A 192.0.2.1\n", 5,
	    ":7:1: VARY and $GENERATE make more than 262144 lines of this "
	    "file, want fewer" },
	{ SCENARIO("CALL getaddrinfo x\nRESULT_BEGIN\nok\n$GENERATE 0-65535 "
		   "address @@\nRESULT_END\n"),
	    "${0,100,d}", 11,
	    ":5:1: VARY and $GENERATE make more than 67108864 octets of this "
	    "file, want fewer" },
	/* the first variant is the file, those behind it are made */
	{ "VARY a 1 2 3 4\nVARY b 1 2 3 4\n" SCENARIO("@@"), "WHY x\n", 17472,
	    NULL },
	{ "VARY a 1 2 3 4\nVARY b 1 2 3 4\n" SCENARIO("@@"), "WHY x\n", 17473,
	    ":17467:1: VARY and $GENERATE make more than 262144 lines of this "
	    "file, want fewer" },
	{ "VARY a 12345678\n" SCENARIO("WHY @@\n"), "${a}", 131071, NULL },
	{ "VARY a 12345678\n" SCENARIO("WHY @@\n"), "${a}", 131072,
	    ":3:1: a line of more than 1048576 octets, want at most that" },
	{ "VARY a @@\n" SCENARIO(""), "x", 255, NULL },
	{ "ENTRY_BEGIN\nADJUST do_not_answer\n@@ENTRY_END\n", "EXTRA_PACKET\n",
	    255, NULL },
	{ "ENTRY_BEGIN\nADJUST do_not_answer\n@@ENTRY_END\n", "EXTRA_PACKET\n",
	    256, ":258:1: more than 256 messages in an entry, want fewer" },
	{ REGEX("@@"), "a", 255, NULL },
	{ REGEX("@@"), "a", 256, SLOW_REGEX },
	{ REGEX("(a)@@1"), "\\\\", 1, NULL },
	{ REGEX("(a)@@1"), "\\", 1, SLOW_REGEX },
	{ REGEX("(a)@@{2000}"), "\\", 1, NULL },
	{ REGEX("@@"), "[a-z]+", 42, NULL },
	{ REGEX("a@@"), "+", 10, NULL },
	{ REGEX("a@@"), "+", 11, SLOW_REGEX },
	{ REGEX("(((((a+)+)+)+)@@"), "+)", 1, NULL },
	{ REGEX("((((((((((a+)+)+)+)+)+)+)+)+)@@"), "+)", 1, SLOW_REGEX },
	{ REGEX("(a{8}b{8}){@@}"), "60", 1, NULL },
	{ REGEX("(a{8}b{8}){@@}"), "61", 1, SLOW_REGEX },
	{ REGEX("(a|b){1,@@}"), "64", 1, NULL },
	{ REGEX("a{9}{9}{@@}"), "12", 1, NULL },
	{ REGEX("a{9}{9}{@@,}"), "12", 1, SLOW_REGEX },
	{ REGEX("([]a[:alpha:](+@@]{9}){100}"), "+", 20, NULL },
	{ REGEX("([^]]]{9}a{@@}){100}"), "2", 1, SLOW_REGEX },
	{ "VARY a b @@\n" SCENARIO(""), "x", 256,
	    ":1:10: a word of 256 octets, want at most 255" },
};

START_TEST(too_much_is_an_error)
{
	const char *mark = strstr(cases[_i].text, "@@");
	char *part = repeat(cases[_i].part, cases[_i].count);
	char *text = xasprintf("%.*s%s%s", (int)(mark - cases[_i].text),
	    cases[_i].text, part, mark + 2);
	struct scenarios list = { 0 };
	struct error err = { 0 };
	struct memory_file file;
	const char *path = memory_file_open(&file, text);
	int ret = scenarios_load(path, "t", NULL, &list, &err);

	if (cases[_i].message == NULL) {
		ck_assert_str_eq(err.text, "");
		ck_assert_int_eq(ret, 0);
		ck_assert_uint_gt(list.count, 0);
	} else {
		ck_assert_int_eq(ret, -1);
		ck_assert_uint_eq(list.count, 0);
		ck_assert_str_eq(err.text + strlen(path), cases[_i].message);
	}
	scenarios_clear(&list);
	close(file.fd);
	free(part);
	free(text);
}
END_TEST

START_TEST(too_many_variables)
{
	struct scenarios list = { 0 };
	struct error err = { 0 };
	struct memory_file file;
	char text[400] = "", *end = text;
	const char *path;

	for (int i = 0; i < 17; i++)
		end += sprintf(end, "VARY v%d x\n", i);
	path = memory_file_open(&file, text);
	ck_assert_int_eq(scenarios_load(path, "t", NULL, &list, &err), -1);
	ck_assert_str_eq(err.text + strlen(path),
	    ":17:6: more than 16 VARY names, want fewer");
	close(file.fd);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("limits");
	TCase *tc = tcase_create("limits");

	tcase_set_timeout(tc, 120); /* valgrind is slow */
	tcase_add_loop_test(tc, too_much_is_an_error, 0, LEN(cases));
	tcase_add_test(tc, too_many_variables);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
