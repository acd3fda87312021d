/* Every word of an entry. */
#include "config.h"

#include <limits.h>
#include <stdio.h>

#include "tests/scenario_text.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

/* The entry with LINES; LIST keeps it. */
static const struct entry *
entry_of(struct scenarios *list, const char *lines)
{
	char text[2000];

	snprintf(text, sizeof text, ENTRY("%s\n"), lines);
	return scenario_text_load(list, text)->entries;
}

START_TEST(an_empty_entry_is_honest)
{
	struct scenarios list;
	const struct entry *e = entry_of(&list, "");
	const struct match none = { 0 };
	struct packet_spec honest;

	ck_assert_mem_eq(&e->match, &none, sizeof none);
	ck_assert_uint_eq(e->times_from, 1);
	ck_assert_uint_eq(e->times_to, UINT_MAX);
	ck_assert(!e->times_of_any && !e->drop);
	ck_assert_uint_eq(e->packet_count, 1);
	packet_spec_init(&honest);
	honest.at = e->packets[0].at;
	ck_assert_mem_eq(&e->packets[0], &honest, sizeof honest);
	ck_assert_int_eq(honest.tcp.close_after, TCP_AFTER_NEVER);
	ck_assert_int_eq(honest.counts[3], COUNT_HONEST);
	scenarios_clear(&list);
}
END_TEST

static const struct {
	const char *words;
	struct match match;
} matches[] = {
	{ "opcode", { .opcode = true } },
	{ "qtype", { .qtype = true } },
	{ "qname", { .qname = true } },
	{ "subdomain", { .subdomain = true } },
	{ "all", { .all = true } },
	{ "ttl any", { 0 } },
	{ "UDP", { .udp = true } },
	{ "TCP", { .tcp = true } },
	{ "edns", { .edns = true } },
	{ "noedns", { .noedns = true } },
	{ "DO", { .dnssec = true } },
	{ "ednsdata", { .ednsdata = true } },
	{ "serial=4294967295", { .has_serial = true, .serial = UINT32_MAX } },
	{ "serial:3", { .has_serial = true, .serial = 3 } },
	{ "udp_size=1232", { .has_udp_size = true, .udp_size = 1232 } },
	{ "server=127.0.0.2", { .servers = 1 } },
	{ "server=::1 server=::2\nMATCH server=::1 qname",
	    { .servers = 3, .qname = true } },
};

START_TEST(match_words)
{
	struct scenarios list;
	char text[100];

	snprintf(text, sizeof text, "MATCH %s", matches[_i].words);
	ck_assert_mem_eq(&entry_of(&list, text)->match, &matches[_i].match,
	    sizeof(struct match));
	scenarios_clear(&list);
}
END_TEST

static const struct {
	const char *words;
	unsigned flags, rcode_high;
	bool opt;
} replies[] = {
	{ "QUERY NOERROR", 0, 0, false },
	{ "IQUERY", 1 << 11, 0, false },
	{ "STATUS", 2 << 11, 0, false },
	{ "NOTIFY", 4 << 11, 0, false },
	{ "UPDATE", 5 << 11, 0, false },
	{ "FORMERR", 1, 0, false },
	{ "SERVFAIL", 2, 0, false },
	{ "NXDOMAIN", 3, 0, false },
	{ "NOTIMPL", 4, 0, false },
	{ "NOTIMP", 4, 0, false },
	{ "REFUSED", 5, 0, false },
	{ "YXDOMAIN", 6, 0, false },
	{ "YXRRSET", 7, 0, false },
	{ "NXRRSET", 8, 0, false },
	{ "NOTAUTH", 9, 0, false },
	{ "NOTZONE", 10, 0, false },
	{ "BADVERS", 0, 1, true },
	{ "BADKEY", 1, 1, true },
	{ "BADTIME", 2, 1, true },
	{ "BADMODE", 3, 1, true },
	{ "BADNAME", 4, 1, true },
	{ "BADALG", 5, 1, true },
	{ "BADTRUNC", 6, 1, true },
	{ "BADCOOKIE", 7, 1, true },
	{ "QR", 0x8000, 0, false },
	{ "AA", 0x0400, 0, false },
	{ "TC", 0x0200, 0, false },
	{ "RD", 0x0100, 0, false },
	{ "RA", 0x0080, 0, false },
	{ "AD", 0x0020, 0, false },
	{ "CD", 0x0010, 0, false },
	{ "DO", 0, 0, true },
	{ "QR AA\nREPLY SERVFAIL NXDOMAIN NOTIFY", 0x8400 | 4 << 11 | 3, 0,
	    false },
};

START_TEST(reply_words)
{
	const struct packet_spec *packet;
	struct scenarios list;
	char text[100];

	snprintf(text, sizeof text, "REPLY %s", replies[_i].words);
	packet = entry_of(&list, text)->packets;
	ck_assert_uint_eq(packet->flags, replies[_i].flags);
	ck_assert_uint_eq(packet->edns.rcode_high, replies[_i].rcode_high);
	ck_assert_int_eq(packet->edns.present, replies[_i].opt);
	ck_assert_int_eq(packet->edns.flags != 0,
	    strcmp(replies[_i].words, "DO") == 0);
	scenarios_clear(&list);
}
END_TEST

START_TEST(adjust_words)
{
	struct scenarios list;
	const struct packet_spec *packet =
	    entry_of(&list, "ADJUST copy_id copy_edns")->packets;

	ck_assert(packet->copy_id && packet->copy_edns);
	ck_assert(!packet->copy_query && !packet->from_zone);
	scenarios_clear(&list);
	packet = entry_of(&list, "ADJUST copy_query")->packets;
	ck_assert(packet->copy_query && !packet->copy_id);
	scenarios_clear(&list);
	packet = entry_of(&list, "ADJUST from_zone")->packets;
	ck_assert(
	    packet->from_zone && packet->copy_id && packet->copy_query);
	scenarios_clear(&list);
	ck_assert(entry_of(&list, "ADJUST do_not_answer")->drop);
	scenarios_clear(&list);
}
END_TEST

static const struct {
	const char *words;
	unsigned from, to;
	bool of_any;
} times[] = {
	{ "1", 1, 1, false },
	{ "2-3", 2, 3, false },
	{ "4-", 4, UINT_MAX, false },
	{ "7 of any", 7, 7, true },
	{ "2- of any", 2, UINT_MAX, true },
};

START_TEST(times_words)
{
	struct scenarios list;
	const struct entry *e;
	char text[100];

	snprintf(text, sizeof text, "TIMES %s", times[_i].words);
	e = entry_of(&list, text);
	ck_assert_uint_eq(e->times_from, times[_i].from);
	ck_assert_uint_eq(e->times_to, times[_i].to);
	ck_assert_int_eq(e->times_of_any, times[_i].of_any);
	scenarios_clear(&list);
}
END_TEST

START_TEST(sections)
{
	struct scenarios list;
	const struct packet_spec *packet = entry_of(&list,
	    "$ORIGIN example.\n$TTL 9\nSECTION QUESTION\nwww AAAA\n"
	    "SECTION ANSWER\n@ IN A 192.0.2.1 ; c\n"
	    "$GENERATE 1-3 h$ 5 A 192.0.2.$\ntcp A 192.0.2.9\n"
	    "SECTION AUTHORITY\nx. NS ns\nSECTION ADDITIONAL\n"
	    "ns TXT \"a;b\"\nSECTION ANSWER\nlast A 192.0.2.3")
					       ->packets;
	const struct rrs *answer = &packet->sections[SECTION_ANSWER];
	char name[NAME_TEXT_MAX];

	ck_assert(packet->has_question);
	ck_assert_str_eq(
	    name_format(&packet->question.name, name), "www.example.");
	ck_assert_uint_eq(packet->question.type, RR_AAAA);
	ck_assert_uint_eq(packet->question.class, RR_CLASS_IN);
	ck_assert_uint_eq(answer->count, 6);
	ck_assert(name_equal(&answer->v[0].owner, &entry_owner_query));
	ck_assert_str_eq(name_format(&answer->v[3].owner, name), "h3.example.");
	ck_assert_uint_eq(answer->v[3].ttl, 5);
	ck_assert_str_eq(
	    name_format(&answer->v[4].owner, name), "tcp.example.");
	ck_assert_str_eq(
	    name_format(&answer->v[5].owner, name), "last.example.");
	ck_assert_uint_eq(packet->sections[SECTION_AUTHORITY].count, 1);
	ck_assert_uint_eq(
	    packet->sections[SECTION_ADDITIONAL].v[0].rdlen, 4);
	scenarios_clear(&list);
}
END_TEST

START_TEST(questions)
{
	struct scenarios list;
	const struct question *q =
	    &entry_of(&list, "SECTION QUESTION\nx. CH TYPE65280")
		 ->packets->question;

	ck_assert_uint_eq(q->class, 3);
	ck_assert_uint_eq(q->type, 65280);
	scenarios_clear(&list);
	q = &entry_of(&list, "SECTION QUESTION\n@ A")->packets->question;
	ck_assert(name_equal(&q->name, &entry_owner_query));
	scenarios_clear(&list);
	q = &entry_of(&list, "SECTION QUESTION\nwww A")->packets->question;
	ck_assert_uint_eq(q->name.len, 5); /* the origin is the root */
	scenarios_clear(&list);
}
END_TEST

START_TEST(packets_follow_each_other)
{
	struct scenarios list;
	const struct entry *e = entry_of(&list,
	    "NAME first\nREPLY QR\nADJUST packet_sleep=1\nDELAY 5ms\n"
	    "ADJUST packet_sleep=1\nEXTRA_PACKET\nREPLY AA\nDELAY 2s\nID +1\n"
	    "ADJUST sleep=3\nEXTRA_PACKET");

	ck_assert_str_eq(e->name, "first");
	ck_assert_uint_eq(e->packet_count, 3);
	ck_assert_uint_eq(e->packets[0].flags, FLAG_QR);
	ck_assert_uint_eq(e->packets[0].delay_ms, 4005);
	ck_assert_uint_eq(e->packets[1].flags, FLAG_AA);
	ck_assert_uint_eq(e->packets[1].delay_ms, 2000);
	ck_assert_int_eq(e->packets[1].id_lie, ID_ADD);
	ck_assert_uint_eq(e->packets[2].flags, 0);
	ck_assert_uint_eq(e->packets[2].delay_ms, 0);
	ck_assert_int_eq(e->packets[2].id_lie, ID_HONEST);
	scenarios_clear(&list);
}
END_TEST

START_TEST(hex_blocks)
{
	struct scenarios list;
	const struct packet_spec *packet = entry_of(&list,
	    "HEX_ANSWER_BEGIN\n1234 8180 0001 0000 ; c\n# c\n00000000\n"
	    "0161 00 0001 0001\nHEX_ANSWER_END\n"
	    "HEX_EDNSDATA_BEGIN\n000a 00 01 ff\nHEX_EDNSDATA_END\n"
	    "EXTRA_PACKET\nHEX_ANSWER_BEGIN\nHEX_ANSWER_END")
					       ->packets;

	ck_assert(packet[0].is_hex);
	ck_assert_uint_eq(packet[0].hex.len, 19);
	ck_assert(packet[0].has_question);
	ck_assert_uint_eq(packet[0].question.name.len, 3);
	ck_assert(packet[0].edns.present);
	ck_assert_uint_eq(packet[0].edns.options_len, 5);
	ck_assert_mem_eq(packet[0].edns.options, "\0\12\0\1\377", 5);
	ck_assert(packet[1].is_hex && packet[1].hex.len == 0);
	ck_assert(!packet[1].has_question);
	scenarios_clear(&list);
}
END_TEST

static const struct {
	const char *word;
	enum id_lie lie;
	unsigned id;
} ids[] = {
	{ "+1", ID_ADD, 1 },
	{ "-1", ID_ADD, 65535 },
	{ "+65535", ID_ADD, 65535 },
	{ "0x1234", ID_SET, 0x1234 },
	{ "0", ID_SET, 0 },
};

START_TEST(lies_about_the_id)
{
	const struct packet_spec *packet;
	struct scenarios list;
	char text[100];

	snprintf(text, sizeof text, "ID %s", ids[_i].word);
	packet = entry_of(&list, text)->packets;
	ck_assert_int_eq(packet->id_lie, ids[_i].lie);
	ck_assert_uint_eq(packet->id, ids[_i].id);
	scenarios_clear(&list);
}
END_TEST

START_TEST(lies_about_the_rest_of_the_header)
{
	struct scenarios list;
	const struct packet_spec *packet =
	    entry_of(&list, "FLAGS qr=0 opcode=2 z=1 rcode=9\nFLAGS rcode=5\n"
			    "COUNT an=65535 qd=0\nRCODE 23\nCOMPRESS none\n"
			    "SIZE 4801 pad=after\nQUESTION swapcase")
		->packets;

	ck_assert_uint_eq(packet->flags_mask, 0x8000 | 0x7800 | 0x40 | 0xf);
	ck_assert_uint_eq(packet->flags_value, 2 << 11 | 0x40 | 5);
	ck_assert_int_eq(packet->counts[0], 0);
	ck_assert_int_eq(packet->counts[1], 65535);
	ck_assert_int_eq(packet->counts[2], COUNT_HONEST);
	ck_assert(packet->has_rcode);
	ck_assert_uint_eq(packet->rcode, 23);
	ck_assert_int_eq(packet->compress, COMPRESS_NONE);
	ck_assert(packet->has_size);
	ck_assert_uint_eq(packet->size, 4801);
	ck_assert_int_eq(packet->pad, PAD_AFTER);
	ck_assert_int_eq(packet->question_lie, QUESTION_SWAPCASE);
	scenarios_clear(&list);
	packet = entry_of(&list, "QUESTION b. IN MX")->packets;
	ck_assert_int_eq(packet->question_lie, QUESTION_OTHER);
	ck_assert_uint_eq(packet->other_question.type, RR_MX);
	scenarios_clear(&list);
}
END_TEST

START_TEST(edits_stay_in_order)
{
	struct scenarios list;
	const struct packet_spec *packet =
	    entry_of(&list, "POKE answer[2].rdlength 0005\nFLIP 40 \"80 01\"\n"
			    "CUT 57\nAPPEND 0000ff")
		->packets;
	const struct edit *e = packet->edits;

	ck_assert_uint_eq(packet->edit_count, 4);
	ck_assert_int_eq(e[0].kind, EDIT_POKE);
	ck_assert_str_eq(e[0].field, "answer[2].rdlength");
	ck_assert_uint_eq(e[0].len, 2);
	ck_assert_int_eq(e[1].kind, EDIT_FLIP);
	ck_assert_ptr_null(e[1].field);
	ck_assert_uint_eq(e[1].offset, 40);
	ck_assert_mem_eq(e[1].octets, "\x80\x01", 2);
	ck_assert_int_eq(e[2].kind, EDIT_CUT);
	ck_assert_uint_eq(e[2].offset, 57);
	ck_assert_int_eq(e[3].kind, EDIT_APPEND);
	ck_assert_uint_eq(e[3].len, 3);
	scenarios_clear(&list);
}
END_TEST

START_TEST(faults_of_a_connection)
{
	struct scenarios list;
	const struct tcp_fault *f =
	    &entry_of(&list, "TCP length=-4 close_after=0\n"
			     "TCP rst_after=65537 stall_after=end")
		 ->packets->tcp;

	ck_assert(f->has_length && f->length_is_relative);
	ck_assert_int_eq(f->length, -4);
	ck_assert_int_eq(f->close_after, 0);
	ck_assert_int_eq(f->rst_after, 65537);
	ck_assert_int_eq(f->stall_after, TCP_AFTER_END);
	scenarios_clear(&list);
	f = &entry_of(&list, "TCP length=65535")->packets->tcp;
	ck_assert(!f->length_is_relative);
	ck_assert_int_eq(f->length, 65535);
	ck_assert_int_eq(f->close_after, TCP_AFTER_NEVER);
	scenarios_clear(&list);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("scenario_entry");
	TCase *tc = tcase_create("scenario_entry");

	tcase_add_test(tc, an_empty_entry_is_honest);
	tcase_add_loop_test(tc, match_words, 0, LEN(matches));
	tcase_add_loop_test(tc, reply_words, 0, LEN(replies));
	tcase_add_test(tc, adjust_words);
	tcase_add_loop_test(tc, times_words, 0, LEN(times));
	tcase_add_test(tc, sections);
	tcase_add_test(tc, questions);
	tcase_add_test(tc, packets_follow_each_other);
	tcase_add_test(tc, hex_blocks);
	tcase_add_loop_test(tc, lies_about_the_id, 0, LEN(ids));
	tcase_add_test(tc, lies_about_the_rest_of_the_header);
	tcase_add_test(tc, edits_stay_in_order);
	tcase_add_test(tc, faults_of_a_connection);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
