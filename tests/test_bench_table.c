#include "config.h"

#include <stdio.h>

#include "bench/table.h"
#include "fakedns/xalloc.h"
#include "tests/bench_samples.h"
#include "tests/unit.h"

static char *
printed(const struct bench_set *set, bool in_full)
{
	char *text = NULL;
	size_t len;
	FILE *f = open_memstream(&text, &len);

	setenv("COLUMNS", "80", 1);
	bench_table_print(set, f, in_full);
	fclose(f);
	return text;
}

static void
make(struct bench_set *set)
{
	const struct samples_spec spec = { .seed = 5,
		.clients = 4,
		.workloads = 1,
		.rounds = 40,
		.sd = 0.003,
		.slow_cpu = 1,
		.slow_wall = 0.5 };

	samples_make(set, &spec);
	for (size_t i = 0; i < set->sample_count; i++) {
		struct bench_sample *s = &set->samples[i];

		s->wall_ns = s->wall_ns / 100000 * 100000;
		histogram_add(&s->latency, histogram_index(50000), 990);
		histogram_add(&s->latency, histogram_index(2000000), 10);
		s->max_ns = 2000000;
		s->hwm_kb = 220;
	}
}

static void
set_proof(struct bench_set *set, size_t client, const char *verdict,
    const char *summary)
{
	free(set->proofs[client].verdict);
	free(set->proofs[client].summary);
	set->proofs[client].verdict = xstrdup(verdict);
	set->proofs[client].summary = xstrdup(summary);
}

static const char brief[] =
    "w1: A workload\n"
    "  40 rounds; fakedns took 25% of the CPU time\n"
    "      look-ups/s  p50 us  p99 us  CPU us  speed x      CPU x\n"
    "  c1      20,019    50.0    50.0    30.0  baseline\n"
    "  c2  EAI_NONAME is not what is wanted, so not compared\n"
    "  c3      20,006    50.0    50.0    30.0  12% failed, so not compared\n"
    "  c4      13,347    50.0    50.0    60.0  0.665-0.668  2.00-2.01\n"
    "  ok, 100 addresses: c1, c3; ok, 48 addresses: c4\n"
    "\n"
    "speed and CPU are a look-up's, from-to, times those of c1: more speed is "
    "better,\n"
    "more CPU is worse. What lies within 0.98 to 1.02, or may do so, is within "
    "noise.\n"
    "In 99 of 100 runs not one of all 2 from-tos is wrong.\n"
    "2 of 2 comparisons differ.\n";

START_TEST(rows_of_clients)
{
	struct bench_set set;
	char *text;

	make(&set);
	set_proof(&set, 1, "known", "EAI_NONAME");
	for (size_t i = 0; i < set.sample_count; i++) {
		struct bench_sample *s = &set.samples[i];

		s->errors = s->client == 2 ? 120 : 0;
		s->outcome_count = s->client == 1 ? 0 : 1;
		s->outcomes = xcalloc(1, sizeof *s->outcomes);
		s->outcomes[0] = (struct bench_outcome){ xstrdup("ok"),
			s->client == 3 ? 48 : 100, 1000 };
		if (s->client == 1)
			free(s->outcomes[0].status);
	}
	text = printed(&set, false);
	ck_assert_str_eq(text, brief);
	free(text);
	text = printed(&set, true);
	ck_assert_ptr_nonnull(strstr(text,
	    "      look-ups/s  mean us  p50 us  p90 us  p99 us  p99.9 us  max "
	    "us\n"
	    "  c1      20,019     50.0    50.0    50.0    50.0     2,000   "
	    "2,000\n"));
	ck_assert_ptr_nonnull(
	    strstr(text, "      errors  memory  stack  binary\n"
			 "  c1    none    225k      -    333k\n"
			 "  c3     12%    225k      -    333k\n"));
	free(text);
	bench_set_clear(&set);
}
END_TEST

/* What is invalid has no ratios, and what was cut short says so. */
START_TEST(invalid)
{
	struct bench_set set;
	char *text;

	make(&set);
	set.interrupted = true;
	for (size_t i = 0; i < set.sample_count; i++)
		set.samples[i].server_cpu_ns = set.samples[i].cpu_ns * 2;
	text = printed(&set, false);
	ck_assert_ptr_nonnull(strstr(text, "INVALID: fakedns was the"));
	ck_assert_ptr_nonnull(strstr(text, "INVALID: fakedns took 67%"));
	ck_assert_ptr_null(strstr(text, "0.66"));
	ck_assert_ptr_nonnull(strstr(text, "Nothing was compared. The run was "
					   "interrupted: "));
	free(text);
	bench_set_clear(&set);
}
END_TEST

START_TEST(numbers)
{
	static const struct {
		double value;
		const char *text;
	} rows[] = { { 0, "0" }, { 0.01234, "0.0123" }, { 0.5, "0.500" },
		{ 0.99949, "0.999" }, { 0.9996, "1.00" }, { 9.994, "9.99" },
		{ 9.996, "10.0" }, { 99.94, "99.9" }, { 99.96, "100" },
		{ 999.6, "1,000" }, { 1234567, "1,234,567" } };

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct text text = { 0 };

		figure_add_number(&text, rows[i].value);
		ck_assert_str_eq(text.s, rows[i].text);
		text_clear(&text);
	}
}
END_TEST

/* Names, outcomes: what is foreign does nothing. */
START_TEST(foreign_text)
{
	struct bench_set set;
	char *text;

	make(&set);
	free(set.clients[3].name);
	set.clients[3].name = xstrdup("\033[2Jmusl-1.2.5-as-patched-by-us");
	free(set.workloads[0].title);
	set.workloads[0].title = xstrdup("T\007\n\342\200\256");
	set_proof(&set, 1, "known", "\033]0;x\007");
	for (int full = 0; full < 2; full++) {
		text = printed(&set, full == 1);
		ck_assert_ptr_null(strpbrk(text, "\033\007"));
		ck_assert_ptr_null(strstr(text, "\342\200\256"));
		free(text);
	}
	bench_set_clear(&set);
}
END_TEST

/* No line is longer than the terminal is wide. */
START_TEST(width)
{
	struct bench_set set;

	make(&set);
	free(set.clients[3].name);
	set.clients[3].name = xstrdup("musl-1.2.5-as-patched-by-us");
	set_proof(&set, 1, "known",
	    "ok 48+0 #3fa9c1, then EAI_AGAIN and so on");
	for (int full = 0; full < 2; full++) {
		char *text = printed(&set, full == 1);

		for (char *line = strtok(text, "\n"); line != NULL;
		     line = strtok(NULL, "\n"))
			ck_assert_msg(strlen(line) <= 80, "%s", line);
		free(text);
	}
	bench_set_clear(&set);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("bench_table");
	TCase *t = tcase_create("all");

	tcase_add_test(t, rows_of_clients);
	tcase_add_test(t, invalid);
	tcase_add_test(t, numbers);
	tcase_add_test(t, foreign_text);
	tcase_add_test(t, width);
	suite_add_tcase(s, t);
	return s;
}

int
main(void)
{
	return unit_run(suite());
}
