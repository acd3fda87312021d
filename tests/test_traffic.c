#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <check.h>

#include "tests/frames.h"
#include "tests/unit.h"

/* A query for "a." type A, ID 0x1234, one additional record announced. */
static const uint8_t query[] = { 0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 1,
	'a', 0, 0, 1, 0, 1 };
/* The same as TCP carries it. */
static const uint8_t framed[] = { 0, 19, 0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0,
	1, 1, 'a', 0, 0, 1, 0, 1 };

static const struct end client = { 1, 4000 }, server0 = { 53, 53 },
			server1 = { 54, 5353 }, stranger = { 99, 53 };

static void
init(struct traffic *t)
{
	struct ip_end list[3];

	ck_assert_int_eq(ip_end_parse("192.0.2.53", 53, &list[0]), 0);
	ck_assert_int_eq(ip_end_parse("192.0.2.54", 5353, &list[1]), 0);
	ck_assert_int_eq(ip_end_parse("2001:db8::35%lo", 53, &list[2]), 0);
	traffic_init(t, list, 3);
}

START_TEST(addresses)
{
	struct ip_end a;

	ck_assert_int_eq(ip_end_parse("192.0.2.300", 53, &a), -1);
	ck_assert_int_eq(ip_end_parse("", 53, &a), -1);
	ck_assert_int_eq(ip_end_parse("::1::", 53, &a), -1);
	ck_assert_int_eq(ip_end_parse("fe80::1%lo", 53, &a), 0);
	ck_assert_int_eq(a.family, 6);
	ck_assert_int_eq(a.octets[0], 0xfe);
}
END_TEST

START_TEST(datagrams)
{
	const struct end other_port = { 1, 4001 }, there6 = { 0x35, 53 };
	struct traffic t;

	init(&t);
	frame_udp(&t, false, client, server0, query, sizeof query);
	frame_udp(&t, false, client, server0, query, sizeof query);
	frame_udp(&t, false, server0, client, query,
	    sizeof query); /* an answer */
	frame_udp(&t, false, other_port, server1, query, sizeof query);
	frame_udp(&t, true, client, there6, query, 1);
	frame_udp(&t, false, client, stranger, query, sizeof query);
	frame_udp(&t, false, client, (struct end){ 53, 54 }, query,
	    sizeof query);
	ck_assert_uint_eq(t.servers[0].udp_sent, 2);
	ck_assert_uint_eq(t.servers[0].udp_sockets, 1);
	ck_assert_uint_eq(t.servers[0].udp_octets, 2 * sizeof query);
	ck_assert_uint_eq(t.servers[1].udp_sent, 1);
	ck_assert_uint_eq(t.servers[2].udp_sent, 1);
	ck_assert_uint_eq(t.other.udp_sent, 1);
	ck_assert_uint_eq(t.other.udp_sockets, 1);
	ck_assert_uint_eq(t.total.udp_sent, 5);
	/* IPv4 4000 and 4001, IPv6 4000. */
	ck_assert_uint_eq(t.total.udp_sockets, 3);
	ck_assert_uint_eq(t.query_count, 5);
	ck_assert_uint_eq(t.strange, 0);
	traffic_clear(&t);
}
END_TEST

START_TEST(queries)
{
	const struct traffic_query *q;
	struct traffic t;
	unsigned i;

	init(&t);
	frame_udp(&t, false, client, server1, query, sizeof query);
	frame_udp(&t, false, client, stranger, query, sizeof query - 1);
	for (i = 2; i < TRAFFIC_QUERIES_MAX + 10; i++)
		frame_udp(&t, false, client, server0, "", 0);
	q = &t.queries[0];
	ck_assert_int_eq(q->server, 1);
	ck_assert(q->parsed && !q->tcp);
	ck_assert_uint_eq(q->id, 0x1234);
	ck_assert_uint_eq(q->arcount, 1);
	ck_assert_uint_eq(q->qtype, 1);
	ck_assert_uint_eq(q->qclass, 1);
	ck_assert_uint_eq(q->qname.len, 3);
	ck_assert_mem_eq(q->qname.octets, "\1a", 3);
	q = &t.queries[1];
	ck_assert_int_eq(q->server, TRAFFIC_OTHER);
	ck_assert(!q->parsed);
	ck_assert_uint_eq(q->id, 0x1234);
	ck_assert_uint_eq(t.query_count, TRAFFIC_QUERIES_MAX);
	ck_assert_uint_eq(t.query_total, TRAFFIC_QUERIES_MAX + 10);
	ck_assert_uint_eq(t.total.udp_sent, TRAFFIC_QUERIES_MAX + 10);
	traffic_clear(&t);
}
END_TEST

/* A datagram ends where UDP says, with padding behind it; and a message with
 * two questions is none that could be listed by its question. */
START_TEST(odd_queries)
{
	uint8_t two[sizeof query];
	struct traffic t;
	struct frame f;

	memcpy(two, query, sizeof query);
	two[5] = 2;
	init(&t);
	frame_init(&f, false, 17, client, server0, 8 + sizeof query);
	frame_put_u16(&f, client.port);
	frame_put_u16(&f, server0.port);
	frame_put_u16(&f, 8 + 2);
	frame_put_u16(&f, 0);
	frame_put(&f, query, sizeof query);
	traffic_frame(&t, f.octets, f.len);
	frame_udp(&t, false, client, server0, two, sizeof two);
	ck_assert_uint_eq(t.query_count, 2);
	ck_assert_uint_eq(t.queries[0].id, 0x1234);
	ck_assert(!t.queries[0].parsed && !t.queries[1].parsed);
	ck_assert_uint_eq(t.total.udp_octets, 2 + sizeof two);
	traffic_clear(&t);
}
END_TEST

START_TEST(handshakes)
{
	const struct end second = { 1, 4001 },
			 hidden = { 1, TRAFFIC_HIDDEN_PORT };
	struct traffic t;

	init(&t);
	frame_tcp(&t, client, server0, SYN, 100, 0, "", 0);
	frame_tcp(&t, client, server0, SYN, 100, 0, "", 0); /* again */
	frame_tcp(&t, second, server0, SYN, 200, 0, "", 0);
	frame_tcp(&t, server0, second, RST | ACK, 0, 201, "", 0);
	frame_tcp(&t, server0, client, SYN | ACK, 7, 999, "",
	    0); /* not to it */
	ck_assert_uint_eq(t.servers[0].tcp_syns, 2);
	ck_assert_uint_eq(t.servers[0].tcp_connections, 0);
	frame_tcp(&t, server0, client, SYN | ACK, 7, 101, "", 0);
	frame_tcp(&t, server0, client, SYN | ACK, 7, 101, "", 0);
	ck_assert_uint_eq(t.servers[0].tcp_connections, 1);
	frame_tcp(&t, client, server0, SYN, 300, 0, "",
	    0); /* port used again */
	frame_tcp(&t, server0, client, SYN | ACK, 8, 301, "", 0);
	frame_tcp(&t, hidden, server0, SYN, 1, 0, "", 0);
	frame_tcp(&t, server0, hidden, SYN | ACK, 1, 2, "", 0);
	frame_tcp(&t, client, stranger, SYN, 1, 0, "", 0);
	ck_assert_uint_eq(t.servers[0].tcp_syns, 3);
	ck_assert_uint_eq(t.servers[0].tcp_connections, 2);
	ck_assert_uint_eq(t.servers[0].tcp_sockets, 2);
	ck_assert_uint_eq(t.other.tcp_syns, 1);
	ck_assert_uint_eq(t.total.tcp_syns, 4);
	ck_assert_uint_eq(t.total.tcp_sockets, 2);
	traffic_clear(&t);
}
END_TEST

/* The stream cut into pieces of _i octets, each sent twice, over the wrap of
 * the sequence numbers. */
START_TEST(reassembly)
{
	const uint32_t isn = UINT32_MAX - 10;
	uint8_t stream[3 * sizeof framed];
	struct traffic t;
	size_t at, n;

	for (at = 0; at < 3; at++)
		memcpy(stream + at * sizeof framed, framed, sizeof framed);
	init(&t);
	frame_tcp(&t, client, server0, SYN, isn, 0, "", 0);
	for (at = 0; at < sizeof stream; at += n) {
		n = (size_t)_i;
		if (n > sizeof stream - at)
			n = sizeof stream - at;
		frame_tcp(&t, client, server0, ACK, isn + 1 + (uint32_t)at, 0,
		    stream + at, n);
		/* From the start: overlaps, nothing new. */
		frame_tcp(&t, client, server0, ACK, isn + 1, 0, stream, at + n);
	}
	frame_tcp(&t, client, server0, ACK | FIN,
	    isn + 1 + (uint32_t)sizeof stream, 0, "", 0);
	ck_assert_uint_eq(t.servers[0].tcp_queries, 3);
	ck_assert_uint_eq(t.servers[0].tcp_octets, sizeof stream);
	ck_assert_uint_eq(t.servers[0].tcp_segments,
	    (sizeof stream + (size_t)_i - 1) / (size_t)_i);
	ck_assert_uint_eq(t.query_count, 3);
	ck_assert(t.queries[2].parsed && t.queries[2].tcp);
	ck_assert_uint_eq(t.queries[2].id, 0x1234);
	ck_assert_uint_eq(t.gaps, 0);
	traffic_clear(&t);
}
END_TEST

START_TEST(fast_open)
{
	struct traffic t;

	init(&t);
	frame_tcp(&t, client, server0, SYN, 100, 0, framed, sizeof framed);
	frame_tcp(&t, client, server0, SYN, 100, 0, "", 0);
	frame_tcp(&t, server0, client, SYN | ACK, 7, 101 + sizeof framed, "",
	    0);
	/* The server did not take it: it is sent again. */
	frame_tcp(&t, client, server0, ACK, 101, 8, framed, sizeof framed);
	ck_assert_uint_eq(t.total.tcp_syns, 1);
	ck_assert_uint_eq(t.total.tcp_connections, 1);
	ck_assert_uint_eq(t.total.tcp_queries, 1);
	ck_assert_uint_eq(t.total.tcp_segments, 1);
	traffic_clear(&t);
}
END_TEST

/* A message longer than what is kept of it, then a short one. */
START_TEST(long_message)
{
	static uint8_t octets[2 + 65535];
	struct traffic t;
	uint32_t at;

	memset(octets, 0, sizeof octets);
	octets[0] = octets[1] = 255;
	memcpy(octets + 2, query, sizeof query);
	init(&t);
	frame_tcp(&t, client, server0, SYN, 0, 0, "", 0);
	for (at = 0; at < sizeof octets; at += 13107)
		frame_tcp(&t, client, server0, ACK, 1 + at, 0, octets + at,
		    at + 13107 > sizeof octets ? sizeof octets - at : 13107);
	ck_assert_uint_eq(t.total.tcp_queries, 1);
	ck_assert(t.queries[0].parsed);
	frame_tcp(&t, client, server0, ACK, 1 + sizeof octets, 0, "\0\0\0\1x",
	    5);
	ck_assert_uint_eq(t.total.tcp_queries, 3);
	ck_assert(!t.queries[1].parsed);
	traffic_clear(&t);
}
END_TEST

START_TEST(gap)
{
	struct traffic t;

	init(&t);
	frame_tcp(&t, client, server0, SYN, 0, 0, "", 0);
	frame_tcp(&t, client, server0, ACK, 5, 0, framed, sizeof framed);
	frame_tcp(&t, client, server0, ACK, 9, 0, framed, sizeof framed);
	ck_assert_uint_eq(t.gaps, 1);
	ck_assert_uint_eq(t.total.tcp_queries, 0);
	traffic_clear(&t);
}
END_TEST

/* More connections than are followed: the newest still are. */
START_TEST(many_connections)
{
	struct end from = client;
	struct traffic t;
	unsigned i;

	init(&t);
	for (i = 0; i < 3 * TRAFFIC_CONNECTIONS_MAX; i++) {
		from.port = (uint16_t)(10000 + i);
		frame_tcp(&t, from, server0, SYN, i, 0, "", 0);
		frame_tcp(&t, server0, from, SYN | ACK, 0, i + 1, "", 0);
		frame_tcp(&t, from, server0, ACK, i + 1, 1, framed,
		    sizeof framed);
	}
	ck_assert_uint_eq(t.total.tcp_syns, i);
	ck_assert_uint_eq(t.total.tcp_connections, i);
	ck_assert_uint_eq(t.total.tcp_queries, i);
	ck_assert_uint_eq(t.total.tcp_sockets, i);
	traffic_clear(&t);
}
END_TEST

START_TEST(icmp)
{
	struct traffic t;
	struct frame f;

	init(&t);
	frame_init(&f, false, 1, server0, client, 8);
	frame_put(&f, "\3\3\0\0\0\0\0", 8);
	traffic_frame(&t, f.octets, f.len);
	frame_init(&f, false, 1, server0, client, 8);
	frame_put(&f, "\10\0\0\0\0\0\0", 8); /* echo */
	traffic_frame(&t, f.octets, f.len);
	frame_init(&f, true, 58, server0, client, 8);
	frame_put(&f, "\1\4\0\0\0\0\0", 8);
	traffic_frame(&t, f.octets, f.len);
	ck_assert_uint_eq(t.icmp_unreachable, 2);
	traffic_clear(&t);
}
END_TEST

START_TEST(fragments)
{
	struct traffic t;
	struct frame f;
	unsigned i;

	init(&t);
	for (i = 0; i < 2; i++) {
		frame_init(&f, false, 17, client, server0, 16);
		f.octets[20] = i == 0 ? 0x20 : 0x10; /* more to come */
		frame_put_u16(&f, client.port);
		frame_put_u16(&f, server0.port);
		frame_put_u16(&f, 24);
		frame_put_u16(&f, 0);
		frame_put(&f, query, 8);
		traffic_frame(&t, f.octets, f.len);
	}
	ck_assert_uint_eq(t.total.udp_sent, 1);
	ck_assert_uint_eq(t.total.udp_octets, 16);
	ck_assert_uint_eq(t.strange, 0);
	traffic_clear(&t);
}
END_TEST

/* Frames cut at each length, and with each octet changed: counts may be
 * anything, memory is left alone (the sanitizers watch). */
START_TEST(any_octets)
{
	uint8_t *copy;
	struct traffic t;
	struct frame f;
	size_t i;

	init(&t);
	frame_init(&f, _i > 1, _i % 2 == 0 ? 17 : 6, client, server0, 48);
	frame_put_u16(&f, client.port);
	frame_put_u16(&f, server0.port);
	frame_put_u16(&f, 48);
	frame_put_u16(&f, 0);
	frame_put_u32(&f, 0);
	frame_put_u16(&f, 5u << 12 | SYN);
	frame_put(&f, query, sizeof query);
	frame_put(&f, query, 15);
	for (i = 0; i <= f.len; i++) {
		copy = malloc(i == 0 ? 1 : i);
		memcpy(copy, f.octets, i);
		traffic_frame(&t, copy, i);
		free(copy);
	}
	ck_assert_uint_eq(t.strange, f.len);
	for (i = 0; i < f.len * 256; i++) {
		copy = malloc(f.len);
		memcpy(copy, f.octets, f.len);
		copy[i / 256] = (uint8_t)i;
		traffic_frame(&t, copy, f.len);
		free(copy);
	}
	traffic_clear(&t);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("traffic");
	TCase *tc = tcase_create("traffic");

	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, addresses);
	tcase_add_test(tc, datagrams);
	tcase_add_test(tc, queries);
	tcase_add_test(tc, odd_queries);
	tcase_add_test(tc, handshakes);
	tcase_add_loop_test(tc, reassembly, 1, 64);
	tcase_add_test(tc, fast_open);
	tcase_add_test(tc, long_message);
	tcase_add_test(tc, gap);
	tcase_add_test(tc, many_connections);
	tcase_add_test(tc, icmp);
	tcase_add_test(tc, fragments);
	tcase_add_loop_test(tc, any_octets, 0, 4);
	suite_add_tcase(s, tc);
	return s;
}

int
main(void)
{
	return unit_run(suite());
}
