#include "config.h"

#include "bench/stats.h"
#include "fakedns/xalloc.h"
#include "tests/bench_samples.h"
#include "tests/unit.h"

enum { ROUNDS = 10 };

/* Three clients, one workload, all alike: "c1", "c2", "c3". */
struct fixture {
	struct bench_set set;
	struct stats s;
};

static void
make(struct fixture *f)
{
	const struct samples_spec spec = { .seed = 7,
		.clients = 3,
		.workloads = 1,
		.rounds = ROUNDS,
		.sd = 0.005 };

	samples_make(&f->set, &spec);
}

static void
clear(struct fixture *f)
{
	stats_clear(&f->s);
	bench_set_clear(&f->set);
}

static void
set_verdict(struct fixture *f, size_t client, const char *verdict)
{
	free(f->set.proofs[client].verdict);
	f->set.proofs[client].verdict = xstrdup(verdict);
}

/* What is to be true of each slice of CLIENT from round FROM on. */
static void
change(struct fixture *f, size_t client, unsigned from,
    void (*how)(struct bench_sample *))
{
	for (size_t i = 0; i < f->set.sample_count; i++)
		if (f->set.samples[i].client == client &&
		    f->set.samples[i].round >= from)
			how(&f->set.samples[i]);
}

static void
no_lookups(struct bench_sample *s)
{
	s->lookups = s->sum_ns = 0;
}

static void
all_errors(struct bench_sample *s)
{
	s->errors = s->lookups;
}

static void
one_error(struct bench_sample *s)
{
	s->errors = 1; /* of 1000 */
}

static void
disturb(struct bench_sample *s)
{
	s->disturbed = true;
	s->wall_ns *= 50;
}

static void
busy_server(struct bench_sample *s)
{
	s->server_cpu_ns = s->cpu_ns * 2;
}

static void
idle_server(struct bench_sample *s)
{
	s->wall_ns *= 100;
	s->server_cpu_ns = s->cpu_ns * 2;
}

static void
long_queue(struct bench_sample *s)
{
	s->queued = s->lookups;
	s->queued_ns = s->sum_ns / 5;
}

static enum stats_standing
standing(const struct fixture *f, size_t client)
{
	return stats_pair(&f->s, 0, client)->standing;
}

static const struct stats_ratio *
speed(const struct fixture *f, size_t client)
{
	return &stats_pair(&f->s, 0, client)->ratios[STATS_SPEED];
}

START_TEST(all_is_well)
{
	struct fixture f;

	make(&f);
	stats_init(&f.s, &f.set);
	ck_assert_uint_eq(f.s.comparisons, 4);
	ck_assert_double_eq_tol(f.s.tail, 0.01 / 8, 1e-12);
	ck_assert_uint_eq(standing(&f, 0), STATS_MEASURED);
	ck_assert(!speed(&f, 0)->known); /* with itself */
	ck_assert(speed(&f, 1)->known);
	ck_assert_uint_eq(stats_pair(&f.s, 0, 1)->rounds, ROUNDS);
	ck_assert_uint_eq(stats_pair(&f.s, 0, 1)->lookups, ROUNDS * 1000);
	ck_assert_double_eq_tol(stats_pair(&f.s, 0, 1)->figures[FIGURE_RATE],
	    20000, 300);
	ck_assert_double_eq_tol(stats_pair(&f.s, 0, 1)->figures[FIGURE_CPU],
	    30000, 400);
	ck_assert_double_eq_tol(stats_pair(&f.s, 0, 1)->figures[FIGURE_USER],
	    10000, 200);
	clear(&f);
}
END_TEST

START_TEST(one_round)
{
	struct fixture f;

	make(&f);
	f.set.sample_count = 3;
	stats_init(&f.s, &f.set);
	ck_assert_uint_eq(standing(&f, 1), STATS_MEASURED);
	ck_assert(!speed(&f, 1)->known);
	ck_assert(!speed(&f, 1)->differs);
	ck_assert_double_gt(stats_pair(&f.s, 0, 1)->figures[FIGURE_RATE],
	    10000);
	clear(&f);
}
END_TEST

START_TEST(nothing_at_all)
{
	struct fixture f = { .set = { .rounds = 1 } };

	stats_init(&f.s, &f.set);
	ck_assert_uint_eq(f.s.comparisons, 0);
	stats_clear(&f.s);
	make(&f);
	f.set.sample_count = 0;
	stats_init(&f.s, &f.set);
	ck_assert_uint_eq(standing(&f, 0), STATS_MISSING);
	ck_assert_double_eq(stats_pair(&f.s, 0, 0)->figures[FIGURE_RATE],
	    BENCH_UNKNOWN);
	clear(&f);
}
END_TEST

/* A slice without a look-up has no rate: the client is not the faster for it */
START_TEST(no_lookups_in_the_end)
{
	struct fixture f;

	make(&f);
	change(&f, 1, ROUNDS - 1, no_lookups);
	stats_init(&f.s, &f.set);
	ck_assert(!speed(&f, 1)->known);
	ck_assert(speed(&f, 2)->known);
	clear(&f);
	make(&f);
	change(&f, 1, 1, no_lookups);
	stats_init(&f.s, &f.set);
	ck_assert_uint_eq(standing(&f, 1), STATS_MISSING);
	clear(&f);
}
END_TEST

START_TEST(failures)
{
	struct fixture f;

	make(&f);
	change(&f, 1, 1, all_errors);
	change(&f, 2, 1, one_error);
	stats_init(&f.s, &f.set);
	ck_assert_uint_eq(standing(&f, 1), STATS_FAILING);
	ck_assert_double_eq(stats_pair(&f.s, 0, 1)->figures[FIGURE_ERRORS], 1);
	ck_assert(!speed(&f, 1)->known);
	ck_assert_uint_eq(standing(&f, 2), STATS_MEASURED);
	ck_assert(speed(&f, 2)->known);
	clear(&f);
}
END_TEST

START_TEST(proofs)
{
	static const struct {
		const char *verdict;
		enum stats_standing standing;
	} rows[] = { { "pass", STATS_MEASURED }, { "fixed", STATS_MEASURED },
		{ "known", STATS_UNPROVEN }, { "policy", STATS_UNPROVEN },
		{ "fail", STATS_UNPROVEN }, { "n/a", STATS_UNPROVEN },
		{ "", STATS_UNPROVEN } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fixture f;

		make(&f);
		set_verdict(&f, 1, rows[i].verdict);
		stats_init(&f.s, &f.set);
		ck_assert_msg(standing(&f, 1) == rows[i].standing, "%s",
		    rows[i].verdict);
		ck_assert(speed(&f, 1)->known ==
			  (rows[i].standing == STATS_MEASURED));
		clear(&f);
	}
}
END_TEST

START_TEST(another_baseline)
{
	struct fixture f;

	make(&f);
	set_verdict(&f, 0, "known");
	stats_init(&f.s, &f.set);
	ck_assert(f.s.workloads[0].has_baseline);
	ck_assert_uint_eq(f.s.workloads[0].baseline, 1);
	ck_assert(!speed(&f, 1)->known);
	ck_assert(speed(&f, 2)->known);
	clear(&f);
	make(&f);
	for (size_t c = 0; c < 3; c++)
		set_verdict(&f, c, "n/a");
	stats_init(&f.s, &f.set);
	ck_assert(!f.s.workloads[0].has_baseline);
	ck_assert_uint_eq(f.s.comparisons, 0);
	clear(&f);
}
END_TEST

START_TEST(disturbed_slices)
{
	struct fixture f;

	make(&f);
	change(&f, 1, ROUNDS - 3, disturb);
	stats_init(&f.s, &f.set);
	ck_assert_uint_eq(f.s.workloads[0].left_out, 4);
	ck_assert(!f.s.workloads[0].disturbed);
	ck_assert_uint_eq(stats_pair(&f.s, 0, 1)->rounds, ROUNDS - 4);
	ck_assert(!speed(&f, 1)->differs);
	ck_assert_double_lt(speed(&f, 1)->high, 1.2);
	clear(&f);
	make(&f);
	change(&f, 1, ROUNDS - 4, disturb);
	stats_init(&f.s, &f.set);
	ck_assert(f.s.workloads[0].disturbed);
	ck_assert_uint_eq(f.s.workloads[0].left_out, 0);
	ck_assert_uint_eq(stats_pair(&f.s, 0, 1)->rounds, ROUNDS);
	clear(&f);
}
END_TEST

/* Rounds differ a lot, and neither client has all of them. */
START_TEST(rounds_that_only_one_has)
{
	const struct samples_spec spec = { .seed = 7,
		.clients = 2,
		.workloads = 1,
		.rounds = 20,
		.sd = 0.005,
		.drift = 0.5 };
	struct fixture f;

	samples_make(&f.set, &spec);
	for (size_t i = 0; i < f.set.sample_count; i++) {
		struct bench_sample *s = &f.set.samples[i];

		s->disturbed = s->round == (s->client == 0 ? 1 : 20);
	}
	stats_init(&f.s, &f.set);
	ck_assert_uint_eq(stats_pair(&f.s, 0, 0)->rounds, 19);
	ck_assert_uint_eq(stats_pair(&f.s, 0, 1)->rounds, 19);
	ck_assert(speed(&f, 1)->known);
	ck_assert_double_gt(speed(&f, 1)->low, 0.98);
	ck_assert_double_lt(speed(&f, 1)->high, 1.02);
	clear(&f);
}
END_TEST

START_TEST(a_server_that_is_the_bottleneck)
{
	struct fixture f;

	make(&f);
	change(&f, 1, 1, busy_server);
	change(&f, 2, 1, idle_server);
	stats_init(&f.s, &f.set);
	ck_assert_uint_eq(standing(&f, 1), STATS_BOUND);
	ck_assert_double_eq_tol(stats_pair(&f.s, 0, 1)->server_share, 2.0 / 3,
	    0.01);
	ck_assert(!speed(&f, 1)->known);
	ck_assert(!f.s.workloads[0].invalid); /* of the others */
	ck_assert_uint_eq(standing(&f, 2), STATS_MEASURED);
	clear(&f);
	make(&f);
	change(&f, 0, 1, busy_server); /* the baseline's */
	stats_init(&f.s, &f.set);
	ck_assert(f.s.workloads[0].invalid);
	ck_assert_uint_eq(f.s.comparisons, 0);
	clear(&f);
}
END_TEST

/* Of most clients, but not of the baseline. */
START_TEST(a_server_that_is_the_bottleneck_of_most)
{
	struct fixture f;

	make(&f);
	change(&f, 1, 1, busy_server);
	change(&f, 2, 1, busy_server);
	stats_init(&f.s, &f.set);
	ck_assert_uint_eq(standing(&f, 0), STATS_MEASURED);
	ck_assert(f.s.workloads[0].invalid);
	clear(&f);
}
END_TEST

START_TEST(queues)
{
	struct fixture f;

	make(&f);
	change(&f, 1, 1, long_queue);
	stats_init(&f.s, &f.set);
	ck_assert_uint_eq(standing(&f, 1), STATS_BOUND);
	clear(&f);
	for (int together = 0; together < 2; together++) {
		make(&f);
		change(&f, 1, 1, long_queue);
		f.set.workloads[0].mode.together = together == 1;
		f.set.workloads[0].mode.threads = together == 1 ? 1 : 8;
		stats_init(&f.s, &f.set);
		ck_assert_uint_eq(standing(&f, 1), STATS_MEASURED);
		clear(&f);
	}
}
END_TEST

/* At a fixed rate all have the same look-ups a second. */
START_TEST(fixed_rate)
{
	struct fixture f;

	make(&f);
	f.set.workloads[0].mode.rate = 1000;
	for (size_t i = 0; i < f.set.sample_count; i++) {
		struct bench_sample *s = &f.set.samples[i];

		s->wall_ns = 1000000000;
		s->sum_ns *= s->client == 1 ? 2 : 1;
	}
	stats_init(&f.s, &f.set);
	ck_assert_double_eq_tol(stats_pair(&f.s, 0, 1)->figures[FIGURE_RATE],
	    1000, 1e-6);
	ck_assert(speed(&f, 1)->differs);
	ck_assert(!speed(&f, 1)->better);
	ck_assert_double_eq_tol(speed(&f, 1)->ratio, 0.5, 0.02);
	clear(&f);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("bench_standing");
	TCase *t = tcase_create("all");

	tcase_add_test(t, all_is_well);
	tcase_add_test(t, one_round);
	tcase_add_test(t, nothing_at_all);
	tcase_add_test(t, no_lookups_in_the_end);
	tcase_add_test(t, failures);
	tcase_add_test(t, proofs);
	tcase_add_test(t, another_baseline);
	tcase_add_test(t, disturbed_slices);
	tcase_add_test(t, rounds_that_only_one_has);
	tcase_add_test(t, a_server_that_is_the_bottleneck);
	tcase_add_test(t, a_server_that_is_the_bottleneck_of_most);
	tcase_add_test(t, queues);
	tcase_add_test(t, fixed_rate);
	suite_add_tcase(s, t);
	return unit_run(s);
}
