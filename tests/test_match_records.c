/* MATCH words that look into the records of a query. */
#include "config.h"

#include <stdio.h>

#include "tests/scenario_text.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

static const struct entry *
entry_of(struct scenarios *list, const char *lines)
{
	char text[1000];

	snprintf(text, sizeof text,
	    SCENARIO("SERVER 192.0.2.1\nSERVER ::1\n" ENTRY("%s")), lines);
	return scenario_text_load(list, text)->entries;
}

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

/* An UPDATE "z. SOA": header, a prerequisite, two updates, OPT and a TSIG. */
#define UPDATE "1234 2800 0001 0001 0002 0002 017a 00 0006 0001 "
#define UPDATE_RECORDS                                                         \
	"c00c 000f 0001 0000003c 0006 000a 016d c00c "                         \
	"0141 c00c 0001 0001 00000000 0004 c0000201 "                          \
	"0162 c00c 0010 0001 00000005 0002 0178 "                              \
	"00 0029 0200 00000000 0000 016b 00 00fa 00ff 00000000 0001 01"
#define UPDATE_LINES                                                           \
	"REPLY UPDATE\nSECTION QUESTION\nz. SOA\nSECTION ANSWER\n"             \
	"Z. 60 MX 10 M.z.\nSECTION AUTHORITY\na.z. 1 A 192.0.2.1\n"            \
	"b.z. 5 TXT x\nSECTION ADDITIONAL\nk. ANY TYPE250 \\# 1 01\n"
/* "a. A" with an OPT that has RDATA of so many octets */
#define OPTIONS(len)                                                           \
	"1234 0000 0001 0000 0000 0001 0161 00 0001 0001 "                     \
	"00 0029 0200 00004000 " len " "
#define COOKIE8 "000a 0008 0102030405060708 "
#define EDE7 "000f 0003 0007 78 "

static const struct {
	const char *lines;
	bool match;
	const char *query;
} octets[] = {
	{ "MATCH all\n" UPDATE_LINES, true, UPDATE UPDATE_RECORDS },
	{ "MATCH answer\n" UPDATE_LINES, true, UPDATE UPDATE_RECORDS },
	{ "MATCH authority additional\n" UPDATE_LINES, true,
	    UPDATE UPDATE_RECORDS },
	/* TTLs count where ttl says so */
	{ "MATCH all ttl\n" UPDATE_LINES, false, UPDATE UPDATE_RECORDS },
	{ "MATCH answer ttl\n" UPDATE_LINES, true, UPDATE UPDATE_RECORDS },
	{ "MATCH authority ttl\n" UPDATE_LINES, false, UPDATE UPDATE_RECORDS },
	/* one record more, one less, another one, another order */
	{ "MATCH answer\n" UPDATE_LINES "SECTION ANSWER\nz. NS z.\n", false,
	    UPDATE UPDATE_RECORDS },
	{ "MATCH answer\nREPLY UPDATE\n", false, UPDATE UPDATE_RECORDS },
	{ "MATCH answer\nSECTION ANSWER\nz. MX 10 n.z.\n", false,
	    UPDATE UPDATE_RECORDS },
	{ "MATCH answer\nSECTION ANSWER\nz. MX 11 m.z.\n", false,
	    UPDATE UPDATE_RECORDS },
	{ "MATCH answer\nSECTION ANSWER\ny. MX 10 m.z.\n", false,
	    UPDATE UPDATE_RECORDS },
	{ "MATCH answer\nSECTION ANSWER\nz. CH MX 10 m.z.\n", false,
	    UPDATE UPDATE_RECORDS },
	{ "MATCH authority\nSECTION AUTHORITY\nb.z. TXT x\na.z. A 192.0.2.1\n",
	    false, UPDATE UPDATE_RECORDS },
	{ "MATCH authority\nSECTION AUTHORITY\na.z. A 192.0.2.1\nb.z. TXT y\n",
	    false, UPDATE UPDATE_RECORDS },
	{ "MATCH authority\nSECTION AUTHORITY\na.z. A 192.0.2.1\nb.z. TXT xx\n",
	    false, UPDATE UPDATE_RECORDS },
	{ "MATCH answer\nSECTION ANSWER\n@ MX 10 m.z.\n", true,
	    UPDATE UPDATE_RECORDS },
	{ "MATCH authority\nSECTION AUTHORITY\na.z. A 192.0.2.1\n"
	  "b.z. TXT \\# 1 01\n",
	    false, UPDATE UPDATE_RECORDS },
	{ "MATCH authority\nSECTION AUTHORITY\na.z. A 192.0.2.1\n"
	  "b.z. TYPE17 \\# 2 0178\n",
	    false, UPDATE UPDATE_RECORDS },
	{ "MATCH all_noedns\nREPLY UPDATE\nSECTION QUESTION\nz. SOA\n", false,
	    UPDATE UPDATE_RECORDS },
	{ "MATCH all_noedns\n" UPDATE_LINES, true, UPDATE UPDATE_RECORDS },
	{ "MATCH question\nSECTION QUESTION\na. A\n", false,
	    "1234 0000 0002 0000 0000 0000 0161 00 0001 0001 00 0001 0001" },
	/* cut short */
	{ "MATCH answer\n" UPDATE_LINES, false, UPDATE "c00c 000f 0001 00" },
	{ "MATCH all\n" UPDATE_LINES, false, UPDATE },
	/* options */
	{ "MATCH CO\n", true, OPTIONS("0000") },
	{ "MATCH client_cookie\n", true, OPTIONS("000c") COOKIE8 },
	{ "MATCH server_cookie\n", false, OPTIONS("000c") COOKIE8 },
	{ "MATCH client_cookie\n", false, OPTIONS("0006") "000a 0002 0102" },
	{ "MATCH client_cookie\n", false,
	    OPTIONS("0014") "000a 0010 0102030405060708 0102030405060708" },
	{ "MATCH server_cookie\n", true,
	    OPTIONS("0014") "000a 0010 0102030405060708 0102030405060708" },
	{ "MATCH server_cookie client_cookie\n", true,
	    OPTIONS("0014") "000a 0010 0102030405060708 0102030405060708" },
	{ "MATCH ede=any\n", true, OPTIONS("0007") EDE7 },
	{ "MATCH ede=7\n", true, OPTIONS("0013") COOKIE8 EDE7 },
	{ "MATCH ede=8\n", false, OPTIONS("0007") EDE7 },
	{ "MATCH ede=any\n", false, OPTIONS("0005") "000f 0001 07" },
	{ "MATCH ede=any\n", false, OPTIONS("0006") "000f 0005 0007" },
	{ "MATCH ede=any\n", false, OPTIONS("0001") "00" },
	/* what ede and client_cookie look at is not ednsdata's */
	{ "MATCH ednsdata ede=7\n", true, OPTIONS("0007") EDE7 },
	{ "MATCH ednsdata\n", false, OPTIONS("0007") EDE7 },
	{ "MATCH ednsdata client_cookie\nHEX_EDNSDATA_BEGIN\n000f0003000778\n"
	  "HEX_EDNSDATA_END\n",
	    true, OPTIONS("0013") COOKIE8 EDE7 },
	{ "MATCH ednsdata\nHEX_EDNSDATA_BEGIN\n000f0003000778\n"
	  "HEX_EDNSDATA_END\n",
	    false, OPTIONS("0013") COOKIE8 EDE7 },
	{ "MATCH ednsdata\nHEX_EDNSDATA_BEGIN\n" COOKIE8 EDE7
	  "\nHEX_EDNSDATA_END\n",
	    true, OPTIONS("0013") COOKIE8 EDE7 },
	{ "MATCH ednsdata\nHEX_EDNSDATA_BEGIN\n" COOKIE8 EDE7 "00"
	  "\nHEX_EDNSDATA_END\n",
	    false, OPTIONS("0013") COOKIE8 EDE7 },
	{ "MATCH ednsdata\nHEX_EDNSDATA_BEGIN\n000a\nHEX_EDNSDATA_END\n", true,
	    OPTIONS("0002") "000a" },
	{ "MATCH ednsdata\nHEX_EDNSDATA_BEGIN\n000a000901\n"
	  "HEX_EDNSDATA_END\n",
	    true, OPTIONS("0005") "000a 0009 01" },
};

START_TEST(looks_into_octets)
{
	struct incoming in = { 0 };
	struct writer w = { 0 };
	struct scenarios list;
	const struct entry *e = entry_of(&list, octets[_i].lines);
	size_t bad;

	ck_assert_int_eq(wire_parse_hex(octets[_i].query, &w, &bad), 0);
	in.octets = w.octets;
	in.len = w.len;
	query_parse(in.octets, in.len, &in.query);
	ck_assert_msg(match_entry(e, &in) == octets[_i].match, "%s%s",
	    octets[_i].lines, octets[_i].query);
	writer_clear(&w);
	scenarios_clear(&list);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("match_records");
	TCase *tc = tcase_create("match_records");

	tcase_add_loop_test(tc, looks_into_records, 0, LEN(raw));
	tcase_add_loop_test(tc, looks_into_octets, 0, LEN(octets));
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
