/* Datagrams, delays and what changes while a server runs. */
#include "config.h"

#include <sys/resource.h>

#include "fakedns/server_internal.h"
#include "tests/stage.h"

#define LEN(a) (sizeof(a) / sizeof *(a))
#define FOR(name) "MATCH qname\nSECTION QUESTION\n" name " A\n"
#define HEX(octets) "HEX_ANSWER_BEGIN\n" octets "\nHEX_ANSWER_END\n"

START_TEST(answers_a_datagram)
{
	struct stage stage;
	struct peer p;

	stage_open(&stage, ENTRY("ADJUST copy_id copy_query\nREPLY QR\n"));
	peer_open(&p, &stage, 0, false);
	peer_ask(&p, "a. A", false);
	STAGE_UNTIL(&stage, p.datagrams == 1);
	ck_assert_uint_eq(p.len, 19);
	ck_assert_mem_eq(p.octets,
	    "\x12\x34\x80\0\0\1\0\0\0\0\0\0\1a\0\0\1\0\1", 19);
	ck_assert_str_eq(stage.events, "query reply ");
	ck_assert_ptr_nonnull(strstr(stage.rule, ":1"));
	peer_close(&p);
	stage_close(&stage);
}
END_TEST

START_TEST(two_servers_two_answers)
{
	struct stage stage;
	struct peer p[2];

	stage_open(&stage,
	    SCENARIO("SERVER ::1\nSERVER ::2\n" ENTRY(
		"MATCH server=::2\n" HEX("02")) ENTRY(HEX("01"))));
	for (size_t i = 0; i < 2; i++) {
		peer_open(&p[i], &stage, i, false);
		peer_ask(&p[i], "a. A", false);
	}
	STAGE_UNTIL(&stage, p[0].datagrams == 1 && p[1].datagrams == 1);
	for (size_t i = 0; i < 2; i++) {
		ck_assert_uint_eq(p[i].len, 1);
		ck_assert_uint_eq(p[i].octets[0], i + 1);
		peer_close(&p[i]);
	}
	stage_close(&stage);
}
END_TEST

START_TEST(delays_count_from_the_query_and_from_the_packet_before)
{
	/* the loop's clock may be a tick, 10 ms at most, behind ours */
	enum { FIRST_US = 60000, BOTH_US = 100000, TICK_US = 10000 };
	unsigned long long start, first, second;
	struct stage stage;
	struct peer p;

	stage_open(&stage,
	    ENTRY("DELAY 60ms\n" HEX(
		"01") "EXTRA_PACKET\n"
		      "DELAY 40ms\n" HEX("02") "EXTRA_PACKET\n" HEX("03")));
	peer_open(&p, &stage, 0, false);
	start = stage_now_us();
	peer_ask(&p, "a. A", false);
	STAGE_UNTIL(&stage, p.datagrams >= 1);
	first = stage_now_us() - start;
	STAGE_UNTIL(&stage, p.datagrams == 3);
	second = stage_now_us() - start;
	ck_assert_uint_ge(first, FIRST_US - TICK_US);
	ck_assert_uint_ge(second, BOTH_US - TICK_US);
	ck_assert_uint_eq(p.len, 3);
	ck_assert_mem_eq(p.octets, "\1\2\3", 3);
	peer_close(&p);
	stage_close(&stage);
}
END_TEST

START_TEST(a_delay_blocks_nobody)
{
	struct stage stage;
	struct peer slow, quick;

	stage_open(&stage,
	    ENTRY("TIMES 1 of any\nDELAY 3600s\n" HEX("01")) ENTRY(HEX("02")));
	peer_open(&slow, &stage, 0, false);
	peer_ask(&slow, "a. A", false);
	STAGE_UNTIL(&stage, stage.count[JOURNAL_QUERY] == 1);
	peer_open(&quick, &stage, 0, false);
	peer_ask(&quick, "a. A", false);
	STAGE_UNTIL(&stage, quick.datagrams == 1);
	ck_assert_uint_eq(quick.octets[0], 2);
	ck_assert_uint_eq(slow.datagrams, 0);
	peer_close(&slow);
	peer_close(&quick);
	stage_close(&stage); /* with a reply on its way */
}
END_TEST

/* Ten queries; the fourth answer cannot be sent, the eighth is large. */
static void
ask_ten(struct peer *p)
{
	uint8_t query[] = "\0\0\1\0\0\1\0\0\0\0\0\0\1a\0\0\1\0\1";

	for (int i = 0; i < 10; i++) {
		query[1] = (uint8_t)i;
		query[13] = (uint8_t) "aaabaaacaa"[i];
		peer_send(p, query, sizeof query - 1);
	}
}

/* More than a turn has, and more than is sent together. */
START_TEST(many_datagrams_at_once)
{
	enum { PEERS = 20, LARGE = 60000, EACH = 8 * WIRE_HEADER + LARGE };
	static const uint8_t ids[] = { 0, 1, 2, 4, 5, 6, 7, 8, 9 };
	struct stage stage;
	struct peer p[PEERS];

	stage_open(&stage,
	    ENTRY(FOR("b.") "SIZE 65535 pad=additional\n")
		ENTRY(FOR("c.") "ADJUST copy_id\nSIZE 60000 pad=additional\n")
		    ENTRY("ADJUST copy_id\n"));
	for (size_t i = 0; i < PEERS; i++) {
		peer_open(&p[i], &stage, 0, false);
		ask_ten(&p[i]);
	}
	for (size_t i = 0; i < PEERS; i++) {
		STAGE_UNTIL(&stage, p[i].len == EACH);
		for (size_t k = 0, at = 0; k < LEN(ids); k++) {
			ck_assert_uint_eq(p[i].octets[at + 1], ids[k]);
			at += ids[k] == 7 ? LARGE : WIRE_HEADER;
		}
		peer_close(&p[i]);
	}
	ck_assert_uint_eq(stage.count[JOURNAL_QUERY], 10 * PEERS);
	ck_assert_uint_eq(stage.count[JOURNAL_REPLY], 9 * PEERS);
	ck_assert_uint_eq(stage.count[JOURNAL_TROUBLE], PEERS);
	stage_close(&stage);
}
END_TEST

START_TEST(empty_and_malformed_datagrams)
{
	struct stage stage;
	struct peer p;

	stage_open(&stage, ENTRY(HEX("")));
	peer_open(&p, &stage, 0, false);
	peer_send(&p, "", 0);
	peer_send(&p, "\x12", 1);
	STAGE_UNTIL(&stage, stage.count[JOURNAL_DROP] == 2);
	ck_assert_str_eq(stage.rule, "not a query");
	peer_ask(&p, "a. A", false);
	STAGE_UNTIL(&stage, p.datagrams == 1);
	ck_assert_uint_eq(p.len, 0);
	ck_assert_str_eq(stage.events, "query drop query drop query reply ");
	peer_close(&p);
	stage_close(&stage);
}
END_TEST

static const struct {
	const char *text, *rule;
} drops[] = {
	{ SCENARIO(""), "nothing answers" },
	{ SCENARIO("SERVER ::1 udp=silent\n" ENTRY("")), "nothing answers" },
	{ SCENARIO("SERVER ::1 udp=closed\n" ENTRY("")), "nothing answers" },
	{ SCENARIO(ENTRY("MATCH TCP\n")), "nothing answers" },
};

START_TEST(drops_in_silence)
{
	struct stage stage;
	struct peer p;

	stage_open(&stage, drops[_i].text);
	peer_open(&p, &stage, 0, false);
	peer_ask(&p, "a. A", false);
	STAGE_UNTIL(&stage, stage.count[JOURNAL_DROP] == 1);
	ck_assert(peer_is_quiet(&p));
	ck_assert_str_eq(stage.rule, drops[_i].rule);
	ck_assert_str_eq(stage.events, "query drop ");
	peer_close(&p);
	stage_close(&stage);
}
END_TEST

START_TEST(trouble_is_journalled)
{
	struct stage stage;
	struct peer p;

	stage_open(&stage,
	    ENTRY("MATCH qname\nSECTION QUESTION\na. A\n"
		  "CUT 99\n") ENTRY("SIZE 65535 pad=additional\n"));
	peer_open(&p, &stage, 0, false);
	peer_ask(&p, "a. A", false);
	STAGE_UNTIL(&stage, p.datagrams == 1);
	ck_assert_str_eq(stage.events, "query trouble reply ");
	ck_assert_str_eq(stage.trouble, "an edit is outside the message");
	peer_ask(&p, "b. A", false); /* more than a datagram holds */
	STAGE_UNTIL(&stage, stage.count[JOURNAL_TROUBLE] == 2);
	ck_assert_str_eq(stage.trouble, strerror(EMSGSIZE));
	ck_assert(peer_is_quiet(&p));
	peer_close(&p);
	stage_close(&stage);
}
END_TEST

START_TEST(steps_change_rules_and_states)
{
	struct stage stage;
	struct peer p;

	stage_open(&stage,
	    SCENARIO("SERVER ::1\n" ENTRY("TIMES 1\n" HEX(
		"01")) "RANGE_BEGIN 2 2\n" ENTRY(HEX("02")) "RANGE_END\n"
							    "CALL x\nCALL "
							    "x\nSTEP 3 SERVER "
							    "::1 udp=silent\n"
							    "CALL x\n"));
	peer_open(&p, &stage, 0, false);
	for (unsigned step = 1; step <= 2; step++) {
		server_set_step(stage.server, step);
		ck_assert(!server_entry_used(stage.server, step - 1));
		peer_ask(&p, "a. A", false);
		STAGE_UNTIL(&stage, p.datagrams == step);
		ck_assert_uint_eq(p.octets[step - 1], step);
		ck_assert(server_entry_used(stage.server, step - 1));
	}
	server_set_step(stage.server, 3);
	peer_ask(&p, "a. A", false);
	STAGE_UNTIL(&stage, stage.count[JOURNAL_DROP] == 1);
	ck_assert(peer_is_quiet(&p));
	peer_close(&p);
	stage_close(&stage);
}
END_TEST

START_TEST(sockets_go_with_their_replies_on_the_way)
{
	struct stage stage;
	struct peer udp, tcp;

	stage_open(&stage,
	    ENTRY("MATCH UDP\nDELAY 20ms\n") ENTRY("DELAY 60ms\n" HEX("01")));
	peer_open(&udp, &stage, 0, false);
	peer_ask(&udp, "a. A", false);
	peer_open(&tcp, &stage, 0, true);
	STAGE_UNTIL(&stage, stage.count[JOURNAL_QUERY] == 1 &&
				stage.count[JOURNAL_ACCEPT] == 1);
	server_remove_sockets(stage.server, 0, false);
	server_remove_sockets(stage.server, 0, true);
	peer_ask(&tcp, "a. A", true); /* connections live on */
	/* the loop turns beyond the time the datagram was due */
	STAGE_UNTIL(&stage, tcp.len == 3);
	ck_assert_mem_eq(tcp.octets, "\0\1\1", 3);
	/* nobody listens any more: ICMP */
	send(udp.fd, "", 0, 0);
	ck_assert_int_eq(send(udp.fd, "", 0, 0), -1);
	ck_assert_int_eq(errno, ECONNREFUSED);
	peer_close(&udp);
	peer_close(&tcp);
	stage_close(&stage);
}
END_TEST

START_TEST(ends_with_everything_pending)
{
	struct stage stage;
	struct peer udp, tcp[3];

	stage_open(&stage,
	    ENTRY("MATCH UDP\nDELAY 3600s\nEXTRA_PACKET\n"
		  "DELAY 1s\n") ENTRY("MATCH qname\nSECTION QUESTION\na. A\n"
				      "DELAY 3600s\n")
		ENTRY("SIZE 65535 pad=additional\n"));
	peer_open(&udp, &stage, 0, false);
	peer_ask(&udp, "a. A", false);
	for (size_t i = 0; i < LEN(tcp); i++)
		peer_open(&tcp[i], &stage, 0, true);
	peer_ask(&tcp[0], "a. A", true);
	event_del(tcp[1].readable); /* does not read what it gets */
	for (int i = 0; i < 8; i++)
		peer_ask(&tcp[1], "b. A", true);
	peer_send(&tcp[2], "\0\77abc", 5); /* a piece of a query */
	STAGE_UNTIL(&stage, stage.count[JOURNAL_QUERY] == 10 &&
				stage.count[JOURNAL_ACCEPT] == 3);
	server_free(stage.server);
	stage.server = NULL; /* which may be freed, too */
	for (size_t i = 0; i < LEN(tcp); i++)
		peer_close(&tcp[i]);
	peer_close(&udp);
	stage_close(&stage);
}
END_TEST

/* Clients that take every file there is do not stop the others. */
START_TEST(runs_out_of_files)
{
	const struct server_socket *s;
	struct rlimit before, none;
	struct stage stage;
	struct peer p, udp;

	if (unit_under_valgrind())
		return;
	getrlimit(RLIMIT_NOFILE, &before);
	stage_open(&stage, ENTRY(""));
	peer_open(&udp, &stage, 0, false);
	peer_open(&p, &stage, 0, true);
	none = (struct rlimit){ 3, before.rlim_max };
	ck_assert_int_eq(setrlimit(RLIMIT_NOFILE, &none), 0);
	STAGE_UNTIL(&stage, stage.count[JOURNAL_TROUBLE] == 1);
	ck_assert_str_eq(stage.rule, strerror(EMFILE));
	LIST_FOREACH(s, &stage.server->sockets, link) /* no busy loop */
	ck_assert_int_eq(event_pending(s->readable, EV_READ, NULL) != 0,
	    !s->tcp || s->index > 0);
	peer_ask(&udp, "a. A", false);
	STAGE_UNTIL(&stage, udp.datagrams == 1);
	ck_assert_uint_eq(stage.count[JOURNAL_ACCEPT], 0);
	setrlimit(RLIMIT_NOFILE, &before);
	STAGE_UNTIL(&stage, stage.count[JOURNAL_ACCEPT] == 1);
	peer_ask(&p, "a. A", true);
	STAGE_UNTIL(&stage, p.len == 14);
	ck_assert_uint_eq(stage.count[JOURNAL_TROUBLE], 1);
	peer_close(&udp);
	peer_close(&p);
	stage_close(&stage);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("server");
	TCase *tc = tcase_create("server");

	tcase_set_timeout(tc, 2 * STAGE_GUARD_S);
	tcase_add_test(tc, answers_a_datagram);
	tcase_add_test(tc, two_servers_two_answers);
	tcase_add_test(tc,
	    delays_count_from_the_query_and_from_the_packet_before);
	tcase_add_test(tc, a_delay_blocks_nobody);
	tcase_add_test(tc, many_datagrams_at_once);
	tcase_add_test(tc, empty_and_malformed_datagrams);
	tcase_add_loop_test(tc, drops_in_silence, 0, LEN(drops));
	tcase_add_test(tc, trouble_is_journalled);
	tcase_add_test(tc, steps_change_rules_and_states);
	tcase_add_test(tc, sockets_go_with_their_replies_on_the_way);
	tcase_add_test(tc, ends_with_everything_pending);
	tcase_add_test(tc, runs_out_of_files);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
