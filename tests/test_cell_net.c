#include "config.h"

#include <stdio.h>
#include <string.h>

#include "fakedns/descriptors.h"
#include "tests/cellplan.h"

/* A datagram there and back, for each kind of address. */
static const char *const udp_addresses[] = { "127.0.0.1", "127.0.0.53",
	"192.0.2.53", "::1", "2001:db8::53", "fe80::53%lo" };

START_TEST(udp)
{
	const char *address = udp_addresses[_i];
	const struct cell_socket s = { .tag = 3,
		.address = address,
		.port = 53 };
	struct ip_end there = plan_server(address, 53);
	char words[64];
	struct trial t;
	struct plan p;

	snprintf(words, sizeof words, "udp %s 53", address);
	plan_init(&p, words);
	plan_set_sockets(&p, &s, 1);
	plan_set_addresses(&p, &address, _i == 0 || _i == 3 ? 0 : 1);
	plan_run_counting(&p, &t, &there, 1);
	ck_assert_str_eq(t.out_text, "connect ok\nanswer ok\n");
	ck_assert_int_eq(t.tags[0], 3);
	ck_assert_uint_eq(t.traffic.servers[0].udp_sent, 1);
	ck_assert_uint_eq(t.traffic.total.udp_sent, 1);
	ck_assert_uint_eq(t.traffic.total.udp_sockets, 1);
	ck_assert_uint_eq(t.traffic.servers[0].udp_octets, 19);
	ck_assert_uint_eq(t.traffic.query_count, 1);
	ck_assert_uint_eq(t.traffic.queries[0].id, 0x1234);
	trial_clear(&t);
}
END_TEST

START_TEST(closed)
{
	struct ip_end there = plan_server("192.0.2.53", 53);
	static const char *const addresses[] = { "192.0.2.53", "2001:db8::53" };
	struct trial t;
	struct plan p;

	plan_init(&p, "udp 192.0.2.53 53 tcp 192.0.2.53 53 "
		      "udp 2001:db8::53 53");
	plan_set_addresses(&p, addresses, 2);
	plan_run_counting(&p, &t, &there, 1);
	ck_assert_str_eq(t.out_text, "connect ok\nanswer Connection refused\n"
				     "connect Connection refused\n"
				     "connect ok\nanswer Connection refused\n");
	ck_assert_uint_eq(t.traffic.icmp_unreachable, 2);
	ck_assert_uint_eq(t.traffic.servers[0].udp_sent, 1);
	ck_assert_uint_eq(t.traffic.other.udp_sent, 1);
	ck_assert_uint_eq(t.traffic.servers[0].tcp_syns, 1);
	ck_assert_uint_eq(t.traffic.servers[0].tcp_connections, 0);
	trial_clear(&t);
}
END_TEST

static const char *const tcp_addresses[] = { "192.0.2.53", "2001:db8::53" };
static const struct {
	enum cell_socket_state state;
	const char *text;
	unsigned connections, queries;
} tcp_cases[] = {
	{ CELL_SOCKET_OPEN, "connect ok\nanswer timeout\n", 1, 1 },
	{ CELL_SOCKET_FULL, "connect timeout\n", 0, 0 },
	{ CELL_SOCKET_BLACKHOLE, "connect timeout\n", 0, 0 },
};

/* Each state of a TCP port; the filler of a full one is never counted. */
START_TEST(tcp)
{
	const char *address = tcp_addresses[_i / 3];
	const struct cell_socket s = { .tcp = true,
		.address = address,
		.port = 53,
		.state = tcp_cases[_i % 3].state };
	struct ip_end there = plan_server(address, 53);
	char words[64];
	struct trial t;
	struct plan p;

	snprintf(words, sizeof words, "tcp %s 53", address);
	plan_init(&p, words);
	plan_set_sockets(&p, &s, 1);
	plan_set_addresses(&p, &address, 1);
	plan_run_counting(&p, &t, &there, 1);
	ck_assert_str_eq(t.out_text, tcp_cases[_i % 3].text);
	ck_assert_uint_eq(t.traffic.servers[0].tcp_syns, 1);
	ck_assert_uint_eq(t.traffic.servers[0].tcp_connections,
	    tcp_cases[_i % 3].connections);
	ck_assert_uint_eq(t.traffic.total.tcp_queries,
	    tcp_cases[_i % 3].queries);
	ck_assert_uint_eq(t.traffic.total.tcp_sockets, 1);
	ck_assert_uint_eq(t.traffic.other.tcp_syns, 0);
	trial_clear(&t);
}
END_TEST

/* A new IPv6 address can be reached at once: each filler connects. */
START_TEST(ready_at_once)
{
	enum { COUNT = 32 };
	const char *addresses[COUNT];
	struct cell_socket s[COUNT];
	char texts[COUNT][32];
	struct trial t;
	struct plan p;
	unsigned i;

	for (i = 0; i < COUNT; i++) {
		snprintf(texts[i], sizeof texts[i], "2001:db8::%x", i + 1);
		addresses[i] = texts[i];
		s[i] = (struct cell_socket){ .tcp = true,
			.address = texts[i],
			.port = 53,
			.state = CELL_SOCKET_FULL };
	}
	plan_init(&p, "exit 0");
	plan_set_addresses(&p, addresses, COUNT);
	plan_set_sockets(&p, s, COUNT);
	plan_run(&p, &t);
}
END_TEST

/* The port changes its state from one step to the next, and back. */
START_TEST(steps)
{
	const struct cell_socket s[] = { { .tcp = true,
					     .address = "127.0.0.1",
					     .port = 53,
					     .state = CELL_SOCKET_OPEN },
		{ .tcp = true,
		    .address = "127.0.0.1",
		    .port = 53,
		    .state = CELL_SOCKET_FULL } };
	struct ip_end there = plan_server("127.0.0.1", 53);
	struct trial t;
	struct plan p;
	unsigned i;

	plan_init(&p, "tcp 127.0.0.1 53");
	p.steps[1] = p.steps[0];
	p.spec.step_count = 2;
	p.steps[0].sockets = &s[0];
	p.steps[1].sockets = &s[1];
	p.steps[0].socket_count = p.steps[1].socket_count = 1;
	trial_spawn(&t, &p.spec, &there, 1);
	for (i = 0; i < 5; i++) {
		ck_assert_msg(trial_begin(&t, i % 2), "%s",
		    t.report.failure.text);
		trial_serve(&t);
		plan_expect_exited(&t, 0);
		ck_assert_str_eq(t.out_text, tcp_cases[i % 2].text);
		trial_close_sockets(&t);
	}
	trial_end(&t);
	ck_assert_uint_eq(t.traffic.total.tcp_syns, 5);
	ck_assert_uint_eq(t.traffic.total.tcp_connections, 3);
	trial_clear(&t);
	plan_clear(&p);
}
END_TEST

/* More descriptors than a message holds; all of them come, in order. */
START_TEST(many_sockets)
{
	struct cell_socket s[150];
	struct trial t;
	struct plan p;
	unsigned i;

	descriptors_raise_limit();
	plan_init(&p, "udp 127.0.0.1 1149");
	for (i = 0; i < 150; i++)
		s[i] = (struct cell_socket){ .tag = (int)i,
			.address = "127.0.0.1",
			.port = (uint16_t)(1000 + i) };
	plan_set_sockets(&p, s, 150);
	plan_run(&p, &t);
	ck_assert_str_eq(t.out_text, "connect ok\nanswer ok\n");
	for (i = 0; i < 150; i++)
		ck_assert_int_eq(t.tags[i], (int)i);
}
END_TEST

START_TEST(no_ipv6_sockets)
{
	struct trial t;
	struct plan p;

	plan_init(&p, "sockets");
	p.spec.no_ipv6_sockets = _i == 1;
	plan_run(&p, &t);
	ck_assert_str_eq(t.out_text,
	    _i == 1 ? "inet ok\n"
		      "inet6 Address family not supported by protocol\n"
		      "unix ok\n"
		    : "inet ok\ninet6 ok\nunix ok\n");
}
END_TEST

START_TEST(routes)
{
	static const char *const addresses[] = { "192.0.2.1", "2001:db8::1" };
	struct trial t;
	struct plan p;

	plan_init(&p, "udp-lost 198.51.100.1 53 udp-lost 2001:db8:1::1 53");
	plan_set_addresses(&p, addresses, 2);
	p.spec.default_route = _i == 1;
	plan_run_counting(&p, &t, NULL, 0);
	ck_assert_str_eq(t.out_text, _i == 1
					 ? "connect ok\nanswer timeout\n"
					   "connect ok\nanswer timeout\n"
					 : "connect Network is unreachable\n"
					   "connect Network is unreachable\n");
	/* Linux discards IPv6 packets for a route through lo unsent. */
	ck_assert_uint_eq(t.traffic.other.udp_sent, _i == 1 ? 1 : 0);
	trial_clear(&t);
}
END_TEST

START_TEST(unreachable)
{
	static const char *const hosts[] = { "192.0.2.98", "2001:db8::98" };
	struct trial t;
	struct plan p;

	plan_init(&p, "udp-lost 192.0.2.98 53 udp-lost 2001:db8::98 53");
	p.spec.unreachable = hosts;
	p.spec.unreachable_count = 2;
	p.spec.default_route = true;
	plan_run_counting(&p, &t, NULL, 0);
	ck_assert_str_eq(t.out_text, "connect No route to host\n"
				     "connect No route to host\n");
	ck_assert_uint_eq(t.traffic.total.udp_sent, 0);
	trial_clear(&t);
}
END_TEST

START_TEST(kernel_switches)
{
	static const struct cell_sysctl list[] = {
		{ "/proc/sys/net/ipv4/tcp_fastopen", "519" },
		{ "/proc/sys/net/ipv6/conf/all/disable_ipv6", "1" },
	};
	struct trial t;
	struct plan p;

	plan_init(&p, "print /proc/sys/net/ipv4/tcp_fastopen "
		      "print /proc/self/net/if_inet6 "
		      "mtu 127.0.0.1 print /proc/self/net/route");
	p.spec.sysctls = list;
	p.spec.sysctl_count = 2;
	p.spec.mtu = 1500;
	p.spec.default_route = true;
	plan_run(&p, &t);
	ck_assert_ptr_nonnull(strstr(t.out_text, "519\nmtu 1500\nIface"));
	ck_assert_ptr_nonnull(strstr(t.out_text, "lo\t00000000"));
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("cell_net");
	TCase *tc = tcase_create("cell_net");

	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, udp, 0, 6);
	tcase_add_test(tc, closed);
	tcase_add_loop_test(tc, tcp, 0, 6);
	tcase_add_test(tc, ready_at_once);
	tcase_add_test(tc, steps);
	tcase_add_test(tc, many_sockets);
	tcase_add_loop_test(tc, no_ipv6_sockets, 0, 2);
	tcase_add_loop_test(tc, routes, 0, 2);
	tcase_add_test(tc, unreachable);
	tcase_add_test(tc, kernel_switches);
	suite_add_tcase(s, tc);
	return s;
}

int
main(int argc, char **argv)
{
	return plan_main(argc, argv, suite);
}
