#include "config.h"

#include <string.h>

#include "fakedns/message.h"
#include "tests/records.h"

#define LEN(a) (sizeof(a) / sizeof *(a))
#define OCTETS(s) (const uint8_t *)(s), sizeof(s) - 1

static void
ask(struct message *m, const char *name, uint16_t type)
{
	m->has_question = true;
	m->question = (struct question){ .name = records_name(name),
		.type = type,
		.class = RR_CLASS_IN };
}

START_TEST(header_and_question)
{
	struct message m = { .id = 0x1234, .flags = FLAG_QR | FLAG_TC | 3 };
	struct writer out = { 0 };

	ask(&m, "Ab.", RR_A);
	message_encode(&m, COMPRESS_RFC1035, &out, NULL);
	ck_assert_uint_eq(out.len, 20);
	ck_assert_mem_eq(out.octets,
	    "\x12\x34\x82\x03\0\1\0\0\0\0\0\0"
	    "\2Ab\0\0\1\0\1",
	    20);
	writer_clear(&out);
	message_clear(&m);
}
END_TEST

START_TEST(counts_say_what_there_is)
{
	struct message m = { .edns.present = true };
	struct writer out = { 0 };

	records_add(&m.sections[0], "a. A 1.2.3.4");
	records_add(&m.sections[1], "a. A 1.2.3.4\na. A 1.2.3.4");
	records_add(&m.sections[2], "a. A 1.2.3.4\na. A 1.2.3.4");
	message_encode(&m, COMPRESS_RFC1035, &out, NULL);
	ck_assert_mem_eq(out.octets + 4, "\0\0\0\1\0\2\0\3", 8);
	writer_clear(&out);
	message_clear(&m);
}
END_TEST

/* What the last record looks like behind question "a.example. A". */
static const struct {
	const char *records;
	enum compress compress;
	size_t len; /* of the last record, all of it */
	const char *octets;
} compressed[] = {
	{ "A.EXAMPLE. A 1.2.3.4", COMPRESS_RFC1035, 16,
	    "\300\014\0\1\0\1\0\0\0\74\0\4\1\2\3\4" },
	{ "b.example. A 1.2.3.4", COMPRESS_RFC1035, 18,
	    "\1b\300\016\0\1\0\1\0\0\0\74\0\4\1\2\3\4" },
	{ "org. A 1.2.3.4", COMPRESS_RFC1035, 19,
	    "\3org\0\0\1\0\1\0\0\0\74\0\4\1\2\3\4" },
	{ ". A 1.2.3.4", COMPRESS_RFC1035, 15,
	    "\0\0\1\0\1\0\0\0\74\0\4\1\2\3\4" },
	{ "a.example. A 1.2.3.4", COMPRESS_NONE, 25,
	    "\1a\7example\0\0\1\0\1\0\0\0\74\0\4\1\2\3\4" },
	{ "a.example. CNAME c.a.example.", COMPRESS_RFC1035, 16,
	    "\300\014\0\5\0\1\0\0\0\74\0\4\1c\300\014" },
	{ "a.example. NS example.", COMPRESS_RFC1035, 14,
	    "\300\014\0\2\0\1\0\0\0\74\0\2\300\016" },
	{ "a.example. PTR example.", COMPRESS_RFC1035, 14,
	    "\300\014\0\14\0\1\0\0\0\74\0\2\300\016" },
	{ "a.example. MX 7 example.", COMPRESS_RFC1035, 16,
	    "\300\014\0\17\0\1\0\0\0\74\0\4\0\7\300\016" },
	{ "a.example. SOA n.example. n.example. 1 2 3 4 5", COMPRESS_RFC1035,
	    38,
	    "\300\014\0\6\0\1\0\0\0\74\0\32\1n\300\016\300\047"
	    "\0\0\0\1\0\0\0\2\0\0\0\3\0\0\0\4\0\0\0\5" },
	/* names of an earlier record's RDATA are targets */
	{ "a.example. CNAME b.c.\nb.c. A 1.2.3.4", COMPRESS_RFC1035, 16,
	    "\300\047\0\1\0\1\0\0\0\74\0\4\1\2\3\4" },
	/* RFC 3597 4 */
	{ "a.example. DNAME example.", COMPRESS_RFC1035, 21,
	    "\300\014\0\47\0\1\0\0\0\74\0\11\7example\0" },
	{ "a.example. DNAME example.", COMPRESS_ALL, 14,
	    "\300\014\0\47\0\1\0\0\0\74\0\2\300\016" },
	{ "a.example. SRV 1 2 3 example.", COMPRESS_RFC1035, 27,
	    "\300\014\0\41\0\1\0\0\0\74\0\17\0\1\0\2\0\3\7example\0" },
	{ "a.example. SRV 1 2 3 example.", COMPRESS_ALL, 20,
	    "\300\014\0\41\0\1\0\0\0\74\0\10\0\1\0\2\0\3\300\016" },
	{ "a.example. RRSIG A 8 1 9 9 9 9 example. AAAA", COMPRESS_ALL, 35,
	    "\300\014\0\56\0\1\0\0\0\74\0\27\0\1\10\1\0\0\0\11\0\0\0\11\0\0\0"
	    "\11\0\11\300\016\0\0\0" },
	/* RDATA that is not what its type says stays as it is */
	{ "a.example. CNAME \\# 9 076578616d706c6503", COMPRESS_RFC1035, 21,
	    "\300\014\0\5\0\1\0\0\0\74\0\11\7example\3" },
	{ "a.example. CNAME \\# 10 076578616d706c650000", COMPRESS_RFC1035, 22,
	    "\300\014\0\5\0\1\0\0\0\74\0\12\7example\0\0" },
	{ "a.example. SOA \\# 6 00016101c002", COMPRESS_RFC1035, 18,
	    "\300\014\0\6\0\1\0\0\0\74\0\6\0\1a\1\300\2" },
	{ "a.example. SOA \\# 24 000161c000"
	  "00000000000000000000000000000000000000",
	    COMPRESS_RFC1035, 36,
	    "\300\014\0\6\0\1\0\0\0\74\0\30\0\1a\300\0"
	    "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0" },
	{ "a.example. MX \\# 1 00", COMPRESS_RFC1035, 13,
	    "\300\014\0\17\0\1\0\0\0\74\0\1\0" },
	{ "a.example. NS \\# 0", COMPRESS_ALL, 12,
	    "\300\014\0\2\0\1\0\0\0\74\0\0" },
};

START_TEST(compresses)
{
	struct message m = { 0 };
	struct writer out = { 0 };
	size_t len = compressed[_i].len;

	ask(&m, "a.example.", RR_A);
	records_add(&m.sections[SECTION_ANSWER], compressed[_i].records);
	message_encode(&m, compressed[_i].compress, &out, NULL);
	ck_assert_uint_ge(out.len, len);
	ck_assert_mem_eq(out.octets + out.len - len, compressed[_i].octets,
	    len);
	writer_clear(&out);
	message_clear(&m);
}
END_TEST

/* COUNT owners in two zones, each with a CNAME, an MX and an SRV. */
static void
add_many(struct rrs *out, unsigned count)
{
	char text[400];

	for (unsigned i = 0; i < count; i++) {
		snprintf(text, sizeof text,
		    "h%u.z%u.Example. CNAME t%u.example.\n"
		    "h%u.z%u.eXample. MX 1 h%u.z%u.example.\n"
		    "h%u.z%u.example. SRV 1 2 3 t%u.z%u.example.",
		    i, i % 2, i, i, i % 2, i + 1, i % 2, i, i % 2, i, i % 2);
		records_add(out, text);
	}
}

/* Decodes to the same records, whatever the compression. */
START_TEST(decodes_to_what_was_encoded)
{
	struct message m = { .flags = FLAG_QR };
	struct writer out[3] = { { 0 }, { 0 }, { 0 } };
	char *text[3];

	ask(&m, "h0.z0.example.", RR_A);
	add_many(&m.sections[SECTION_ANSWER], 400);
	add_many(&m.sections[SECTION_AUTHORITY], 20);
	for (int i = COMPRESS_RFC1035; i <= COMPRESS_ALL; i++) {
		message_encode(&m, (enum compress)i, &out[i], NULL);
		text[i] = records_decode(out[i].octets, out[i].len);
	}
	ck_assert_int_eq(strcasecmp(text[0], text[1]), 0);
	ck_assert_int_eq(strcasecmp(text[2], text[1]), 0);
	ck_assert_uint_lt(out[COMPRESS_ALL].len, out[COMPRESS_RFC1035].len);
	ck_assert_uint_lt(out[COMPRESS_RFC1035].len, out[COMPRESS_NONE].len);
	for (int i = 0; i < 3; i++) {
		free(text[i]);
		writer_clear(&out[i]);
	}
	message_clear(&m);
}
END_TEST

/* PAD octets of RDATA between the header and two records of one owner. */
static size_t
second_owner_len(size_t target)
{
	struct rr pad = { .owner = name_root,
		.type = 65280,
		.class = RR_CLASS_IN };
	struct message m = { 0 };
	struct writer out = { 0 };
	struct layout layout;
	struct layout_rr *rr;
	size_t len;

	pad.rdlen = (uint16_t)(target - WIRE_HEADER - 11);
	pad.rdata = calloc(1, pad.rdlen);
	rrs_add(&m.sections[0], &pad);
	records_add(&m.sections[0], "ab. A 1.2.3.4\nab. A 1.2.3.4");
	message_encode(&m, COMPRESS_RFC1035, &out, &layout);
	rr = layout.rr[SECTION_ANSWER];
	ck_assert_uint_eq(rr[1].owner, target);
	len = rr[2].type - rr[2].owner;
	free(pad.rdata);
	layout_clear(&layout);
	writer_clear(&out);
	message_clear(&m);
	return len;
}

START_TEST(last_target_is_offset_16383)
{
	ck_assert_uint_eq(second_owner_len(16383), 2);
	ck_assert_uint_eq(second_owner_len(16384), 4);
}
END_TEST

START_TEST(message_may_be_over_64_kib)
{
	struct message m = { 0 };
	struct writer out = { 0 };

	ask(&m, "a.example.", RR_A);
	for (int i = 0; i < 5000; i++)
		records_add(&m.sections[0], "a.example. A 1.2.3.4");
	message_encode(&m, COMPRESS_RFC1035, &out, NULL);
	ck_assert_uint_eq(out.len, 27 + 5000 * 16);
	writer_clear(&out);
	message_clear(&m);
}
END_TEST

START_TEST(opt_is_encoded)
{
	uint8_t options[] = { 0, 10, 0, 1, 9 };
	struct message m = { .edns = { .present = true,
				 .udp_size = 1232,
				 .rcode_high = 1,
				 .version = 2,
				 .flags = EDNS_FLAG_DO } };
	struct writer out = { 0 };

	m.edns.options = malloc(sizeof options);
	memcpy(m.edns.options, options, sizeof options);
	m.edns.options_len = sizeof options;
	message_encode(&m, COMPRESS_RFC1035, &out, NULL);
	ck_assert_uint_eq(out.len, 28);
	ck_assert_mem_eq(out.octets + 12,
	    "\0\0\x29\x04\xd0\1\2\x80\0\0\5\0\x0a\0\1\x09", 16);
	writer_clear(&out);
	message_clear(&m);
}
END_TEST

START_TEST(layout_says_where_all_is)
{
	struct message m = { 0 };
	struct writer out = { 0 };
	struct layout layout;
	struct layout_rr *rr;

	writer_u16(&out, 0); /* offsets are the message's, not the writer's */
	ask(&m, "a.", RR_A);
	records_add(&m.sections[SECTION_ANSWER], "a. A 1.2.3.4\nb. A 1.2.3.4");
	records_add(&m.sections[SECTION_ADDITIONAL], "b. A 1.2.3.4");
	message_encode(&m, COMPRESS_RFC1035, &out, &layout);
	ck_assert_uint_eq(layout.question_type, 15);
	ck_assert_uint_eq(layout.count[SECTION_ANSWER], 2);
	ck_assert_uint_eq(layout.count[SECTION_AUTHORITY], 0);
	ck_assert_uint_eq(layout.count[SECTION_ADDITIONAL], 1);
	rr = layout.rr[SECTION_ANSWER];
	ck_assert_uint_eq(rr[0].owner, 19);
	ck_assert_uint_eq(rr[0].type, 21);
	ck_assert_uint_eq(rr[0].rdata, 31);
	ck_assert_uint_eq(rr[0].end, 35);
	ck_assert_uint_eq(rr[1].owner, 35);
	ck_assert_uint_eq(rr[1].type, 38);
	rr = layout.rr[SECTION_ADDITIONAL];
	ck_assert_mem_eq(out.octets + 2 + rr[0].owner, "\300\043", 2);
	ck_assert_uint_eq(rr[0].end + 2, out.len);
	layout_clear(&layout);
	ck_assert_ptr_null(layout.rr[SECTION_ANSWER]);
	writer_clear(&out);
	message_clear(&m);
}
END_TEST

#define HEAD(qd, an, ns, ar) "\x12\x34\x01\x10" qd an ns ar
#define NONE "\0\0"
#define ONE "\0\1"
#define TWO "\0\2"
#define ASK "\3wWw\0\0\1\0\1"
#define OPT "\0\0\x29\x10\0\1\2\x80\0\0\0"
#define RR_AT_12 "\300\014\0\1\0\1\0\0\0\0\0\4\1\2\3\4"

static const struct {
	const uint8_t *octets;
	size_t len;
	int ret;
	unsigned questions;
	bool has_name, edns, is_broken;
} queries[] = {
	{ OCTETS(HEAD(ONE, NONE, NONE, NONE) ASK), 0, 1, true, false, false },
	{ OCTETS(HEAD(ONE, NONE, NONE, ONE) ASK OPT), 0, 1, true, true, false },
	{ OCTETS(HEAD(ONE, ONE, ONE, TWO) ASK RR_AT_12 RR_AT_12 RR_AT_12 OPT),
	    0, 1, true, true, false },
	{ OCTETS(HEAD(TWO, NONE, NONE, ONE) ASK ASK OPT), 0, 2, true, true,
	    false },
	{ OCTETS(HEAD(NONE, NONE, NONE, ONE) OPT), 0, 0, false, true, false },
	/* an OPT in the answer section is none */
	{ OCTETS(HEAD(ONE, ONE, NONE, NONE) ASK OPT), 0, 1, true, false,
	    false },
	/* two OPTs, and one that is not at the root */
	{ OCTETS(HEAD(ONE, NONE, NONE, TWO) ASK OPT OPT), 0, 1, true, true,
	    true },
	{ OCTETS(HEAD(ONE, NONE, NONE, ONE) ASK "\1a" OPT), 0, 1, true, false,
	    true },
	/* octets behind the message */
	{ OCTETS(HEAD(ONE, NONE, NONE, NONE) ASK "xyz"), 0, 1, true, false,
	    false },
	/* cut off behind the question */
	{ OCTETS(HEAD(ONE, NONE, NONE, ONE) ASK "\0\0\x29\x10"), 0, 1, true,
	    false, true },
	{ OCTETS(HEAD(ONE, NONE, NONE, ONE) ASK), 0, 1, true, false, true },
	{ OCTETS(HEAD(TWO, NONE, NONE, NONE) ASK), 0, 2, true, false, true },
	/* cut off before its end */
	{ OCTETS(HEAD(ONE, NONE, NONE, NONE) "\3wWw\0\0\1\0"), -1, 0, true,
	    false, true },
	{ OCTETS(HEAD(ONE, NONE, NONE, NONE) "\3wW"), -1, 0, false, false,
	    true },
	{ OCTETS(HEAD(ONE, NONE, NONE, NONE)), -1, 0, false, false, true },
	{ OCTETS("\x12\x34\x01\x10\0"), -1, 0, false, false, true },
	/* a name that points to itself */
	{ OCTETS(HEAD(ONE, NONE, NONE, NONE) "\300\014\0\1\0\1"), -1, 0, false,
	    false, true },
};

START_TEST(query)
{
	struct name www = records_name("wWw.");
	struct query q;

	ck_assert_int_eq(query_parse(queries[_i].octets, queries[_i].len, &q),
	    queries[_i].ret);
	ck_assert_uint_eq(q.id, 0x1234);
	ck_assert_uint_eq(q.flags, FLAG_RD | FLAG_CD);
	ck_assert_uint_eq(q.questions, queries[_i].questions);
	ck_assert_uint_eq(q.question.name.len,
	    queries[_i].has_name ? www.len : 1);
	if (queries[_i].has_name)
		ck_assert_mem_eq(q.question.name.octets, www.octets, www.len);
	ck_assert_int_eq(q.edns.present, queries[_i].edns);
	ck_assert_int_eq(q.is_broken, queries[_i].is_broken);
	if (queries[_i].edns) {
		ck_assert_uint_eq(q.edns.udp_size, 4096);
		ck_assert_uint_eq(q.edns.rcode_high, 1);
		ck_assert_uint_eq(q.edns.version, 2);
		ck_assert_uint_eq(q.edns.flags, EDNS_FLAG_DO);
		ck_assert_ptr_null(q.edns.options);
	}
}
END_TEST

START_TEST(empty_query)
{
	struct query q;

	ck_assert_int_eq(query_parse((const uint8_t *)"", 0, &q), -1);
	ck_assert_uint_eq(q.id, 0);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("message");
	TCase *tc = tcase_create("message");

	tcase_add_test(tc, header_and_question);
	tcase_add_test(tc, counts_say_what_there_is);
	tcase_add_loop_test(tc, compresses, 0, LEN(compressed));
	tcase_add_test(tc, decodes_to_what_was_encoded);
	tcase_add_test(tc, last_target_is_offset_16383);
	tcase_add_test(tc, message_may_be_over_64_kib);
	tcase_add_test(tc, opt_is_encoded);
	tcase_add_test(tc, layout_says_where_all_is);
	tcase_add_loop_test(tc, query, 0, LEN(queries));
	tcase_add_test(tc, empty_query);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
