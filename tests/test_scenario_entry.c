/* Every word of an entry. */
#include "config.h"

#include <inttypes.h>
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

/* Every restriction an entry has, in words. */
static void
match_print(const struct match *m, char *out)
{
	sprintf(out, "%s%s%s%s%s%s%s%s%s%s%s%s%s%s%s%s%s%s%s%s%s%s%s%s",
	    m->opcode ? "opcode " : "", m->qtype ? "qtype " : "",
	    m->qname ? "qname " : "", m->subdomain ? "subdomain " : "",
	    m->all ? "all " : "", m->udp ? "UDP " : "", m->tcp ? "TCP " : "",
	    m->edns ? "edns " : "", m->noedns ? "noedns " : "",
	    m->dnssec ? "DO " : "", m->ednsdata ? "ednsdata " : "",
	    m->co ? "CO " : "", m->all_noedns ? "all_noedns " : "",
	    m->flags ? "flags " : "", m->rcode ? "rcode " : "",
	    m->question ? "question " : "", m->qcase ? "qcase " : "",
	    m->sections[SECTION_ANSWER] ? "answer " : "",
	    m->sections[SECTION_AUTHORITY] ? "authority " : "",
	    m->sections[SECTION_ADDITIONAL] ? "additional " : "",
	    m->ttl ? "ttl " : "", m->accept ? "accept " : "",
	    m->client_cookie ? "client_cookie " : "",
	    m->server_cookie ? "server_cookie " : "");
	if (m->has_ede)
		sprintf(out + strlen(out), "ede=%u%s ", m->ede,
		    m->any_ede ? "any" : "");
	if (m->regex != NULL)
		sprintf(out + strlen(out), "qname_regex=%s ", m->qname_regex);
	if (m->has_serial)
		sprintf(out + strlen(out), "serial=%" PRIu32 " ", m->serial);
	if (m->has_udp_size)
		sprintf(out + strlen(out), "udp_size=%u ", m->udp_size);
	if (m->servers != 0)
		sprintf(out + strlen(out), "servers=%" PRIu64 " ", m->servers);
}

START_TEST(an_empty_entry_has_defaults)
{
	struct scenarios list;
	const struct entry *e = entry_of(&list, "");
	const struct packet_spec *p = e->packets;

	ck_assert_uint_eq(e->times_from, 1);
	ck_assert_uint_eq(e->times_to, UINT_MAX);
	ck_assert(e->times_of == TIMES_OF_QUESTION && !e->drop);
	ck_assert_ptr_null(e->name);
	ck_assert_uint_eq(e->packet_count, 1);
	ck_assert_uint_eq(p->flags, 0);
	ck_assert(!p->copy_id && !p->copy_query && !p->copy_edns);
	ck_assert(!p->from_zone && !p->has_question && !p->is_hex);
	ck_assert(!p->edns.present);
	scenarios_clear(&list);
}
END_TEST

static const struct {
	const char *words, *match;
} matches[] = {
	{ "any", "" },
	{ "ttl", "ttl " },
	{ "CO", "CO " },
	{ "all_noedns", "all_noedns " },
	{ "flags", "flags " },
	{ "rcode", "rcode " },
	{ "question", "question " },
	{ "qcase", "qcase " },
	{ "answer", "answer " },
	{ "authority", "authority " },
	{ "additional", "additional " },
	{ "accept TCP server=::1", "TCP accept servers=1 " },
	{ "client_cookie", "client_cookie " },
	{ "server_cookie", "server_cookie " },
	{ "ede=any", "ede=0any " },
	{ "ede:any", "ede=0any " },
	{ "ede=65535", "ede=65535 " },
	{ "ede:3 UDP", "UDP ede=3 " },
	{ "qname_regex=^a\\.[bc]+$", "qname_regex=^a\\.[bc]+$ " },
	{ "\"qname_regex=a;b c\"", "qname_regex=a;b c " },
	{ "opcode", "opcode " },
	{ "qtype", "qtype " },
	{ "qname", "qname " },
	{ "subdomain", "subdomain " },
	{ "all", "all " },
	{ "UDP", "UDP " },
	{ "TCP", "TCP " },
	{ "edns", "edns " },
	{ "noedns", "noedns " },
	{ "DO", "DO " },
	{ "ednsdata", "ednsdata " },
	{ "serial=4294967295", "serial=4294967295 " },
	{ "serial:3", "serial=3 " },
	{ "udp_size=1232", "udp_size=1232 " },
	{ "server=127.0.0.2", "servers=1 " },
	{ "server=::1 server=::2\nMATCH server=::1 qname", "qname servers=3 " },
};

START_TEST(match_words)
{
	struct scenarios list;
	char text[100], got[200];

	snprintf(text, sizeof text, "MATCH %s", matches[_i].words);
	match_print(&entry_of(&list, text)->match, got);
	ck_assert_str_eq(got, matches[_i].match);
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
	{ "BADSIG", 0, 1, true },
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
	{ "BADCOOKIE NXDOMAIN", 3, 0, true },
	{ "QR AA\nREPLY SERVFAIL NXDOMAIN NOTIFY", 0x8400 | 4 << 11 | 3, 0,
	    false },
};

/* "CO", a flag of OPT like DO; FLAGS, REPLY's other name. */
START_TEST(reply_words_of_others)
{
	struct scenarios list;
	const struct packet_spec *packet =
	    entry_of(&list, "FLAGS QR CO SERVFAIL\nFLAGS aa=1")->packets;

	ck_assert(packet->edns.present);
	ck_assert_uint_eq(packet->edns.flags, EDNS_FLAG_CO);
	ck_assert_uint_eq(packet->flags, FLAG_QR | RCODE_SERVFAIL);
	ck_assert_uint_eq(packet->flags_mask, FLAG_AA);
	ck_assert_uint_eq(packet->flags_value, FLAG_AA);
	scenarios_clear(&list);
}
END_TEST

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
	ck_assert(packet->from_zone && packet->copy_id && packet->copy_query);
	scenarios_clear(&list);
	ck_assert(entry_of(&list, "ADJUST do_not_answer")->drop);
	scenarios_clear(&list);
	packet = entry_of(&list, "ADJUST copy_ednsdata_assume_clientsubnet")
		     ->packets;
	ck_assert(packet->copy_ecs && !packet->increment_ecs);
	scenarios_clear(&list);
	packet = entry_of(&list, "ADJUST increment_ecs_scope")->packets;
	ck_assert(!packet->copy_ecs && packet->increment_ecs);
	scenarios_clear(&list);
	packet = entry_of(&list, "ADJUST raw_id")->packets;
	ck_assert(packet->copy_id && !packet->copy_query);
	scenarios_clear(&list);
}
END_TEST

START_TEST(sections)
{
	struct scenarios list;
	static const char text[] = SCENARIO(
	    ENTRY("$ORIGIN example.\n$TTL 9\nSECTION QUESTION\nwww AAAA\n"
		  "SECTION ANSWER\n@ IN A 192.0.2.1 ; c\n"
		  "$GENERATE 1-3 h$ 5 A 192.0.2.$\ntcp A 192.0.2.9\n"
		  "SECTION AUTHORITY\nx. NS ns\nSECTION ADDITIONAL\n"
		  "ns TXT \"a;b\"\nSECTION ANSWER\nlast A 192.0.2.3\n"));
	const struct packet_spec *packet =
	    scenario_text_load(&list, text)->entries->packets;
	const struct rrs *answer = &packet->sections[SECTION_ANSWER];
	char name[NAME_TEXT_MAX];

	ck_assert(packet->has_question);
	ck_assert_str_eq(name_format(&packet->question.name, name),
	    "www.example.");
	ck_assert_uint_eq(packet->question.type, RR_AAAA);
	ck_assert_uint_eq(packet->question.class, RR_CLASS_IN);
	ck_assert_uint_eq(answer->count, 6);
	ck_assert(name_equal(&answer->v[0].owner, &entry_owner_query));
	ck_assert_str_eq(name_format(&answer->v[3].owner, name), "h3.example.");
	ck_assert_uint_eq(answer->v[0].ttl, 9);
	ck_assert_uint_eq(answer->v[3].ttl, 5);
	ck_assert_str_eq(name_format(&answer->v[4].owner, name),
	    "tcp.example.");
	ck_assert_str_eq(name_format(&answer->v[5].owner, name),
	    "last.example.");
	ck_assert_uint_eq(packet->sections[SECTION_AUTHORITY].count, 1);
	ck_assert_uint_eq(packet->sections[SECTION_ADDITIONAL].v[0].rdlen, 4);
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
	ck_assert_uint_eq(e->packets[0].delay_ms, 5005);
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
	    "EXTRA_PACKET\nHEX_ANSWER_BEGIN\nHEX_ANSWER_END\n"
	    "HEX_EDNS_BEGIN\n0001 0000\nHEX_EDNS_END\n"
	    "EXTRA_PACKET\nRAW\n12 34 8180\nEXTRA_PACKET\nRAW 1234 ; c")
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
	ck_assert_uint_eq(packet[1].edns.options_len, 4);
	ck_assert(packet[2].is_hex && packet[2].hex.len == 4);
	ck_assert_mem_eq(packet[2].hex.octets, "\x12\x34\x81\x80", 4);
	ck_assert(packet[3].is_hex && packet[3].hex.len == 2);
	scenarios_clear(&list);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("scenario_entry");
	TCase *tc = tcase_create("scenario_entry");

	tcase_add_test(tc, an_empty_entry_has_defaults);
	tcase_add_loop_test(tc, match_words, 0, LEN(matches));
	tcase_add_loop_test(tc, reply_words, 0, LEN(replies));
	tcase_add_test(tc, adjust_words);
	tcase_add_test(tc, reply_words_of_others);
	tcase_add_test(tc, sections);
	tcase_add_test(tc, questions);
	tcase_add_test(tc, packets_follow_each_other);
	tcase_add_test(tc, hex_blocks);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
