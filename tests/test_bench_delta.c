#include "config.h"

#include <jansson.h>
#include <stdio.h>

#include "bench/delta_print.h"
#include "fakedns/xalloc.h"
#include "tests/bench_samples.h"
#include "tests/unit.h"

/* Two runs of two clients and two workloads. */
struct fixture {
	struct bench_set set[2];
	struct stats stats[2];
	struct deltas c;
	struct error err;
};

static void
make_side(struct bench_set *set, uint64_t seed, double slow_cpu, double sd)
{
	const struct samples_spec spec = { .seed = seed,
		.clients = 2,
		.workloads = 2,
		.rounds = 30,
		.noise = NOISE_TAILS,
		.sd = sd,
		.drift = 0.02,
		.slow_cpu = slow_cpu };

	samples_make(set, &spec);
	set->date = xstrdup("2026-11-23T15:00:00Z");
	set->machine = xstrdup("x86_64");
	set->kernel = xstrdup("6.1");
	set->processors = 2;
	for (size_t i = 0; i < 2; i++) {
		set->clients[i].family = xstrdup(i == 0 ? "f" : "g");
		set->clients[i].sha256 = xstrdup(i == 0 ? "0123abcd" : "-");
	}
}

static void
make_noisy(struct fixture *f, uint64_t seed, double slow_cpu, double sd)
{
	*f = (struct fixture){ .err = { "" } };
	make_side(&f->set[0], 2 * seed, 0, sd);
	make_side(&f->set[1], 2 * seed + 1, slow_cpu, sd);
}

static void
make(struct fixture *f, uint64_t seed, double slow_cpu)
{
	make_noisy(f, seed, slow_cpu, 0.01);
}

static int
compare(struct fixture *f, const char *as)
{
	for (int i = 0; i < 2; i++) {
		stats_init(&f->stats[i], &f->set[i]);
		f->c.side[i] = &f->stats[i];
		f->c.path[i] = i == 0 ? "a" : "b";
	}
	return deltas_init(&f->c, &as, as == NULL ? 0 : 1, &f->err);
}

static void
clear(struct fixture *f)
{
	deltas_clear(&f->c);
	for (int i = 0; i < 2; i++) {
		stats_clear(&f->stats[i]);
		bench_set_clear(&f->set[i]);
	}
}

static void
add_counts(struct bench_set *set, double calls, double packets)
{
	set->counts = xcalloc(1, sizeof *set->counts);
	set->counts[set->counts_count++] = (struct bench_counts){ 1, 1, calls,
		4000, xstrdup("perf"), packets, packets, -1, -1, 1, 0, -1, -1 };
}

static char *
printed(const struct deltas *c, char format)
{
	char *text = NULL;
	size_t len;
	FILE *f = open_memstream(&text, &len);

	if (format == 'm')
		delta_print_markdown(c, f);
	else if (format == 'j')
		delta_print_json(c, f);
	else
		delta_print_text(c, f, format == 'l');
	fclose(f);
	return text;
}

START_TEST(two_runs_of_the_same)
{
	unsigned told = 0;

	for (uint64_t seed = 1; seed <= 300; seed++) {
		struct fixture f;

		make_noisy(&f, seed, 0, 0.05);
		if (seed % 2 == 0) /* nothing to measure with */
			f.set[1].clients[0].sha256[0] = 'f';
		ck_assert_int_eq(compare(&f, NULL), 0);
		ck_assert(f.c.has_reference == (seed % 2 == 1));
		ck_assert_uint_eq(f.c.comparisons, seed % 2 == 1 ? 4 : 8);
		told += f.c.counts[DELTA_WORSE] + f.c.counts[DELTA_BETTER] > 0;
		clear(&f);
	}
	ck_assert_uint_le(told, 3);
}
END_TEST

START_TEST(a_slower_build)
{
	for (uint64_t seed = 1; seed <= 50; seed++) {
		struct fixture f;

		make(&f, seed, 0.15);
		ck_assert_int_eq(compare(&f, NULL), 0);
		ck_assert_uint_eq(f.c.counts[DELTA_WORSE], 2);
		ck_assert_uint_eq(f.c.v[0].aspect, STATS_CPU);
		ck_assert_double_gt(f.c.v[0].ratio.low, 1.02);
		clear(&f);
	}
}
END_TEST

/* What befalls the measure alone is no news of the others. */
START_TEST(a_slower_measure)
{
	struct fixture f;

	make(&f, 3, 0);
	for (size_t i = 0; i < f.set[1].sample_count; i++)
		if (f.set[1].samples[i].client == 0)
			f.set[1].samples[i].cpu_ns *= 2;
	ck_assert_int_eq(compare(&f, NULL), 0);
	ck_assert(f.c.has_reference);
	ck_assert_uint_eq(f.c.counts[DELTA_BETTER], 0);
	clear(&f);
}
END_TEST

/* All of it, the measure too: a faster machine, and no news. */
START_TEST(another_machine)
{
	for (int reference = 0; reference < 2; reference++) {
		struct fixture f;

		make(&f, 3, 0);
		f.set[1].kernel[0] = '7';
		f.set[1].clients[0].sha256[0] = reference == 1 ? '0' : 'f';
		for (size_t i = 0; i < f.set[1].sample_count; i++) {
			f.set[1].samples[i].wall_ns *= 2;
			f.set[1].samples[i].cpu_ns *= 2;
		}
		ck_assert_int_eq(compare(&f, NULL), reference == 1 ? 0 : -1);
		ck_assert(!f.c.same_machine);
		ck_assert(f.c.timed == (reference == 1));
		ck_assert_uint_eq(f.c.counts[DELTA_WORSE], 0);
		if (reference == 0)
			ck_assert_str_eq(f.err.text,
			    "b: nothing of a was measured here, want the same "
			    "workloads and clients");
		clear(&f);
	}
}
END_TEST

START_TEST(slices_of_another_length)
{
	struct fixture f;

	make(&f, 3, 0.5);
	f.set[1].slice_ms = 10;
	add_counts(&f.set[0], 10, 2);
	add_counts(&f.set[1], 10, 2);
	ck_assert_int_eq(compare(&f, NULL), 0);
	ck_assert(!f.c.timed);
	ck_assert_uint_eq(f.c.counts[DELTA_WORSE], 0);
	clear(&f);
}
END_TEST

START_TEST(counts)
{
	struct fixture f;

	make(&f, 3, 0);
	add_counts(&f.set[0], 10, 2);
	add_counts(&f.set[1], 10.9, 3); /* 9 % is chance, a packet is none */
	ck_assert_int_eq(compare(&f, NULL), 0);
	ck_assert_uint_eq(f.c.counts[DELTA_WORSE], 2);
	ck_assert_uint_eq(f.c.v[0].what, DELTA_COUNTED);
	ck_assert_uint_eq(f.c.v[0].figure, FIGURE_PACKETS_OUT);
	clear(&f);
	make(&f, 3, 0);
	add_counts(&f.set[0], 12, 2);
	add_counts(&f.set[1], 10, 2);
	ck_assert_int_eq(compare(&f, NULL), 0);
	ck_assert_uint_eq(f.c.counts[DELTA_WORSE], 0);
	ck_assert_uint_eq(f.c.counts[DELTA_BETTER], 1);
	clear(&f);
}
END_TEST

static void
fail_in(struct bench_set *set, const char *verdict)
{
	free(set->proofs[3].verdict); /* c2 in w2 */
	free(set->proofs[3].summary);
	set->proofs[3].verdict = xstrdup(verdict);
	set->proofs[3].summary = xstrdup("EAI_\033AGAIN");
}

START_TEST(what_no_longer_works)
{
	struct fixture f;
	char *text;

	make(&f, 3, 0);
	fail_in(&f.set[1], "fail");
	ck_assert_int_eq(compare(&f, NULL), 0);
	ck_assert_uint_eq(f.c.counts[DELTA_WORSE], 1);
	ck_assert_uint_eq(f.c.v[0].what, DELTA_STANDING);
	text = printed(&f.c, 't');
	ck_assert_ptr_nonnull(strstr(text,
	    "\nworse: 1\n  c2\n    w2: does no longer do what is wanted: "
	    "EAI_\\027AGAIN\n"));
	free(text);
	clear(&f);
	make(&f, 3, 0);
	fail_in(&f.set[0], "fail");
	ck_assert_int_eq(compare(&f, NULL), 0);
	ck_assert_uint_eq(f.c.counts[DELTA_BETTER], 1);
	ck_assert_uint_eq(f.c.counts[DELTA_WORSE], 0);
	clear(&f);
}
END_TEST

START_TEST(other_workloads)
{
	struct fixture f;

	make(&f, 3, 0);
	f.set[1].workloads[0].mode.threads = 8;
	ck_assert_int_eq(compare(&f, NULL), 0);
	ck_assert_uint_eq(f.c.workloads, 1);
	ck_assert_uint_eq(f.c.only[0], 1);
	ck_assert_uint_eq(f.c.only[1], 1);
	clear(&f);
	make(&f, 3, 0);
	f.set[1].workloads[0].mode.threads = 8;
	f.set[1].workloads[1].mode.cold = true;
	ck_assert_int_eq(compare(&f, NULL), -1);
	clear(&f);
}
END_TEST

START_TEST(words)
{
	static const struct {
		const char *as, *error;
	} rows[] = { { "c1=c2", "" }, { "c1", "--as c1: want OLD=NEW" },
		{ "=c1", "--as =c1: want OLD=NEW" },
		{ "x=c1", "a: no client `x'" }, { "c1=x", "b: no client `x'" },
		{ "c=c1", "a: no client `c'" } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct fixture f;

		make(&f, 3, 0.5);
		ck_assert_int_eq(compare(&f, rows[i].as),
		    *rows[i].error == '\0' ? 0 : -1);
		ck_assert_str_eq(f.err.text, rows[i].error);
		/* c1 of A with the slower c2 of B */
		ck_assert_uint_eq(f.c.counts[DELTA_WORSE], i == 0 ? 2 : 0);
		clear(&f);
	}
}
END_TEST

START_TEST(as_text)
{
	struct fixture f;
	char *text;

	make(&f, 3, 0.5);
	f.set[1].interrupted = true;
	ck_assert_int_eq(compare(&f, NULL), 0);
	text = printed(&f.c, 't');
	ck_assert_ptr_nonnull(strstr(text,
	    "A  a: 2026-11-23T15:00:00Z, x86_64 6.1, 2 processors, 30 rounds "
	    "of 50 ms\n"
	    "B  b: 2026-11-23T15:00:00Z, x86_64 6.1, 2 processors, 30 rounds "
	    "of 50 ms; the\n"
	    "   run did not come to its end: compared as far as it went\n"
	    "Times are compared by their ratio to those of c1, the same in "
	    "both.\n"
	    "\nworse: 2\n  c2\n    w1: CPU 1."));
	ck_assert_ptr_nonnull(strstr(text,
	    "\n\nWorse: 2 worse, 0 better, 2 within noise, 0 unknown; 2 "
	    "workloads in both, 0 only\nin A, 0 only in B.\n"));
	ck_assert_ptr_null(strstr(text, "\nwithin noise"));
	free(text);
	text = printed(&f.c, 'l');
	ck_assert_ptr_nonnull(strstr(text, "\nwithin noise: 2\n"));
	free(text);
	text = printed(&f.c, 'm');
	ck_assert_ptr_nonnull(strstr(text, "\n| worse | `c2` | `w1` | CPU 1."));
	free(text);
	clear(&f);
}
END_TEST

START_TEST(as_json)
{
	struct fixture f;
	char *text;
	json_t *all, *one;

	make(&f, 3, 0.5);
	ck_assert_int_eq(compare(&f, NULL), 0);
	text = printed(&f.c, 'j');
	all = json_loads(text, 0, NULL);
	ck_assert_ptr_nonnull(all);
	ck_assert(json_is_true(json_object_get(all, "regression")));
	ck_assert_str_eq(json_string_value(json_object_get(all, "reference")),
	    "c1");
	one = json_array_get(json_object_get(all, "changes"), 0);
	ck_assert_str_eq(json_string_value(json_object_get(one, "change")),
	    "worse");
	ck_assert_str_eq(json_string_value(json_object_get(one, "figure")),
	    "cpu_ns");
	ck_assert_double_gt(json_real_value(json_object_get(one, "low")), 1.3);
	json_decref(all);
	free(text);
	clear(&f);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("bench_delta");
	TCase *t = tcase_create("all");

	tcase_add_test(t, two_runs_of_the_same);
	tcase_add_test(t, a_slower_build);
	tcase_add_test(t, a_slower_measure);
	tcase_add_test(t, another_machine);
	tcase_add_test(t, slices_of_another_length);
	tcase_add_test(t, counts);
	tcase_add_test(t, what_no_longer_works);
	tcase_add_test(t, other_workloads);
	tcase_add_test(t, words);
	tcase_add_test(t, as_text);
	tcase_add_test(t, as_json);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return unit_run(suite());
}
