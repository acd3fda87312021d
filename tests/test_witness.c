#include "config.h"

#include <check.h>
#include <stdlib.h>
#include <string.h>

#include "resolver-tests/witness.h"
#include "tests/frames.h"
#include "tests/scenario_text.h"

/* A query for "a." type A, ID 0x1234. */
static const uint8_t query[] = { 0x12, 0x34, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1,
	'a', 0, 0, 1, 0, 1 };
#define MESSAGE                                                                \
	",\"octets\":19,\"id\":4660,\"flags\":\"rd\",\"rcode\":0,"             \
	"\"answers\":0,\"name\":\"a.\",\"type\":\"A\"}\n"
#define LINE(what, server, transport, port)                                    \
	"\"event\":\"" what "\",\"server\":\"" server                          \
	"\",\"transport\":\"" transport "\",\"port\":" #port

#define UNHEARD(server, port) LINE("unheard", server, "udp", port) MESSAGE
#define SYN_LINE LINE("syn", "192.0.2.53", "tcp", 4000) "}\n"

static const struct end client = { 1, 4000 }, server = { 53, 53 },
			second = { 54, 5353 }, stranger = { 99, 53 },
			cell = { 1, 1 };

/* A scenario of two servers, and one who watches. */
struct watch {
	struct scenarios list;
	struct ip_end addresses[2];
	struct witness w;
	struct text journal;
	struct packets_frame frame;
};

static void
start(struct watch *t)
{
	const struct scenario *s;

	memset(t, 0, sizeof *t);
	s = scenario_text_load(&t->list,
	    SCENARIO("SERVER 192.0.2.53\nSERVER 192.0.2.54 port=5353\n"
		     "CALL getaddrinfo a.\n"));
	for (size_t i = 0; i < 2; i++)
		ip_end_parse(s->servers[i].address, s->servers[i].port,
		    &t->addresses[i]);
	witness_init(&t->w, s, t->addresses, 0);
	/* times of frames are small numbers from now on */
	t->w.opened_ns = 1000000;
	witness_begin(&t->w, 1, &t->journal);
	t->w.begun_us = 0;
	t->journal.len = t->w.from = 0;
	t->journal.s[0] = '\0';
}

static void
see(struct watch *t, const struct frame *f, uint64_t us)
{
	memcpy(t->frame.octets, f->octets, f->len);
	t->frame.len = t->frame.whole = f->len;
	t->frame.ns = us == 0 ? 0 : t->w.opened_ns + us * 1000;
	witness_see(&t->w, &t->frame);
}

static void
udp(struct watch *t, struct end from, struct end to, uint64_t us)
{
	struct frame f;

	frame_init(&f, false, 17, from, to, 8 + sizeof query);
	frame_put_u16(&f, from.port);
	frame_put_u16(&f, to.port);
	frame_put_u16(&f, 8 + sizeof query);
	frame_put_u16(&f, 0);
	frame_put(&f, query, sizeof query);
	see(t, &f, us);
}

static void
tcp(struct watch *t, struct end from, struct end to, unsigned flags,
    uint32_t seq, uint32_t ack, uint64_t us)
{
	struct frame f;

	frame_init(&f, false, 6, from, to, 20);
	frame_put_u16(&f, from.port);
	frame_put_u16(&f, to.port);
	frame_put_u32(&f, seq);
	frame_put_u32(&f, ack);
	frame_put_u8(&f, 5 << 4);
	frame_put_u8(&f, flags);
	frame_put(&f, "\0\0\0\0\0\0", 6);
	see(t, &f, us);
}

/* Destination unreachable, quoting eight octets of a packet to TO. */
static void
icmp(struct watch *t, unsigned type, unsigned protocol, struct end to,
    uint64_t us)
{
	struct frame f, quoted;

	frame_init(&quoted, false, protocol, client, to, 8);
	frame_put_u16(&quoted, client.port);
	frame_put_u16(&quoted, to.port);
	frame_put_u32(&quoted, 0);
	frame_init(&f, false, 1, to, client, 8 + 28);
	frame_put_u8(&f, type);
	frame_put(&f, "\3\0\0\0\0\0\0", 7);
	frame_put(&f, quoted.octets + 14, 28);
	see(t, &f, us);
}

/* A nameserver tells of the query, as the trial has it do. */
static void
hear(struct watch *t, const char *address, unsigned port, unsigned us)
{
	const struct journal_event e = { .kind = JOURNAL_QUERY,
		.us = us,
		.server = address,
		.client_port = port,
		.has_message = true,
		.octets = query,
		.len = sizeof query };

	witness_hear(&t->w, &e);
	text_add(&t->journal, "{\"us\":%u,\"event\":\"heard\"}\n", us);
}

/* The same of a query from port 4003 with another ID. */
static void
hear_other(struct watch *t, unsigned us)
{
	const struct journal_event e = { .kind = JOURNAL_QUERY,
		.us = us,
		.server = "192.0.2.54",
		.client_port = 4003,
		.octets = (const uint8_t *)"\x12\x35",
		.len = 2 };

	witness_hear(&t->w, &e);
	text_add(&t->journal, "{\"us\":%u,\"event\":\"heard\"}\n", us);
}

/* Ends the call; WANT is the journal without the line of the end. */
static void
check(struct watch *t, const char *want)
{
	const size_t lost = witness_end(&t->w, 1, &t->journal);
	char *end = strstr(t->journal.s, "\"event\":\"end\",\"step\":1}\n");

	ck_assert_uint_eq(lost, 0);
	ck_assert_ptr_nonnull(end);
	while (end > t->journal.s && end[-1] != '\n')
		end--;
	*end = '\0';
	ck_assert_str_eq(t->journal.s, want);
	text_clear(&t->journal);
	witness_clear(&t->w);
	scenarios_clear(&t->list);
}

static void
reply(struct watch *t, unsigned us)
{
	const struct journal_event e = { .kind = JOURNAL_REPLY, .us = us };

	witness_hear(&t->w, &e);
	text_add(&t->journal, "{\"us\":%u,\"event\":\"reply\"}\n", us);
}

/* Each nameserver tells of one of them; by its port and ID, too. */
START_TEST(what_nobody_heard)
{
	struct watch t;

	start(&t);
	udp(&t, client, server, 10);
	udp(&t, client, server, 30);
	udp(&t, client, second, 40);
	udp(&t, client, stranger, 50);
	udp(&t, server, client, 55); /* an answer */
	udp(&t, cell, server, 60);   /* the cell's own */
	udp(&t, client, (struct end){ 53, 54 }, 65);
	hear(&t, "192.0.2.53", 4000, 20);
	hear(&t, "192.0.2.54", 4001, 45);
	/* the right port, another nameserver; another ID */
	udp(&t, (struct end){ 1, 4002 }, second, 70);
	hear(&t, "192.0.2.53", 4002, 75);
	udp(&t, (struct end){ 1, 4003 }, second, 80);
	hear_other(&t, 85);
	check(&t,
	    "{\"us\":20,\"event\":\"heard\"}\n"
	    "{\"us\":30," UNHEARD("192.0.2.53",
		4000) "{\"us\":40," UNHEARD("192.0.2.54",
		4000) "{\"us\":45,\"event\":\"heard\"}\n"
		      "{\"us\":50," UNHEARD("192.0.2.99",
			  4000) "{\"us\":70," UNHEARD("192.0.2.54",
			  4002) "{\"us\":75,\"event\":\"heard\"}\n"
				"{\"us\":80," UNHEARD("192.0.2.54",
				    4003) "{\"us\":85,\"event\":\"heard\"}\n");
}
END_TEST

START_TEST(connections)
{
	struct watch t;

	start(&t);
	tcp(&t, client, server, SYN, 100, 0, 10);
	tcp(&t, server, client, RST | ACK, 0, 101, 20);
	tcp(&t, client, second, SYN, 200, 0, 30);
	tcp(&t, client, second, SYN, 200, 0, 40); /* retransmitted */
	tcp(&t, second, client, SYN | ACK, 7, 201, 50);
	tcp(&t, client, second, ACK, 201, 8, 60);
	tcp(&t, second, client, RST | ACK, 8, 201, 70); /* no refusal */
	tcp(&t, client, stranger, SYN, 300, 0, 80);
	tcp(&t, stranger, client, RST | ACK, 0, 299, 90); /* of another */
	tcp(&t, stranger, client, RST, 0, 301, 95);
	tcp(&t, cell, server, SYN, 1, 0, 97);
	check(&t, "{\"us\":10," LINE("syn", "192.0.2.53", "tcp",
		      4000) "}\n{\"us\":20," LINE("refused", "192.0.2.53",
		      "tcp", 4000) "}\n{\"us\":30," LINE("syn", "192.0.2.54",
		      "tcp", 4000) "}\n{\"us\":40," LINE("syn", "192.0.2.54",
		      "tcp", 4000) "}\n{\"us\":80," LINE("syn", "192.0.2.99",
		      "tcp", 4000) "}\n");
}
END_TEST

START_TEST(unreachable)
{
	struct watch t;

	start(&t);
	icmp(&t, 3, 17, server, 10);
	icmp(&t, 3, 6, second, 20);
	icmp(&t, 8, 17, server, 30);                   /* echo */
	icmp(&t, 3, 17, (struct end){ 53, 5300 }, 40); /* no nameserver */
	check(&t, "{\"us\":10," LINE("unreachable", "192.0.2.53", "udp",
		      4000) "}\n{\"us\":20," LINE("unreachable", "192.0.2.54",
		      "tcp", 4000) "}\n");
}
END_TEST

/* The kernel's clock comes late; what was before the call is none of it. */
START_TEST(times)
{
	struct watch t;

	start(&t);
	t.w.begun_us = 15;
	tcp(&t, client, second, SYN, 1, 0, 10);
	tcp(&t, client, server, SYN, 2, 0, 0);
	tcp(&t, client, server, SYN, 3, 0, 20);
	tcp(&t, client, second, SYN, 4, 0, 18); /* set back */
	hear(&t, "192.0.2.53", 4000, 18);
	check(&t, "{\"us\":18,\"event\":\"heard\"}\n"
		  "{\"us\":18," LINE("syn", "192.0.2.53", "tcp",
		      4000) "}\n{\"us\":18," LINE("syn", "192.0.2.53", "tcp",
		      4000) "}\n{\"us\":18," LINE("syn", "192.0.2.54", "tcp",
		      4000) "}\n");
}
END_TEST

/* The client was faster than the nameserver with its journal. */
START_TEST(replies_come_first)
{
	struct watch t;

	start(&t);
	tcp(&t, client, server, SYN, 1, 0, 5);
	udp(&t, server, client, 10);
	tcp(&t, client, server, SYN, 2, 0, 15);
	tcp(&t, client, server, SYN, 3, 0, 25);
	udp(&t, server, client, 40);
	tcp(&t, client, server, SYN, 4, 0, 50); /* not by that much */
	udp(&t, server, client, 60);
	tcp(&t, client, server, SYN, 5, 0, 70);
	udp(&t, server, client, 80);
	tcp(&t, client, server, SYN, 6, 0, 90); /* and not before that */
	reply(&t, 20);
	reply(&t, 10050);
	reply(&t, 10060);
	reply(&t, 10095);
	check(&t, "{\"us\":5," SYN_LINE "{\"us\":20,\"event\":\"reply\"}\n"
		  "{\"us\":20," SYN_LINE "{\"us\":25," SYN_LINE
		  "{\"us\":50," SYN_LINE "{\"us\":10050,\"event\":\"reply\"}\n"
		  "{\"us\":10060,\"event\":\"reply\"}\n"
		  "{\"us\":10060," SYN_LINE "{\"us\":10060," SYN_LINE
		  "{\"us\":10095,\"event\":\"reply\"}\n");
}
END_TEST

START_TEST(calls_and_limits)
{
	struct watch t;
	size_t lines = 0;

	start(&t);
	for (unsigned i = 0; i < WITNESS_SIGHTINGS_MAX + 3; i++)
		tcp(&t, client, server, SYN, i, 0, i + 1);
	ck_assert_uint_eq(witness_end(&t.w, 1, &t.journal), 3);
	for (const char *at = t.journal.s; (at = strchr(at, '\n')) != NULL;
	     at++)
		lines++;
	ck_assert_uint_eq(lines, WITNESS_SIGHTINGS_MAX + 1);
	/* between two calls nobody watches */
	tcp(&t, client, server, SYN, 1, 0, 1);
	text_clear(&t.journal);
	ck_assert_uint_eq(witness_end(&t.w, 1, &t.journal), 0);
	ck_assert_ptr_null(t.journal.s);
	witness_begin(&t.w, 2, &t.journal);
	ck_assert_ptr_nonnull(
	    strstr(t.journal.s, ",\"event\":\"call\",\"step\":2}\n"));
	ck_assert_uint_eq(witness_end(&t.w, 2, &t.journal), 0);
	ck_assert_ptr_nonnull(strstr(t.journal.s, "}\n{\"us\":"));
	ck_assert_ptr_nonnull(
	    strstr(t.journal.s, ",\"event\":\"end\",\"step\":2}\n"));
	text_clear(&t.journal);
	witness_clear(&t.w);
	scenarios_clear(&t.list);
}
END_TEST

/* Every prefix of every frame, and of nonsense. */
START_TEST(any_octets)
{
	struct watch t;
	struct frame f;

	start(&t);
	udp(&t, client, server, 1);
	tcp(&t, client, server, SYN, 1, 0, 2);
	icmp(&t, 3, 17, server, 3);
	memcpy(f.octets, t.frame.octets, t.frame.len);
	for (size_t len = t.frame.len; len > 0; len--) {
		for (unsigned protocol = 0; protocol < 60; protocol++) {
			f.len = len;
			f.octets[14 + 9] = (uint8_t)protocol;
			see(&t, &f, 4);
		}
	}
	witness_end(&t.w, 1, &t.journal);
	text_clear(&t.journal);
	witness_clear(&t.w);
	scenarios_clear(&t.list);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("witness");
	TCase *tc = tcase_create("witness");

	tcase_add_test(tc, what_nobody_heard);
	tcase_add_test(tc, connections);
	tcase_add_test(tc, unreachable);
	tcase_add_test(tc, times);
	tcase_add_test(tc, replies_come_first);
	tcase_add_test(tc, calls_and_limits);
	tcase_add_test(tc, any_octets);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
