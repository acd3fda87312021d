#include "config.h"

#include <stdio.h>
#include <string.h>

#include "fakedns/rr.h"
#include "tests/unit.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

static const struct place at = { .file = "z", .line = 7, .column = 3 };

static int
parse(const char *line, struct rrs *out, struct error *err)
{
	struct rr_context ctx;
	const char *why;

	rr_context_init(&ctx);
	name_parse("Ex.", &name_root, &ctx.origin, &why);
	return rr_parse(line, &at, &ctx, out, err);
}

/* "OWNER TTL CLASS TYPE hex" */
static void
format(const struct rr *rr, char *buf, size_t size)
{
	char owner[NAME_TEXT_MAX], type[16];
	int n;

	n = snprintf(buf, size, "%s %u %u %s ", name_format(&rr->owner, owner),
	    rr->ttl, rr->class, rr_type_format(rr->type, type));
	for (size_t i = 0; i < rr->rdlen; i++)
		n += snprintf(buf + n, size - (size_t)n, "%02x", rr->rdata[i]);
}

static const struct {
	const char *line, *record;
} good[] = {
	/* the head */
	{ "Host 5 IN A 198.51.100.1", "Host.Ex. 5 1 A c6336401" },
	{ "host. IN 5 A 198.51.100.1", "host. 5 1 A c6336401" },
	{ "host. IN A 198.51.100.1", "host. 60 1 A c6336401" },
	{ "host. 5 A 198.51.100.1", "host. 5 1 A c6336401" },
	{ "host.\tA\t198.51.100.1", "host. 60 1 A c6336401" },
	{ "@ a 198.51.100.1 ; why", "Ex. 60 1 A c6336401" },
	{ ". 0 CH A 198.51.100.1", ". 0 3 A c6336401" },
	{ "h. 1h30m CLASS7 TYPE1 198.51.100.1", "h. 5400 7 A c6336401" },
	{ "h. 2147483647 A 198.51.100.1", "h. 2147483647 1 A c6336401" },
	{ "a\\ b\\;\\000\\255. A 1.2.3.4",
	    "a\\032b\\;\\000\\255. 60 1 A 01020304" },
	/* RDATA by type */
	{ "h. AAAA 2001:db8::1",
	    "h. 60 1 AAAA 20010db8000000000000000000000001" },
	{ "h. CNAME a", "h. 60 1 CNAME 016102457800" },
	{ "h. CNAME @", "h. 60 1 CNAME 02457800" },
	{ "h. CNAME .", "h. 60 1 CNAME 00" },
	{ "h. CNAME \\000B\\.c.", "h. 60 1 CNAME 0400422e6300" },
	{ "h. NS Ns.", "h. 60 1 NS 024e7300" },
	{ "h. PTR p.", "h. 60 1 PTR 017000" },
	{ "h. DNAME d.", "h. 60 1 DNAME 016400" },
	{ "h. MX 65535 m.", "h. 60 1 MX ffff016d00" },
	{ "h. SRV 1 2 3 s.", "h. 60 1 SRV 000100020003017300" },
	{ "h. SOA n. m. 1 1h ( 3 4\t4294967295 )",
	    "h. 60 1 SOA 016e00016d00"
	    "0000000100000e100000000300000004ffffffff" },
	/* strings */
	{ "h. TXT a b", "h. 60 1 TXT 01610162" },
	{ "h. TXT \"a b\" \"\"", "h. 60 1 TXT 0361206200" },
	{ "h. TXT \"\"", "h. 60 1 TXT 00" },
	{ "h. TXT \"a\"\"b\"", "h. 60 1 TXT 01610162" },
	{ "h. TXT \"a;b\" ; c", "h. 60 1 TXT 03613b62" },
	{ "h. TXT (\"a(;b\") ; c", "h. 60 1 TXT 0461283b62" },
	{ "h. TXT a\\;b a\\(b", "h. 60 1 TXT 03613b6203612862" },
	{ "h. TXT \"a\\\"\\000\\\\\"", "h. 60 1 TXT 046122005c" },
	/* RFC 3597, whether or not it fits the type */
	{ "h. TYPE65280 \\# 3 aabbcc", "h. 60 1 TYPE65280 aabbcc" },
	{ "h. TYPE65280 \\# 0", "h. 60 1 TYPE65280 " },
	{ "h. TYPE1 \\# 4 ( c633 6401 )", "h. 60 1 A c6336401" },
	{ "h. A \\# 3 c63364", "h. 60 1 A c63364" },
	{ "h. CNAME \\# 2 c00c", "h. 60 1 CNAME c00c" },
};

START_TEST(parses)
{
	struct rrs out = { 0 };
	struct error err = { 0 };
	char buf[2000];

	ck_assert_msg(parse(good[_i].line, &out, &err) == 0, "%s", err.text);
	ck_assert_uint_eq(out.count, 1);
	format(out.v, buf, sizeof buf);
	ck_assert_str_eq(buf, good[_i].record);
	rrs_clear(&out);
}
END_TEST

/* COLUMN is of the wrong word in the line, from 0. */
static const struct {
	const char *line, *why;
	unsigned column;
} bad[] = {
	{ "", "no owner, want \"OWNER", 0 },
	{ " A 1.2.3.4", "no owner before", 1 },
	{ "a..b. A 1.2.3.4", "bad owner \"a..b.\": a label is empty", 0 },
	{ "h.", "no type, want \"OWNER [TTL] [CLASS] TYPE RDATA\"", 2 },
	{ "h. 60 IN", "no type", 8 },
	{ "h. 60 IN AA 1.2.3.4", "unknown type \"AA\"", 9 },
	{ "h. TYPE65536 \\# 0", "unknown type", 3 },
	{ "h. IN CH A 1.2.3.4", "unknown type \"CH\"", 6 },
	{ "h. 60 60 A 1.2.3.4", "bad TTL", 6 },
	{ "h. 60x A 1.2.3.4", "bad TTL \"60x\"", 3 },
	{ "h. 2147483648 A 1.2.3.4", "bad TTL", 3 },
	{ "h. 4000w A 1.2.3.4", "bad TTL", 3 },
	{ "h. 99999999999999999999s A 1.2.3.4", "bad TTL", 3 },
	{ "h. A", "bad A RDATA", 4 },
	{ "h. A 1.2.3.256", "bad A RDATA \"1.2.3.256\"", 5 },
	{ "h. A 1.2.3.4 5", "superfluous", 5 },
	{ "h. AAAA 1.2.3.4", "bad AAAA RDATA", 8 },
	{ "h. CNAME", "bad CNAME RDATA", 8 },
	{ "h. CNAME a..b.", "bad CNAME RDATA", 9 },
	{ "h. MX 65536 m.", "number \"65536\", want 0..65535", 6 },
	{ "h. MX -1 m.", "number \"-1\"", 6 },
	{ "h. SRV 1 2 99999 s.", "number \"99999\"", 11 },
	{ "h. SOA n. m. 1 2 3 4", "bad SOA RDATA", 7 },
	{ "h. SOA n. m. 1 2 3 4 4294967296", "number \"4294967296\"", 21 },
	{ "h. TXT", "nothing", 6 },
	{ "h. TXT \"a", "no closing quote", 7 },
	{ "h. TXT \\256", "escape", 7 },
	{ "h. TXT \\25", "escape", 7 },
	{ "h. TXT \"\\", "escape", 7 },
	{ "h. TYPE65280 abc", "bad TYPE65280 RDATA", 13 },
	{ "h. TYPE65280 \\#", "no length", 15 },
	{ "h. TYPE65280 \\# 2 aabbcc", "3 octets behind \"\\# 2\"", 16 },
	{ "h. TYPE65280 \\# 3 aabb", "2 octets", 16 },
	{ "h. TYPE65280 \\# 1 a", "bad hex", 19 },
	{ "h. TYPE65280 \\# 1 xx", "bad hex \"xx\"", 18 },
};

START_TEST(says_what_is_wrong_and_where)
{
	struct rrs out = { 0 };
	struct error err = { 0 };
	char where[32];

	ck_assert_int_eq(parse(bad[_i].line, &out, &err), -1);
	ck_assert_uint_eq(out.count, 0);
	snprintf(where, sizeof where, "z:7:%u: ", at.column + bad[_i].column);
	ck_assert_msg(strncmp(err.text, where, strlen(where)) == 0, "%s",
	    err.text);
	ck_assert_msg(strstr(err.text, bad[_i].why) != NULL,
	    "\"%s\" does not say \"%s\"", err.text, bad[_i].why);
	ck_assert_msg(strstr(err.text, "want") != NULL, "%s", err.text);
	rrs_clear(&out);
}
END_TEST

START_TEST(newlines_are_blanks_and_places)
{
	struct rrs out = { 0 };
	struct error err = { 0 };

	ck_assert_int_eq(parse("h. SOA n. m. (\n1\n 2 )\n3 4 5", &out, &err),
	    0);
	ck_assert_uint_eq(out.v[0].rdlen, 26);
	rrs_clear(&out);
	ck_assert_int_eq(parse("h. MX\n  70000 m.", &out, &err), -1);
	ck_assert_str_eq(err.text, "z:8:3: number \"70000\", want 0..65535");
}
END_TEST

START_TEST(made_lines_have_one_place)
{
	struct rrs out = { 0 };
	struct error err = { 0 };
	struct rr_context ctx;

	rr_context_init(&ctx);
	ctx.is_made = true;
	ck_assert_int_eq(rr_parse("h. 60 AA x", &at, &ctx, &out, &err), -1);
	ck_assert_msg(strncmp(err.text, "z:7:3: ", 7) == 0, "%s", err.text);
}
END_TEST

START_TEST(owner_before_stays)
{
	struct rrs out = { 0 };
	struct error err = { 0 };
	struct rr_context ctx;

	rr_context_init(&ctx);
	ctx.ttl = 9;
	ck_assert_int_eq(rr_parse("A.b. A 1.2.3.4", &at, &ctx, &out, &err), 0);
	ck_assert_int_eq(rr_parse("\tA 1.2.3.5", &at, &ctx, &out, &err), 0);
	ck_assert_int_eq(rr_parse("  7 A 1.2.3.6", &at, &ctx, &out, &err), 0);
	ck_assert_uint_eq(out.count, 3);
	ck_assert_uint_eq(out.v[1].ttl, 9);
	ck_assert_uint_eq(out.v[2].ttl, 7);
	ck_assert_mem_eq(out.v[2].owner.octets, "\001A\001b", 5);
	rrs_clear(&out);
}
END_TEST

START_TEST(string_of_255_octets)
{
	char line[1200] = "h. TXT \"";
	struct rrs out = { 0 };
	struct error err = { 0 };

	for (int i = 0; i < 255; i++)
		strcat(line, "\\200");
	ck_assert_int_eq(parse(strcat(line, "\""), &out, &err), 0);
	ck_assert_uint_eq(out.v[0].rdlen, 256);
	line[strlen(line) - 1] = 'x';
	ck_assert_int_eq(parse(strcat(line, "\""), &out, &err), -1);
	ck_assert_ptr_nonnull(strstr(err.text, "over 255 octets"));
	rrs_clear(&out);
}
END_TEST

START_TEST(owner_of_255_octets)
{
	char line[1200] = "";
	struct rrs out = { 0 };
	struct error err = { 0 };

	for (int i = 1; i <= 254; i++)
		strcat(line, i % 64 == 0 || i == 254 ? "." : "\\200");
	ck_assert_msg(parse(strcat(line, " A 1.2.3.4"), &out, &err) == 0, "%s",
	    err.text);
	ck_assert_uint_eq(out.v[0].owner.len, 255);
	rrs_clear(&out);
}
END_TEST

START_TEST(largest_rdata)
{
	size_t octets = (size_t)(65536 + _i);
	char *line = malloc(2 * octets + 40);
	struct rrs out = { 0 };
	struct error err = { 0 };
	int n = sprintf(line, "h. TYPE65280 \\# %zu ", octets);

	memset(line + n, 'a', 2 * octets);
	line[(size_t)n + 2 * octets] = '\0';
	ck_assert_int_eq(parse(line, &out, &err), _i < 0 ? 0 : -1);
	ck_assert_uint_eq(out.count, _i < 0);
	rrs_clear(&out);
	free(line);
}
END_TEST

START_TEST(added_record_is_a_copy)
{
	uint8_t octets[] = { 1, 2, 3, 4 };
	struct rr rr = { .owner = name_root,
		.type = RR_A,
		.rdata = octets,
		.rdlen = sizeof octets };
	struct rrs out = { 0 };

	for (int i = 0; i < 100; i++)
		ck_assert_ptr_eq(rrs_add(&out, &rr), &out.v[i]);
	memset(octets, 9, sizeof octets); /* of the giver, not of the copies */
	ck_assert_uint_eq(out.count, 100);
	ck_assert_uint_eq(out.v[99].rdata[0], 1);
	rrs_clear(&out);
	ck_assert_ptr_null(out.v);
}
END_TEST

static const struct {
	const char *text;
	bool known;
	uint16_t type;
	const char *formatted;
} types[] = {
	{ "A", true, 1, "A" },
	{ "aaaa", true, 28, "AAAA" },
	{ "ANY", true, 255, "ANY" },
	{ "AXFR", true, 252, "AXFR" },
	{ "TYPE65280", true, 65280, "TYPE65280" },
	{ "type28", true, 28, "AAAA" },
	{ "TYPE0", true, 0, "TYPE0" },
	{ "16", true, 16, "TXT" },
	{ "TYPE65536", false, 0, NULL },
	{ "TYPE", false, 0, NULL },
	{ "TYPE1x", false, 0, NULL },
	{ "", false, 0, NULL },
	{ "NOPE", false, 0, NULL },
};

START_TEST(type_text)
{
	uint16_t type = 0;
	char buf[16];

	ck_assert_int_eq(rr_type_parse(types[_i].text, &type), types[_i].known);
	if (!types[_i].known)
		return;
	ck_assert_uint_eq(type, types[_i].type);
	ck_assert_str_eq(rr_type_format(type, buf), types[_i].formatted);
}
END_TEST

static const struct {
	const char *text;
	bool known;
	uint16_t class;
} classes[] = {
	{ "IN", true, 1 },
	{ "ch", true, 3 },
	{ "ANY", true, 255 },
	{ "CLASS7", true, 7 },
	{ "3", true, 3 },
	{ "CLASS65536", false, 0 },
	{ "A", false, 0 },
	{ "", false, 0 },
};

START_TEST(class_text)
{
	uint16_t class = 0;

	ck_assert_int_eq(rr_class_parse(classes[_i].text, &class),
	    classes[_i].known);
	if (classes[_i].known)
		ck_assert_uint_eq(class, classes[_i].class);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("rr");
	TCase *tc = tcase_create("rr");

	tcase_add_loop_test(tc, parses, 0, LEN(good));
	tcase_add_loop_test(tc, says_what_is_wrong_and_where, 0, LEN(bad));
	tcase_add_test(tc, newlines_are_blanks_and_places);
	tcase_add_test(tc, made_lines_have_one_place);
	tcase_add_test(tc, owner_before_stays);
	tcase_add_test(tc, string_of_255_octets);
	tcase_add_test(tc, owner_of_255_octets);
	tcase_add_loop_test(tc, largest_rdata, -1, 1);
	tcase_add_test(tc, added_record_is_a_copy);
	tcase_add_loop_test(tc, type_text, 0, LEN(types));
	tcase_add_loop_test(tc, class_text, 0, LEN(classes));
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
