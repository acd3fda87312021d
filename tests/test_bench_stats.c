#include "config.h"

#include <math.h>

#include "bench/interval.h"
#include "bench/stats.h"
#include "bench/student.h"
#include "tests/bench_samples.h"
#include "tests/unit.h"

enum { ASPECTS = STATS_ASPECTS };

static bool
any_differs(const struct stats *s)
{
	const struct bench_set *set = s->set;

	for (size_t i = 0; i < set->workload_count * set->client_count; i++)
		for (int a = 0; a < ASPECTS; a++)
			if (s->pairs[i].ratios[a].differs)
				return true;
	return false;
}

/* Some interval does not have 1, which is true of all. */
static bool
any_misses(const struct stats *s)
{
	const struct bench_set *set = s->set;

	for (size_t i = 0; i < set->workload_count * set->client_count; i++)
		for (int a = 0; a < ASPECTS; a++) {
			const struct stats_ratio *r = &s->pairs[i].ratios[a];

			if (r->known && (r->low > 1 || r->high < 1))
				return true;
		}
	return false;
}

/* Abramowitz and Stegun, table 26.10, and for one degree tan(pi (1/2 - tail))
 */
START_TEST(quantiles_of_t)
{
	static const struct {
		unsigned df;
		double tail, t;
	} rows[] = { { 1, 0.025, 12.706 }, { 2, 0.025, 4.303 },
		{ 3, 0.005, 5.841 }, { 10, 0.025, 2.228 },
		{ 10, 0.0005, 4.587 }, { 30, 0.005, 2.750 },
		{ 120, 0.025, 1.980 }, { 1, 1e-5, 31830.99 } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		ck_assert_double_eq_tol(student_quantile(rows[i].df,
					    rows[i].tail),
		    rows[i].t, rows[i].t / 4000);
}
END_TEST

START_TEST(few_values)
{
	const double v[] = { 3, 5, 4 };
	struct interval at;

	ck_assert(!interval_of(v, 0, 0.01, &at));
	ck_assert_double_eq(at.middle, 0);
	ck_assert(!interval_of(v, 1, 0.01, &at));
	ck_assert_double_eq(at.middle, 3);
	ck_assert(interval_of(v, 3, 0.025, &at));
	ck_assert_double_eq(at.middle, 4);
	ck_assert_double_eq_tol(at.high, 4 + 4.3027 / sqrt(3), 1e-3);
	ck_assert_double_eq_tol(at.low, 4 - 4.3027 / sqrt(3), 1e-3);
	ck_assert(!interval_between(v, 3, v, 1, 0.01, &at));
	ck_assert(interval_between(v, 3, v, 3, 0.01, &at));
	ck_assert_double_eq(at.middle, 0);
	ck_assert_double_gt(at.high, 1);
}
END_TEST

START_TEST(one_disturbed_value_moves_nothing)
{
	const double calm[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 };
	const double wild[] = { 1, 2, 3, 4, 5, 6, 7, 8, 9, 1e9 };
	struct interval a, b;

	ck_assert(interval_of(calm, 10, 0.005, &a));
	ck_assert(interval_of(wild, 10, 0.005, &b));
	ck_assert_double_eq(a.middle, b.middle);
	ck_assert_double_eq(a.high, b.high);
}
END_TEST

/* The same client as all: no run may report, one of 100 intervals may miss. */
START_TEST(alike_clients)
{
	const unsigned runs = unit_under_valgrind() ? 100 : 1000;
	unsigned reported = 0, missed = 0;

	for (unsigned i = 0; i < runs; i++) {
		struct samples_spec spec = { .seed = i + 1,
			.clients = 4,
			.workloads = 5,
			.rounds = 5 + i % 36,
			.noise = (enum noise)_i,
			.sd = 0.02,
			.drift = 0.1 };
		struct bench_set set;
		struct stats s;

		samples_make(&set, &spec);
		stats_init(&s, &set);
		ck_assert_uint_eq(s.comparisons, 30);
		reported += any_differs(&s);
		missed += any_misses(&s);
		stats_clear(&s);
		bench_set_clear(&set);
	}
	ck_assert_uint_eq(reported, 0);
	/* 10 are allowed for, and 20 come once in 300 times */
	ck_assert_uint_le(missed, 20);
	if (_i == NOISE_NORMAL &&
	    runs == 1000) /* and no interval is wide for nothing */
		ck_assert_uint_ge(missed, 2);
}
END_TEST

/* How often a slower client is told, of 100 runs. */
static unsigned
detected(const struct samples_spec *like, enum stats_aspect aspect)
{
	struct samples_spec spec = *like;
	unsigned told = 0;

	for (spec.seed = 1; spec.seed <= 100; spec.seed++) {
		const struct stats_ratio *r;
		struct bench_set set;
		struct stats s;

		samples_make(&set, &spec);
		stats_init(&s, &set);
		r = &stats_pair(&s, spec.workloads - 1, spec.clients - 1)
			 ->ratios[aspect];
		ck_assert(r->known);
		told += r->differs && !r->better;
		stats_clear(&s);
		bench_set_clear(&set);
	}
	return told;
}

START_TEST(five_percent_of_cpu)
{
	const struct samples_spec spec = { .clients = 2,
		.workloads = 1,
		.rounds = 40,
		.noise = NOISE_TAILS,
		.sd = 0.015,
		.drift = 0.1,
		.slow_cpu = 0.05 };

	ck_assert_uint_ge(detected(&spec, STATS_CPU), 99);
}
END_TEST

START_TEST(ten_percent_of_wall)
{
	const struct samples_spec spec = { .clients = 6,
		.workloads = 20,
		.rounds = 40,
		.noise = NOISE_TAILS,
		.sd = 0.03,
		.drift = 0.1,
		.slow_wall = 0.1 };

	ck_assert_uint_ge(detected(&spec, STATS_SPEED), 99);
}
END_TEST

/* What is there and smaller than anybody would notice is not told. */
START_TEST(one_percent)
{
	const struct samples_spec spec = { .clients = 2,
		.workloads = 1,
		.rounds = 40,
		.noise = NOISE_NORMAL,
		.sd = 0.002,
		.slow_cpu = 0.01 };

	ck_assert_uint_eq(detected(&spec, STATS_CPU), 0);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("bench_stats");
	TCase *t = tcase_create("all");

	tcase_add_test(t, quantiles_of_t);
	tcase_add_test(t, few_values);
	tcase_add_test(t, one_disturbed_value_moves_nothing);
	tcase_add_loop_test(t, alike_clients, 0, NOISES);
	tcase_add_test(t, five_percent_of_cpu);
	tcase_add_test(t, ten_percent_of_wall);
	tcase_add_test(t, one_percent);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return unit_run(suite());
}
