/* Plain data files, read as ldns-testns reads them. */
#include "config.h"

#include "fakedns/ecs.h"
#include "tests/scenario_text.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

/* The owners and TTLs of an answer section: "a. 60, b. 5". */
static const char *
owners(const struct packet_spec *packet, char out[400])
{
	const struct rrs *answer = &packet->sections[SECTION_ANSWER];
	size_t len = 0;

	*out = '\0';
	for (size_t i = 0; i < answer->count; i++) {
		char name[NAME_TEXT_MAX];
		bool query =
		    name_equal(&answer->v[i].owner, &entry_owner_query);

		len += (size_t)snprintf(out + len, 400 - len, "%s%s %u",
		    i > 0 ? ", " : "",
		    query ? "@" : name_format(&answer->v[i].owner, name),
		    answer->v[i].ttl);
	}
	return out;
}

static const struct {
	const char *text, *owners; /* of the last entry's first packet */
} records[] = {
	/* no TTL, one that is given, one by $TTL */
	{ ENTRY("SECTION ANSWER\na. AAAA ::\nb. 5 AAAA ::\n$TTL 7\n"
		"c. AAAA ::\n"),
	    "a. 3600, b. 5, c. 7" },
	/* an owner that is left out, though the line before is indented */
	{ ENTRY("SECTION ANSWER\na. AAAA ::\n 5 AAAA ::\n\tIN 6 AAAA ::\n"
		"  AAAA ::\nb. AAAA ::\n CLASS1 AAAA ::\n TYPE1 \\# 0\n"
		" 2h AAAA ::\nns AAAA ::\n"),
	    "a. 3600, a. 5, a. 6, a. 3600, b. 3600, b. 3600, b. 3600, "
	    "b. 7200, ns. 3600" },
	/* indentation that means nothing, as in a .rpl */
	{ ENTRY("\tSECTION ANSWER\n\ta. IN AAAA ::\n\t\tb.c. 5 AAAA ::\n"
		"  . NS a.\n"),
	    "a. 3600, b.c. 5, . 3600" },
	/* the one above is in another entry */
	{ ENTRY("SECTION ANSWER\na. AAAA ::\n")
		ENTRY("SECTION ANSWER\n AAAA ::\n"),
	    "a. 3600" },
	{ ENTRY("SECTION QUESTION\nq. A\n")
		ENTRY("SECTION ANSWER\n IN AAAA ::\n"),
	    "q. 3600" },
	/* origins are absolute; "@" is one where there is one */
	{ ENTRY("SECTION ANSWER\n@ AAAA ::\nx AAAA ::\n"), "@ 3600, x. 3600" },
	{ "$ORIGIN example\n" ENTRY("SECTION ANSWER\n@ AAAA ::\n AAAA ::\n"
				    "x AAAA ::\n$ORIGIN org\nx AAAA ::\n"),
	    "example. 3600, example. 3600, x.example. 3600, x.org. 3600" },
	/* a question may have a TTL, an entry an addition to its keywords */
	{ "ENTRY_BEGING\nSECTION QUESTION\nx. 60 IN A\nSECTION ANSWER\n"
	  " AAAA ::\nENTRY_END# y\n",
	    "x. 3600" },
	{ ENTRY("MATCH\nREPLY ; nothing\nADJUST # nothing\nSECTION ANSWER\n"
		"a. AAAA ::\n"),
	    "a. 3600" },
	/* comments */
	{ "# x\n  # y\n" ENTRY("MATCH qname # z\nSECTION ANSWER # QUESTION\n"
			       "\t#a. AAAA ::\na. AAAA ::\n"),
	    "a. 3600" },
};

START_TEST(records_are_read)
{
	struct scenarios list;
	const struct scenario *s;
	char got[400];

	s = scenario_text_load(&list, records[_i].text);
	ck_assert(s->is_plain);
	ck_assert_str_eq(owners(s->entries[s->entry_count - 1].packets, got),
	    records[_i].owners);
	scenarios_clear(&list);
}
END_TEST

START_TEST(packets_share)
{
	static const char lines[] =
	    "ADJUST copy_id #copy_query\nSECTION ANSWER\na. AAAA ::\n"
	    "EXTRA_PACKET\nADJUST copy_query\nb. AAAA ::\n";
	struct scenarios list;
	const struct packet_spec *packet;
	char text[300], got[400];

	snprintf(text, sizeof text, ENTRY("%s"), lines);
	packet = scenario_text_load(&list, text)->entries->packets;
	ck_assert(packet[0].copy_id && packet[0].copy_query);
	ck_assert(packet[1].copy_id && packet[1].copy_query);
	ck_assert_str_eq(owners(&packet[1], got), "b. 3600");
	scenarios_clear(&list);
}
END_TEST

/* A scenario is not read so. */
START_TEST(scenarios_differ)
{
	static const char text[] = SCENARIO("$ORIGIN example.\n" ENTRY(
	    "ADJUST copy_id\nSECTION ANSWER\n@ AAAA ::\n$ORIGIN a\nx AAAA ::\n"
	    "EXTRA_PACKET\n SECTION ANSWER\n  b. AAAA ::\n"));
	struct scenarios list;
	const struct packet_spec *packet =
	    scenario_text_load(&list, text)->entries->packets;
	char got[400];

	ck_assert_str_eq(owners(&packet[0], got), "@ 60, x.a.example. 60");
	ck_assert_str_eq(owners(&packet[1], got), "b. 60");
	ck_assert(packet[0].copy_id && !packet[1].copy_id);
	scenarios_clear(&list);
}
END_TEST

/* A block of a .rpl, indented, with what Deckard adds. */
START_TEST(ranges)
{
	static const char text[] =
	    "RANGE_BEGIN 0 100 192.0.2.1\n\tADDRESS 192.0.2.2 ; two\n"
	    "\tENTRY_BEGIN\n\tMATCH opcode qtype qname\n\tENTRY_END\n"
	    "RANGE_END\nRANGE_BEGIN 3 4\n" ENTRY("") "RANGE_END\n";
	struct scenarios list;
	const struct scenario *s = scenario_text_load(&list, text);

	ck_assert_uint_eq(s->server_count, 2);
	ck_assert_uint_eq(s->entries[0].scope.servers, 3);
	ck_assert_uint_eq(s->entries[0].scope.to, 100);
	ck_assert_uint_eq(s->entries[1].scope.servers, 0);
	ck_assert_uint_eq(s->entries[1].scope.from, 3);
	scenarios_clear(&list);
}
END_TEST

START_TEST(a_testns_file_is_valid_as_it_is)
{
	struct scenarios list;
	const struct scenario *s = scenario_text_load(&list,
	    "; nameserver test\n$ORIGIN example.\n$TTL 3600\n"
	    "ENTRY_BEGIN\nMATCH opcode qtype qname\nREPLY QR AA NOERROR\n"
	    "ADJUST copy_id sleep=2\nSECTION QUESTION\nwww IN A\n"
	    "SECTION ANSWER\nwww IN A 192.0.2.1\nENTRY_END\n"
	    "RANGE_BEGIN 0 100\nADDRESS 192.0.2.53\n" ENTRY(
		"MATCH all\n") "RANGE_END\n");

	ck_assert(s->is_plain);
	ck_assert_ptr_null(s->title);
	ck_assert_uint_eq(s->entry_count, 2);
	ck_assert_uint_eq(s->entries[0].packets[0].delay_ms, 2000);
	ck_assert_uint_eq(s->entries[0]
			      .packets[0]
			      .sections[SECTION_ANSWER]
			      .v[0]
			      .ttl,
	    3600);
	ck_assert_uint_eq(s->server_count, 1);
	ck_assert_str_eq(s->servers[0].address, "192.0.2.53");
	ck_assert_uint_eq(s->entries[1].scope.servers, 1);
	scenarios_clear(&list);
	s = scenario_text_load(&list, "");
	ck_assert(s->is_plain);
	ck_assert_str_eq(s->servers[0].address, "127.0.0.1");
	scenarios_clear(&list);
}
END_TEST

/* Client subnet: family, source, scope, address (RFC 7871 6). */
#define ECS(source, scope) "0008 0007 0001 " source " " scope " c00002 "
#define OPT(len)                                                               \
	"1234 0000 0001 0000 0000 0001 0161 00 0001 0001 "                     \
	"00 0029 0200 00000000 " len " "

static const struct {
	const char *adjust, *options, *query;
	const char *want; /* options */
} subnets[] = {
	{ "copy_id", ECS("18", "00"), OPT("000b") ECS("10", "00"),
	    ECS("18", "00") },
	/* the source of the query, or of the reply where it has none */
	{ "copy_ednsdata_assume_clientsubnet", ECS("18", "00"),
	    OPT("000b") ECS("10", "00"), ECS("18", "10") },
	{ "copy_ednsdata_assume_clientsubnet", ECS("18", "00"), OPT("0000"),
	    ECS("18", "18") },
	{ "copy_ednsdata_assume_clientsubnet increment_ecs_scope",
	    ECS("18", "00"), OPT("000b") ECS("10", "00"), ECS("18", "11") },
	{ "increment_ecs_scope", "000a 0000" ECS("18", "07"), OPT("0000"),
	    "000a 0000" ECS("18", "08") },
	/* no such option, one that is too short, one that is cut off */
	{ "copy_ednsdata_assume_clientsubnet", "000a 0001 05", OPT("0000"),
	    "000a 0001 05" },
	{ "increment_ecs_scope", "0008 0003 000118", OPT("0000"),
	    "0008 0003 000118" },
	{ "increment_ecs_scope", "0008 0009 000118", OPT("0000"),
	    "0008 0009 000118" },
};

START_TEST(client_subnets_are_adjusted)
{
	struct incoming in = { 0 };
	struct writer query = { 0 }, want = { 0 };
	struct scenarios list;
	char text[300];
	struct packet_spec *packet;
	size_t bad;

	snprintf(text, sizeof text,
	    ENTRY("ADJUST %s\nHEX_EDNSDATA_BEGIN\n%s\nHEX_EDNSDATA_END\n"),
	    subnets[_i].adjust, subnets[_i].options);
	packet = scenario_text_load(&list, text)->entries->packets;
	ck_assert_int_eq(wire_parse_hex(subnets[_i].query, &query, &bad), 0);
	ck_assert_int_eq(wire_parse_hex(subnets[_i].want, &want, &bad), 0);
	in.octets = query.octets;
	in.len = query.len;
	query_parse(in.octets, in.len, &in.query);
	ecs_adjust(packet, &in, &packet->edns);
	ck_assert_uint_eq(packet->edns.options_len, want.len);
	ck_assert_mem_eq(packet->edns.options, want.octets, want.len);
	writer_clear(&query);
	writer_clear(&want);
	scenarios_clear(&list);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("testns");
	TCase *tc = tcase_create("testns");

	tcase_add_loop_test(tc, records_are_read, 0, LEN(records));
	tcase_add_test(tc, packets_share);
	tcase_add_test(tc, scenarios_differ);
	tcase_add_test(tc, ranges);
	tcase_add_test(tc, a_testns_file_is_valid_as_it_is);
	tcase_add_loop_test(tc, client_subnets_are_adjusted, 0, LEN(subnets));
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
