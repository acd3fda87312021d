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

/* Question "a. IXFR", an SOA with serial 7 behind it (RFC 1995 3). */
#define IXFR "1234 0000 0001 0000 0001 0000 0161 00 00fb 0001 "
#define SOA                                                                    \
	"c00c 0006 0001 00000000 0016 00 00 00000007 00000001 00000001 "       \
	"00000001 00000001"
#define OPT "00 0029 0200 00000000 0005 000a 0001 ff"

static const struct {
	const char *query;
	bool serial, options;
} raw[] = {
	{ IXFR SOA, true, false },
	{ "1234 0000 0001 0000 0001 0001 0161 00 00fb 0001 " SOA OPT, true,
	    true },
	{ "1234 0000 0001 0001 0001 0001 0161 00 00fb 0001 "
	  "c00c 0001 0001 00000000 0004 c0000201 " SOA OPT,
	    true, true },
	{ "1234 0000 0001 0000 0000 0001 0161 00 00fb 0001 " OPT, false, true },
	/* another serial, another type, another place, cut short, no SOA */
	{ IXFR "c00c 0006 0001 00000000 0016 00 00 00000008 00000001 00000001 "
	       "00000001 00000001",
	    false, false },
	{ IXFR "c00c 0001 0001 00000000 0016 00 00 00000007 00000001 00000001 "
	       "00000001 00000001",
	    false, false },
	{ "1234 0000 0001 0001 0000 0000 0161 00 00fb 0001 " SOA, false,
	    false },
	{ IXFR "c00c 0006 0001 00000000 0016 00 00 0000", false, false },
	{ IXFR, false, false },
	{ "1234 0000 0001 0000 0000 0001 0161 00 0001 0001 "
	  "00 0029 0200 00000000 0005 000a 0001 fe",
	    false, false },
	{ "1234 0000 0001 0000 0000 0001 0161 00 0001 0001 "
	  "00 0029 0200 00000000 0005 000a 00",
	    false, false },
	{ "1234 0000 0001 0000 0000 ffff 0161 00 0001 0001 00 0029", false,
	    false },
};

START_TEST(looks_into_records)
{
	struct incoming in = { 0 };
	struct writer w = { 0 };
	struct scenarios list;
	const struct entry *e = entry_of(&list,
	    "MATCH serial=7\nENTRY_END\nENTRY_BEGIN\nMATCH ednsdata\n"
	    "HEX_EDNSDATA_BEGIN\n000a0001ff\nHEX_EDNSDATA_END\n");
	size_t bad;

	ck_assert_int_eq(wire_parse_hex(raw[_i].query, &w, &bad), 0);
	in.octets = w.octets;
	in.len = w.len;
	query_parse(in.octets, in.len, &in.query);
	ck_assert_int_eq(match_entry(&e[0], &in), raw[_i].serial);
	ck_assert_int_eq(match_entry(&e[1], &in), raw[_i].options);
	writer_clear(&w);
	scenarios_clear(&list);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("match");
	TCase *tc = tcase_create("match");

	tcase_add_loop_test(tc, matches, 0, LEN(cases));
	tcase_add_loop_test(tc, looks_into_records, 0, LEN(raw));
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
