#include "config.h"

#include <math.h>

#include "bench/student.h"

/*
 * The probability that a t of DF degrees of freedom exceeds T, by the finite
 * series of Abramowitz and Stegun, 26.7.3 and 26.7.4: exact to the rounding of
 * 1 - p, which is far below any tail that is asked for here.
 */
static double
tail_of(unsigned df, double t)
{
	const double pi = acos(-1), theta = atan(t / sqrt(df));
	const double cos2 = cos(theta) * cos(theta);
	double term = df % 2 == 0 ? 1 : cos(theta), sum = 0;

	for (unsigned k = 2 + df % 2; k <= df; k += 2) {
		sum += term;
		term *= cos2 * (k - 1) / k;
	}
	sum *= sin(theta);
	return (1 - (df % 2 == 0 ? sum : (theta + sum) * 2 / pi)) / 2;
}

double
student_quantile(unsigned df, double tail)
{
	double low = 0, high = 1;

	while (tail_of(df, high) > tail)
		high *= 2;
	for (int i = 0; i < 80; i++) {
		const double middle = (low + high) / 2;

		if (tail_of(df, middle) > tail)
			low = middle;
		else
			high = middle;
	}
	return high;
}
