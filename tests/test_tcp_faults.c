/* What a message over TCP is cut into, and who else is there meanwhile. */
#include "config.h"

#include "tests/stage_tcp.h"

/* Segments with octets in them that the kernel of the client has got. */
static unsigned
segments_got(const struct peer *p)
{
	struct tcp_info info = { 0 };
	socklen_t len = sizeof info;

	ck_assert_int_eq(getsockopt(p->fd, IPPROTO_TCP, TCP_INFO, &info, &len),
	    0);
	return info.tcpi_data_segs_in;
}

static const struct {
	const char *words;
	size_t len, segments;
} cuts[] = {
	{ "close_after=99", 7, 1 },
	{ "segment=1", 7, 7 },
	{ "segment=3", 7, 3 },
	{ "split=1", 7, 2 },
	{ "split=6", 7, 2 },
	{ "split=1 segment=2", 7, 4 },
	{ "segment=2 length=+1", 7, 4 },
	{ "segment=2 stall_after=5", 5, 3 },
	{ "segment=4 before=aabbcc after=dd", 11, 3 },
	{ "segment=1 after=" /* 99 octets */
	  "000102030405060708091011121314151617181920212223242526272829303132"
	  "333435363738394041424344454647484950515253545556575859606162636465"
	  "666768697071727374757677787980818283848586878889909192939495969798",
	    106, 106 },
};

START_TEST(each_segment_is_one_on_the_wire)
{
	enum { SEGMENTS_A_TURN = 65 };
	struct stage stage;
	struct peer p;
	int at_once = 0;
	socklen_t len = sizeof at_once;
	char text[500];

	snprintf(text, sizeof text, ENTRY(FIVE "TCP %s\n"), cuts[_i].words);
	stage_open(&stage, text);
	peer_open(&p, &stage, 0, true);
	peer_ask(&p, "a. A", true);
	STAGE_UNTIL(&stage, stage.count[JOURNAL_REPLY] == 1);
	/* others have a turn in between */
	ck_assert_int_eq(tcp_has_output(LIST_FIRST(&stage.server->tcp->alive)),
	    cuts[_i].segments > SEGMENTS_A_TURN);
	STAGE_UNTIL(&stage, p.len == cuts[_i].len);
	ck_assert_uint_eq(segments_got(&p), cuts[_i].segments);
	getsockopt(LIST_FIRST(&stage.server->tcp->alive)->fd, IPPROTO_TCP,
	    TCP_NODELAY, &at_once, &len);
	ck_assert_int_eq(at_once, 1); /* nor does a segment wait for an ACK */
	ck_assert_uint_eq(stage.count[JOURNAL_REPLY], 1);
	peer_close(&p);
	stage_close(&stage);
}
END_TEST

/* Who reads at once reads the segments one by one. */
START_TEST(pauses_keep_segments_apart)
{
	enum { GAP_US = 20000, TICK_US = 2000 };
	static const size_t ends[] = { 1, 3, 5, 7 };
	unsigned long long start, end;
	struct stage stage;
	struct peer p;

	stage_open(&stage, ENTRY(FIVE "TCP split=1 segment=2 gap=20ms\n"));
	peer_open(&p, &stage, 0, true);
	start = stage_now_us();
	peer_ask(&p, "a. A", true);
	STAGE_UNTIL(&stage, p.len == 7);
	end = stage_now_us();
	ck_assert_uint_eq(p.datagrams, LEN(ends));
	for (size_t i = 0; i < LEN(ends); i++)
		ck_assert_uint_eq(p.ends[i], ends[i]);
	ck_assert_mem_eq(p.octets, "\0\5\1\2\3\4\5", 7);
	ck_assert_uint_ge(end - start, 3 * (GAP_US - TICK_US));
	peer_close(&p);
	stage_close(&stage);
}
END_TEST

START_TEST(a_pause_comes_before_the_end)
{
	struct stage stage;
	struct peer p;

	stage_open(&stage,
	    ENTRY(FIVE "TCP segment=2 gap=10ms close_after=5\n"));
	peer_open(&p, &stage, 0, true);
	peer_ask(&p, "a. A", true);
	STAGE_UNTIL(&stage, p.len == 2);
	peer_ask(&p, "b. A", true); /* too late: the end is near */
	STAGE_UNTIL(&stage, p.len == 4);
	ck_assert(!p.eof);
	STAGE_UNTIL(&stage, p.eof);
	ck_assert_uint_eq(p.len, 5);
	ck_assert_str_eq(stage.events, "accept query reply fin ");
	peer_close(&p);
	stage_close(&stage);
}
END_TEST

/* Many dribble at once; one without a fault is answered before them. */
START_TEST(nobody_waits_for_a_pause_of_others)
{
	enum { SLOW = 20 };
	struct peer slow[SLOW], quick;
	struct stage stage;

	stage_open(&stage, ENTRY("MATCH qname\nSECTION QUESTION\nslow. A\n" FIVE
				 "TCP segment=1 gap=5ms\n") ENTRY(FIVE));
	for (size_t i = 0; i < SLOW; i++) {
		peer_open(&slow[i], &stage, 0, true);
		peer_ask(&slow[i], "slow. A", true);
	}
	for (size_t i = 0; i < SLOW; i++)
		STAGE_UNTIL(&stage, slow[i].len > 0);
	peer_open(&quick, &stage, 0, true);
	peer_ask(&quick, "a. A", true);
	STAGE_UNTIL(&stage, quick.len == 7);
	for (size_t i = 0; i < SLOW; i++)
		ck_assert_uint_lt(slow[i].len, 7);
	for (size_t i = 0; i < SLOW; i++) {
		STAGE_UNTIL(&stage, slow[i].len == 7);
		ck_assert_uint_eq(segments_got(&slow[i]), 7);
		peer_close(&slow[i]);
	}
	peer_close(&quick);
	stage_close(&stage);
}
END_TEST

/* A stream has an order: what is answered later comes behind. */
START_TEST(answers_queue_behind_a_pause)
{
	struct stage stage;
	struct peer p;

	stage_open(&stage, ENTRY("TIMES 1 of any\n" FIVE
				 "TCP split=2 gap=20ms\n") ENTRY(HEX("99")));
	peer_open(&p, &stage, 0, true);
	peer_ask(&p, "a. A", true);
	STAGE_UNTIL(&stage, p.len == 2);
	peer_ask(&p, "b. A", true);
	STAGE_UNTIL(&stage, stage.count[JOURNAL_QUERY] == 2);
	ck_assert_uint_eq(stage.count[JOURNAL_REPLY], 1);
	ck_assert_uint_eq(p.len, 2);
	STAGE_UNTIL(&stage, p.len == 10);
	ck_assert_mem_eq(p.octets, "\0\5\1\2\3\4\5\0\1\x99", 10);
	peer_close(&p);
	stage_close(&stage);
}
END_TEST

/* Nor does one that leaves with others overtake, or fall behind. */
START_TEST(answers_leave_in_the_order_of_the_queries)
{
	struct stage stage;
	struct writer w = { 0 };
	struct peer p;

	stage_open(&stage, ENTRY("MATCH qname\nSECTION QUESTION\nslow. A\n" FIVE
				 "TCP split=3 gap=10ms\n") ENTRY(HEX("99")));
	peer_open(&p, &stage, 0, true);
	for (int i = 0; i < 4; i++) {
		size_t at = w.len;

		writer_u16(&w, 0);
		asking_encode(&(struct asking){ .question = i == 2 ? "slow. A"
								   : "a. A" },
		    &w);
		writer_put_u16(&w, at, (unsigned)(w.len - at) - 2);
	}
	peer_send(&p, w.octets, w.len);
	STAGE_UNTIL(&stage, p.len == 16);
	ck_assert_mem_eq(p.octets, "\0\1\x99\0\1\x99\0\5\1\2\3\4\5\0\1\x99",
	    16);
	ck_assert_str_eq(stage.events,
	    "accept query reply query reply query reply query reply ");
	writer_clear(&w);
	peer_close(&p);
	stage_close(&stage);
}
END_TEST

/* A forged message before, an unsolicited one behind, all in one stream. */
START_TEST(messages_around_the_answer)
{
	struct stage stage;
	struct peer p;

	stage_open(&stage, ENTRY("ADJUST copy_id\nREPLY QR\n"
				 "TCP before=0001ee after=0002ffff\n"));
	peer_open(&p, &stage, 0, true);
	peer_ask(&p, "a. A", true);
	STAGE_UNTIL(&stage, p.len == 3 + 14 + 4);
	ck_assert_mem_eq(p.octets,
	    "\0\1\xee\0\14\x12\x34\x80\0\0\0\0\0\0\0\0\0\0\2\xff\xff", 21);
	ck_assert_uint_eq(segments_got(&p), 1);
	peer_close(&p);
	stage_close(&stage);
}
END_TEST

START_TEST(a_message_nobody_asked_for)
{
	struct stage stage;
	struct peer p;

	stage_open(&stage, ENTRY("MATCH accept\n" HEX("ee") "TCP length=9\n")
			       ENTRY("ADJUST copy_id\nREPLY QR\n"));
	peer_open(&p, &stage, 0, true);
	STAGE_UNTIL(&stage, p.len == 3);
	ck_assert_mem_eq(p.octets, "\0\11\xee", 3);
	ck_assert_str_eq(stage.events, "accept reply ");
	peer_ask(&p, "a. A", true);
	STAGE_UNTIL(&stage, p.len == 3 + 14);
	ck_assert_mem_eq(p.octets + 3, "\0\14\x12\x34", 4);
	peer_close(&p);
	stage_close(&stage);
}
END_TEST

START_TEST(close_after_some_answers)
{
	struct stage stage;
	struct peer p;

	stage_open(&stage, ENTRY(HEX("01") "TCP close_after_answers=3\n"));
	peer_open(&p, &stage, 0, true);
	for (int i = 1; i <= 3; i++) {
		ck_assert(!p.eof);
		peer_ask(&p, "a. A", true);
		STAGE_UNTIL(&stage, p.len == (size_t)i * 3);
	}
	STAGE_UNTIL(&stage, p.eof);
	ck_assert_str_eq(stage.events,
	    "accept query reply query reply query reply fin ");
	peer_close(&p);
	stage_close(&stage);
}
END_TEST

/* What waits for a message over TCP goes behind its last octet. */
START_TEST(another_answer_waits_for_the_last_octet)
{
	bool dribbles = _i == 1;
	struct stage stage;
	struct peer tcp, udp;

	stage_open(&stage, dribbles ? ENTRY("NAME first\nMATCH TCP\n" FIVE
					    "TCP split=1 gap=10ms\n")
					  ENTRY("AFTER first\n" HEX("99"))
				    : ENTRY("NAME first\nMATCH TCP\n" FIVE)
					  ENTRY("AFTER first\n" HEX("99")));
	peer_open(&udp, &stage, 0, false);
	peer_open(&tcp, &stage, 0, true);
	peer_ask(&udp, "a. A", false);
	STAGE_UNTIL(&stage, stage.count[JOURNAL_QUERY] == 1);
	turn(&stage);
	ck_assert_uint_eq(udp.datagrams, 0);
	peer_ask(&tcp, "a. A", true);
	STAGE_UNTIL(&stage, tcp.len > 0);
	ck_assert(!dribbles || udp.datagrams == 0);
	STAGE_UNTIL(&stage, udp.datagrams == 1 && tcp.len == 7);
	peer_close(&tcp);
	peer_close(&udp);
	stage_close(&stage);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("tcp_faults");
	TCase *tc = tcase_create("tcp_faults");

	tcase_set_timeout(tc, 2 * STAGE_GUARD_S);
	tcase_add_loop_test(tc, each_segment_is_one_on_the_wire, 0, LEN(cuts));
	tcase_add_test(tc, pauses_keep_segments_apart);
	tcase_add_test(tc, a_pause_comes_before_the_end);
	tcase_add_test(tc, nobody_waits_for_a_pause_of_others);
	tcase_add_test(tc, answers_queue_behind_a_pause);
	tcase_add_test(tc, answers_leave_in_the_order_of_the_queries);
	tcase_add_test(tc, messages_around_the_answer);
	tcase_add_test(tc, a_message_nobody_asked_for);
	tcase_add_test(tc, close_after_some_answers);
	tcase_add_loop_test(tc, another_answer_waits_for_the_last_octet, 0, 2);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
