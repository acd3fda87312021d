#include "config.h"

#include <string.h>

#include <check.h>

#include "resolver-tests/traffic.h"
#include "unit.h"

enum { SYN = 2, RST = 4, ACK = 16, FIN = 1 };

/* A query for "a." type A, ID 0x1234, one additional record announced. */
static const uint8_t query[] = { 0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 1, 1,
	'a', 0, 0, 1, 0, 1 };
/* The same as TCP carries it. */
static const uint8_t framed[] = { 0, 19, 0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0,
	1, 1, 'a', 0, 0, 1, 0, 1 };

struct frame {
	uint8_t octets[70000];
	size_t len;
};

/* One end: the last octet of 192.0.2.x or 2001:db8::x, and the port. */
struct end {
	uint8_t host;
	uint16_t port;
};

static void
put(struct frame *f, const void *octets, size_t len)
{
	memcpy(f->octets + f->len, octets, len);
	f->len += len;
}

static void
put_u8(struct frame *f, unsigned v)
{
	const uint8_t octet = (uint8_t)v;

	put(f, &octet, 1);
}

static void
put_u16(struct frame *f, unsigned v)
{
	put_u8(f, v >> 8);
	put_u8(f, v & 255);
}

static void
put_u32(struct frame *f, uint32_t v)
{
	put_u16(f, v >> 16);
	put_u16(f, v & 65535);
}

static void
put_address(struct frame *f, bool v6, uint8_t host)
{
	static const uint8_t v4_prefix[] = { 192, 0, 2 };
	static const uint8_t v6_prefix[15] = { 0x20, 0x01, 0x0d, 0xb8 };

	if (v6)
		put(f, v6_prefix, sizeof v6_prefix);
	else
		put(f, v4_prefix, sizeof v4_prefix);
	put_u8(f, host);
}

/* Ethernet and IP; LEN octets will follow. */
static void
frame_init(struct frame *f, bool v6, unsigned protocol, struct end from,
    struct end to, size_t len)
{
	memset(f->octets, 0, 12);
	f->len = 12;
	put_u16(f, v6 ? 0x86dd : 0x0800);
	if (v6) {
		put_u32(f, 6u << 28);
		put_u16(f, (unsigned)len);
		put_u8(f, protocol);
		put_u8(f, 64);
	} else {
		put_u16(f, 0x4500);
		put_u16(f, (unsigned)len + 20);
		put_u32(f, 0);
		put_u8(f, 64);
		put_u8(f, protocol);
		put_u16(f, 0);
	}
	put_address(f, v6, from.host);
	put_address(f, v6, to.host);
}

static void
udp(struct traffic *t, bool v6, struct end from, struct end to,
    const void *payload, size_t len)
{
	struct frame f;

	frame_init(&f, v6, 17, from, to, len + 8);
	put_u16(&f, from.port);
	put_u16(&f, to.port);
	put_u16(&f, (unsigned)len + 8);
	put_u16(&f, 0);
	put(&f, payload, len);
	traffic_frame(t, f.octets, f.len);
}

static void
tcp(struct traffic *t, struct end from, struct end to, unsigned flags,
    uint32_t seq, uint32_t ack, const void *payload, size_t len)
{
	struct frame f;

	frame_init(&f, false, 6, from, to, len + 24);
	put_u16(&f, from.port);
	put_u16(&f, to.port);
	put_u32(&f, seq);
	put_u32(&f, ack);
	put_u16(&f, 6u << 12 | flags); /* four octets of options */
	put_u16(&f, 1000);
	put_u32(&f, 0);
	put_u32(&f, 0x01010101);
	put(&f, payload, len);
	traffic_frame(t, f.octets, f.len);
}

static const struct end client = { 1, 4000 }, server0 = { 53, 53 },
			server1 = { 54, 5353 }, stranger = { 99, 53 };

static void
init(struct traffic *t)
{
	struct traffic_address list[3];

	ck_assert_int_eq(traffic_address_parse("192.0.2.53", 53, &list[0]), 0);
	ck_assert_int_eq(traffic_address_parse("192.0.2.54", 5353, &list[1]),
	    0);
	ck_assert_int_eq(traffic_address_parse("2001:db8::35%lo", 53, &list[2]),
	    0);
	traffic_init(t, list, 3);
}

START_TEST(addresses)
{
	struct traffic_address a;

	ck_assert_int_eq(traffic_address_parse("192.0.2.300", 53, &a), -1);
	ck_assert_int_eq(traffic_address_parse("", 53, &a), -1);
	ck_assert_int_eq(traffic_address_parse("::1::", 53, &a), -1);
	ck_assert_int_eq(traffic_address_parse("fe80::1%lo", 53, &a), 0);
	ck_assert_int_eq(a.family, 6);
	ck_assert_int_eq(a.octets[0], 0xfe);
}
END_TEST

START_TEST(datagrams)
{
	const struct end other_port = { 1, 4001 }, there6 = { 0x35, 53 };
	struct traffic t;

	init(&t);
	udp(&t, false, client, server0, query, sizeof query);
	udp(&t, false, client, server0, query, sizeof query);
	udp(&t, false, server0, client, query, sizeof query); /* an answer */
	udp(&t, false, other_port, server1, query, sizeof query);
	udp(&t, true, client, there6, query, 1);
	udp(&t, false, client, stranger, query, sizeof query);
	udp(&t, false, client, (struct end){ 53, 54 }, query, sizeof query);
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
	udp(&t, false, client, server1, query, sizeof query);
	udp(&t, false, client, stranger, query, sizeof query - 1);
	for (i = 2; i < TRAFFIC_QUERIES_MAX + 10; i++)
		udp(&t, false, client, server0, "", 0);
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

START_TEST(handshakes)
{
	const struct end second = { 1, 4001 },
			 hidden = { 1, TRAFFIC_HIDDEN_PORT };
	struct traffic t;

	init(&t);
	tcp(&t, client, server0, SYN, 100, 0, "", 0);
	tcp(&t, client, server0, SYN, 100, 0, "", 0); /* again */
	tcp(&t, second, server0, SYN, 200, 0, "", 0);
	tcp(&t, server0, second, RST | ACK, 0, 201, "", 0);
	tcp(&t, server0, client, SYN | ACK, 7, 999, "", 0); /* not to it */
	ck_assert_uint_eq(t.servers[0].tcp_syns, 2);
	ck_assert_uint_eq(t.servers[0].tcp_connections, 0);
	tcp(&t, server0, client, SYN | ACK, 7, 101, "", 0);
	tcp(&t, server0, client, SYN | ACK, 7, 101, "", 0);
	ck_assert_uint_eq(t.servers[0].tcp_connections, 1);
	tcp(&t, client, server0, SYN, 300, 0, "", 0); /* port used again */
	tcp(&t, server0, client, SYN | ACK, 8, 301, "", 0);
	tcp(&t, hidden, server0, SYN, 1, 0, "", 0);
	tcp(&t, server0, hidden, SYN | ACK, 1, 2, "", 0);
	tcp(&t, client, stranger, SYN, 1, 0, "", 0);
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
	tcp(&t, client, server0, SYN, isn, 0, "", 0);
	for (at = 0; at < sizeof stream; at += n) {
		n = (size_t)_i;
		if (n > sizeof stream - at)
			n = sizeof stream - at;
		tcp(&t, client, server0, ACK, isn + 1 + (uint32_t)at, 0,
		    stream + at, n);
		/* From the start: overlaps, nothing new. */
		tcp(&t, client, server0, ACK, isn + 1, 0, stream, at + n);
	}
	tcp(&t, client, server0, ACK | FIN, isn + 1 + (uint32_t)sizeof stream,
	    0, "", 0);
	ck_assert_uint_eq(t.servers[0].tcp_queries, 3);
	ck_assert_uint_eq(t.servers[0].tcp_octets, sizeof stream);
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
	tcp(&t, client, server0, SYN, 100, 0, framed, sizeof framed);
	tcp(&t, client, server0, SYN, 100, 0, "", 0);
	tcp(&t, server0, client, SYN | ACK, 7, 101 + sizeof framed, "", 0);
	/* The server did not take it: it is sent again. */
	tcp(&t, client, server0, ACK, 101, 8, framed, sizeof framed);
	ck_assert_uint_eq(t.total.tcp_syns, 1);
	ck_assert_uint_eq(t.total.tcp_connections, 1);
	ck_assert_uint_eq(t.total.tcp_queries, 1);
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
	tcp(&t, client, server0, SYN, 0, 0, "", 0);
	for (at = 0; at < sizeof octets; at += 13107)
		tcp(&t, client, server0, ACK, 1 + at, 0, octets + at,
		    at + 13107 > sizeof octets ? sizeof octets - at : 13107);
	ck_assert_uint_eq(t.total.tcp_queries, 1);
	ck_assert(t.queries[0].parsed);
	tcp(&t, client, server0, ACK, 1 + sizeof octets, 0, "\0\0\0\1x", 5);
	ck_assert_uint_eq(t.total.tcp_queries, 3);
	ck_assert(!t.queries[1].parsed);
	traffic_clear(&t);
}
END_TEST

START_TEST(gap)
{
	struct traffic t;

	init(&t);
	tcp(&t, client, server0, SYN, 0, 0, "", 0);
	tcp(&t, client, server0, ACK, 5, 0, framed, sizeof framed);
	tcp(&t, client, server0, ACK, 9, 0, framed, sizeof framed);
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
		tcp(&t, from, server0, SYN, i, 0, "", 0);
		tcp(&t, server0, from, SYN | ACK, 0, i + 1, "", 0);
		tcp(&t, from, server0, ACK, i + 1, 1, framed, sizeof framed);
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
	put(&f, "\3\3\0\0\0\0\0", 8);
	traffic_frame(&t, f.octets, f.len);
	frame_init(&f, false, 1, server0, client, 8);
	put(&f, "\10\0\0\0\0\0\0", 8); /* echo */
	traffic_frame(&t, f.octets, f.len);
	frame_init(&f, true, 58, server0, client, 8);
	put(&f, "\1\4\0\0\0\0\0", 8);
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
		f.octets[20] = i == 0 ? 0x20 : 0; /* more to come */
		f.octets[21] = i == 0 ? 0 : 2;
		put_u16(&f, client.port);
		put_u16(&f, server0.port);
		put_u16(&f, 24);
		put_u16(&f, 0);
		put(&f, query, 8);
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
	frame_init(&f, false, _i == 0 ? 17 : 6, client, server0, 48);
	put_u16(&f, client.port);
	put_u16(&f, server0.port);
	put_u16(&f, 48);
	put_u16(&f, 0);
	put_u32(&f, 0);
	put_u16(&f, 5u << 12 | SYN);
	put(&f, query, sizeof query);
	put(&f, query, 15);
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
	tcase_add_test(tc, handshakes);
	tcase_add_loop_test(tc, reassembly, 1, 64);
	tcase_add_test(tc, fast_open);
	tcase_add_test(tc, long_message);
	tcase_add_test(tc, gap);
	tcase_add_test(tc, many_connections);
	tcase_add_test(tc, icmp);
	tcase_add_test(tc, fragments);
	tcase_add_loop_test(tc, any_octets, 0, 2);
	suite_add_tcase(s, tc);
	return s;
}

int
main(void)
{
	return unit_run(suite());
}
