/* The benchmark without a clock: reports, outcomes, orders, lengths. */
#include "config.h"

#include "bench/budget.h"
#include "bench/callgrind.h"
#include "bench/loop_report.h"
#include "bench/order.h"
#include "bench/workload.h"
#include "fakedns/xalloc.h"
#include "tests/scenario_text.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

/* Where numbers stand in a report. */
enum { AT_LOOKUPS = 8 + 12 * 8, AT_BUCKETS = 8 + 17 * 8 };

static struct loop_report
example(void)
{
	struct loop_report t = { 0 };
	struct bench_sample *s = &t.sample;

	s->wall_ns = 5000;
	s->lookups = 3;
	s->cpu_ns = 1234;
	s->sum_ns = 700;
	s->min_ns = 100;
	s->max_ns = 300;
	s->late = 1;
	s->hwm_kb = 99;
	t.stack = 4096;
	histogram_add(&s->latency, histogram_index(100), 2);
	histogram_add(&s->latency, histogram_index(300), 1);
	s->outcomes = xcalloc(2, sizeof *s->outcomes);
	s->outcomes[0] = (struct bench_outcome){ xstrdup("EAI_AGAIN"), 0, 1 };
	s->outcomes[1] = (struct bench_outcome){ xstrdup("ok"), 7, 2 };
	s->outcome_count = 2;
	return t;
}

START_TEST(a_report_comes_back)
{
	struct loop_report t = example(), back;
	size_t len;
	uint8_t *octets = loop_report_write(&t, 1000, &len);
	const struct bench_sample *s = &back.sample;

	ck_assert_int_eq(loop_report_read(octets, len, &back), 0);
	ck_assert_uint_eq(s->wall_ns, 5000);
	ck_assert_uint_eq(s->lookups, 3);
	ck_assert_uint_eq(s->cpu_ns, 1234);
	ck_assert_uint_eq(s->late, 1);
	ck_assert_uint_eq(s->hwm_kb, 99);
	ck_assert_uint_eq(back.stack, 4096);
	ck_assert_uint_eq(histogram_count(&s->latency, 100), 2);
	ck_assert_uint_eq(s->outcome_count, 2);
	ck_assert_str_eq(s->outcomes[0].status, "ok"); /* the most frequent */
	ck_assert_uint_eq(s->outcomes[0].addresses, 7);
	ck_assert_str_eq(s->outcomes[1].status, "EAI_AGAIN");
	free(octets);
	loop_report_clear(&t);
	loop_report_clear(&back);
}
END_TEST

START_TEST(a_report_that_is_cut_is_none)
{
	struct loop_report t = example(), back;
	size_t len;
	uint8_t *octets = loop_report_write(&t, 0, &len);

	for (size_t cut = 0; cut < len; cut++) {
		uint8_t *part = xmemdup(octets, cut + 1);

		ck_assert_int_eq(loop_report_read(part, cut, &back), -1);
		ck_assert_ptr_null(back.sample.outcomes);
		free(part);
	}
	octets = xrealloc(octets, len + 1);
	octets[len] = 0;
	ck_assert_int_eq(loop_report_read(octets, len + 1, &back), -1);
	free(octets);
	loop_report_clear(&t);
}
END_TEST

/* Octets that are changed: none crashes, and these are seen to be wrong. */
static const struct {
	size_t at;
	uint8_t value;
} lies[] = {
	{ AT_BUCKETS + 48, 0 },     /* a look-up without an outcome */
	{ AT_BUCKETS + 24, 1 },     /* a look-up without a bucket */
	{ 0, 'X' },                 /* another mark */
	{ 18, 0xff },               /* it starts behind its end */
	{ AT_LOOKUPS, 4 },          /* more than the buckets have */
	{ AT_LOOKUPS, 2 },          /* fewer */
	{ AT_BUCKETS, 3 },          /* an outcome as a bucket */
	{ AT_BUCKETS + 7, 0xff },   /* more buckets than there can be */
	{ AT_BUCKETS + 8, 1 },      /* an outcome is missing */
	{ AT_BUCKETS + 15, 0xff },  /* more outcomes than octets */
	{ AT_BUCKETS + 16 + 6, 1 }, /* a bucket beyond the last */
	{ AT_BUCKETS + 33, 0 },     /* a bucket before the one before */
	{ AT_BUCKETS + 24, 9 },     /* more in a bucket than in all */
};

START_TEST(a_report_that_lies_is_none)
{
	struct loop_report t = example(), back;
	size_t len;
	uint8_t *octets = loop_report_write(&t, 1000, &len);

	octets[lies[_i].at] = lies[_i].value;
	ck_assert_int_eq(loop_report_read(octets, len, &back), -1);
	free(octets);
	loop_report_clear(&t);
}
END_TEST

START_TEST(no_octet_of_a_report_does_harm)
{
	struct loop_report t = example(), back;
	size_t len;
	uint8_t *octets = loop_report_write(&t, 1000, &len);

	for (size_t i = 0; i < 256 * len; i++) {
		const uint8_t was = octets[i / 256];

		octets[i / 256] = (uint8_t)i;
		if (loop_report_read(octets, len, &back) == 0) {
			ck_assert_uint_eq(back.sample.latency.total,
			    back.sample.lookups);
			loop_report_clear(&back);
		}
		octets[i / 256] = was;
	}
	free(octets);
	loop_report_clear(&t);
}
END_TEST

#define CALL "CALL getaddrinfo a.example family=inet socktype=stream\n"
#define OK3                                                                    \
	"RESULT_BEGIN\nok\naddress 192.0.2.1\naddress 192.0.2.2\n"             \
	"address 192.0.2.3\nRESULT_END\n"

static const struct {
	const char *text;
	const char *status;
	uint64_t addresses;
	bool counted, accepted;
} outcomes[] = {
	{ CALL OK3, "ok", 3, true, true },
	{ CALL OK3, "ok", 2, true, false },
	{ CALL OK3, "ok", 4, true, false },
	{ CALL OK3, "ok", 0, false, true },
	{ CALL OK3, "EAI_AGAIN", 0, true, false },
	{ CALL OK3, "EAI_AGAIN", 0, false, false },
	{ CALL OK3 "RESULT_BEGIN permitted\nEAI_FAIL\nRESULT_END\n", "EAI_FAIL",
	    0, true, true },
	{ CALL "RESULT_BEGIN\nok\nADDRESSES 2..5 OF 192.0.2.0/24\nRESULT_END\n",
	    "ok", 5, true, true },
	{ CALL "RESULT_BEGIN\nok\nADDRESSES 2..5 OF 192.0.2.0/24\nRESULT_END\n",
	    "ok", 1, true, false },
	{ CALL "RESULT_BEGIN\nok\nADDRESSES 2.. OF 192.0.2.0/24\nRESULT_END\n",
	    "ok", 1000, true, true },
	{ "CALL getnameinfo 192.0.2.1\nRESULT_BEGIN\nok\nhost a.example\n"
	  "RESULT_END\n",
	    "ok", 1, true, true },
};

START_TEST(outcomes_are_judged)
{
	char text[600], status[32];
	const struct bench_outcome outcome = { status, outcomes[_i].addresses,
		1 };
	struct scenarios list;

	snprintf(status, sizeof status, "%s", outcomes[_i].status);
	snprintf(text, sizeof text, SCENARIO("%s"), outcomes[_i].text);
	ck_assert_int_eq(workload_accepts(scenario_text_load(&list, text),
			     &outcome, outcomes[_i].counted),
	    outcomes[_i].accepted);
	scenarios_clear(&list);
}
END_TEST

START_TEST(errors_are_counted)
{
	char ok[] = "ok", again[] = "EAI_AGAIN";
	struct bench_outcome list[] = { { ok, 3, 10 }, { ok, 2, 4 },
		{ again, 0, 1 } };
	struct bench_sample s = { .outcomes = list, .outcome_count = 3 };
	struct bench_mode mode = { .threads = 1 };
	struct scenarios scenarios;
	const struct scenario *sc =
	    scenario_text_load(&scenarios, SCENARIO(CALL OK3));

	workload_judge(sc, &mode, &s);
	ck_assert_uint_eq(s.errors, 5);
	mode.cold = true; /* nobody counted their addresses */
	workload_judge(sc, &mode, &s);
	ck_assert_uint_eq(s.errors, 1);
	scenarios_clear(&scenarios);
}
END_TEST

static const struct {
	const char *line;
	struct bench_mode mode;
} modes[] = {
	{ "", { .threads = 1 } },
	{ "BENCH\n", { .threads = 1 } },
	{ "BENCH cold lookups=7\n",
	    { .cold = true, .threads = 1, .lookups = 7 } },
	{ "BENCH together threads=64 rate=100000 lookups=100000\n",
	    { .together = true,
		.threads = 64,
		.rate = 100000,
		.lookups = 100000 } },
};

START_TEST(bench_words)
{
	const struct bench_mode *want = &modes[_i].mode;
	struct scenarios list;
	struct bench_mode got;
	struct error err = { 0 };
	char text[300];

	snprintf(text, sizeof text, SCENARIO("%s" CALL), modes[_i].line);
	ck_assert_int_eq(workload_mode(scenario_text_load(&list, text), &got,
			     &err),
	    0);
	ck_assert(got.cold == want->cold && got.together == want->together);
	ck_assert_uint_eq(got.threads, want->threads);
	ck_assert_uint_eq(got.rate, want->rate);
	ck_assert_uint_eq(got.lookups, want->lookups);
	ck_assert(list.v[0]->bench.wanted == (modes[_i].line[0] != '\0'));
	scenarios_clear(&list);
}
END_TEST

static const struct {
	const char *lines, *message; /* NULL: it can be measured */
} workloads[] = {
	{ CALL, NULL },
	{ "CALL getnameinfo 192.0.2.1\n", NULL },
	{ "CALL res_query a.example\n", ":1:1: t cannot be measured" },
	{ CALL CALL, ":1:1: t cannot be measured" },
	{ "BENCH\n" CALL CALL, ":2:1: t cannot be measured" },
};

START_TEST(some_can_be_measured)
{
	char text[300];
	struct scenarios list;
	struct bench_mode mode;
	struct error err = { 0 };
	int ret;

	snprintf(text, sizeof text, SCENARIO("%s"), workloads[_i].lines);
	ret = workload_mode(scenario_text_load(&list, text), &mode, &err);
	ck_assert_int_eq(ret, workloads[_i].message == NULL ? 0 : -1);
	ck_assert_uint_eq(mode.threads, 1);
	if (ret == -1)
		ck_assert_ptr_nonnull(strstr(err.text, workloads[_i].message));
	scenarios_clear(&list);
}
END_TEST

START_TEST(an_order_is_of_all)
{
	enum { COUNT = 7, ROUNDS = 700 };
	unsigned first[COUNT] = { 0 };
	size_t a[COUNT], b[COUNT];

	for (unsigned round = 0; round < ROUNDS; round++) {
		unsigned seen = 0;

		order_make(5, 3, round, COUNT, a);
		order_make(5, 3, round, COUNT, b);
		ck_assert_mem_eq(a, b, sizeof a);
		for (size_t i = 0; i < COUNT; i++)
			seen |= 1U << a[i];
		ck_assert_uint_eq(seen, (1U << COUNT) - 1);
		first[a[0]]++;
	}
	for (size_t i = 0; i < COUNT; i++) {
		ck_assert_uint_gt(first[i], ROUNDS / COUNT / 2);
		ck_assert_uint_lt(first[i], ROUNDS / COUNT * 2);
	}
	order_make(6, 3, 1, COUNT, b);
	order_make(5, 3, 1, COUNT, a);
	ck_assert(memcmp(a, b, sizeof a) != 0);
}
END_TEST

START_TEST(a_quick_run_fits_into_a_minute)
{
	for (size_t clients = 1; clients <= 8; clients++) {
		const struct budget_load load = { .clients = clients,
			.in_turn = 18,
			.together = 4,
			.counted = 2,
			.counted_ms = 3000,
			.passes = 22 * clients,
			.processors = 2 };
		struct budget b = { 0 };

		budget_make(&load, true, &b);
		ck_assert_uint_lt(b.seconds, 60);
		ck_assert_uint_ge(b.rounds, 2);
		ck_assert(budget_has_together(&b, 1));
		ck_assert(!budget_has_together(&b, 0));
	}
}
END_TEST

START_TEST(what_is_asked_for_stands)
{
	const struct budget_load load = { .clients = 2,
		.in_turn = 1,
		.passes = 2 };
	struct budget b = { .slice_ms = 1000, .rounds = 60 };

	budget_make(&load, true, &b);
	ck_assert_uint_eq(b.slice_ms, 1000);
	ck_assert_uint_eq(b.rounds, 60);
	ck_assert_uint_ge(b.seconds, 2 * 61);
	ck_assert_uint_lt(b.seconds, 2 * 61 * 12 / 10);
}
END_TEST

START_TEST(callgrind_is_understood)
{
	ck_assert_uint_eq(callgrind_read("==7== Events    : Ir\n"
					 "==7== Collected : 123456\n==7==\n"),
	    123456);
	ck_assert_uint_eq(callgrind_read("==7== killed\n"), 0);
	ck_assert_uint_eq(callgrind_read(NULL), 0);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("bench");
	TCase *c = tcase_create("bench");

	tcase_add_test(c, a_report_comes_back);
	tcase_add_test(c, a_report_that_is_cut_is_none);
	tcase_add_loop_test(c, a_report_that_lies_is_none, 0, LEN(lies));
	tcase_add_test(c, no_octet_of_a_report_does_harm);
	tcase_add_loop_test(c, outcomes_are_judged, 0, LEN(outcomes));
	tcase_add_test(c, errors_are_counted);
	tcase_add_loop_test(c, bench_words, 0, LEN(modes));
	tcase_add_loop_test(c, some_can_be_measured, 0, LEN(workloads));
	tcase_add_test(c, an_order_is_of_all);
	tcase_add_test(c, a_quick_run_fits_into_a_minute);
	tcase_add_test(c, what_is_asked_for_stands);
	tcase_add_test(c, callgrind_is_understood);
	suite_add_tcase(s, c);
	return unit_run(s);
}
