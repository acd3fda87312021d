#include "config.h"

#include "tests/judged.h"
#include "tests/unit.h"

#define HEAD "SCENARIO_BEGIN x\nSERVER 192.0.2.1\nSERVER 192.0.2.2\n"
#define CALL "CALL getaddrinfo x.example\n"
#define WANTED "RESULT_BEGIN\nok\naddress 198.51.100.1\nRESULT_END\n"
#define PERMITTED "RESULT_BEGIN permitted\nEAI_NONAME\nRESULT_END\n"
#define END "SCENARIO_END\n"
#define RIGHT "ok\naddress 198.51.100.1\n"

/* SYNS is what the wire saw in the first call, all of it at 192.0.2.1. */
static const struct {
	const char *scenario, *records;
	const char *first, *second; /* text of each call; NULL: not run */
	long syns;
	enum verdict verdict;
	const char *in_diff;
} rules[] = {
	/* 0: text alone */
	{ CALL WANTED, "", RIGHT, NULL, 0, VERDICT_PASS, "" },
	{ CALL WANTED PERMITTED, "", "EAI_NONAME\n", NULL, 0, VERDICT_POLICY,
	    "+++ musl-1.2.5, permitted (" },
	{ CALL WANTED PERMITTED, "", "EAI_AGAIN\n", NULL, 0, VERDICT_FAIL,
	    "-ok\n+EAI_AGAIN\n-address 198.51.100.1\n" },
	{ CALL PERMITTED WANTED, "", RIGHT, NULL, 0, VERDICT_PASS, "" },
	{ CALL WANTED "RESULT_BEGIN\nok\nRESULT_END\n", "", "ok\n", NULL, 0,
	    VERDICT_PASS, "" },
	/* 5: EXPECT */
	{ CALL WANTED "EXPECT tcp_syns=1\n", "", RIGHT, NULL, 1, VERDICT_PASS,
	    "" },
	{ CALL WANTED "EXPECT tcp_syns=1..2\n", "", RIGHT, NULL, 3,
	    VERDICT_FAIL, "\ntcp_syns=3, want 1..2 (/proc/self/fd/" },
	{ CALL WANTED "EXPECT tcp_syns>0\n", "", RIGHT, NULL, 0, VERDICT_FAIL,
	    "\ntcp_syns=0, want 1 or more (" },
	{ CALL WANTED "EXPECT for=glibc tcp_syns=1\n", "", RIGHT, NULL, 3,
	    VERDICT_PASS, "" },
	{ CALL WANTED "EXPECT for=musl-1.2.* tcp_syns=1\n", "", RIGHT, NULL, 3,
	    VERDICT_FAIL, "" },
	{ CALL WANTED "EXPECT 192.0.2.1 tcp_syns=1\n", "", RIGHT, NULL, 1,
	    VERDICT_PASS, "" },
	{ CALL WANTED "EXPECT 192.0.2.2 tcp_syns=1\n", "", RIGHT, NULL, 1,
	    VERDICT_FAIL, "\n192.0.2.2 tcp_syns=0, want 1 (" },
	{ CALL WANTED PERMITTED "EXPECT tcp_syns=1\n", "", "EAI_NONAME\n", NULL,
	    0, VERDICT_POLICY, "" },
	{ CALL "EXPECT tcp_syns=1\n", "", "EAI_AGAIN\n", NULL, 1, VERDICT_PASS,
	    "" },
	{ CALL "EXPECT tcp_syns=1\n", "", "EAI_AGAIN\n", NULL, 0, VERDICT_FAIL,
	    "tcp_syns=0, want 1" },
	/* 15: PIN */
	{ CALL WANTED "PIN musl>=1.2.4 tcp_syns=1\n", "", RIGHT, NULL, 2,
	    VERDICT_CHANGED, "pin moved: tcp_syns=2, want 1 (" },
	{ CALL WANTED "PIN musl>=1.2.6 tcp_syns=1\n", "", RIGHT, NULL, 2,
	    VERDICT_PASS, "" },
	{ CALL WANTED PERMITTED "PIN musl tcp_syns=1\n", "", "EAI_NONAME\n",
	    NULL, 2, VERDICT_CHANGED, "" },
	{ CALL WANTED "PIN musl tcp_syns=1\n", "", "EAI_AGAIN\n", NULL, 2,
	    VERDICT_FAIL, "" },
	/* 19: records */
	{ CALL WANTED, "t/x\t*\tEAI_AGAIN\tbecause\tref\n", "EAI_AGAIN\n", NULL,
	    0, VERDICT_KNOWN, "known: because [ref] (" },
	{ CALL WANTED, "t/x\t<1.2.5\tEAI_AGAIN\tr\tx\n", "EAI_AGAIN\n", NULL, 0,
	    VERDICT_FAIL, "in short: EAI_AGAIN\n" },
	{ CALL WANTED, "t/x\t*\tEAI_FAIL\tr\tx\n", "EAI_AGAIN\n", NULL, 0,
	    VERDICT_FAIL, "recorded: EAI_FAIL (" },
	{ CALL WANTED, "t/x\t*\tEAI_AGAIN;tcp_syns=1\tr\tx\n", "EAI_AGAIN\n",
	    NULL, 1, VERDICT_KNOWN, "" },
	{ CALL WANTED, "t/x\t*\tEAI_AGAIN;tcp_syns=1\tr\tx\n", "EAI_AGAIN\n",
	    NULL, 2, VERDICT_FAIL, "" },
	{ CALL WANTED, "t/x\t*\tEAI_AGAIN;192.0.2.1/tcp_syns=1\tr\tx\n",
	    "EAI_AGAIN\n", NULL, 1, VERDICT_KNOWN, "" },
	{ CALL WANTED, "t/x\t*\tEAI_AGAIN;192.0.2.2/tcp_syns=1\tr\tx\n",
	    "EAI_AGAIN\n", NULL, 1, VERDICT_FAIL, "" },
	{ CALL WANTED "PIN musl tcp_syns=1\n", "t/x\t*\tEAI_AGAIN\tr\tx\n",
	    "EAI_AGAIN\n", NULL, 2, VERDICT_CHANGED, "" },
	/* 27: an EXPECT that is missed has to be in the record */
	{ CALL WANTED "EXPECT tcp_syns=1\n", "t/x\t*\tEAI_AGAIN\tr\tx\n",
	    "EAI_AGAIN\n", NULL, 0, VERDICT_FAIL,
	    "in short: EAI_AGAIN;tcp_syns=0\n" },
	{ CALL WANTED "EXPECT tcp_syns=1\n",
	    "t/x\t*\tEAI_AGAIN;tcp_syns=0\tr\tx\n", "EAI_AGAIN\n", NULL, 0,
	    VERDICT_KNOWN, "" },
	{ CALL WANTED "EXPECT 192.0.2.1 tcp_syns=1\n",
	    "t/x\t*\tEAI_AGAIN;tcp_syns=0\tr\tx\n", "EAI_AGAIN\n", NULL, 0,
	    VERDICT_FAIL, "in short: EAI_AGAIN;192.0.2.1/tcp_syns=0\n" },
	{ CALL WANTED "EXPECT tcp_syns=1\n",
	    "t/x\t*\tok 1+0 #90d98d;tcp_syns=2\tr\tx\n", RIGHT, NULL, 2,
	    VERDICT_KNOWN, "" },
	{ CALL WANTED "EXPECT tcp_syns=1\n", "", "EAI_AGAIN\n", NULL, 1,
	    VERDICT_FAIL, "in short: EAI_AGAIN\n" },
	/* 32: the record has outlived itself */
	{ CALL WANTED, "t/x\t*\tEAI_AGAIN\tr\tx\n", RIGHT, NULL, 0,
	    VERDICT_FIXED, "recorded as EAI_AGAIN, but" },
	{ CALL WANTED PERMITTED, "t/x\t*\tEAI_AGAIN\tr\tx\n", "EAI_NONAME\n",
	    NULL, 0, VERDICT_FIXED, "" },
	{ CALL WANTED, "t/x\t*\tvaries:EAI_AGAIN|ok 1+0 #90d98d\tr\tx\n", RIGHT,
	    NULL, 0, VERDICT_KNOWN, "" },
	{ CALL WANTED, "t/x\t*\tvaries:EAI_AGAIN|ok 1+0 #90d98d\tr\tx\n",
	    "EAI_AGAIN\n", NULL, 0, VERDICT_KNOWN, "" },
	{ CALL WANTED, "t/x\t*\tvaries:EAI_AGAIN|EAI_FAIL\tr\tx\n", RIGHT, NULL,
	    0, VERDICT_FIXED, "" },
	/* 37: two calls */
	{ CALL WANTED CALL WANTED, "", RIGHT, RIGHT, 0, VERDICT_PASS, "" },
	{ CALL WANTED CALL WANTED, "", RIGHT, "deadline\n", 0, VERDICT_FAIL,
	    "in short: ok 1+0 #90d98d / deadline\n" },
	{ CALL WANTED CALL WANTED PERMITTED, "", RIGHT, "EAI_NONAME\n", 0,
	    VERDICT_POLICY, "" },
	{ CALL WANTED PERMITTED CALL WANTED, "", "EAI_NONAME\n", "EAI_AGAIN\n",
	    0, VERDICT_FAIL, "" },
	{ CALL WANTED CALL WANTED, "", RIGHT, NULL, 0, VERDICT_FAIL,
	    "+not run\n" },
	{ CALL WANTED CALL WANTED, "t/x\t*\tdeadline / not run\tr\tx\n",
	    "deadline\n", NULL, 0, VERDICT_KNOWN, "" },
	{ CALL WANTED CALL WANTED, "t/x\t*\tdeadline\tr\tx\n", "deadline\n",
	    NULL, 0, VERDICT_FAIL, "" },
};

static void
prepare(struct judged *j, int i)
{
	struct step_observation *step;
	char text[1024];

	snprintf(text, sizeof text, HEAD "%s" END, rules[i].scenario);
	judged_init(j, "t/x", text, rules[i].records);
	step = judged_step(j, rules[i].first);
	step->total.v[FACT_TCP_SYNS] = rules[i].syns;
	step->servers[0].v[FACT_TCP_SYNS] = rules[i].syns;
	if (rules[i].second != NULL)
		judged_step(j, rules[i].second);
}

START_TEST(rules_hold)
{
	struct judged j;
	const struct judgement *got;

	prepare(&j, _i);
	got = judged_judge(&j);
	ck_assert_msg(got->verdict == rules[_i].verdict, "%s, want %s\n%s",
	    verdict_names[got->verdict], verdict_names[rules[_i].verdict],
	    got->diff);
	ck_assert_msg(strstr(got->diff, rules[_i].in_diff) != NULL,
	    "%s\nwant in it:\n%s", got->diff, rules[_i].in_diff);
	ck_assert_int_eq(got->verdict == VERDICT_PASS, got->diff[0] == '\0');
	ck_assert_int_eq(got->known != NULL,
	    got->verdict == VERDICT_KNOWN || got->verdict == VERDICT_FIXED ||
		(got->verdict == VERDICT_CHANGED &&
		    rules[_i].records[0] != '\0'));
	ck_assert(!got->only_time_missed);
	judged_clear(&j);
}
END_TEST

static const struct {
	const char *scenario, *records, *text;
	unsigned elapsed_ms;
	enum verdict verdict;
	bool only_time;
} times[] = {
	{ CALL WANTED "EXPECT elapsed<=500ms\n", "", RIGHT, 400, VERDICT_PASS,
	    false },
	{ CALL WANTED "EXPECT elapsed<=500ms\n", "", RIGHT, 600, VERDICT_FAIL,
	    true },
	{ CALL WANTED "EXPECT elapsed<=500ms\n", "", "EAI_AGAIN\n", 600,
	    VERDICT_FAIL, false },
	{ CALL WANTED "EXPECT elapsed<=500ms tcp_syns=1\n", "", RIGHT, 600,
	    VERDICT_FAIL, false },
	{ CALL WANTED "PIN musl elapsed=0..500\n", "", RIGHT, 600,
	    VERDICT_CHANGED, true },
	{ CALL WANTED, "t/x\t*\tEAI_AGAIN;elapsed=0..500\tr\tx\n",
	    "EAI_AGAIN\n", 400, VERDICT_KNOWN, false },
	{ CALL WANTED, "t/x\t*\tEAI_AGAIN;elapsed=0..500\tr\tx\n",
	    "EAI_AGAIN\n", 600, VERDICT_FAIL, true },
};

START_TEST(time_alone_is_told)
{
	struct judged j;
	const struct judgement *got;
	char text[1024];

	snprintf(text, sizeof text, HEAD "%s" END, times[_i].scenario);
	judged_init(&j, "t/x", text, times[_i].records);
	judged_step(&j, times[_i].text)->elapsed_ms = times[_i].elapsed_ms;
	got = judged_judge(&j);
	ck_assert_str_eq(verdict_names[got->verdict],
	    verdict_names[times[_i].verdict]);
	ck_assert_int_eq(got->only_time_missed, times[_i].only_time);
	judged_clear(&j);
}
END_TEST

START_TEST(what_is_no_outcome)
{
	struct judged j;
	const struct judgement *got;

	judged_init(&j, "t/x", HEAD CALL WANTED END, "");
	j.observation.kind = OBSERVED_UNSUPPORTED;
	got = judged_judge(&j);
	ck_assert_int_eq((int)got->verdict, VERDICT_NA);
	ck_assert_str_eq(got->summary, "");
	j.observation.kind = OBSERVED_FAILURE;
	j.observation.failure = xstrdup("no process: try later");
	got = judged_judge(&j);
	ck_assert_int_eq((int)got->verdict, VERDICT_ERROR);
	ck_assert_str_eq(got->diff, "no process: try later\n");
	j.observation.kind = OBSERVED;
	judged_step(&j, RIGHT);
	ck_assert_int_eq((int)judged_judge(&j)->verdict, VERDICT_PASS);
	j.observation.packets_lost = true;
	got = judged_judge(&j);
	ck_assert_int_eq((int)got->verdict, VERDICT_UNSTABLE);
	ck_assert_ptr_nonnull(strstr(got->diff, "packets were lost"));
	judged_clear(&j);
}
END_TEST

START_TEST(what_the_client_said_is_in_the_diff)
{
	struct judged j;
	const struct judgement *got;

	judged_init(&j, "t/x", HEAD CALL WANTED END, "");
	free(judged_step(&j, "EAI_FAIL\n")->raw);
	j.observation.steps[0].raw = xstrdup("raw 1\nraw 2\nx\nraw 4\n");
	j.observation.diagnostics = xstrdup("client: oops\n");
	got = judged_judge(&j);
	ck_assert_ptr_nonnull(
	    strstr(got->diff, "raw 2\nraw x\nraw ... 1 more\n"));
	ck_assert_ptr_nonnull(strstr(got->diff, "stderr: client: oops\n"));
	judged_clear(&j);
}
END_TEST

static const struct {
	const char *line;
	bool wanted;
} wants[] = {
	{ "", true },
	{ "CLIENTS musl\n", true },
	{ "CLIENTS glibc musl\n", true },
	{ "CLIENTS musl-1.2.[345]\n", true },
	{ "CLIENTS musl-1.2.3\n", false },
	{ "CLIENTS glibc ldns\n", false },
};

START_TEST(clients_lines)
{
	struct judged j;
	char text[1024];

	snprintf(text, sizeof text, HEAD "%s" CALL WANTED END, wants[_i].line);
	judged_init(&j, "t/x", text, "");
	ck_assert_int_eq(scenario_wants_client(j.scenarios.v[0], &j.client),
	    wants[_i].wanted);
	judged_clear(&j);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("verdict");
	TCase *t = tcase_create("verdict");

	tcase_add_loop_test(t, rules_hold, 0,
	    (int)(sizeof rules / sizeof *rules));
	tcase_add_loop_test(t, time_alone_is_told, 0,
	    (int)(sizeof times / sizeof *times));
	tcase_add_test(t, what_is_no_outcome);
	tcase_add_test(t, what_the_client_said_is_in_the_diff);
	tcase_add_loop_test(t, clients_lines, 0,
	    (int)(sizeof wants / sizeof *wants));
	suite_add_tcase(s, t);
	return unit_run(s);
}
