/* Wrong lines of an entry, and what is said about them. */
#include "config.h"

#include "tests/scenario_text.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

#define MATCH_WORDS                                                            \
	"opcode qtype qname subdomain all ttl UDP TCP edns noedns DO CO "      \
	"ednsdata any serial=n udp_size=n server=ADDRESS "                     \
	"qname_regex=PATTERN qcase question flags rcode answer authority "     \
	"additional all_noedns ede=n|any client_cookie server_cookie accept"
#define REPLY_WORDS                                                            \
	"flags (QR AA TC RD CD RA AD DO CO), an opcode (QUERY …) or a "      \
	"response code (NOERROR NXDOMAIN SERVFAIL …)"
#define ADJUST_WORDS                                                           \
	"copy_id copy_query copy_edns from_zone do_not_answer sleep=seconds "  \
	"packet_sleep=seconds raw_id copy_ednsdata_assume_clientsubnet "       \
	"increment_ecs_scope"
#define TIMES_FORM "TIMES 1, TIMES 2-3 or TIMES 4- [of any|client|socket]"
#define SKIP_FORM "SKIP 2 [of any|client|socket]"
#define CHANCE_FORM "CHANCE 30% [seed=n]"
#define RR_FORM "\"OWNER [TTL] [CLASS] TYPE RDATA\""
#define ACCEPT_ALONE "want no word but TCP and server= there: it is no query"

static const struct {
	const char *lines, *message; /* the latter without the path */
} cases[] = {
	{ "", ":1:1: an entry without an end, want ENTRY_END" },
	{ "WHAT x\n",
	    ":2:1: unknown word `WHAT`, want a word of an entry (MATCH, REPLY, "
	    "ADJUST, SECTION, TIMES, DELAY …) or ENTRY_END" },
	{ "MATCH QTYPE\n",
	    ":2:7: unknown MATCH word `QTYPE`, want " MATCH_WORDS },
	{ "MATCH serial=x\n",
	    ":2:7: unknown MATCH word `serial=x`, want " MATCH_WORDS },
	{ "MATCH udp_size=65536\n",
	    ":2:7: unknown MATCH word `udp_size=65536`, want " MATCH_WORDS },
	{ "REPLY qr\n", ":2:7: unknown REPLY word `qr`, want " REPLY_WORDS },
	{ "ADJUST copy\n",
	    ":2:8: unknown ADJUST word `copy`, want " ADJUST_WORDS },
	{ "ADJUST sleep=x\n",
	    ":2:8: unknown ADJUST word `sleep=x`, want " ADJUST_WORDS },
	{ "SECTION\n", ":2:8: the line ends here, want SECTION "
		       "QUESTION|ANSWER|AUTHORITY|ADDITIONAL" },
	{ "SECTION ZONE\n",
	    ":2:9: `ZONE`, want QUESTION, ANSWER, AUTHORITY or ADDITIONAL" },
	{ "SECTION QUESTION\na\n",
	    ":3:2: the line ends here, want NAME [CLASS] TYPE" },
	{ "SECTION QUESTION\na IN NOTYPE\n",
	    ":3:6: `NOTYPE`, want a type such as A" },
	{ "SECTION QUESTION\na XX A\n", ":3:3: `XX`, want a class such as IN" },
	{ "SECTION QUESTION\n.. A\n",
	    ":3:1: `..`: a label is empty, want a name" },
	{ "TIMES\n", ":2:6: the line ends here, want " TIMES_FORM },
	{ "SECTION ANSWER\na. IN NOTYPE x\n",
	    ":3:7: unknown type \"NOTYPE\", want " RR_FORM },
	{ "SECTION ADDITIONAL\n$GENERATE 1-2 x\n",
	    ":3:1: no type, want " RR_FORM },
	{ "TIMES 0\n", ":2:7: `0`, want " TIMES_FORM },
	{ "TIMES 3-2\n", ":2:7: `3-2`, want " TIMES_FORM },
	{ "TIMES 1 of all\n", ":2:9: `of`, want " TIMES_FORM },
	{ "TIMES 1 of\n", ":2:9: `of`, want " TIMES_FORM },
	{ "NAME\n", ":2:5: the line ends here, want NAME word" },
	{ "NAME a b\n", ":2:8: `b` is one word too many, want NAME word" },
	{ "HEX_ANSWER_BEGIN\n0\n", ":3:1: `0`, want two hex digits an octet" },
	{ "HEX_ANSWER_BEGIN\n",
	    ":2:1: a block without an end, want HEX_ANSWER_END" },
	{ "HEX_EDNSDATA_BEGIN\nxx\n",
	    ":3:1: `xx`, want two hex digits an octet" },
	{ "MATCH qname_regex=a(b\n",
	    ":2:19: `a(b`: Unmatched ( or \\(, want a POSIX extended regular "
	    "expression" },
	{ "MATCH qname \"qname_regex=(;\"\n",
	    ":2:26: `(;`: Unmatched ( or \\(, want a POSIX extended regular "
	    "expression" },
	{ "MATCH qname_regex=a qname_regex=b\n",
	    ":2:21: a second qname_regex, want one" },
	{ "MATCH ede=65536\n",
	    ":2:7: unknown MATCH word `ede=65536`, want " MATCH_WORDS },
	{ "MATCH ede\n", ":2:7: unknown MATCH word `ede`, want " MATCH_WORDS },
	{ "MATCH accept qname\nENTRY_END\n",
	    ":1:1: MATCH accept with `qname`, " ACCEPT_ALONE },
	{ "MATCH UDP\nMATCH accept\nENTRY_END\n",
	    ":1:1: MATCH accept with `UDP`, " ACCEPT_ALONE },
	{ "MATCH accept ede=1\nENTRY_END\n",
	    ":1:1: MATCH accept and a word with a value, " ACCEPT_ALONE },
	{ "MATCH accept qname_regex=a\nENTRY_END\n",
	    ":1:1: MATCH accept and a word with a value, " ACCEPT_ALONE },
	{ "REPLY BADCOOKIES\n",
	    ":2:7: unknown REPLY word `BADCOOKIES`, want " REPLY_WORDS },
	{ "FLAGS XX\n", ":2:7: unknown REPLY word `XX`, want " REPLY_WORDS },
	{ "ADJUST raw\n",
	    ":2:8: unknown ADJUST word `raw`, want " ADJUST_WORDS },
	{ "TIMES 1 of them\n", ":2:9: `of`, want " TIMES_FORM },
	{ "TIMES 1 for any\n", ":2:9: `for`, want " TIMES_FORM },
	{ "SKIP\n", ":2:5: the line ends here, want " SKIP_FORM },
	{ "SKIP 0\n", ":2:6: `0`, want " SKIP_FORM },
	{ "SKIP 2147483647\n", ":2:6: `2147483647`, want " SKIP_FORM },
	{ "SKIP 1 of x\n", ":2:8: `of`, want " SKIP_FORM },
	{ "CHANCE\n", ":2:7: the line ends here, want " CHANCE_FORM },
	{ "CHANCE 30\n", ":2:8: `30`, want " CHANCE_FORM },
	{ "CHANCE %\n", ":2:8: `%`, want " CHANCE_FORM },
	{ "CHANCE 101%\n", ":2:8: `101%`, want " CHANCE_FORM },
	{ "CHANCE 100.001%\n", ":2:8: `100.001%`, want " CHANCE_FORM },
	{ "CHANCE 4294967301%\n", ":2:8: `4294967301%`, want " CHANCE_FORM },
	{ "CHANCE 1.2345%\n", ":2:8: `1.2345%`, want " CHANCE_FORM },
	{ "CHANCE 5% seed=-1\n", ":2:11: `seed=-1`, want " CHANCE_FORM },
	{ "CHANCE 5% 7\n", ":2:11: `7`, want " CHANCE_FORM },
	{ "EXTRA_PACKET x\n",
	    ":2:14: `x` is one word too many, want EXTRA_PACKET alone" },
	{ "MANDATORY x\n",
	    ":2:11: `x` is one word too many, want MANDATORY alone" },
	{ "TSIG key secret\n",
	    ":2:1: TSIG: nothing here signs a reply, want the octets of a "
	    "signed one in HEX_ANSWER_BEGIN" },
	{ "RAW\n", ":2:1: RAW at the end, want a line of hex digits" },
	{ "RAW\nENTRY_END\n",
	    ":3:1: `ENTRY_END`, want two hex digits an octet" },
	{ "RAW 12 3\n", ":2:8: `3`, want two hex digits an octet" },
	{ "HEX_EDNS_BEGIN\n",
	    ":2:1: a block without an end, want HEX_EDNS_END" },
	{ "SECTION QUESTION\na. A\nb. A\n",
	    ":4:1: a second question, want one (and QUESTION twice to send it "
	    "twice)" },
	/* in a plain file white space stands for the owner above */
	{ "SECTION ANSWER\n A 192.0.2.1\n",
	    ":3:2: no owner before this line, want " RR_FORM },
};

/* What a plain data file may have, as testns lets it. */
static const struct {
	const char *text, *message;
} in_scenarios[] = {
	{ SCENARIO("ENTRY_BEGIN\nMATCH\n"),
	    ":3:6: the line ends here, want MATCH word …" },
	{ SCENARIO("ENTRY_BEGIN\nREPLY\n"),
	    ":3:6: the line ends here, want REPLY word …" },
	{ SCENARIO("ENTRY_BEGIN\nADJUST\n"),
	    ":3:7: the line ends here, want ADJUST word …" },
	{ SCENARIO("ENTRY_BEGIN\nSECTION QUESTION\na. 60 IN A\n"),
	    ":4:10: `A` is one word too many, want NAME [CLASS] TYPE" },
	{ SCENARIO("ENTRY_BEGIN\nSECTION ANSWER\nEXTRA_PACKET\na. A ::\n"),
	    ":5:1: unknown word `a.`, want a word of an entry (MATCH, REPLY, "
	    "ADJUST, SECTION, TIMES, DELAY …) or ENTRY_END" },
	{ SCENARIO("ENTRY_BEGIN x\n"),
	    ":2:13: `x` is one word too many, want ENTRY_BEGIN alone" },
	{ SCENARIO("ENTRY_BEGIN\nENTRY_END x\n"),
	    ":3:11: `x` is one word too many, want ENTRY_END alone" },
	{ SCENARIO("ENTRY_BEGINNING\n"),
	    ":2:1: unknown word `ENTRY_BEGINNING`, want one of SCENARIO_BEGIN "
	    "SCENARIO_END WHY REF" },
};

static void
check(const char *text, const char *message)
{
	struct scenarios list = { 0 };
	struct error err = { 0 };
	struct memory_file file;
	const char *got = err.text;

	memory_file_open(&file, text);
	ck_assert_int_eq(scenarios_load(file.path, "t", NULL, &list, &err), -1);
	ck_assert_mem_eq(err.text, file.path, strlen(file.path));
	got += strlen(file.path);
	ck_assert_msg(strncmp(got, message, strlen(message)) == 0,
	    "got  %s\nwant %s", got, message);
	ck_assert_uint_eq(list.count, 0);
	close(file.fd);
}

START_TEST(says_where_and_what)
{
	char text[200];

	snprintf(text, sizeof text, "ENTRY_BEGIN\n%s", cases[_i].lines);
	check(text, cases[_i].message);
}
END_TEST

START_TEST(scenarios_are_strict)
{
	check(in_scenarios[_i].text, in_scenarios[_i].message);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("parse_errors_entry");
	TCase *tc = tcase_create("parse_errors_entry");

	tcase_add_loop_test(tc, says_where_and_what, 0, LEN(cases));
	tcase_add_loop_test(tc, scenarios_are_strict, 0, LEN(in_scenarios));
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
