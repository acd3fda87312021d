/*
 * coverage [RUNS] -- do the intervals of a benchmark hold what they say?
 *
 * Made-up runs of FAMILY comparisons between clients that are alike, with
 * several kinds of noise: in how many runs does any interval miss, where one of
 * 100 may, and how wide are they?  Beside the interval that is used stand a
 * plain t and two bootstraps.  The last kind of noise is of one client alone.
 */
#include "config.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/interval.h"
#include "bench/student.h"
#include "tests/bench_samples.h"

enum { FAMILY = 100, ROUNDS_MAX = 40, RESAMPLES = 1000, ONE_SIDED = NOISES };
#define ALPHA 0.01

/* One comparison. */
struct values {
	double v[ROUNDS_MAX];
	double middle, error; /* mean, and its standard error */
};

struct result {
	unsigned missed; /* runs */
	double half;     /* widths of all, 1 at most each */
};

static uint64_t seed = 1;

static int
compare(const void *left, const void *right)
{
	const double *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

static void
describe(struct values *c, size_t n)
{
	double sum = 0, squares = 0;

	for (size_t i = 0; i < n; i++)
		sum += c->v[i];
	c->middle = sum / (double)n;
	for (size_t i = 0; i < n; i++)
		squares += (c->v[i] - c->middle) * (c->v[i] - c->middle);
	c->error = sqrt(squares / (double)(n * (n - 1)));
}

static double
draw(int noise)
{
	if (noise == ONE_SIDED)
		return samples_noise(NOISE_TAILS, 0.01, &seed);
	return samples_noise((enum noise)noise, 0.02, &seed) -
	       samples_noise((enum noise)noise, 0.02, &seed);
}

static void
resample(const struct values *from, size_t n, struct values *to)
{
	for (size_t i = 0; i < n; i++)
		to->v[i] = from->v[(size_t)(samples_chance(&seed) * (double)n)];
	describe(to, n);
}

/* The t of the whole family that one of 100 resamplings exceeds. */
static double
studentised(const struct values *family, size_t n)
{
	double most[RESAMPLES];

	for (int b = 0; b < RESAMPLES; b++) {
		most[b] = 0;
		for (int c = 0; c < FAMILY; c++) {
			struct values again;

			resample(&family[c], n, &again);
			if (again.error > 0)
				most[b] = fmax(most[b],
				    fabs(again.middle - family[c].middle) /
					again.error);
		}
	}
	qsort(most, RESAMPLES, sizeof *most, compare);
	return most[RESAMPLES - 1 - (int)(ALPHA * RESAMPLES)];
}

/* As wide as percentiles can be: all that resampling finds. */
static void
percentiles(const struct values *c, size_t n, struct interval *out)
{
	*out = (struct interval){ c->middle, c->middle, c->middle };
	for (int b = 0; b < RESAMPLES; b++) {
		struct values again;

		resample(c, n, &again);
		out->low = fmin(out->low, again.middle);
		out->high = fmax(out->high, again.middle);
	}
}

enum method { USED, PLAIN_T, STUDENTISED, PERCENTILES, METHODS };
static const char *const names[METHODS] = { "used", "t", "studentised",
	"percentile" };

static void
add(struct result *r, const struct interval *in, double truth, bool *missed)
{
	*missed |= in->low > truth || in->high < truth;
	r->half += fmin((in->high - in->low) / 2, 1) / FAMILY;
}

/* TRUTH is of what is used, and of the mean. */
static void
run_once(int noise, size_t n, const double truth[2], struct result *results)
{
	const double tail = ALPHA / 2 / FAMILY;
	static struct values family[FAMILY];
	bool missed[METHODS] = { false };
	double t[METHODS];

	for (int c = 0; c < FAMILY; c++) {
		for (size_t i = 0; i < n; i++)
			family[c].v[i] = draw(noise);
		describe(&family[c], n);
	}
	t[PLAIN_T] = student_quantile((unsigned)n - 1, tail);
	t[STUDENTISED] = studentised(family, n);
	for (int c = 0; c < FAMILY; c++)
		for (int m = 0; m < METHODS; m++) {
			const struct values *v = &family[c];
			struct interval in = { 0, 0, 0 };

			if (m == USED)
				interval_of(v->v, n, tail, &in);
			else if (m == PERCENTILES)
				percentiles(v, n, &in);
			else
				in = (struct interval){ v->middle,
					v->middle - t[m] * v->error,
					v->middle + t[m] * v->error };
			add(&results[m], &in, truth[m == USED ? 0 : 1],
			    &missed[m]);
		}
	for (int m = 0; m < METHODS; m++)
		results[m].missed += missed[m];
}

/* What the middles of ever more values go to. */
static void
find_truth(int noise, double truth[2])
{
	enum { MANY = 2000000 };
	double *v = malloc(MANY * sizeof *v), sum = 0;
	struct interval in;

	truth[0] = truth[1] = 0;
	if (v == NULL)
		abort();
	for (size_t i = 0; i < MANY && noise == ONE_SIDED; i++)
		sum += v[i] = draw(noise);
	if (noise == ONE_SIDED) {
		interval_of(v, MANY, 0.25, &in);
		truth[0] = in.middle;
		truth[1] = sum / MANY;
	}
	free(v);
}

int
main(int argc, char **argv)
{
	static const char *const kinds[] = { "normal", "tails", "cauchy",
		"one-sided" };
	static const size_t rounds[] = { 6, 12, 20, 40 };
	const unsigned runs =
	    argc > 1 ? (unsigned)strtoul(argv[1], NULL, 10) : 300;

	printf("Runs of %u in which an interval of %d missed (3 may), and how "
	       "wide they are\n%-10s %6s",
	    runs, FAMILY, "noise", "rounds");
	for (int m = 0; m < METHODS; m++)
		printf(" %17s", names[m]);
	puts("");
	for (int k = 0; k <= ONE_SIDED; k++) {
		double truth[2];

		find_truth(k, truth);
		for (size_t i = 0; i < sizeof rounds / sizeof *rounds; i++) {
			struct result results[METHODS] = { { 0, 0 } };

			for (unsigned r = 0; r < runs; r++)
				run_once(k, rounds[i], truth, results);
			printf("%-10s %6zu", kinds[k], rounds[i]);
			for (int m = 0; m < METHODS; m++)
				printf(" %8u +-%5.1f%%", results[m].missed,
				    100 * results[m].half / runs);
			puts("");
			fflush(stdout);
		}
	}
	return 0;
}
