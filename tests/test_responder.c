#include "config.h"

#include <stdio.h>

#include "fakedns/responder.h"
#include "tests/scenario_text.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

static void
check_honest(const struct tcp_fault *f)
{
	ck_assert(!f->has_length);
	ck_assert_int_eq(f->close_after, TCP_AFTER_NEVER);
	ck_assert_int_eq(f->rst_after, TCP_AFTER_NEVER);
	ck_assert_int_eq(f->stall_after, TCP_AFTER_NEVER);
}

/*
 * Who answers: an entry's number, "z" for the zones, "-" for nobody, "?" for
 * what is no query; then the packets there are, where not one.
 */
static void
asked(struct responder *r, const char *octets, size_t len, bool tcp,
    size_t server, char *out)
{
	struct incoming in = { .server = server,
		.tcp = tcp,
		.octets = (const uint8_t *)octets,
		.len = len };
	struct reply reply = { 0 };
	const struct answer *a;

	responder_answer(r, &in, &reply);
	a = reply.answer;
	if (a->rule == RULE_ENTRY)
		out += sprintf(out, "%zu", a->entry);
	else
		*out++ = "ez-?"[a->rule];
	*out = '\0';
	if (a->count != (a->rule == RULE_ENTRY || a->rule == RULE_ZONE))
		sprintf(out, "/%zu", a->count);
	reply_clear(&reply);
}

/* Words of ASKS: "a", "b" A; "m" MX; "e" OPT; "t" over TCP; "s" server 1. */
static void
ask_all(struct responder *r, const char *asks, char *out)
{
	*out = '\0';
	for (; *asks != '\0'; asks++) {
		struct asking a = { .question = *asks == 'b'   ? "b.x. A"
						: *asks == 'm' ? "a.x. MX"
						: *asks == 'A' ? "A.X. A"
							       : "a.x. A",
			.edns = *asks == 'e' ? 1232 : 0,
			.tcp = *asks == 't',
			.server = *asks == 's' };
		struct writer w = { 0 };

		asking_encode(&a, &w);
		asked(r, (const char *)w.octets, w.len, a.tcp, a.server,
		    out + strlen(out));
		if (asks[1] != '\0')
			strcat(out, " ");
		writer_clear(&w);
	}
}

#define FIRST(times) ENTRY("MATCH any\nTIMES " times "\n")
static const struct {
	const char *rules, *asks, *answers;
} cases[] = {
	{ "", "ab", "- -" },
	{ ZONE("a.x. A 192.0.2.1\n"), "ab", "z z" },
	{ ENTRY(""), "aa", "0 0" },
	{ ENTRY("") ENTRY(""), "aa", "0 0" },
	{ ENTRY("MATCH TCP\n") ENTRY(""), "at", "1 0" },
	{ ENTRY("ADJUST do_not_answer\n"), "a", "0/0" },
	{ ENTRY("EXTRA_PACKET\nEXTRA_PACKET\n"), "a", "0/3" },
	{ ENTRY("ADJUST do_not_answer\nEXTRA_PACKET\n"), "a", "0/0" },
	{ "NOEDNS drop\n" ENTRY("ADJUST from_zone\nEXTRA_PACKET\n") ZONE(""),
	    "aea", "0/2 0 0/2" },
	{ FIRST("1") ZONE(""), "aaa", "0 z z" },
	{ FIRST("2") ZONE(""), "aaa", "z 0 z" },
	{ FIRST("2-3") ZONE(""), "aaaa", "z 0 0 z" },
	{ FIRST("3-") ZONE(""), "aaaa", "z z 0 0" },
	/* each name, type, transport and server has its own count */
	{ FIRST("1") ZONE(""), "abmtsabmts", "0 0 0 0 0 z z z z z" },
	{ FIRST("1") ZONE(""), "aA", "0 z" },
	{ FIRST("1 of any") ZONE(""), "abmts", "0 z z z z" },
	{ FIRST("3- of any") ZONE(""), "abmts", "z z 0 0 0" },
	/* what MATCH lets pass is not counted */
	{ ENTRY("MATCH TCP\nTIMES 2 of any\n") ZONE(""), "aataat",
	    "z z z z z 0" },
	/* out of range falls through to the next */
	{ FIRST("1") ENTRY(""), "aa", "0 1" },
	{ FIRST("1") FIRST("1") ZONE(""), "aa", "0 z" },
	{ FIRST("1") FIRST("2") FIRST("3-") ZONE(""), "aaaa", "0 1 2 2" },
	{ FIRST("2") ENTRY("ADJUST do_not_answer\n"), "aaa", "1/0 0 1/0" },
};

START_TEST(first_match_wins)
{
	struct scenarios list;
	struct responder *r;
	char text[1000], answers[200];

	snprintf(text, sizeof text, SCENARIO("SERVER ::1\nSERVER ::2\n%s"),
	    cases[_i].rules);
	r = responder_new(scenario_text_load(&list, text));
	ask_all(r, cases[_i].asks, answers);
	ck_assert_str_eq(answers, cases[_i].answers);
	responder_free(r);
	scenarios_clear(&list);
}
END_TEST

START_TEST(steps_and_servers_have_their_own_rules)
{
	struct scenarios list;
	const struct scenario *s = scenario_text_load(&list,
	    SCENARIO(
		"SERVER ::1\nSERVER ::2\nRANGE_BEGIN 2 2\nADDRESS ::2\n" ENTRY(
		    "") "RANGE_END\nRANGE_BEGIN 2 3\n" ZONE("") "RANGE_END\n"));
	static const char *const answers[] = { "- -", "z 0", "z z", "- -" };
	struct responder *r = responder_new(s);
	char got[100];

	for (unsigned step = 1; step <= 4; step++) {
		if (step > 1)
			responder_set_step(r, step);
		ask_all(r, "as", got);
		ck_assert_str_eq(got, answers[step - 1]);
	}
	responder_free(r);
	scenarios_clear(&list);
}
END_TEST

START_TEST(steps_do_not_reset_the_count)
{
	struct scenarios list;
	const struct scenario *s =
	    scenario_text_load(&list, FIRST("1") ZONE(""));
	struct responder *r = responder_new(s);
	char got[100];

	ask_all(r, "a", got);
	ck_assert_str_eq(got, "0");
	responder_set_step(r, 2);
	ask_all(r, "a", got);
	ck_assert_str_eq(got, "z");
	responder_free(r);
	scenarios_clear(&list);
}
END_TEST

/* Entries without TIMES leave the room for counts to those that have it. */
START_TEST(many_names_do_not_spoil_the_count)
{
	struct scenarios list;
	const struct scenario *s = scenario_text_load(&list,
	    ENTRY("MATCH UDP\n") ENTRY("MATCH TCP\nTIMES 1\n") ZONE(""));
	struct responder *r = responder_new(s);
	char got[100], question[40];

	for (int i = 0; i < 5000; i++) {
		struct writer w = { 0 };

		snprintf(question, sizeof question, "n%d. A", i);
		asking_encode(&(struct asking){ .question = question }, &w);
		asked(r, (const char *)w.octets, w.len, false, 0, got);
		ck_assert_str_eq(got, "0");
		writer_clear(&w);
	}
	ask_all(r, "tt", got);
	ck_assert_str_eq(got, "1 z");
	responder_free(r);
	scenarios_clear(&list);
}
END_TEST

START_TEST(knows_which_entries_were_used)
{
	struct scenarios list;
	const struct scenario *s = scenario_text_load(&list,
	    ENTRY("MATCH TCP\nADJUST do_not_answer\n") FIRST("1") FIRST("9"));
	struct responder *r = responder_new(s);
	char got[100];

	ck_assert(!responder_used(r, 0) && !responder_used(r, 1));
	ask_all(r, "aa", got);
	ck_assert(!responder_used(r, 0) && responder_used(r, 1));
	ask_all(r, "t", got);
	ck_assert(responder_used(r, 0) && !responder_used(r, 2));
	responder_free(r);
	scenarios_clear(&list);
}
END_TEST

/* Octets that are no ordinary query, with an entry that matches all. */
static const struct {
	const char *octets;
	size_t len;
	const char *answer;
} malformed[] = {
	{ "", 0, "?" }, { "\x12", 1, "?" },
	{ "\x12\x34\1\0\0\1\0\0\0\0\0", 11, "?" },
	{ "\x12\x34\1\0\0\0\0\0\0\0\0\0", 12, "0" }, /* no question */
	{ "\x12\x34\1\0\0\1\0\0\0\0\0\0", 12, "0" }, /* it is cut off */
	{ "\x12\x34\1\0\0\1\0\0\0\0\0\0\1a\0\0\1", 17, "0" },
	{ "\x12\x34\1\0\0\1\0\0\0\0\0\0\300\14\0\1\0\1", 18, "0" }, /* loop */
	{ "\x12\x34\1\0\0\1\0\0\0\0\0\0\100a\0\1\0\1", 18, "0" },
	{ "\x12\x34\1\0\0\1\xff\xff\0\0\0\0\1a\0\0\1\0\1", 19, "0" },
	{ "\x12\x34\1\0\xff\xff\0\0\0\0\0\0\1a\0\0\1\0\1", 19, "0" },
	{ "\x12\x34\x81\0\0\1\0\0\0\0\0\0\1a\0\0\1\0\1", 19, "-" }, /* QR */
};

START_TEST(malformed_queries)
{
	struct scenarios list;
	const struct scenario *s = scenario_text_load(&list,
	    ENTRY("ADJUST copy_id copy_query\nSECTION ANSWER\n"
		  "@ A 192.0.2.1\n"));
	struct responder *r = responder_new(s);
	char *octets = malloc(malformed[_i].len), got[30];

	/* a block of its own, so that a read past its end shows */
	memcpy(octets, malformed[_i].octets, malformed[_i].len);
	asked(r, octets, malformed[_i].len, false, 0, got);
	ck_assert_str_eq(got, malformed[_i].answer);
	free(octets);
	responder_free(r);
	scenarios_clear(&list);
}
END_TEST

START_TEST(packets_carry_their_delays_and_faults)
{
	struct scenarios list;
	const struct scenario *s = scenario_text_load(&list,
	    ENTRY("DELAY 5ms\nTCP close_after=2 length=-4\nEXTRA_PACKET\n"
		  "DELAY 2s\nCUT 3\nEXTRA_PACKET\nCUT 13\n"));
	struct responder *r = responder_new(s);
	struct reply reply = { 0 };
	struct incoming in = { 0 };
	struct writer w = { 0 };

	asking_encode(&(struct asking){ .question = "a. A" }, &w);
	in.octets = w.octets;
	in.len = w.len;
	responder_answer(r, &in, &reply);
	ck_assert_uint_eq(reply.answer->count, 3);
	ck_assert_uint_eq(reply.answer->packets[0].delay_ms, 5);
	ck_assert_int_eq(reply.answer->packets[0].tcp->close_after, 2);
	ck_assert_int_eq(reply.answer->packets[0].tcp->length, -4);
	ck_assert_uint_eq(reply.answer->packets[1].delay_ms, 2000);
	ck_assert_uint_eq(reply.answer->packets[1].len, 3);
	check_honest(reply.answer->packets[1].tcp);
	ck_assert_uint_eq(reply.answer->packets[2].len, 12);
	ck_assert_str_eq(reply.answer->trouble,
	    "an edit is outside the message");
	reply_clear(&reply);
	writer_clear(&w);
	responder_free(r);
	scenarios_clear(&list);
}
END_TEST

START_TEST(zone_answers_are_honest)
{
	struct scenarios list;
	struct responder *r =
	    responder_new(scenario_text_load(&list, ZONE("a. A 192.0.2.1\n")));
	struct reply reply = { 0 };
	struct incoming in = { 0 };
	struct writer w = { 0 };

	asking_encode(&(struct asking){ .question = "a. A" }, &w);
	in.tcp = true;
	in.octets = w.octets;
	in.len = w.len;
	responder_answer(r, &in, &reply);
	ck_assert_int_eq(reply.answer->rule, RULE_ZONE);
	ck_assert_uint_eq(reply.answer->packets[0].delay_ms, 0);
	check_honest(reply.answer->packets[0].tcp);
	ck_assert_ptr_null(reply.answer->trouble);
	reply_clear(&reply);
	writer_clear(&w);
	responder_free(r);
	scenarios_clear(&list);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("responder");
	TCase *tc = tcase_create("responder");

	tcase_add_loop_test(tc, first_match_wins, 0, LEN(cases));
	tcase_add_test(tc, steps_and_servers_have_their_own_rules);
	tcase_add_test(tc, steps_do_not_reset_the_count);
	tcase_add_test(tc, many_names_do_not_spoil_the_count);
	tcase_add_test(tc, knows_which_entries_were_used);
	tcase_add_loop_test(tc, malformed_queries, 0, LEN(malformed));
	tcase_add_test(tc, packets_carry_their_delays_and_faults);
	tcase_add_test(tc, zone_answers_are_honest);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
