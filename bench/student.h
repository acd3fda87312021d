/*
 * student.h -- quantiles of Student's t distribution.  Pure.
 */
#ifndef BENCH_STUDENT_H
#define BENCH_STUDENT_H

/*
 * What a t of DF degrees of freedom (>= 1) exceeds with the probability TAIL,
 * 0 < TAIL < 0.5.
 */
double student_quantile(unsigned df, double tail);

#endif
