#include "config.h"

#include <check.h>

#include "fakedns/ip.h"
#include "tests/unit.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

/* Addresses end in their last octet: 192.0.2.x, 2001:db8::x. */
#define ETHER4 "000000000000 000000000000 0800"
#define ETHER6 "000000000000 000000000000 86dd"
#define IP4(total, fragment, protocol, from, to)                               \
	"4500" total "0000" fragment "40" protocol "0000"                      \
	"c00002" from "c00002" to
#define ADDRESS6 "20010db8 00000000 00000000 000000"
#define IP6(payload, next, from, to)                                           \
	"60000000" payload next "40" ADDRESS6 from ADDRESS6 to
/* A client's port 4000, the servers' 53, and 5353. */
#define P4000 "0fa0"
#define P53 "0035"
#define P5353 "14e9"
#define UDP(from, to) from to "0008 0000"
#define TCP(from, to) from to "00000001 00000000 5002 1000 0000 0000"
#define UNREACHABLE4 "03030000 00000000"
#define UNREACHABLE6 "01040000 00000000"

static const struct {
	const char *what, *hex;
	bool concerns;
} frames[] = {
	{ "UDP to a server",
	    ETHER4 IP4("001c", "0000", "11", "01", "35") UDP(P4000, P53),
	    true },
	{ "UDP from a server",
	    ETHER4 IP4("001c", "4000", "11", "35", "01") UDP(P53, P4000),
	    true },
	{ "TCP to a server",
	    ETHER4 IP4("0028", "0000", "06", "01", "35") TCP(P4000, P53),
	    true },
	{ "TCP from a server, IPv6",
	    ETHER6 IP6("0014", "06", "35", "01") TCP(P53, P4000), true },
	{ "another port",
	    ETHER4 IP4("001c", "0000", "11", "01", "35") UDP(P4000, P5353),
	    false },
	{ "another address",
	    ETHER4 IP4("001c", "0000", "11", "01", "36") UDP(P4000, P53),
	    false },
	{ "the same octet in the other family",
	    ETHER6 IP6("0008", "11", "01", "36") UDP(P4000, P53), false },
	{ "the first fragment",
	    ETHER4 IP4("001c", "2000", "11", "35", "01") UDP(P53, P4000),
	    true },
	{ "a later fragment",
	    ETHER4 IP4("001c", "2001", "11", "35", "01") "00000000 00000000",
	    true },
	{ "a later fragment of others",
	    ETHER4 IP4("001c", "2001", "11", "36", "01") "0035 0035 00000000",
	    false },
	{ "an extension header",
	    ETHER6 IP6("0008", "2c", "35", "01") "1100 0008 00000000", true },
	{ "an extension header of others",
	    ETHER6 IP6("0008", "2c", "36", "01") "1100 0008 00000000", false },
	{ "no ports are there",
	    ETHER4 IP4("0016", "0000", "11", "01", "35") "0fa0", false },
	{ "unreachable, quotes UDP to a server",
	    ETHER4 IP4("0038", "0000", "01", "35", "01")
		UNREACHABLE4 IP4("001c", "0000", "11", "01", "35")
		    UDP(P4000, P53),
	    true },
	{ "unreachable, from the client",
	    ETHER4 IP4("0038", "0000", "01", "01", "35")
		UNREACHABLE4 IP4("001c", "0000", "11", "35", "01")
		    UDP(P53, P4000),
	    true },
	{ "unreachable, the quote is cut",
	    ETHER4 IP4("0034", "0000", "01", "35", "01")
		UNREACHABLE4 IP4("05dc", "0000", "11", "01", "35") "0fa0 0035",
	    true },
	{ "unreachable, quotes another port",
	    ETHER4 IP4("0038", "0000", "01", "35", "01")
		UNREACHABLE4 IP4("001c", "0000", "11", "01", "35")
		    UDP(P4000, P5353),
	    false },
	{ "unreachable, IPv6",
	    ETHER6 IP6("0038", "3a", "35", "01")
		UNREACHABLE6 IP6("0008", "11", "01", "35") UDP(P4000, P53),
	    true },
	{ "an echo that looks like it",
	    ETHER4 IP4("0038", "0000", "01", "35",
		"01") "08000000 00000000" IP4("001c", "0000", "11", "01", "35")
		UDP(P4000, P53),
	    false },
	{ "an echo, IPv6",
	    ETHER6 IP6("0038", "3a", "35", "01") "80000000 00000000" IP6("0008",
		"11", "01", "35") UDP(P4000, P53),
	    false },
	{ "unreachable, quotes nothing",
	    ETHER4 IP4("001c", "0000", "01", "35", "01") UNREACHABLE4, false },
};

static void
servers_init(struct ip_end servers[2])
{
	ck_assert_int_eq(ip_end_parse("192.0.2.53", 53, &servers[0]), 0);
	servers[0].octets[3] = 0x35;
	ck_assert_int_eq(ip_end_parse("2001:db8::35%lo", 53, &servers[1]), 0);
}

START_TEST(what_concerns_a_server)
{
	struct writer w = { 0 };
	struct ip_end servers[2];
	struct ip_packet p;
	size_t bad;

	servers_init(servers);
	ck_assert_int_eq(wire_parse_hex(frames[_i].hex, &w, &bad), 0);
	ck_assert_int_eq(ip_read_frame(w.octets, w.len, &p), 0);
	ck_assert_msg(ip_concerns(&p, servers, 2) == frames[_i].concerns, "%s",
	    frames[_i].what);
	ck_assert(!ip_concerns(&p, servers, 0));
	writer_clear(&w);
}
END_TEST

/* Each of the frames, cut anywhere, and with each octet of its headers wrong:
 * read within its bounds. */
START_TEST(anything_is_safe)
{
	struct writer w = { 0 };
	struct ip_end servers[2];
	struct ip_packet p;
	size_t bad;

	servers_init(servers);
	ck_assert_int_eq(wire_parse_hex(frames[_i].hex, &w, &bad), 0);
	for (size_t len = 0; len <= w.len; len++) {
		uint8_t *exact = malloc(len);

		memcpy(exact, w.octets, len);
		if (ip_read_frame(exact, len, &p) == 0) {
			ck_assert_uint_eq(len, w.len);
			ip_ports(&p);
		}
		for (size_t i = 12; i < len; i++) {
			exact[i] ^= 0xff;
			if (ip_read_frame(exact, len, &p) == 0)
				(void)ip_concerns(&p, servers, 2);
			exact[i] ^= 0xff;
		}
		free(exact);
	}
	writer_clear(&w);
}
END_TEST

START_TEST(what_is_no_ip)
{
	static const char arp[] = "............\x08\x06";
	struct ip_packet p;

	ck_assert_int_eq(ip_read_frame((const uint8_t *)arp, 14, &p), 1);
	ck_assert_int_eq(ip_read_frame((const uint8_t *)arp, 13, &p), -1);
}
END_TEST

START_TEST(ends)
{
	struct ip_end a, b;

	ck_assert_int_eq(ip_end_parse("192.0.2.300", 53, &a), -1);
	ck_assert_int_eq(ip_end_parse("", 53, &a), -1);
	ck_assert_int_eq(ip_end_parse("fe80::1%lo", 53, &a), 0);
	ck_assert_int_eq(ip_end_parse("fe80::1", 53, &b), 0);
	ck_assert(ip_end_equal(&a, &b));
	b.port = 54;
	ck_assert(!ip_end_equal(&a, &b));
	ck_assert_int_eq(ip_end_parse("192.0.2.53", 54, &a), 0);
	ck_assert(!ip_end_equal(&a, &b));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("ip");
	TCase *tc = tcase_create("ip");

	tcase_add_loop_test(tc, what_concerns_a_server, 0, LEN(frames));
	tcase_add_loop_test(tc, anything_is_safe, 0, LEN(frames));
	tcase_add_test(tc, what_is_no_ip);
	tcase_add_test(tc, ends);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
