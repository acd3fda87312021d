/* Connections: what a client reads, to the octet, and how they end. */
#include "config.h"

#include "tests/stage_tcp.h"

enum how { OPEN, FIN, RESET };

/* The answer is 00 05 01 02 03 04 05 on the wire. */
static const struct {
	const char *words;
	const char *octets;
	size_t len;
	enum how end;
	const char *events;
} faults[] = {
	{ "length=5", "\0\5\1\2\3\4\5", 7, OPEN, "query reply " },
	{ "length=+5", "\0\12\1\2\3\4\5", 7, OPEN, "query reply " },
	{ "length=-4", "\0\1\1\2\3\4\5", 7, OPEN, "query reply " },
	{ "length=-5", "\0\0\1\2\3\4\5", 7, OPEN, "query reply " },
	{ "length=0", "\0\0\1\2\3\4\5", 7, OPEN, "query reply " },
	{ "length=65535", "\377\377\1\2\3\4\5", 7, OPEN, "query reply " },
	{ "close_after=0", "", 0, FIN, "query fin " },
	{ "close_after=1", "\0", 1, FIN, "query reply fin " },
	{ "close_after=2", "\0\5", 2, FIN, "query reply fin " },
	{ "close_after=3", "\0\5\1", 3, FIN, "query reply fin " },
	{ "close_after=6", "\0\5\1\2\3\4", 6, FIN, "query reply fin " },
	{ "close_after=7", "\0\5\1\2\3\4\5", 7, FIN, "query reply fin " },
	{ "close_after=8", "\0\5\1\2\3\4\5", 7, OPEN, "query reply " },
	{ "close_after=end", "\0\5\1\2\3\4\5", 7, FIN, "query reply fin " },
	{ "rst_after=0", "", 0, RESET, "query reset " },
	{ "rst_after=1", "\0", 1, RESET, "query reply reset " },
	{ "rst_after=2", "\0\5", 2, RESET, "query reply reset " },
	{ "rst_after=3", "\0\5\1", 3, RESET, "query reply reset " },
	{ "rst_after=6", "\0\5\1\2\3\4", 6, RESET, "query reply reset " },
	{ "rst_after=8", "\0\5\1\2\3\4\5", 7, OPEN, "query reply " },
	{ "rst_after=end", "\0\5\1\2\3\4\5", 7, RESET, "query reply reset " },
	{ "stall_after=0", "", 0, OPEN, "query stall " },
	{ "stall_after=1", "\0", 1, OPEN, "query reply stall " },
	{ "stall_after=2", "\0\5", 2, OPEN, "query reply stall " },
	{ "stall_after=3", "\0\5\1", 3, OPEN, "query reply stall " },
	{ "stall_after=end", "\0\5\1\2\3\4\5", 7, OPEN, "query reply stall " },
	/* the first that happens */
	{ "close_after=3 rst_after=2", "\0\5", 2, RESET, "query reply reset " },
	{ "close_after=3 stall_after=4 rst_after=9", "\0\5\1", 3, FIN,
	    "query reply fin " },
	{ "length=+1 close_after=end", "\0\6\1\2\3\4\5", 7, FIN,
	    "query reply fin " },
};

START_TEST(connections_end)
{
	struct stage stage;
	struct peer p;
	char text[200];

	snprintf(text, sizeof text, ENTRY(HEX("0102030405") "TCP %s\n"),
	    faults[_i].words);
	stage_open(&stage, text);
	peer_open(&p, &stage, 0, true);
	STAGE_UNTIL(&stage, stage.count[JOURNAL_ACCEPT] == 1);
	stage.events[0] = '\0';
	peer_ask(&p, "a. A", true);
	STAGE_UNTIL(&stage, strcmp(stage.events, faults[_i].events) == 0 &&
				p.len == faults[_i].len &&
				p.eof + 2 * p.reset == (int)faults[_i].end);
	if (p.len > 0)
		ck_assert_mem_eq(p.octets, faults[_i].octets, p.len);
	if (faults[_i].end == OPEN)
		ck_assert(peer_is_quiet(&p));
	else
		ck_assert(nobody_is_connected(&stage));
	peer_close(&p);
	if (faults[_i].end == OPEN)
		STAGE_UNTIL(&stage, stage.count[JOURNAL_EOF] == 1);
	ck_assert_uint_eq(stage.count[JOURNAL_EOF], faults[_i].end == OPEN);
	stage_close(&stage);
}
END_TEST

static const struct {
	const char *state, *events;
	enum how end;
} states[] = {
	{ "close", "accept fin ", FIN },
	{ "reset", "accept reset ", RESET },
	{ "silent", "accept stall ", OPEN },
};

START_TEST(states_of_a_server)
{
	struct stage stage;
	struct peer p;
	char text[200];

	snprintf(text, sizeof text, SCENARIO("SERVER ::1 tcp=%s\n" ENTRY("")),
	    states[_i].state);
	stage_open(&stage, text);
	peer_open(&p, &stage, 0, true);
	if (states[_i].end == OPEN)
		peer_ask(&p, "a. A", true);
	STAGE_UNTIL(&stage, strcmp(stage.events, states[_i].events) == 0 &&
				p.eof + 2 * p.reset == (int)states[_i].end);
	ck_assert_uint_eq(p.len, 0);
	if (states[_i].end == OPEN) {
		event_base_loop(stage.base, EVLOOP_NONBLOCK);
		ck_assert_uint_eq(stage.count[JOURNAL_QUERY], 0);
		ck_assert(peer_is_quiet(&p));
	}
	peer_close(&p);
	if (states[_i].end == FIN) /* nor is its file kept */
		STAGE_UNTIL(&stage, stage.count[JOURNAL_EOF] == 1);
	stage_close(&stage);
}
END_TEST

#define ECHO "ADJUST copy_id copy_query\nREPLY QR\nCUT 14\n"

START_TEST(pipelined_queries)
{
	struct stage stage;
	struct writer w = { 0 };
	struct peer p;

	stage_open(&stage, ENTRY(ECHO));
	peer_open(&p, &stage, 0, true);
	for (char name = 'a'; name <= 'e'; name++) {
		const char question[] = { name, '.', ' ', 'A', '\0' };
		size_t at = w.len;

		writer_u16(&w, 0);
		asking_encode(&(struct asking){ .question = question }, &w);
		writer_put_u16(&w, at, (unsigned)(w.len - at) - 2);
	}
	peer_send(&p, w.octets, w.len);
	STAGE_UNTIL(&stage, p.len == 5 * 16);
	for (size_t i = 0; i < 5; i++) {
		ck_assert_mem_eq(p.octets + 16 * i, "\0\16\x12\x34", 4);
		ck_assert_uint_eq(p.octets[16 * i + 15], 'a' + i);
	}
	/* and once more, octet by octet */
	for (size_t i = 0; i < w.len; i++) {
		peer_send(&p, w.octets + i, 1);
		event_base_loop(stage.base, EVLOOP_NONBLOCK);
	}
	STAGE_UNTIL(&stage, p.len == 10 * 16);
	ck_assert_mem_eq(p.octets, p.octets + 5 * 16, 5 * 16);
	ck_assert_uint_eq(stage.count[JOURNAL_QUERY], 10);
	ck_assert_uint_eq(stage.count[JOURNAL_ACCEPT], 1);
	writer_clear(&w);
	peer_close(&p);
	stage_close(&stage);
}
END_TEST

START_TEST(answers_overtake_a_delayed_one)
{
	struct stage stage;
	struct peer p;

	stage_open(&stage,
	    ENTRY("TIMES 1 of any\nDELAY 20ms\n" HEX("01")) ENTRY(HEX("02")));
	peer_open(&p, &stage, 0, true);
	peer_ask(&p, "a. A", true);
	peer_ask(&p, "b. A", true);
	STAGE_UNTIL(&stage, p.len == 6);
	ck_assert_mem_eq(p.octets, "\0\1\2\0\1\1", 6);
	peer_close(&p);
	stage_close(&stage);
}
END_TEST

START_TEST(nothing_follows_an_end)
{
	struct stage stage;
	struct peer p;

	stage_open(&stage, ENTRY(HEX("01") "TCP close_after=end half_close\n"
					   "EXTRA_PACKET\n" HEX("02")));
	peer_open(&p, &stage, 0, true);
	peer_ask(&p, "a. A", true);
	STAGE_UNTIL(&stage, p.eof);
	ck_assert_uint_eq(p.len, 3);
	peer_ask(&p, "b. A", true); /* no longer read as a query */
	event_del(p.readable);      /* which always is at its end */
	shutdown(p.fd, SHUT_WR);
	STAGE_UNTIL(&stage, stage.count[JOURNAL_EOF] == 1);
	ck_assert_str_eq(stage.events, "accept query reply fin eof ");
	peer_close(&p);
	stage_close(&stage);
}
END_TEST

START_TEST(a_reset_ends_what_would_follow)
{
	struct stage stage;
	struct peer p;

	stage_open(&stage, ENTRY(HEX("01") "TCP rst_after=1\nEXTRA_PACKET\n"
					   "DELAY 3600s\n" HEX("02")));
	peer_open(&p, &stage, 0, true);
	peer_ask(&p, "a. A", true);
	peer_ask(&p, "b. A", true);
	STAGE_UNTIL(&stage, p.reset);
	ck_assert_uint_eq(p.len, 1);
	ck_assert_str_eq(stage.events, "accept query reply reset ");
	peer_close(&p);
	stage_close(&stage);
}
END_TEST

START_TEST(empty_messages)
{
	struct stage stage;
	struct peer p;

	stage_open(&stage, ENTRY(HEX("")));
	peer_open(&p, &stage, 0, true);
	peer_send(&p, "\0\0", 2);
	STAGE_UNTIL(&stage, stage.count[JOURNAL_DROP] == 1);
	ck_assert_str_eq(stage.rule, "not a query");
	peer_ask(&p, "a. A", true);
	STAGE_UNTIL(&stage, p.len == 2);
	ck_assert_mem_eq(p.octets, "\0\0", 2);
	peer_close(&p);
	stage_close(&stage);
}
END_TEST

START_TEST(the_client_goes_while_a_reply_waits)
{
	struct stage stage;
	struct peer p, other;

	stage_open(&stage,
	    ENTRY("MATCH qname\nSECTION QUESTION\na. A\n"
		  "DELAY 30ms\n" HEX("01")) ENTRY("DELAY 60ms\n" HEX("02")));
	peer_open(&p, &stage, 0, true);
	peer_ask(&p, "a. A", true);
	peer_ask(&p, "a. A", true);
	STAGE_UNTIL(&stage, stage.count[JOURNAL_QUERY] == 2);
	peer_close(&p);
	peer_open(&other, &stage, 0, true);
	peer_ask(&other, "b. A", true);
	/* the loop turns beyond the time the first reply was due */
	STAGE_UNTIL(&stage, other.len == 3);
	ck_assert_uint_eq(stage.count[JOURNAL_EOF], 1);
	ck_assert_uint_eq(stage.count[JOURNAL_ABORTED], 1);
	peer_close(&other);
	stage_close(&stage);
}
END_TEST

START_TEST(half_a_connection_still_gets_its_answer)
{
	struct stage stage;
	struct peer p;

	stage_open(&stage, ENTRY("DELAY 30ms\n" HEX("01")));
	peer_open(&p, &stage, 0, true);
	peer_ask(&p, "a. A", true);
	shutdown(p.fd, SHUT_WR);
	STAGE_UNTIL(&stage, stage.count[JOURNAL_EOF] == 1);
	STAGE_UNTIL(&stage, p.len == 3);
	ck_assert_uint_eq(stage.count[JOURNAL_ABORTED], 0);
	peer_close(&p);
	stage_close(&stage);
}
END_TEST

/* Its one connection has more to send than the socket takes. */
static bool
is_full(const struct stage *stage)
{
	return stage->server->tcp != NULL &&
	       tcp_is_full(LIST_FIRST(&stage->server->tcp->alive));
}

START_TEST(the_client_goes_in_the_middle_of_an_answer)
{
	const struct linger now = { 1, 0 };
	struct stage stage;
	struct peer p;

	stage_open(&stage, ENTRY("SIZE 65535 pad=additional\n"));
	peer_open(&p, &stage, 0, true);
	event_del(p.readable);
	for (int i = 0; i < 200; i++)
		peer_ask(&p, "a. A", true);
	STAGE_UNTIL(&stage, is_full(&stage));
	if (_i == 0) /* or a FIN that unread data turns into a RST */
		setsockopt(p.fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
	peer_close(&p);
	STAGE_UNTIL(&stage, stage.count[JOURNAL_ABORTED] == 1);
	ck_assert_uint_eq(stage.count[JOURNAL_EOF], 0);
	stage_close(&stage);
}
END_TEST

START_TEST(a_slow_reader_gets_everything)
{
	enum { ANSWERS = 100, LONGEST = 65537 };
	struct stage stage;
	struct peer p;

	stage_open(&stage, ENTRY("SIZE 65535 pad=additional\n"));
	peer_open(&p, &stage, 0, true);
	event_del(p.readable);
	for (int i = 0; i < ANSWERS; i++)
		peer_ask(&p, "a. A", true);
	STAGE_UNTIL(&stage, is_full(&stage));
	if (_i == 1) /* its FIN comes before it has read, too */
		shutdown(p.fd, SHUT_WR);
	event_add(p.readable, NULL);
	STAGE_UNTIL(&stage, p.len == (size_t)ANSWERS * LONGEST);
	for (size_t i = 0; i < ANSWERS; i++)
		ck_assert_mem_eq(p.octets + i * LONGEST, "\377\377", 2);
	peer_close(&p);
	stage_close(&stage);
}
END_TEST

/* Else a client could fill the memory with answers it never reads. */
START_TEST(who_reads_nothing_is_not_heard)
{
	enum { ASKED = 400, LONGEST = 65537 };
	static uint8_t octets[1 << 20];
	size_t got = 0;
	struct stage stage;
	struct peer p;

	stage_open(&stage, ENTRY("SIZE 65535 pad=additional\n"));
	peer_open(&p, &stage, 0, true);
	event_del(p.readable);
	for (int i = 0; i < ASKED; i++)
		peer_ask(&p, "a. A", true);
	for (int i = 0; i < 10; i++)
		event_base_loop(stage.base, EVLOOP_NONBLOCK);
	ck_assert_uint_lt(stage.count[JOURNAL_QUERY], ASKED);
	while (got < (size_t)ASKED * LONGEST) {
		ssize_t n = recv(p.fd, octets, sizeof octets, MSG_DONTWAIT);

		got += n > 0 ? (size_t)n : 0;
		event_base_loop(stage.base, EVLOOP_NONBLOCK);
	}
	ck_assert_uint_eq(stage.count[JOURNAL_QUERY], ASKED);
	peer_close(&p);
	stage_close(&stage);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("server_tcp");
	TCase *tc = tcase_create("server_tcp");

	tcase_set_timeout(tc, 2 * STAGE_GUARD_S);
	tcase_add_loop_test(tc, connections_end, 0, LEN(faults));
	tcase_add_loop_test(tc, states_of_a_server, 0, LEN(states));
	tcase_add_test(tc, pipelined_queries);
	tcase_add_test(tc, answers_overtake_a_delayed_one);
	tcase_add_test(tc, nothing_follows_an_end);
	tcase_add_test(tc, a_reset_ends_what_would_follow);
	tcase_add_test(tc, empty_messages);
	tcase_add_test(tc, the_client_goes_while_a_reply_waits);
	tcase_add_test(tc, half_a_connection_still_gets_its_answer);
	tcase_add_loop_test(tc, the_client_goes_in_the_middle_of_an_answer, 0,
	    2);
	tcase_add_loop_test(tc, a_slow_reader_gets_everything, 0, 2);
	tcase_add_test(tc, who_reads_nothing_is_not_heard);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
