/* How connections end, or do not. */
#include "config.h"

#include "tests/stage_tcp.h"

/* What a client learns that goes on asking behind our FIN. */
START_TEST(half_a_close_and_a_whole_one)
{
	bool half = _i == 1;
	struct stage stage;
	struct peer p;
	int why = 0;
	socklen_t len = sizeof why;

	stage_open(&stage, half ? ENTRY(FIVE "TCP half_close close_after=3\n")
				: ENTRY(FIVE "TCP close_after=3\n"));
	peer_open(&p, &stage, 0, true);
	peer_ask(&p, "a. A", true);
	STAGE_UNTIL(&stage, p.eof);
	ck_assert_uint_eq(p.len, 3);
	event_del(p.readable);
	ck_assert_int_eq(nobody_is_connected(&stage), !half);
	peer_ask(&p, "b. A", true);
	turn(&stage);
	getsockopt(p.fd, SOL_SOCKET, SO_ERROR, &why, &len);
	ck_assert_int_eq(why, half ? 0 : EPIPE); /* a RST behind a FIN */
	ck_assert_uint_eq(stage.count[JOURNAL_QUERY], 1);
	peer_close(&p);
	STAGE_UNTIL(&stage, nobody_is_connected(&stage));
	ck_assert_str_eq(stage.events,
	    half ? "accept query reply fin eof " : "accept query reply fin ");
	stage_close(&stage);
}
END_TEST

/* Everything the client has to say goes, until the window is full. */
static size_t
shout(struct peer *p, struct stage *stage)
{
	static uint8_t octets[65536];
	size_t sent = 0;

	for (int i = 0; i < 50; i++) {
		ssize_t n = send(p->fd, octets, sizeof octets, MSG_DONTWAIT);

		sent += n > 0 ? (size_t)n : 0;
		turn(stage);
	}
	return sent;
}

START_TEST(nothing_is_read_any_more)
{
	enum { WINDOW = 1 << 18, SMALLEST = 8192 };
	const int small = 4096;
	int buffer = 0;
	socklen_t len = sizeof buffer;
	struct stage stage;
	struct peer p;

	stage_open(&stage,
	    ENTRY(FIVE "TCP no_read\nEXTRA_PACKET\nDELAY 10ms\n" HEX("99")));
	peer_open(&p, &stage, 0, true);
	setsockopt(p.fd, SOL_SOCKET, SO_SNDBUF, &small, sizeof small);
	peer_ask(&p, "a. A", true);
	STAGE_UNTIL(&stage, p.len == 7);
	getsockopt(LIST_FIRST(&stage.server->tcp->alive)->fd, SOL_SOCKET,
	    SO_RCVBUF, &buffer, &len);
	ck_assert_int_lt(buffer, SMALLEST);
	ck_assert_uint_lt(shout(&p, &stage), WINDOW);
	ck_assert_uint_eq(stage.count[JOURNAL_QUERY], 1);
	STAGE_UNTIL(&stage, p.len == 10); /* but it still writes */
	ck_assert_mem_eq(p.octets + 7, "\0\1\x99", 3);
	peer_close(&p);
	stage_close(&stage);
}
END_TEST

static const char *const silences[] = {
	ENTRY(FIVE "TCP stall_after=1\n"),
	ENTRY(FIVE "TCP no_read\n"),
	ENTRY(FIVE "TCP no_read close_after=end\n"),
	SCENARIO("SERVER ::1 tcp=silent\n" ENTRY("")),
};

/* A client that has gone leaves no descriptor behind, read or not. */
START_TEST(silence_ends_with_the_client)
{
	const struct linger now = { 1, 0 };
	bool resets = _i % 2 != 0;
	struct stage stage;
	struct peer p;

	stage_open(&stage, silences[_i / 2]);
	peer_open(&p, &stage, 0, true);
	peer_ask(&p, "a. A", true);
	STAGE_UNTIL(&stage, stage.server->tcp != NULL &&
				LIST_FIRST(&stage.server->tcp->alive)->deaf);
	peer_ask(&p, "b. A", true); /* it is there unread */
	event_del(p.readable);      /* some end the stream */
	turn(&stage);
	ck_assert(!nobody_is_connected(&stage));
	if (resets)
		setsockopt(p.fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
	peer_close(&p);
	STAGE_UNTIL(&stage, nobody_is_connected(&stage));
	ck_assert_uint_eq(stage.count[JOURNAL_QUERY], _i / 2 < 3);
	stage_close(&stage);
}
END_TEST

/* The client's FIN came while there was too much to write. */
START_TEST(deaf_behind_a_fin)
{
	const int small = 4096;
	struct connection *c;
	struct stage stage;
	struct peer p;

	stage_open(&stage,
	    SCENARIO("ENTRY_BEGIN\nMATCH qname\nDELAY 50ms\nTCP no_read\n" FIVE
		     "SECTION QUESTION\na. A\nENTRY_END\n"
		     "ENTRY_BEGIN\nSIZE 60000 pad=additional\nCOPIES 8\n"
		     "ENTRY_END\n"));
	peer_open(&p, &stage, 0, true);
	event_del(p.readable);
	STAGE_UNTIL(&stage, stage.count[JOURNAL_ACCEPT] == 1);
	c = LIST_FIRST(&stage.server->tcp->alive);
	setsockopt(c->fd, SOL_SOCKET, SO_SNDBUF, &small, sizeof small);
	peer_ask(&p, "a. A", true);
	peer_ask(&p, "b. A", true);
	STAGE_UNTIL(&stage, stage.count[JOURNAL_QUERY] == 2);
	shutdown(p.fd, SHUT_WR);
	STAGE_UNTIL(&stage, c->hung_up);
	ck_assert(!c->deaf);
	ck_assert(tcp_is_full(c));
	STAGE_UNTIL(&stage, c->deaf);
	event_add(p.readable, NULL);
	STAGE_UNTIL(&stage, nobody_is_connected(&stage));
	ck_assert_uint_eq(stage.count[JOURNAL_EOF], 1);
	peer_close(&p);
	stage_close(&stage);
}
END_TEST

/* What waits for an entry keeps no connection that is over. */
START_TEST(over_before_what_waits)
{
	struct stage stage;
	struct peer p;

	stage_open(&stage,
	    SCENARIO("ENTRY_BEGIN\nMATCH qname\nAFTER never\n"
		     "SECTION QUESTION\na. A\nENTRY_END\n"
		     "ENTRY_BEGIN\nNAME never\nMATCH qname\n"
		     "SECTION QUESTION\nnever. A\nENTRY_END\n"
		     "ENTRY_BEGIN\nTCP stall_after=1\n" FIVE "ENTRY_END\n"));
	peer_open(&p, &stage, 0, true);
	peer_ask(&p, "a. A", true);
	peer_ask(&p, "b. A", true);
	STAGE_UNTIL(&stage, p.len == 1);
	ck_assert_uint_eq(stage.count[JOURNAL_STALL], 1);
	peer_close(&p);
	STAGE_UNTIL(&stage, nobody_is_connected(&stage));
	stage_close(&stage);
}
END_TEST

static const struct {
	const char *text;
	size_t len;
	const char *events;
} lasts[] = {
	{ ENTRY(FIVE "TCP segment=3 gap=5ms\n"), 7, "accept query reply eof " },
	{ ENTRY(FIVE "TCP no_read segment=3 gap=5ms\nEXTRA_PACKET\n"
		     "DELAY 20ms\n" HEX("99")),
	    10, "accept query reply eof reply " },
};

/* Nor does it end before everything was written. */
START_TEST(who_has_said_all_still_gets_all)
{
	struct stage stage;
	struct peer p;

	stage_open(&stage, lasts[_i].text);
	peer_open(&p, &stage, 0, true);
	peer_ask(&p, "a. A", true);
	STAGE_UNTIL(&stage, p.len == 3);
	shutdown(p.fd, SHUT_WR);
	STAGE_UNTIL(&stage, p.eof);
	ck_assert_uint_eq(p.len, lasts[_i].len);
	ck_assert_str_eq(stage.events, lasts[_i].events);
	peer_close(&p);
	stage_close(&stage);
}
END_TEST

/* Nobody is left to wait for: the hour does not have to pass. */
START_TEST(a_client_that_resets_waits_for_nothing)
{
	const struct linger now = { 1, 0 };
	struct stage stage;
	struct peer p;

	stage_open(&stage, ENTRY("DELAY 3600s\n" FIVE));
	peer_open(&p, &stage, 0, true);
	peer_ask(&p, "a. A", true);
	shutdown(p.fd, SHUT_WR);
	STAGE_UNTIL(&stage, stage.count[JOURNAL_EOF] == 1);
	turn(&stage);
	ck_assert(!nobody_is_connected(&stage));
	setsockopt(p.fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
	peer_close(&p);
	STAGE_UNTIL(&stage, nobody_is_connected(&stage));
	ck_assert_str_eq(stage.events, "accept query eof aborted ");
	stage_close(&stage);
}
END_TEST

/* A RST throws away what is on its way: it has to wait for the window. */
START_TEST(a_reset_waits_for_what_goes_before)
{
	enum { OCTETS = 60000 };
	struct stage stage;
	struct peer p;

	stage_open(&stage,
	    ENTRY("SIZE 65535 pad=additional\nTCP rst_after=60000\n"));
	peer_open(&p, &stage, 0, true); /* its window is 4096 at most */
	peer_ask(&p, "a. A", true);
	STAGE_UNTIL(&stage, p.reset);
	ck_assert_uint_eq(p.len, OCTETS);
	peer_close(&p);
	stage_close(&stage);
}
END_TEST

START_TEST(a_server_that_goes_down_resets)
{
	struct stage stage;
	struct peer down, up;

	stage_open(&stage,
	    SCENARIO("SERVER ::1\nSERVER ::2\nSTEP 2 SERVER ::1 tcp=refused\n"
		     "STEP 2 SERVER ::2 tcp=silent\n"
		     "STEP 1 CALL x\nSTEP 2 CALL x\n" ENTRY(HEX("01"))));
	peer_open(&down, &stage, 0, true);
	peer_open(&up, &stage, 1, true);
	STAGE_UNTIL(&stage, stage.count[JOURNAL_ACCEPT] == 2);
	server_set_step(stage.server, 2);
	STAGE_UNTIL(&stage, down.reset);
	peer_ask(&up, "a. A", true);
	STAGE_UNTIL(&stage, up.len == 3);
	ck_assert_uint_eq(stage.count[JOURNAL_RESET], 1);
	peer_close(&down);
	peer_close(&up);
	stage_close(&stage);
}
END_TEST

/* Nothing is ready, so the loop has nothing to do. */
START_TEST(idle_connections_cost_nothing)
{
	enum { IDLE = 200 };
	struct peer idle[IDLE], p;
	struct stage stage;

	stage_open(&stage, ENTRY(HEX("01")));
	for (size_t i = 0; i < IDLE; i++) {
		peer_open(&idle[i], &stage, 0, true);
		if (i % 2 != 0)
			peer_send(&idle[i], "\0", 1); /* half a prefix */
	}
	STAGE_UNTIL(&stage, stage.count[JOURNAL_ACCEPT] == IDLE);
	turn(&stage);
	ck_assert_int_eq(event_base_get_num_events(stage.base,
			     EVENT_BASE_COUNT_ACTIVE),
	    0);
	/* peers, listeners, the set of connections, the guard */
	ck_assert_int_le(event_base_get_num_events(stage.base,
			     EVENT_BASE_COUNT_ADDED),
	    IDLE + 6);
	peer_open(&p, &stage, 0, true);
	peer_ask(&p, "a. A", true);
	STAGE_UNTIL(&stage, p.len == 3);
	for (size_t i = 0; i < IDLE; i++)
		peer_close(&idle[i]);
	peer_close(&p);
	STAGE_UNTIL(&stage, nobody_is_connected(&stage));
	stage_close(&stage);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("tcp_ends");
	TCase *tc = tcase_create("tcp_ends");

	tcase_set_timeout(tc, 2 * STAGE_GUARD_S);
	tcase_add_loop_test(tc, half_a_close_and_a_whole_one, 0, 2);
	tcase_add_test(tc, nothing_is_read_any_more);
	tcase_add_loop_test(tc, silence_ends_with_the_client, 0,
	    2 * LEN(silences));
	tcase_add_test(tc, deaf_behind_a_fin);
	tcase_add_test(tc, over_before_what_waits);
	tcase_add_loop_test(tc, who_has_said_all_still_gets_all, 0, LEN(lasts));
	tcase_add_test(tc, a_client_that_resets_waits_for_nothing);
	tcase_add_test(tc, a_reset_waits_for_what_goes_before);
	tcase_add_test(tc, a_server_that_goes_down_resets);
	tcase_add_test(tc, idle_connections_cost_nothing);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
