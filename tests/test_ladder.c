#include "config.h"

#include <check.h>

#include "tests/ladder_lines.h"

/* "kind us server nth fate" of each event. */
static void
check_events(const struct ladder *l, const char *want)
{
	char *got = xstrdup("");

	for (size_t i = 0; i < l->count; i++) {
		const struct ladder_event *e = &l->v[i];
		char *more = xasprintf("%s%d %lld %zu %u %d\n", got,
		    (int)e->kind, e->us, e->server, e->nth, (int)e->fate);

		free(got);
		got = more;
	}
	ck_assert_str_eq(got, want);
	free(got);
}

/* The numbers of enum ladder_kind and enum ladder_fate. */
static const struct {
	const char *trial, *want;
} fates[] = {
	/* the second time, and over TCP; each its own answer */
	{ TRIAL(STEP, "ok",
	      CALL(1000, 1) EVENT(1100, "query", 1, "udp", 4000, ASKS(7, "A"))
		  EVENT(1200, "query", 1, "udp", 4001, ASKS(8, "A")) EVENT(1300,
		      "reply", 1, "udp", 4001, SAYS(8, "A", "qr tc", 0, 0))
		      EVENT(1400, "query", 1, "tcp", 4001, ASKS(8, "A"))
			  END(1500)),
	    "0 100 0 1 0\n0 200 0 2 1\n2 300 0 0 0\n0 400 0 1 0\n"
	    "15 500 0 0 0\n" },
	/* other type, other nameserver: not the second time */
	{ TRIAL(STEP_OF_TWO, "ok",
	      CALL(0, 1) EVENT(1, "query", 1, "udp", 4000, ASKS(7, "A"))
		  EVENT(2, "query", 1, "udp", 4000, ASKS(8, "AAAA"))
		      EVENT(3, "query", 2, "udp", 4000, ASKS(7, "A")) EVENT(4,
			  "drop", 2, "udp", 4000, ASKS(7, "A")) END(5)),
	    "0 1 0 1 0\n0 2 0 1 0\n0 3 1 1 2\n3 4 1 0 0\n15 5 0 0 0\n" },
	/* an answer with the wrong ID is an answer */
	{ TRIAL(STEP, "ok",
	      CALL(0, 1) EVENT(1, "query", 1, "udp", 4000, ASKS(7, "A"))
		  EVENT(2, "reply", 1, "udp", 4000, SAYS(9, "A", "qr", 0, 1))
		      END(5)),
	    "0 1 0 1 1\n2 2 0 0 0\n15 5 0 0 0\n" },
	/* so is one without a question, with the right ID */
	{ TRIAL(STEP, "ok",
	      CALL(0, 1) EVENT(1, "query", 1, "udp", 4000, ASKS(7, "A"))
		  EVENT(2, "query", 1, "udp", 4000, ASKS(8, "AAAA")) EVENT(3,
		      "reply", 1, "udp", 4000, ",'octets':12,'id':8") END(5)),
	    "0 1 0 1 0\n0 2 0 1 1\n2 3 0 0 0\n15 5 0 0 0\n" },
	/* and to another port or question it is none */
	{ TRIAL(STEP, "ok",
	      CALL(0, 1) EVENT(1, "query", 1, "udp", 4000, ASKS(7, "A"))
		  EVENT(2, "reply", 1, "udp", 4001, SAYS(7, "A", "qr", 0, 1))
		      EVENT(3, "reply", 1, "udp", 4000,
			  SAYS(9, "MX", "qr", 0, 1)) END(5)),
	    "0 1 0 1 0\n2 2 0 0 0\n2 3 0 0 0\n15 5 0 0 0\n" },
	/* connections: refused, accepted, retransmitted, unreachable */
	{ TRIAL(STEP, "ok",
	      CALL(0, 1) EVENT(1, "syn", 1, "tcp", 1, "") EVENT(2, "refused", 1,
		  "tcp", 1, "") EVENT(3, "syn", 1, "tcp", 2, "") EVENT(4, "syn",
		  1, "tcp", 2, "") EVENT(5, "accept", 1, "tcp", 2, "")
		  EVENT(6, "syn", 1, "tcp", 3, "") EVENT(7, "unreachable", 1,
		      "tcp", 3, "") EVENT(8, "syn", 1, "tcp", 4, "") END(9)),
	    "5 1 0 1 2\n7 2 0 0 0\n5 3 0 1 1\n5 4 0 2 1\n6 5 0 0 0\n"
	    "5 6 0 1 2\n4 7 0 0 0\n5 8 0 1 0\n15 9 0 0 0\n" },
	/* where the journal ends early, nobody knows */
	{ TRIAL(STEP, "ok",
	      CALL(0, 1) EVENT(1, "query", 1, "udp", 4000,
		  ASKS(7, "A")) "'... 2 more'"),
	    "0 1 0 1 3\n14 1 0 0 0\n15 7000 0 0 0\n" },
};

START_TEST(events_have_fates)
{
	struct ladders all;

	ladders_of(fates[_i].trial, &all);
	ck_assert_uint_eq(all.count, 1);
	check_events(&all.v[0], fates[_i].want);
	ladders_clear(&all);
}
END_TEST

START_TEST(all_of_an_event_is_there)
{
	const struct ladder_event *e;
	struct ladders all;

	ladders_of(TRIAL(STEP_OF_TWO, "ok",
		       CALL(5, 1) EVENT(9, "query", 9, "udp", 4000,
			   ASKS(7, "A")) EVENT(11, "reply", 9, "udp", 4000,
			   SAYS(65535, "A", "qr tc rd", 3, 2) ",'faults':"
							      "'ID POKE'")
			   END(12)),
	    &all);
	ck_assert_uint_eq(all.servers.count, 3);
	ck_assert_str_eq(all.servers.v[0], "192.0.2.1");
	ck_assert_str_eq(all.servers.v[2], "192.0.2.9");
	e = &all.v[0].v[1];
	ck_assert_int_eq(e->us, 6);
	ck_assert_uint_eq(e->server, 2);
	ck_assert(!e[-1].truncated);
	ck_assert(!e->tcp && e->has_message && e->truncated);
	ck_assert(!e->other_question);
	ck_assert_uint_eq(e->port, 4000);
	ck_assert_uint_eq(e->id, 65535);
	ck_assert_uint_eq(e->octets, 78);
	ck_assert_uint_eq(e->rcode, 3);
	ck_assert_uint_eq(e->answers, 2);
	ck_assert_str_eq(e->name, "host.example.");
	ck_assert_str_eq(e->type, "A");
	ck_assert_str_eq(e->faults, "ID POKE");
	ck_assert_uint_eq(ladder_rule_line(e), 14);
	ck_assert_str_eq(all.v[0].outcome, "ok");
	ladders_clear(&all);
}
END_TEST

/* What belongs to one call is in no other's ladder. */
START_TEST(calls_are_told_apart)
{
	struct ladders all;

	ladders_of(TRIAL(STEP "," STEP "," STEP,
		       "ok\\na\\n\\nEAI_AGAIN\\n\\nok\\nb",
		       CALL(10, 1) EVENT(11, "query", 1, "udp", 1, ASKS(7, "A"))
			   END(12) "," EVENT(13, "reply", 1, "udp", 1,
			       SAYS(7, "A", "qr", 0, 0)) CALL(100, 2)
			       END(107) "," CALL(200, 3) EVENT(204, "query", 1,
				   "udp", 1, ASKS(7, "A")) "7"),
	    &all);
	ck_assert_uint_eq(all.count, 3);
	check_events(&all.v[0], "0 1 0 1 1\n15 2 0 0 0\n2 3 0 0 0\n");
	check_events(&all.v[1], "15 7 0 0 0\n");
	check_events(&all.v[2], "0 4 0 1 0\n15 7000 0 0 0\n");
	ck_assert_uint_eq(all.v[2].step, 3);
	ck_assert_str_eq(all.v[0].outcome, "ok\na");
	ck_assert_str_eq(all.v[1].outcome, "EAI_AGAIN");
	ck_assert_str_eq(all.v[2].outcome, "ok\nb");
	ladders_clear(&all);
}
END_TEST

/* Lines of nobody's making: no ladder, or one that can be drawn. */
static const struct {
	const char *trial;
	size_t ladders, events;
} odd[] = {
	{ "{}", 0, 0 },
	{ "{'steps':7,'journal':[{}]}", 0, 0 },
	{ "{'steps':[]}", 0, 0 },
	{ "{'steps':[7]}", 1, 1 },
	{ "{'steps':[{}],'journal':{},'outcome':7}", 1, 1 },
	{ "{'steps':[{}],'journal':[7,null,[],{},'... 0 more','... x']}", 1,
	    1 },
	{ "{'steps':[{}],'journal':[{'event':'query','us':-5,'server':7}]}", 1,
	    1 },
	{ "{'steps':[{}],'journal':[{'event':'call','step':9},"
	  "{'event':'call','step':-1},{'event':'end','us':1e300}]}",
	    1, 1 },
	{ "{'steps':[{}],'journal':[{'event':'reply','server':'','octets':'x',"
	  "'rcode':99,'us':9223372036854775807,'answers':-1,'port':65536}]}",
	    1, 2 },
};

START_TEST(odd_lines_do_no_harm)
{
	struct ladders all;

	ladders_of(odd[_i].trial, &all);
	ck_assert_uint_eq(all.count, odd[_i].ladders);
	if (all.count > 0) {
		ck_assert_uint_eq(all.v[0].count, odd[_i].events);
		for (size_t i = 0; i < all.v[0].count; i++) {
			ck_assert_uint_le(all.v[0].v[i].rcode, 15);
			ck_assert_int_ge(all.v[0].v[i].us, 0);
		}
	}
	ladders_clear(&all);
}
END_TEST

START_TEST(a_journal_without_end)
{
	json_t *trial = json_pack("{s:[{}],s:[]}", "steps", "journal");
	json_t *journal = json_object_get(trial, "journal");
	struct ladders all;

	for (int i = 0; i < 5000; i++)
		json_array_append_new(journal,
		    json_pack("{s:i,s:s,s:s}", "us", i, "event", "eof",
			"server", "192.0.2.1"));
	ladders_make(trial, &all);
	ck_assert_uint_eq(all.v[0].count, 1002);
	ck_assert_int_eq(all.v[0].v[1000].kind, LADDER_LOST);
	ck_assert_int_eq(all.v[0].v[1000].lost, 4000);
	ladders_clear(&all);
	json_decref(trial);
}
END_TEST

static const struct {
	const char *rule;
	unsigned line;
} rules[] = { { NULL, 0 }, { "zone", 0 }, { "a:7", 7 }, { "a:b:12", 12 },
	{ "a:", 0 }, { "a:7x", 0 }, { "a:-7", 0 },
	{ "a:99999999999999999999", 0 } };

START_TEST(rules_have_lines)
{
	char *rule = rules[_i].rule == NULL ? NULL : xstrdup(rules[_i].rule);
	const struct ladder_event e = { .rule = rule };

	ck_assert_uint_eq(ladder_rule_line(&e), rules[_i].line);
	free(rule);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("ladder");
	TCase *tc = tcase_create("ladder");

	tcase_add_loop_test(tc, events_have_fates, 0,
	    sizeof fates / sizeof *fates);
	tcase_add_test(tc, all_of_an_event_is_there);
	tcase_add_test(tc, calls_are_told_apart);
	tcase_add_loop_test(tc, odd_lines_do_no_harm, 0,
	    sizeof odd / sizeof *odd);
	tcase_add_test(tc, a_journal_without_end);
	tcase_add_loop_test(tc, rules_have_lines, 0,
	    sizeof rules / sizeof *rules);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
