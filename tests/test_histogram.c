/* Buckets of the judge, and those of the clients, which share no code. */
#include "config.h"

#include <stdint.h>

#include "bench/histogram.h"
#include "resolver-tests/clients/tally.h"
#include "tests/unit.h"

/* Values around every power of two, and some between. */
static uint64_t
value(unsigned power, int beside)
{
	return (UINT64_C(1) << power) + (uint64_t)beside;
}

START_TEST(a_value_is_within_its_bucket)
{
	for (unsigned power = 1; power < 40; power++)
		for (int beside = -1; beside < 2; beside++) {
			uint64_t ns = value(power, beside);
			size_t i = histogram_index(ns);

			ck_assert_uint_lt(i, HISTOGRAM_SIZE);
			ck_assert_uint_le(histogram_lowest(i), ns);
			ck_assert_uint_ge(histogram_highest(i), ns);
			ck_assert_uint_le(histogram_highest(i) -
					      histogram_lowest(i),
			    ns / HISTOGRAM_STEPS);
		}
}
END_TEST

START_TEST(buckets_touch)
{
	for (size_t i = 1; i < HISTOGRAM_SIZE; i++)
		ck_assert_uint_eq(histogram_lowest(i),
		    histogram_highest(i - 1) + 1);
	ck_assert_uint_eq(histogram_index(UINT64_MAX), HISTOGRAM_SIZE - 1);
}
END_TEST

START_TEST(clients_have_the_same_buckets)
{
	ck_assert_int_eq((int)TALLY_BUCKETS, (int)HISTOGRAM_SIZE);
	for (unsigned power = 0; power < 63; power++)
		for (int beside = -1; beside < 2; beside++) {
			uint64_t ns = value(power, beside);

			ck_assert_uint_eq(tally_bucket(ns),
			    histogram_index(ns));
		}
}
END_TEST

START_TEST(quantiles_are_of_all_values)
{
	struct histogram h = { 0 };

	ck_assert_uint_eq(histogram_quantile(&h, 0.5), 0);
	for (uint64_t ns = 1; ns <= 100; ns++)
		histogram_add(&h, histogram_index(ns), 1);
	ck_assert_uint_eq(histogram_quantile(&h, 0), 1);
	ck_assert_uint_eq(histogram_quantile(&h, 0.5), 50);
	ck_assert_uint_eq(histogram_quantile(&h, 0.99), 99);
	ck_assert_uint_eq(histogram_quantile(&h, 1), 100);
	ck_assert_uint_eq(h.total, 100);
	histogram_clear(&h);
	ck_assert_uint_eq(h.total, 0);
}
END_TEST

START_TEST(merging_keeps_every_count)
{
	static const uint64_t all[] = { 5, 5, 70000, 40, UINT64_MAX, 0 };
	struct histogram a = { 0 }, b = { 0 };

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		histogram_add(i % 2 == 0 ? &a : &b, histogram_index(all[i]), 1);
	histogram_merge(&a, &b);
	ck_assert_uint_eq(a.total, 6);
	ck_assert_uint_eq(histogram_count(&a, 5), 2);
	ck_assert_uint_eq(histogram_count(&a, 0), 1);
	ck_assert_uint_eq(histogram_count(&a, 41), 0);
	ck_assert_uint_eq(histogram_count(&a, histogram_index(70000)), 1);
	ck_assert_uint_eq(histogram_count(&a, HISTOGRAM_SIZE - 1), 1);
	histogram_clear(&a);
	histogram_clear(&b);
}
END_TEST

START_TEST(it_grows_to_both_sides)
{
	static const size_t indexes[] = { 2000, 100, 4000, HISTOGRAM_SIZE - 1,
		0, 2100 };
	struct histogram h = { 0 };

	for (size_t i = 0; i < 6; i++)
		histogram_add(&h, indexes[i], i + 1);
	for (size_t i = 0; i < 6; i++)
		ck_assert_uint_eq(histogram_count(&h, indexes[i]), i + 1);
	ck_assert_uint_eq(h.total, 21);
	histogram_clear(&h);
}
END_TEST

START_TEST(a_tally_counts_outcomes)
{
	static struct tally a, b;
	const struct timed_outcome good = { 0, 4 }, bad = { -2, 0 };

	tally_add(&a, 100, &good);
	tally_add(&a, 300, &bad);
	tally_add(&b, 50, &good);
	b.late = 3;
	tally_merge(&a, &b);
	ck_assert_uint_eq(a.lookups, 3);
	ck_assert_uint_eq(a.sum_ns, 450);
	ck_assert_uint_eq(a.min_ns, 50);
	ck_assert_uint_eq(a.max_ns, 300);
	ck_assert_uint_eq(a.late, 3);
	ck_assert_uint_eq(a.outcome_count, 2);
	ck_assert_uint_eq(a.outcomes[0].lookups, 2);
	ck_assert_int_eq(a.outcomes[1].outcome.status, -2);
	for (int i = 0; i < 100; i++)
		tally_add(&a, 1, &(struct timed_outcome){ i, 0 });
	ck_assert_uint_eq(a.outcome_count, TALLY_OUTCOMES);
	ck_assert_uint_eq(a.lookups, 103);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("histogram");
	TCase *c = tcase_create("histogram");

	tcase_add_test(c, a_value_is_within_its_bucket);
	tcase_add_test(c, buckets_touch);
	tcase_add_test(c, clients_have_the_same_buckets);
	tcase_add_test(c, quantiles_are_of_all_values);
	tcase_add_test(c, merging_keeps_every_count);
	tcase_add_test(c, it_grows_to_both_sides);
	tcase_add_test(c, a_tally_counts_outcomes);
	suite_add_tcase(s, c);
	return unit_run(s);
}
