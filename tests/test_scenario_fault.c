/* Every word of an entry that damages a packet. */
#include "config.h"

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

START_TEST(a_packet_is_honest_without_one)
{
	struct scenarios list;
	const struct packet_spec *p = entry_of(&list, "")->packets;

	ck_assert(!p->truncates && !p->has_size && !p->has_rcode);
	ck_assert_int_eq(p->truncate.at, TRUNCATE_AT_DEFAULT);
	ck_assert_int_eq(p->question_lie, QUESTION_HONEST);
	ck_assert_int_eq(p->compress, COMPRESS_RFC1035);
	ck_assert_int_eq(p->id_lie, ID_HONEST);
	ck_assert_uint_eq(p->flags_mask, 0);
	ck_assert_uint_eq(p->flags_value, 0);
	for (size_t i = 0; i < LEN(p->counts); i++)
		ck_assert_int_eq(p->counts[i], COUNT_HONEST);
	ck_assert_uint_eq(p->edit_count, 0);
	ck_assert_uint_eq(p->delay_ms, 0);
	ck_assert(!p->tcp.has_length);
	ck_assert_int_eq(p->tcp.close_after, TCP_AFTER_NEVER);
	ck_assert_int_eq(p->tcp.rst_after, TCP_AFTER_NEVER);
	ck_assert_int_eq(p->tcp.stall_after, TCP_AFTER_NEVER);
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
	ck_assert_uint_eq(packet->other_question->type, RR_MX);
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

/* What the journal says of a packet: its words, each once, in file order. */
START_TEST(faults_are_listed)
{
	struct scenarios list;
	const struct entry *e =
	    entry_of(&list, "REPLY QR\nPOKE 0 00\nID +1\nPOKE 1 00\n"
			    "SECTION ANSWER\nRAW_RR answer 00\n"
			    "TCP length=+1\nTRUNCATE empty\nID +2\n"
			    "EXTRA_PACKET\nADJUST copy_id\nEXTRA_PACKET\n"
			    "DELAY 5ms\nCOPIES 2");

	ck_assert_str_eq(e->packets[0].faults, "POKE ID RAW_RR TCP TRUNCATE");
	ck_assert_ptr_null(e->packets[1].faults);
	ck_assert_str_eq(e->packets[2].faults, "DELAY COPIES");
	scenarios_clear(&list);
}
END_TEST

static const struct {
	const char *from, *address;
	unsigned port;
} sources[] = {
	{ "127.0.0.9", "127.0.0.9", 5300 },
	{ "127.0.0.9:0", "127.0.0.9", 0 },
	{ "127.0.0.9:65535", "127.0.0.9", 65535 },
	{ ":54", "127.0.0.1", 54 },
	{ "::9", "::9", 53 },
	{ "[::9]", "::9", 53 },
	{ "[fe80::9%lo]:54", "fe80::9%lo", 54 },
	{ "127.0.0.1:5300", "127.0.0.1", 5300 },
};

/* The server that the entry is for has the port 5300, the IPv6 one 53. */
START_TEST(packets_come_from_elsewhere)
{
	const struct scenario *s;
	struct scenarios list;
	char text[400];
	size_t from;

	snprintf(text, sizeof text,
	    "SERVER ::1\nSERVER 127.0.0.1 port=5300\nSERVER 127.0.0.2\n" ENTRY(
		"FROM %s\nMATCH server=%s\n")
		ENTRY("FROM %s\n"
		      "MATCH server=%s\nEXTRA_PACKET\nEXTRA_PACKET\nFROM %s\n"),
	    sources[_i].from, _i < 4 || _i == 7 ? "127.0.0.1" : "::1",
	    sources[_i].from, _i < 4 || _i == 7 ? "127.0.0.1" : "::1",
	    sources[_i].from);
	s = scenario_text_load(&list, text);
	ck_assert_uint_eq(s->source_count, 1); /* each once */
	from = s->entries[0].packets[0].from;
	ck_assert_uint_eq(from, 1);
	ck_assert_uint_eq(s->entries[1].packets[0].from, 1);
	ck_assert_uint_eq(s->entries[1].packets[1].from, 0);
	ck_assert_uint_eq(s->entries[1].packets[2].from, 1);
	ck_assert_str_eq(s->sources[0].address, sources[_i].address);
	ck_assert_uint_eq(s->sources[0].port, sources[_i].port);
	scenarios_clear(&list);
}
END_TEST

START_TEST(packets_wait_for_entries)
{
	const struct scenario *s;
	struct scenarios list;

	s = scenario_text_load(&list,
	    ENTRY("AFTER c\nEXTRA_PACKET\nAFTER b\nEXTRA_PACKET\n")
		ENTRY("NAME b\nAFTER c\n") ENTRY("") ENTRY("NAME c\n")
		    ENTRY("NAME a\nEXTRA_PACKET\nAFTER b\nAFTER c\n"));
	ck_assert_uint_eq(s->entries[0].packets[0].after_entry, 4);
	ck_assert_uint_eq(s->entries[0].packets[1].after_entry, 2);
	ck_assert_uint_eq(s->entries[0].packets[2].after_entry, 0);
	ck_assert_uint_eq(s->entries[1].packets[0].after_entry, 4);
	ck_assert_uint_eq(s->entries[3].packets[0].after_entry, 0);
	ck_assert_uint_eq(s->entries[4].packets[1].after_entry, 4);
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
	Suite *suite = suite_create("scenario_fault");
	TCase *tc = tcase_create("scenario_fault");

	tcase_add_test(tc, a_packet_is_honest_without_one);
	tcase_add_loop_test(tc, lies_about_the_id, 0, LEN(ids));
	tcase_add_test(tc, lies_about_the_rest_of_the_header);
	tcase_add_test(tc, edits_stay_in_order);
	tcase_add_test(tc, faults_are_listed);
	tcase_add_loop_test(tc, packets_come_from_elsewhere, 0, LEN(sources));
	tcase_add_test(tc, packets_wait_for_entries);
	tcase_add_test(tc, faults_of_a_connection);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
