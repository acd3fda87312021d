#include "config.h"

#include <stdio.h>

#include "tests/scenario_text.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

#define WWW "REPLY QR\nSECTION QUESTION\nwww.example. IN A\n"

/* Server 1 has the address ::1. */
static const struct {
	const char *lines;
	bool match;
	struct asking asking;
} cases[] = {
	{ "", true, { .question = "a. A" } },
	{ "", true, { 0 } },
	{ "MATCH any ttl\n" WWW, true, { .question = "a. MX" } },
	{ "MATCH qname\n" WWW, true, { .question = "www.example. AAAA" } },
	{ "MATCH qname\n" WWW, true, { .question = "wWW.Example. A" } },
	{ "MATCH qname\n" WWW, false, { .question = "ww.example. A" } },
	{ "MATCH qname\n" WWW, false, { .question = "a.www.example. A" } },
	{ "MATCH qname\n" WWW, false, { 0 } },
	{ "MATCH qname\n", false, { .question = "www.example. A" } },
	{ "MATCH qname\nSECTION QUESTION\n@ A\n", true,
	    { .question = "b. MX" } },
	{ "MATCH qtype\n" WWW, true, { .question = "b. A" } },
	{ "MATCH qtype\n" WWW, false, { .question = "www.example. AAAA" } },
	{ "MATCH qtype\n", false, { .question = "www.example. A" } },
	{ "MATCH qtype qname\n" WWW, true, { .question = "www.example. A" } },
	{ "MATCH qtype qname\n" WWW, false, { .question = "www.example. MX" } },
	{ "MATCH qtype qname\n" WWW, false, { .question = "b. A" } },
	{ "MATCH qname qtype\nSECTION QUESTION\n@ A\n", true,
	    { .question = "b. A" } },
	{ "MATCH qname qtype\nSECTION QUESTION\n@ A\n", false,
	    { .question = "b. MX" } },
	{ "MATCH subdomain\n" WWW, true, { .question = "a.b.www.example. A" } },
	{ "MATCH subdomain\n" WWW, true, { .question = "www.example. A" } },
	{ "MATCH subdomain\n" WWW, false, { .question = "xwww.example. A" } },
	{ "MATCH subdomain\n" WWW, false, { .question = "example. A" } },
	{ "MATCH subdomain\n", false, { .question = "example. A" } },
	{ "MATCH subdomain\nSECTION QUESTION\n@ A\n", true,
	    { .question = "example. A" } },
	{ "MATCH opcode\n" WWW, true, { .question = "a. A" } },
	{ "MATCH opcode\n" WWW, false,
	    { .question = "a. A", .flags = 2 << 11 } },
	{ "MATCH opcode\nREPLY QR STATUS\n", true,
	    { .question = "a. A", .flags = 2 << 11 } },
	{ "MATCH opcode\nREPLY QR STATUS\n", false, { .question = "a. A" } },
	{ "MATCH UDP\n", true, { .question = "a. A" } },
	{ "MATCH UDP\n", false, { .question = "a. A", .tcp = true } },
	{ "MATCH TCP\n", true, { .question = "a. A", .tcp = true } },
	{ "MATCH TCP\n", false, { .question = "a. A" } },
	{ "MATCH TCP UDP\n", true, { .question = "a. A" } },
	{ "MATCH TCP UDP\n", true, { .question = "a. A", .tcp = true } },
	{ "MATCH edns\n", true, { .question = "a. A", .edns = 512 } },
	{ "MATCH edns\n", false, { .question = "a. A" } },
	{ "MATCH noedns\n", true, { .question = "a. A" } },
	{ "MATCH noedns\n", false, { .question = "a. A", .edns = 512 } },
	{ "MATCH DO\n", true, { .question = "a. A", .dnssec = true } },
	{ "MATCH DO\n", false, { .question = "a. A", .edns = 512 } },
	{ "MATCH DO\n", false, { .question = "a. A" } },
	{ "MATCH udp_size=1232\n", true, { .question = "a. A", .edns = 1232 } },
	{ "MATCH udp_size=1232\n", false,
	    { .question = "a. A", .edns = 1231 } },
	{ "MATCH udp_size=0\n", false, { .question = "a. A" } },
	{ "MATCH server=::1\n", true, { .question = "a. A", .server = 1 } },
	{ "MATCH server=::1\n", false, { .question = "a. A" } },
	{ "MATCH server=::1 server=192.0.2.1\n", true, { .question = "a. A" } },
	{ "MATCH server=::1 UDP qname\n" WWW, true,
	    { .question = "www.example. A", .server = 1 } },
	{ "MATCH server=::1 UDP qname\n" WWW, false,
	    { .question = "www.example. A", .server = 1, .tcp = true } },
	{ "MATCH all\nREPLY RD\nSECTION QUESTION\na. A\n", true,
	    { .question = "A. A" } },
	{ "MATCH all\nREPLY RD\nSECTION QUESTION\na. A\n", false,
	    { .question = "a. MX" } },
	{ "MATCH all\nREPLY RD\nSECTION QUESTION\na. A\n", false,
	    { .question = "b. A" } },
	{ "MATCH all\nREPLY RD AD\nSECTION QUESTION\na. A\n", false,
	    { .question = "a. A" } },
	{ "MATCH all\nREPLY RD\n", false, { .question = "a. A" } },
	{ "MATCH all\nREPLY RD\n", true, { 0 } },
	{ "MATCH all\nREPLY RD\nSECTION QUESTION\na. A\nSECTION ANSWER\n"
	  "a. A 192.0.2.1\n",
	    false, { .question = "a. A" } },
	{ "MATCH serial=1\n", false, { .question = "a. A" } },
	{ "MATCH ednsdata\n", true, { .question = "a. A" } },
	{ "MATCH ednsdata\n", true, { .question = "a. A", .edns = 512 } },
	{ "MATCH ednsdata\nHEX_EDNSDATA_BEGIN\n000a0000\nHEX_EDNSDATA_END\n",
	    false, { .question = "a. A", .edns = 512 } },
	/* header words; FLAGS qr=0 is no part of what is compared */
	{ "MATCH rcode\nREPLY SERVFAIL\n", false, { .question = "a. A" } },
	{ "MATCH rcode\nREPLY SERVFAIL AA\n", true,
	    { .question = "a. A", .flags = RCODE_SERVFAIL } },
	{ "MATCH flags\nREPLY RD NXDOMAIN NOTIFY\n", true,
	    { .question = "a. A" } },
	{ "MATCH flags\nREPLY RD AA\n", false, { .question = "a. A" } },
	{ "MATCH flags\nREPLY RD AD CD\n", true,
	    { .question = "a. A", .flags = FLAG_AD | FLAG_CD | 0x0040 } },
	{ "MATCH flags\nREPLY RD\n", false,
	    { .question = "a. A", .flags = FLAG_CD } },
	/* the whole question, its class too; or none */
	{ "MATCH question\n" WWW, true, { .question = "WWW.example. A" } },
	{ "MATCH question\n" WWW, false, { .question = "www.example. MX" } },
	{ "MATCH question\n" WWW, false, { .question = "w.example. A" } },
	{ "MATCH question\n" WWW, false, { 0 } },
	{ "MATCH question\nSECTION QUESTION\nwww.example. CH A\n", false,
	    { .question = "www.example. A" } },
	{ "MATCH question\nSECTION QUESTION\n@ A\n", true,
	    { .question = "b. A" } },
	{ "MATCH question\n", false, { .question = "b. A" } },
	{ "MATCH question\n", true, { 0 } },
	{ "MATCH qcase\n" WWW, true, { .question = "www.example. MX" } },
	{ "MATCH qcase\n" WWW, false, { .question = "wwW.example. A" } },
	{ "MATCH qcase\n" WWW, false, { .question = "www.example.x. A" } },
	{ "MATCH qcase\n", false, { .question = "www.example. A" } },
	{ "MATCH qcase\nSECTION QUESTION\n@ A\n", true,
	    { .question = "wwW. MX" } },
	{ "MATCH qtype\nSECTION QUESTION\n. TYPE0\n", false, { 0 } },
	{ "MATCH subdomain\nSECTION QUESTION\n. A\n", false, { 0 } },
	/* a wildcard is one with copy_query only */
	{ "MATCH qname\nADJUST copy_query\nSECTION QUESTION\n*.a. A\n", true,
	    { .question = "b.A. A" } },
	{ "MATCH qname\nADJUST copy_query\nSECTION QUESTION\n*.a. A\n", true,
	    { .question = "c.b.a. A" } },
	{ "MATCH qname\nADJUST copy_query\nSECTION QUESTION\n*.a. A\n", false,
	    { .question = "a. A" } },
	{ "MATCH qname\nADJUST copy_query\nSECTION QUESTION\n*.a. A\n", false,
	    { .question = "ba. A" } },
	{ "MATCH qname\nSECTION QUESTION\n*.a. A\n", false,
	    { .question = "b.a. A" } },
	{ "MATCH qname\nSECTION QUESTION\n*.a. A\n", true,
	    { .question = "*.a. A" } },
	{ "MATCH qname\nADJUST copy_query\nSECTION QUESTION\nx.a. A\n", false,
	    { .question = "b.a. A" } },
	{ "MATCH question\nADJUST copy_query\nSECTION QUESTION\n*.a. A\n", true,
	    { .question = "b.a. A" } },
	/* the name as text, its final dot and its escapes included */
	{ "MATCH qname_regex=^a[0-9]+\\.example\\.$\n", true,
	    { .question = "A17.Example. MX" } },
	{ "MATCH qname_regex=^a[0-9]+\\.example\\.$\n", false,
	    { .question = "a.example. A" } },
	{ "MATCH qname_regex=(x|y)\n", true, { .question = "ay.b. A" } },
	{ "MATCH qname_regex=.\n", false, { 0 } },
	{ "MATCH qname_regex=y qname\nSECTION QUESTION\n@ A\n", false,
	    { .question = "x. A" } },
	{ "MATCH \"qname_regex=\\\\032b\"\n", true,
	    { .question = "a\\032b. A" } },
	/* EDNS */
	{ "MATCH CO\n", false,
	    { .question = "a. A", .edns = 512, .dnssec = true } },
	{ "MATCH ede=any\n", false, { .question = "a. A", .edns = 512 } },
	{ "MATCH ede=any\n", false, { .question = "a. A" } },
	{ "MATCH client_cookie\n", false, { .question = "a. A" } },
	{ "MATCH all_noedns\nREPLY RD\nSECTION QUESTION\na. A\n", true,
	    { .question = "a. A", .edns = 512 } },
	{ "MATCH all_noedns\nREPLY RD\nSECTION QUESTION\na. A\n", false,
	    { .question = "b. A", .edns = 512 } },
	{ "MATCH all\nREPLY RD\nSECTION QUESTION\na. A\n", true,
	    { .question = "a. A", .edns = 512 } },
	{ "MATCH answer authority additional\n", true,
	    { .question = "a. A", .edns = 512 } },
	{ "MATCH answer\nSECTION ANSWER\na. AAAA ::\n", false,
	    { .question = "a. A" } },
	/* a query is no connection */
	{ "MATCH accept\n", false, { .question = "a. A", .tcp = true } },
	/* an EXTRA_PACKET has no part in it */
	{ "MATCH qname\nSECTION QUESTION\na. A\nEXTRA_PACKET\n"
	  "SECTION QUESTION\nb. A\n",
	    true, { .question = "a. A" } },
	{ "MATCH qname\nHEX_ANSWER_BEGIN\n1234 8180 0001 0000 0000 0000\n"
	  "0161 00 0001 0001\nHEX_ANSWER_END\n",
	    true, { .question = "a. A" } },
	{ "MATCH qname\nHEX_ANSWER_BEGIN\n1234 8180 0001 0000 0000 0000\n"
	  "0161 00 0001 0001\nHEX_ANSWER_END\n",
	    false, { .question = "b. A" } },
};

static const struct entry *
entry_of(struct scenarios *list, const char *lines)
{
	char text[1000];

	snprintf(text, sizeof text,
	    SCENARIO("SERVER 192.0.2.1\nSERVER ::1\n" ENTRY("%s")), lines);
	return scenario_text_load(list, text)->entries;
}

START_TEST(matches)
{
	struct scenarios list;
	const struct entry *e = entry_of(&list, cases[_i].lines);
	struct writer octets = { 0 };
	struct incoming in = asking_incoming(&cases[_i].asking, &octets);

	ck_assert_msg(match_entry(e, &in) == cases[_i].match, "%s%s",
	    cases[_i].lines,
	    cases[_i].asking.question ? cases[_i].asking.question : "");
	writer_clear(&octets);
	scenarios_clear(&list);
}
END_TEST

static const struct {
	const char *lines;
	bool match, one_name;
} accepting[] = {
	{ "MATCH accept\n", true, false },
	{ "MATCH accept TCP server=::1\n", true, false },
	{ "MATCH accept server=192.0.2.1\n", false, false },
	{ "MATCH TCP\n", false, false },
	{ "", false, false },
	{ "MATCH qname\n" WWW, false, true },
	{ "MATCH question\n" WWW, false, true },
	{ "MATCH all\n" WWW, false, true },
	{ "MATCH subdomain qtype\n" WWW, false, false },
	{ "MATCH qname\n", false, false },
	{ "MATCH qname\nSECTION QUESTION\n@ A\n", false, false },
	{ "MATCH qname\nSECTION QUESTION\n*.a. A\n", false, true },
	{ "MATCH qname\nADJUST copy_query\nSECTION QUESTION\n*.a. A\n", false,
	    false },
};

START_TEST(connections_and_names)
{
	struct incoming in = { .accept = true, .tcp = true, .server = 1 };
	struct scenarios list;
	const struct entry *e = entry_of(&list, accepting[_i].lines);

	ck_assert(match_entry(e, &in) == accepting[_i].match);
	ck_assert(match_is_for_one_name(e) == accepting[_i].one_name);
	scenarios_clear(&list);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("match");
	TCase *tc = tcase_create("match");

	tcase_add_loop_test(tc, matches, 0, LEN(cases));
	tcase_add_loop_test(tc, connections_and_names, 0, LEN(accepting));
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
