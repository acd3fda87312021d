/* The client's side of a scenario: files, switches, calls and what they must
 * give. */
#include "config.h"

#include <limits.h>
#include <stdio.h>
#include <sys/socket.h>

#include "tests/scenario_text.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

START_TEST(files)
{
	struct scenarios list;
	const struct scenario *s = scenario_text_load(&list,
	    SCENARIO("FILE_BEGIN /etc/resolv.conf\n"
		     "nameserver 192.0.2.1 ; c\n# c\n\n FILE_END\nFILE_END\n"
		     "FILE_HEX_BEGIN /etc/hosts\n31 32 ; c\n0a00\n"
		     "FILE_HEX_END\nFILE_NONE /etc/nsswitch.conf\n"
		     "FILE_LINK /etc/services /nowhere\n"
		     "FILE_MODE /etc/hosts 0400\nFILE_MODE /etc/a/b 000\n"
		     "FILE_BEGIN /etc/empty\nFILE_END\n"));
	static const char text[] =
	    "nameserver 192.0.2.1 ; c\n# c\n\n FILE_END\n";

	ck_assert_uint_eq(s->file_count, 6);
	ck_assert_str_eq(s->files[0].path, "/etc/resolv.conf");
	ck_assert_uint_eq(s->files[0].len, strlen(text));
	ck_assert_mem_eq(s->files[0].octets, text, strlen(text));
	ck_assert_uint_eq(s->files[0].mode, 0644);
	ck_assert_uint_eq(s->files[1].len, 4);
	ck_assert_mem_eq(s->files[1].octets, "12\n", 4);
	ck_assert_uint_eq(s->files[1].mode, 0400);
	ck_assert(s->files[2].none && !s->files[1].none);
	ck_assert_str_eq(s->files[3].link, "/nowhere");
	ck_assert_uint_eq(s->files[4].mode, 0);
	ck_assert_uint_eq(s->files[5].len, 0);
	ck_assert_ptr_nonnull(s->files[5].octets);
	scenarios_clear(&list);
}
END_TEST

START_TEST(switches_have_defaults)
{
	struct scenarios list;
	const struct scenario *s = scenario_text_load(&list, SCENARIO(""));
	const struct kernel_spec *k = &s->kernel;

	ck_assert_int_eq(k->ipv6, IPV6_ON);
	ck_assert_int_eq(k->bindv6only, -1);
	ck_assert_int_eq(k->tcp_fastopen, -1);
	ck_assert_uint_eq(k->mtu, 0);
	ck_assert_uint_eq(k->addresses.count, 0);
	ck_assert(!k->default_route && !k->route_declined && !k->race_wanted);
	ck_assert_str_eq(k->hostname, "probe");
	ck_assert_uint_eq(k->nofile, 0);
	ck_assert_uint_eq(k->stack, 0);
	scenarios_clear(&list);
}
END_TEST

START_TEST(switches)
{
	struct scenarios list;
	const struct scenario *s = scenario_text_load(&list,
	    SCENARIO("ENV A=1 B=\nENV \"C=x y\"\nLIMIT nofile=4 stack=16k\n"
		     "KERNEL ipv6=disabled bindv6only=1 tcp_fastopen=3\n"
		     "KERNEL mtu=1500 address=192.0.2.10 address=::10\n"
		     "KERNEL route=default hostname=x race=wanted\n"
		     "KERNEL unreachable=192.0.2.98\n"
		     "DEADLINE 1500ms\n"));
	const struct kernel_spec *k = &s->kernel;

	ck_assert_uint_eq(s->env.count, 3);
	ck_assert_str_eq(s->env.v[1], "B=");
	ck_assert_str_eq(s->env.v[2], "C=x y");
	ck_assert_uint_eq(k->nofile, 4);
	ck_assert_uint_eq(k->stack, 16384);
	ck_assert_int_eq(k->ipv6, IPV6_DISABLED);
	ck_assert_int_eq(k->bindv6only, 1);
	ck_assert_int_eq(k->tcp_fastopen, 3);
	ck_assert_uint_eq(k->mtu, 1500);
	ck_assert_uint_eq(k->addresses.count, 2);
	ck_assert_str_eq(k->addresses.v[1], "::10");
	ck_assert_uint_eq(k->unreachable.count, 1);
	ck_assert_str_eq(k->unreachable.v[0], "192.0.2.98");
	ck_assert(k->default_route && !k->route_declined && k->race_wanted);
	ck_assert_str_eq(k->hostname, "x");
	ck_assert_uint_eq(s->deadline_ms, 1500);
	scenarios_clear(&list);
	s = scenario_text_load(&list, SCENARIO("KERNEL ipv6=absent route=none\n"
					       "LIMIT stack=1m\n"));
	ck_assert_int_eq(s->kernel.ipv6, IPV6_ABSENT);
	ck_assert(s->kernel.route_declined && !s->kernel.default_route);
	ck_assert_uint_eq(s->kernel.stack, 1048576);
	scenarios_clear(&list);
}
END_TEST

START_TEST(calls_are_steps)
{
	struct scenarios list;
	const struct scenario *s = scenario_text_load(&list,
	    SCENARIO("CALL getaddrinfo \"a \\\"b\" family=inet ; c\n"
		     "REPEAT 5\nORDER wire\n"
		     "STEP 4 CALL getaddrinfo NULL \"NULL\" \"\" a\\032b\n"
		     "CALL res_query x\nORDER rfc6724\n"));
	const struct call *c = s->calls;

	ck_assert_uint_eq(s->call_count, 3);
	ck_assert_uint_eq(c[0].step, 1);
	ck_assert_uint_eq(c[0].argv.count, 3);
	ck_assert_str_eq(c[0].argv.v[1], "a \"b");
	ck_assert_str_eq(c[0].argv.v[2], "family=inet");
	ck_assert_uint_eq(c[0].manner.repeat, 5);
	ck_assert_int_eq(c[0].order, ORDER_WIRE);
	ck_assert_uint_eq(c[1].step, 4);
	ck_assert_uint_eq(c[1].at.line, 5);
	ck_assert_str_eq(c[1].argv.v[1], "NULL");
	ck_assert_str_eq(c[1].argv.v[2], "\\078ULL"); /* not the pointer */
	ck_assert_str_eq(c[1].argv.v[3], "");
	ck_assert_str_eq(c[1].argv.v[4], "a\\032b");
	ck_assert_uint_eq(c[1].manner.repeat, 1);
	ck_assert_int_eq(c[1].order, ORDER_ANY);
	ck_assert_uint_eq(c[2].step, 5);
	ck_assert_int_eq(c[2].order, ORDER_RFC6724);
	scenarios_clear(&list);
}
END_TEST

START_TEST(manners)
{
	struct scenarios list;
	const struct scenario *s = scenario_text_load(&list,
	    SCENARIO("CALL a\nTHREADS 8\nREPEAT 3\nSTACK 128k\nSIGNALS 10ms\n"
		     "FORK\nAIO\nERRNO\n"
		     "CALL b\nCANCEL 2s\nCLOCK frozen\nCALL c\nCLOCK step\n"));
	const struct manner_spec *a = &s->calls[0].manner;
	const struct manner_spec *b = &s->calls[1].manner;

	ck_assert_uint_eq(a->threads, 8);
	ck_assert_uint_eq(a->repeat, 3);
	ck_assert_uint_eq(a->stack, 131072);
	ck_assert_uint_eq(a->signals_ms, 10);
	ck_assert_uint_eq(a->cancel_ms, 0);
	ck_assert(a->fork && a->aio && a->errno_counts);
	ck_assert_int_eq(a->clock, CLOCK_TRUE);
	ck_assert_uint_eq(b->threads, 0);
	ck_assert_uint_eq(b->repeat, 1);
	ck_assert_uint_eq(b->stack, 0);
	ck_assert_uint_eq(b->cancel_ms, 2000);
	ck_assert(!b->fork && !b->aio && !b->errno_counts);
	ck_assert_int_eq(b->clock, CLOCK_FROZEN);
	ck_assert_int_eq(s->calls[2].manner.clock, CLOCK_STEP);
	scenarios_clear(&list);
}
END_TEST

START_TEST(results)
{
	struct scenarios list;
	const struct scenario *s = scenario_text_load(&list,
	    SCENARIO("CALL x\nRESULT_BEGIN\nok ; c\n"
		     "$GENERATE 1-3 address 198.51.100.$\n"
		     "ADDRESSES 1.. OF 198.51.100.0/24\n"
		     "ADDRESSES 2..3 OF 2001:db8::/32\n"
		     "ADDRESSES 4 OF 192.0.2.1/32\nRESULT_END\n"
		     "RESULT_BEGIN permitted\n\"c;d\" e\\;f a\"b ; c\n"
		     "RESULT_END\n"));
	const struct result *r = s->calls[0].results;
	const struct result_line *l = r[0].lines;

	ck_assert_uint_eq(s->calls[0].result_count, 2);
	ck_assert(!r[0].permitted && r[1].permitted);
	ck_assert_uint_eq(r[0].count, 7);
	ck_assert_str_eq(l[0].text, "ok");
	ck_assert_str_eq(l[3].text, "address 198.51.100.3");
	ck_assert_uint_eq(l[3].at.line, 5);
	ck_assert(!l[3].is_range && l[4].is_range);
	ck_assert_str_eq(l[4].text, "ADDRESSES 1.. OF 198.51.100.0/24");
	ck_assert_int_eq(l[4].lo, 1);
	ck_assert_int_eq(l[4].hi, LONG_MAX);
	ck_assert_int_eq(l[4].family, AF_INET);
	ck_assert_mem_eq(l[4].prefix, "\xc6\x33\x64\x00", 4);
	ck_assert_uint_eq(l[4].bits, 24);
	ck_assert_int_eq(l[5].hi, 3);
	ck_assert_int_eq(l[5].family, AF_INET6);
	ck_assert_uint_eq(l[5].bits, 32);
	ck_assert_int_eq(l[6].lo, 4);
	ck_assert_int_eq(l[6].hi, 4);
	ck_assert_str_eq(r[1].lines[0].text, "\"c;d\" e\\;f a\"b");
	scenarios_clear(&list);
}
END_TEST

static const struct {
	const char *text;
	enum fact_kind kind;
	long lo, hi;
} fact_words[] = {
	{ "udp_sent=2", FACT_UDP_SENT, 2, 2 },
	{ "udp_sent=1..2", FACT_UDP_SENT, 1, 2 },
	{ "udp_sent=1..", FACT_UDP_SENT, 1, LONG_MAX },
	{ "tcp_syns>0", FACT_TCP_SYNS, 1, LONG_MAX },
	{ "tcp_connections>=3", FACT_TCP_CONNECTIONS, 3, LONG_MAX },
	{ "tcp_queries<4", FACT_TCP_QUERIES, 0, 3 },
	{ "sockets<=4", FACT_SOCKETS, 0, 4 },
	{ "elapsed>=500ms", FACT_ELAPSED_MS, 500, LONG_MAX },
	{ "elapsed<6000ms", FACT_ELAPSED_MS, 0, 5999 },
	{ "elapsed=1..2", FACT_ELAPSED_MS, 1, 2 },
	{ "distinct_ids", FACT_DISTINCT_IDS, 1, 1 },
	{ "no_query", FACT_NO_QUERY, 1, 1 },
	{ "no_edns", FACT_NO_EDNS, 1, 1 },
};

START_TEST(facts_have_bounds)
{
	struct scenarios list;
	const struct fact *f;
	char text[200];

	snprintf(text, sizeof text, SCENARIO("CALL x\nEXPECT %s\n"),
	    fact_words[_i].text);
	f = &scenario_text_load(&list, text)->calls[0].facts[0];
	ck_assert_int_eq(f->kind, fact_words[_i].kind);
	ck_assert_int_eq(f->lo, fact_words[_i].lo);
	ck_assert_int_eq(f->hi, fact_words[_i].hi);
	ck_assert(!f->is_pin);
	ck_assert_int_eq(f->server, -1);
	ck_assert_ptr_null(f->family);
	ck_assert_ptr_null(f->versions);
	scenarios_clear(&list);
}
END_TEST

START_TEST(facts_know_whom_they_are_about)
{
	struct scenarios list;
	const struct scenario *s = scenario_text_load(&list,
	    SCENARIO("SERVER ::1\nSERVER ::2\nCALL x\n"
		     "EXPECT for=musl ::2 udp_sent=0 tcp_syns=1\n"
		     "PIN musl>=1.2.2 udp_sent=6\nPIN glibc ::1 no_edns\n"
		     "CALL y\nEXPECT ::1 udp_sent=1\n"));
	const struct fact *f = s->calls[0].facts;

	ck_assert_uint_eq(s->calls[0].fact_count, 4);
	for (int i = 0; i < 2; i++) {
		ck_assert_str_eq(f[i].family, "musl");
		ck_assert_int_eq(f[i].server, 1);
	}
	ck_assert_int_eq(f[1].kind, FACT_TCP_SYNS);
	ck_assert_uint_eq(f[1].at.line, 5);
	ck_assert_uint_eq(f[1].at.column, 32);
	ck_assert(f[2].is_pin);
	ck_assert_str_eq(f[2].family, "musl");
	ck_assert_str_eq(f[2].versions, ">=1.2.2");
	ck_assert_int_eq(f[2].server, -1);
	ck_assert_str_eq(f[3].family, "glibc");
	ck_assert_ptr_null(f[3].versions);
	ck_assert_int_eq(f[3].server, 0);
	ck_assert_uint_eq(s->calls[1].fact_count, 1);
	scenarios_clear(&list);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("scenario_client");
	TCase *tc = tcase_create("scenario_client");

	tcase_add_test(tc, files);
	tcase_add_test(tc, switches_have_defaults);
	tcase_add_test(tc, switches);
	tcase_add_test(tc, calls_are_steps);
	tcase_add_test(tc, manners);
	tcase_add_test(tc, results);
	tcase_add_loop_test(tc, facts_have_bounds, 0, LEN(fact_words));
	tcase_add_test(tc, facts_know_whom_they_are_about);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
