/* Replies that wait, go several times, or from elsewhere. */
#include "config.h"

#include <arpa/inet.h>

#include "fakedns/server_internal.h"
#include "tests/stage.h"

#define HEX(octets) "HEX_ANSWER_BEGIN\n" octets "\nHEX_ANSWER_END\n"
#define FOR(name) "MATCH qname\nSECTION QUESTION\n" name " A\n"

START_TEST(copies_go_at_once_or_with_a_gap)
{
	enum { GAP_US = 20000 };
	unsigned long long start;
	struct stage stage;
	struct peer p;

	stage_open(&stage,
	    ENTRY(FOR("a.") "COPIES 3\n" HEX("01") "EXTRA_PACKET\n" HEX("02"))
		ENTRY("COPIES 3 gap=20ms\n" HEX("03")));
	peer_open(&p, &stage, 0, false);
	peer_ask(&p, "a. A", false);
	STAGE_UNTIL(&stage, p.datagrams == 4);
	ck_assert_mem_eq(p.octets, "\1\1\1\2", 4);
	ck_assert_str_eq(stage.events, "query reply reply reply reply ");
	start = stage_now_us();
	peer_ask(&p, "b. A", false);
	STAGE_UNTIL(&stage, p.datagrams == 7);
	ck_assert_uint_ge(stage_now_us() - start, 2 * GAP_US - 1000);
	ck_assert_mem_eq(p.octets + 4, "\3\3\3", 3);
	ck_assert(LIST_EMPTY(&LIST_FIRST(&stage.server->sockets)->waiting));
	ck_assert_uint_eq(stage.server->waiting, 0);
	ck_assert_uint_eq(stage.server->waiting_octets, 0);
	peer_close(&p);
	stage_close(&stage);
}
END_TEST

START_TEST(copies_over_tcp)
{
	struct stage stage;
	struct peer p;

	stage_open(&stage,
	    ENTRY("COPIES 2 gap=1ms\n" HEX("01") "EXTRA_PACKET\n" HEX("02")));
	peer_open(&p, &stage, 0, true);
	peer_ask(&p, "a. A", true);
	STAGE_UNTIL(&stage, p.len == 9);
	ck_assert_mem_eq(p.octets, "\0\1\1\0\1\1\0\1\2", 9);
	peer_close(&p);
	stage_close(&stage);
}
END_TEST

/* The genuine answer behind the forged ones, whatever was asked first. */
START_TEST(after_another_entry)
{
	struct stage stage;
	struct peer p;

	stage_open(&stage,
	    ENTRY(FOR("a.") "AFTER c\n" HEX("01") "EXTRA_PACKET\n" HEX("02"))
		ENTRY(FOR("b.") "AFTER c\nDELAY 5ms\n" HEX("03"))
		    ENTRY("NAME c\n" FOR("c.") "DELAY 1ms\n" HEX(
			"04") "EXTRA_PACKET\nCOPIES 2 gap=1ms\n" HEX("05")));
	peer_open(&p, &stage, 0, false);
	peer_ask(&p, "a. A", false);
	peer_ask(&p, "b. A", false);
	STAGE_UNTIL(&stage, stage.count[JOURNAL_QUERY] == 2);
	ck_assert(peer_is_quiet(&p));
	peer_ask(&p, "c. A", false);
	STAGE_UNTIL(&stage, p.datagrams == 6);
	ck_assert_mem_eq(p.octets, "\4\5\5\1\2\3", 6);
	peer_ask(&p, "a. A", false); /* it has been sent: nobody waits */
	STAGE_UNTIL(&stage, p.datagrams == 8);
	ck_assert_mem_eq(p.octets + 6, "\1\2", 2);
	/* in a new step it has not */
	server_set_step(stage.server, 2);
	peer_ask(&p, "a. A", false);
	peer_ask(&p, "x. A", false);
	STAGE_UNTIL(&stage, stage.count[JOURNAL_DROP] == 1);
	ck_assert(peer_is_quiet(&p));
	ck_assert_uint_eq(stage.server->waiting, 1);
	peer_close(&p);
	stage_close(&stage); /* with one that waits */
}
END_TEST

START_TEST(after_entries_in_a_row_and_over_both_transports)
{
	struct stage stage;
	struct peer udp, tcp;

	stage_open(&stage, ENTRY("NAME a\n" FOR("a.") "AFTER b\n" HEX("01"))
			       ENTRY("NAME b\n" FOR("b.") "AFTER c\n" HEX("02"))
				   ENTRY("NAME c\n" FOR("c.") HEX("03")));
	peer_open(&udp, &stage, 0, false);
	peer_open(&tcp, &stage, 0, true);
	peer_ask(&udp, "a. A", false);
	STAGE_UNTIL(&stage, stage.count[JOURNAL_QUERY] == 1);
	peer_ask(&udp, "b. A", false);
	STAGE_UNTIL(&stage, stage.count[JOURNAL_QUERY] == 2);
	peer_ask(&tcp, "a. A", true);
	STAGE_UNTIL(&stage, stage.count[JOURNAL_QUERY] == 3);
	peer_ask(&tcp, "c. A", true);
	STAGE_UNTIL(&stage, udp.datagrams == 2 && tcp.len == 6);
	ck_assert_mem_eq(udp.octets, "\2\1", 2);
	ck_assert_mem_eq(tcp.octets, "\0\1\3\0\1\1", 6);
	peer_close(&udp);
	peer_close(&tcp);
	stage_close(&stage);
}
END_TEST

/* A socket for source I of the scenario; what it is bound to. */
static struct sockaddr_in
open_source(struct stage *stage, size_t i)
{
	struct listen_spec spec = { .address = "127.0.0.2" };
	struct sockaddr_in at;
	socklen_t len = sizeof at;
	int fds[2];

	ck_assert_int_eq(listen_open(&spec, fds), 0);
	getsockname(fds[0], (struct sockaddr *)&at, &len);
	server_add_source(stage->server, i, fds[0]);
	return at;
}

/* Takes a datagram, or fails; where it came from. */
static struct sockaddr_in
sender_of(int fd, char *octet)
{
	struct sockaddr_in from;
	socklen_t len = sizeof from;

	ck_assert_int_eq(recvfrom(fd, octet, 1, MSG_DONTWAIT,
			     (struct sockaddr *)&from, &len),
	    1);
	return from;
}

START_TEST(from_elsewhere)
{
	struct sockaddr_in source, from;
	struct stage stage;
	struct peer p;
	char octet;
	int fd = socket(AF_INET, SOCK_DGRAM, 0); /* takes from everybody */

	stage_open(&stage,
	    SCENARIO("SERVER ::1\nSERVER ::2\n" ENTRY(
		"MATCH server=::1\nFROM [::9]:77\n" HEX(
		    "01") "EXTRA_PACKET\n" HEX("02") "EXTRA_PACKET\nFROM "
						     "::2\n" HEX("03"))));
	ck_assert_uint_eq(stage.list.v[0]->source_count, 2);
	source = open_source(&stage, 0);
	peer_open(&p, &stage, 0, false);
	sendto(fd, "\1\2\1\0\0\0\0\0\0\0\0\0", 12, 0,
	    (struct sockaddr *)&stage.at[0][0], sizeof stage.at[0][0]);
	STAGE_UNTIL(&stage, stage.count[JOURNAL_REPLY] == 3);
	from = sender_of(fd, &octet);
	ck_assert_int_eq(octet, 1);
	ck_assert_uint_eq(from.sin_addr.s_addr, source.sin_addr.s_addr);
	ck_assert_uint_eq(from.sin_port, source.sin_port);
	from = sender_of(fd, &octet);
	ck_assert_int_eq(octet, 2);
	ck_assert_uint_eq(from.sin_port, stage.at[0][0].sin_port);
	from = sender_of(fd, &octet);
	ck_assert_int_eq(octet, 3);
	ck_assert_uint_eq(from.sin_port, stage.at[1][0].sin_port);
	/* what comes to a source is nobody's */
	sendto(fd, "\1\2\1\0\0\0\0\0\0\0\0\0", 12, 0,
	    (struct sockaddr *)&source, sizeof source);
	/* the other nameserver has no socket any more */
	server_remove_sockets(stage.server, 1, false);
	peer_ask(&p, "a. A", false);
	STAGE_UNTIL(&stage, stage.count[JOURNAL_TROUBLE] == 1);
	ck_assert_str_eq(stage.trouble, "no socket is open where FROM says");
	ck_assert_uint_eq(stage.count[JOURNAL_QUERY], 2);
	close(fd);
	peer_close(&p);
	stage_close(&stage);
}
END_TEST

START_TEST(an_accepted_connection_is_answered)
{
	struct stage stage;
	struct peer p, udp;

	stage_open(&stage,
	    ENTRY("MATCH accept\nTIMES 1 of any\n" HEX("01")) ENTRY(HEX("02")));
	peer_open(&p, &stage, 0, true);
	STAGE_UNTIL(&stage, p.len == 3);
	ck_assert_str_eq(stage.events, "accept reply ");
	peer_ask(&p, "a. A", true);
	STAGE_UNTIL(&stage, p.len == 6);
	ck_assert_mem_eq(p.octets, "\0\1\1\0\1\2", 6);
	peer_close(&p);
	peer_open(&p, &stage, 0, true); /* nothing the second time */
	peer_ask(&p, "a. A", true);
	STAGE_UNTIL(&stage, p.len == 3);
	ck_assert_mem_eq(p.octets, "\0\1\2", 3);
	peer_open(&udp, &stage, 0, false);
	peer_ask(&udp, "a. A", false);
	STAGE_UNTIL(&stage, udp.len == 1);
	ck_assert_uint_eq(udp.octets[0], 2);
	ck_assert_uint_eq(stage.count[JOURNAL_DROP], 0);
	peer_close(&p);
	peer_close(&udp);
	stage_close(&stage);
}
END_TEST

/* Floods the server until COUNT queries were heard. */
static void
flood(struct stage *stage, struct peer *p, unsigned count)
{
	unsigned sent = stage->count[JOURNAL_QUERY];

	while (stage->count[JOURNAL_QUERY] < count) {
		for (int i = 0; i < 64 && sent < count; i++, sent++)
			peer_ask(p, "a. A", false);
		ck_assert_int_eq(event_base_loop(stage->base, EVLOOP_ONCE), 0);
	}
}

START_TEST(many_wait_but_not_any_number)
{
	enum { MOST = 65536, MORE = 100 };
	struct stage stage;
	struct peer p, other;

	if (unit_under_valgrind())
		return;
	stage_open(&stage, ENTRY("MATCH UDP\nDELAY 3600s\n") ENTRY(""));
	peer_open(&p, &stage, 0, false);
	flood(&stage, &p, MOST);
	ck_assert_uint_eq(stage.server->waiting, MOST);
	ck_assert_uint_eq(stage.count[JOURNAL_TROUBLE], 0);
	flood(&stage, &p, MOST + MORE);
	ck_assert_uint_eq(stage.server->waiting, MOST);
	ck_assert_uint_eq(stage.count[JOURNAL_DROP], MORE);
	ck_assert_uint_eq(stage.count[JOURNAL_TROUBLE], 1);
	ck_assert_str_eq(stage.trouble, "too many replies wait");
	peer_open(&other, &stage, 0, true); /* the others are served */
	peer_ask(&other, "a. A", true);
	STAGE_UNTIL(&stage, other.len == 14);
	peer_close(&other);
	peer_close(&p);
	server_remove_sockets(stage.server, 0, false);
	ck_assert_uint_eq(stage.server->waiting, 0);
	ck_assert_uint_eq(stage.server->waiting_octets, 0);
	ck_assert(!stage.server->is_full);
	stage_close(&stage);
}
END_TEST

START_TEST(large_ones_fill_the_room_sooner)
{
	enum { EACH = 65000, MOST = (64 << 20) / EACH };
	struct stage stage;
	struct peer p;

	stage_open(&stage,
	    ENTRY("MUTATE 1 id\nSIZE 65000 pad=additional\nDELAY 3600s\n"));
	peer_open(&p, &stage, 0, false);
	flood(&stage, &p, MOST + 64);
	ck_assert_uint_le(stage.server->waiting, MOST + 1);
	ck_assert_uint_ge(stage.server->waiting, MOST - 64);
	ck_assert_uint_eq(stage.count[JOURNAL_TROUBLE], 1);
	peer_close(&p);
	stage_close(&stage);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("pending");
	TCase *tc = tcase_create("pending");

	tcase_set_timeout(tc, 2 * STAGE_GUARD_S);
	tcase_add_test(tc, copies_go_at_once_or_with_a_gap);
	tcase_add_test(tc, copies_over_tcp);
	tcase_add_test(tc, after_another_entry);
	tcase_add_test(tc, after_entries_in_a_row_and_over_both_transports);
	tcase_add_test(tc, from_elsewhere);
	tcase_add_test(tc, an_accepted_connection_is_answered);
	tcase_add_test(tc, many_wait_but_not_any_number);
	tcase_add_test(tc, large_ones_fill_the_room_sooner);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
