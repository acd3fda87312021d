#include "config.h"

#include <math.h>
#include <stdlib.h>

#include "bench/interval.h"
#include "bench/student.h"
#include "fakedns/xalloc.h"

/*
 * With the usual count of degrees, what stays less 1, an interval of normal
 * noise misses up to 1.9 times as often as it says in tails of 1/60,000; with
 * one less and this much wider none of 8 to 100 values does.
 */
#define WIDER 1.04
/* Fewer than these would be too few if any were cut off. */
enum { FEW = 10 };

/* A middle, the square of its standard error, and what stands behind that. */
struct location {
	double middle, variance;
	unsigned df;
};

static int
compare(const void *left, const void *right)
{
	const double *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

static double
mean(const double *v, size_t count)
{
	double sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += v[i];
	return sum / (double)count;
}

static double
squares(const double *v, size_t count)
{
	const double middle = mean(v, count);
	double sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += (v[i] - middle) * (v[i] - middle);
	return sum;
}

/* COUNT is 2 at least. */
static struct location
locate(const double *values, size_t count)
{
	const size_t cut = count < FEW ? 0 : count * 15 / 100;
	const size_t stay = count - 2 * cut;
	double *v = xmemdup(values, count * sizeof *v);
	struct location at = { 0, 0,
		(unsigned)(cut == 0 ? stay - 1 : stay - 2) };

	qsort(v, count, sizeof *v, compare);
	at.middle = mean(v + cut, stay);
	for (size_t i = 0; i < cut; i++) {
		v[i] = v[cut];
		v[count - 1 - i] = v[count - 1 - cut];
	}
	at.variance = squares(v, count) / (double)(stay * (stay - 1));
	if (cut > 0)
		at.variance *= WIDER * WIDER;
	free(v);
	return at;
}

static void
fill(struct interval *out, double middle, double half)
{
	*out = (struct interval){ middle, middle - half, middle + half };
}

bool
interval_of(const double *values, size_t count, double tail,
    struct interval *out)
{
	struct location at;

	fill(out, count == 0 ? 0 : values[0], 0);
	if (count < 2)
		return false;
	at = locate(values, count);
	fill(out, at.middle, student_quantile(at.df, tail) * sqrt(at.variance));
	return true;
}

/* Welch's degrees of freedom, rounded down. */
static unsigned
joint_df(const struct location *a, const struct location *b)
{
	const double sum = a->variance + b->variance;
	const double df = sum * sum /
			  (a->variance * a->variance / a->df +
			      b->variance * b->variance / b->df);

	return df >= 1 ? (unsigned)df : 1; /* 0/0 where nothing varies */
}

bool
interval_between(const double *a, size_t a_count, const double *b,
    size_t b_count, double tail, struct interval *out)
{
	struct location at, bt;

	fill(out, (b_count == 0 ? 0 : b[0]) - (a_count == 0 ? 0 : a[0]), 0);
	if (a_count < 2 || b_count < 2)
		return false;
	at = locate(a, a_count);
	bt = locate(b, b_count);
	fill(out, bt.middle - at.middle,
	    student_quantile(joint_df(&at, &bt), tail) *
		sqrt(at.variance + bt.variance));
	return true;
}
