#include "config.h"

#include "resolver-tests/lint.h"
#include "tests/judged.h"
#include "tests/unit.h"

#define HEAD "SCENARIO_BEGIN x\nWHY y\nREF z\nTAGS tcp\n"
#define CALL "CALL getaddrinfo x.example\n"
#define RESULT "RESULT_BEGIN\nok\nRESULT_END\n"
#define END "SCENARIO_END\n"
#define ZONE "ZONE_BEGIN\nx.example. 60 IN A 198.51.100.1\nZONE_END\n"
#define TWO "SERVER 192.0.2.1\nSERVER 192.0.2.2\n" ZONE
/* M: what stands behind MATCH; L: further lines; T: a type. */
#define ENTRY(M, L, T)                                                         \
	"ENTRY_BEGIN\nMATCH " M "\nREPLY QR\n" L                               \
	"SECTION QUESTION\nx.example. IN " T "\nENTRY_END\n"

/* PROBLEM: "LINE:COLUMN: how it begins"; NULL: nothing is wrong. */
static const struct {
	const char *name, *text, *problem;
} cases[] = {
	{ "t/x", HEAD CALL RESULT END, NULL },
	/* 1: what a scenario has to say */
	{ "t/x", "SCENARIO_BEGIN x\nREF z\nTAGS tcp\n" CALL RESULT END,
	    "1:1: no WHY" },
	{ "t/x", "SCENARIO_BEGIN x\nWHY y\nTAGS tcp\n" CALL RESULT END,
	    "1:1: no REF" },
	{ "t/x", "SCENARIO_BEGIN x\nWHY y\nREF z\n" CALL RESULT END,
	    "1:1: no TAGS" },
	{ "t/x", HEAD "UNCONFIRMED nobody does so\n" CALL RESULT END,
	    "1:1: UNCONFIRMED names no clause" },
	{ "t/x", HEAD "UNCONFIRMED nobody; rfc1#2 says\n" CALL RESULT END,
	    NULL },
	{ "t/x", HEAD "TAGS tpc\n" CALL RESULT END,
	    "1:1: unknown tag \"tpc\"" },
	{ "t/x", ENTRY("all", "", "A"), "1:1: a plain data file" },
	{ "t/x", HEAD END, "1:1: no CALL" },
	{ "t/x", HEAD CALL END, "5:1: a CALL nothing judges" },
	{ "t/x", HEAD CALL "PIN musl udp_sent=1\n" END,
	    "5:1: a CALL nothing judges" },
	{ "t/x", HEAD CALL "EXPECT udp_sent=1\n" END, NULL },
	/* 10: time */
	{ "t/x", HEAD CALL RESULT "EXPECT elapsed<20000\n" END,
	    "9:8: an upper bound" },
	{ "timing/x", HEAD CALL RESULT "EXPECT elapsed<20000\n" END, NULL },
	{ "timing/x", HEAD CALL RESULT "EXPECT elapsed<2000\n" END,
	    "9:8: elapsed at most 1999 ms" },
	{ "t/x", HEAD CALL RESULT "EXPECT elapsed>=2000\n" END, NULL },
	/* 14: what depends on the host */
	{ "t/x", HEAD "CALL getaddrinfo x flags=addrconfig\n" RESULT END,
	    "5:1: AI_ADDRCONFIG depends" },
	{ "t/x", HEAD "CALL getaddrinfo x flags=0x22\n" RESULT END,
	    "5:1: AI_ADDRCONFIG depends" },
	{ "t/x", HEAD "CALL getaddrinfo x flags=0x2\n" RESULT END, NULL },
	{ "t/x",
	    HEAD "KERNEL route=default\n"
		 "CALL getaddrinfo x flags=addrconfig\n" RESULT END,
	    NULL },
	{ "t/x",
	    HEAD "KERNEL route=none\n"
		 "CALL getaddrinfo x flags=addrconfig\n" RESULT END,
	    NULL },
	{ "t/x", HEAD CALL "ORDER rfc6724\n" RESULT END,
	    "5:1: ORDER rfc6724 depends" },
	/* 20: entries nothing reaches */
	{ "t/x",
	    HEAD ENTRY("qname qtype", "", "A") ENTRY("qname", "", "A")
		CALL RESULT END,
	    NULL },
	{ "t/x",
	    HEAD ENTRY("qname", "", "A") ENTRY("qname qtype", "", "A")
		CALL RESULT END,
	    "11:1: an entry no query reaches, the one in line 5" },
	{ "t/x",
	    HEAD ENTRY("qname", "TIMES 1\n", "A") ENTRY("qname qtype", "", "A")
		CALL RESULT END,
	    NULL },
	{ "t/x",
	    HEAD ENTRY("qtype", "", "A") ENTRY("qtype", "", "AAAA")
		CALL RESULT END,
	    NULL },
	{ "t/x",
	    HEAD ENTRY("UDP", "", "A") ENTRY("TCP", "", "A") CALL RESULT END,
	    NULL },
	{ "t/x",
	    HEAD ENTRY("UDP", "", "A") ENTRY("UDP qname", "", "A")
		CALL RESULT END,
	    "11:1: an entry no query reaches" },
	{ "t/x",
	    HEAD "KERNEL race=wanted\n" TWO ENTRY("server=192.0.2.1", "", "A")
		ENTRY("qname", "", "A") CALL RESULT END,
	    NULL },
	{ "t/x",
	    HEAD "KERNEL race=wanted\n" TWO ENTRY("qname", "", "A")
		ENTRY("qname server=192.0.2.1", "", "A") CALL RESULT END,
	    "17:1: an entry no query reaches" },
	{ "t/x",
	    HEAD ENTRY("subdomain", "", "A") ENTRY("qname", "", "A")
		CALL RESULT END,
	    "11:1: an entry no query reaches" },
	/* 29: servers that race */
	{ "t/x", HEAD TWO CALL RESULT END,
	    "6:1: 192.0.2.1 and 192.0.2.2 answer at the same time" },
	{ "t/x", HEAD "KERNEL race=wanted\n" TWO CALL RESULT END, NULL },
	{ "t/x",
	    HEAD TWO ENTRY("server=192.0.2.2", "DELAY 100ms\n", "A")
		CALL RESULT END,
	    NULL },
	{ "t/x",
	    HEAD TWO ENTRY("server=192.0.2.2", "DELAY 99ms\n", "A")
		CALL RESULT END,
	    "6:1: 192.0.2.1 and" },
	{ "t/x", HEAD TWO ENTRY("qname", "DELAY 100ms\n", "A") CALL RESULT END,
	    "6:1: 192.0.2.1 and" },
	{ "t/x",
	    HEAD TWO ENTRY("server=192.0.2.2 TCP", "DELAY 100ms\n", "A")
		CALL RESULT END,
	    "6:1: 192.0.2.1 and" },
	{ "t/x",
	    HEAD TWO ENTRY("server=192.0.2.1", "ADJUST do_not_answer\n", "A")
		CALL RESULT END,
	    NULL },
	{ "t/x",
	    HEAD TWO ENTRY("qname", "TIMES 1\nADJUST do_not_answer\n", "A")
		CALL RESULT END,
	    "6:1: 192.0.2.1 and" },
	{ "t/x",
	    HEAD "SERVER 192.0.2.1 udp=silent\nSERVER 192.0.2.2\n" ZONE CALL
		RESULT END,
	    NULL },
	{ "t/x",
	    HEAD TWO "STEP 1 SERVER 192.0.2.1 udp=closed\n" CALL RESULT END,
	    NULL },
	/* 39: clients there cannot be */
	{ "t/x", HEAD CALL RESULT "EXPECT for=musl-1.2.* udp_sent=1\n" END,
	    NULL },
	{ "t/x", HEAD CALL RESULT "EXPECT for=musl>=1.2.4 udp_sent=1\n" END,
	    "9:24: no client is called \"musl>=1.2.4\"" },
	{ "t/x", HEAD "NEEDS ipv6\n" CALL RESULT END, NULL },
	{ "t/x", HEAD "NEEDS ipv9\n" CALL RESULT END,
	    "1:1: nothing is known of the facility \"ipv9\"" },
	{ "t/x", HEAD "CLIENTS musl>1\n" CALL RESULT END,
	    "1:1: no client is called \"musl>1\"" },
	{ "t/x", HEAD CALL RESULT "PIN musl>=1.2,<1.3 udp_sent=1\n" END, NULL },
	{ "t/x", HEAD CALL RESULT "PIN musl>=1.2, udp_sent=1\n" END,
	    "9:16: a version is missing in \">=1.2,\"" },
};

static void
check_problem(const struct lint *lint, const char *want)
{
	if (want == NULL) {
		ck_assert_msg(lint->count == 0, "%s", lint->v[0]);
		return;
	}
	ck_assert_msg(lint->count == 1, "%zu problems: %s, want %s",
	    lint->count, lint->count == 0 ? "" : lint->v[0], want);
	ck_assert_msg(strstr(lint->v[0], want) != NULL, "%s, want %s",
	    lint->v[0], want);
}

static struct tags
tcp_only(void)
{
	static char name[] = "tcp", meaning[] = "TCP";
	static struct tag tag = { name, meaning };

	return (struct tags){ .v = &tag, .count = 1 };
}

START_TEST(scenarios_are_checked)
{
	struct judged j;
	struct lint lint = { 0 };
	struct tags tags = tcp_only();

	judged_init(&j, cases[_i].name, cases[_i].text, "");
	lint_corpus(&lint, &j.scenarios, &j.known, NULL, &tags);
	check_problem(&lint, cases[_i].problem);
	lint_clear(&lint);
	judged_clear(&j);
}
END_TEST

/* In front of an entry that takes every query. */
START_TEST(special_entries_hide_nothing)
{
	static const char *const lines[] = { "", "MATCH flags\n",
		"MATCH rcode\n", "MATCH question\n", "MATCH qcase\n",
		"MATCH answer\n", "MATCH authority\n", "MATCH additional\n",
		"MATCH qname_regex=x\n", "MATCH all\n", "MATCH all_noedns\n",
		"MATCH accept\n", "MATCH client_cookie\n",
		"MATCH server_cookie\n", "MATCH CO\n", "MATCH ede=any\n",
		"MATCH ede=1\n", "CHANCE 50%\n", "TIMES 1\n" };
	struct tags tags = tcp_only();

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		struct lint lint = { 0 };
		struct judged j;
		char text[512];

		snprintf(text, sizeof text,
		    HEAD "ENTRY_BEGIN\n%sREPLY QR\nSECTION QUESTION\n"
			 "x.example. IN A\nENTRY_END\n"
			 "ENTRY_BEGIN\nREPLY QR\nENTRY_END\n" CALL RESULT END,
		    lines[i]);
		judged_init(&j, "t/x", text, "");
		lint_scenario(&lint, j.scenarios.v[0], &tags);
		check_problem(&lint,
		    i == 0 ? "an entry no query reaches" : NULL);
		lint_clear(&lint);
		judged_clear(&j);
	}
}
END_TEST

/* A connection is no query: nothing in front of it takes it. */
START_TEST(connections_are_no_queries)
{
	struct tags tags = tcp_only();
	struct lint lint = { 0 };
	struct judged j;

	judged_init(&j, "t/x",
	    HEAD
	    "ENTRY_BEGIN\nREPLY QR\nENTRY_END\n"
	    "ENTRY_BEGIN\nMATCH accept\nREPLY QR\nENTRY_END\n" CALL RESULT END,
	    "");
	lint_scenario(&lint, j.scenarios.v[0], &tags);
	check_problem(&lint, NULL);
	lint_clear(&lint);
	judged_clear(&j);
}
END_TEST

static void
tags_check(const char *text, size_t count, const char *problem)
{
	struct memory_file m;
	struct tags tags;
	struct error err = { 0 };
	int ret = tags_load(memory_file_open(&m, text), &tags, &err);

	close(m.fd);
	ck_assert_int_eq(ret, problem == NULL ? 0 : -1);
	ck_assert_uint_eq(tags.count, count);
	if (problem != NULL)
		ck_assert_msg(strstr(err.text, problem) != NULL, "%s",
		    err.text);
	tags_clear(&tags);
}

START_TEST(tags_are_read)
{
	tags_check("# words\ntcp DNS over TCP\n\nudp x\n", 2, NULL);
	tags_check("tcp\n", 0, ":1:1: \"tcp\", want a tag");
	tags_check("tcp x\ntcp y\n", 0, ":2:1: tag \"tcp\" a second time");
}
END_TEST

START_TEST(sets_have_any_size)
{
	struct bits a = { 0 }, b = { 0 };
	size_t wrong = 0;

	ck_assert(!bits_has(&a, 0) && !bits_has(&a, 100000));
	bits_add(&a, 63);
	bits_add(&a, 100000);
	bits_add(&b, 64);
	bits_add_all(&b, &a);
	bits_add_all(&a, &(struct bits){ 0 });
	for (size_t i = 0; i < 200000; i++)
		wrong += bits_has(&a, i) != (i == 63 || i == 100000) ||
			 bits_has(&b, i) != (i == 63 || i == 64 || i == 100000);
	ck_assert_uint_eq(wrong, 0);
	bits_clear(&a);
	bits_clear(&b);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("lint");
	TCase *t = tcase_create("lint");

	tcase_add_loop_test(t, scenarios_are_checked, 0,
	    (int)(sizeof cases / sizeof *cases));
	tcase_add_test(t, special_entries_hide_nothing);
	tcase_add_test(t, connections_are_no_queries);
	tcase_add_test(t, tags_are_read);
	tcase_add_test(t, sets_have_any_size);
	suite_add_tcase(s, t);
	return unit_run(s);
}
