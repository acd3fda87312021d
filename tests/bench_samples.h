/*
 * tests/bench_samples.h -- benchmarks that nobody ran: samples with the noise
 * of a machine that is used by others, from a seed.
 */
#ifndef TESTS_BENCH_SAMPLES_H
#define TESTS_BENCH_SAMPLES_H

#include "bench/bench.h"

enum noise {
	NOISE_NORMAL,
	NOISE_TAILS,  /* one slice of 20 is up to twice as slow */
	NOISE_CAUCHY, /* without a mean */
	NOISES
};

struct samples_spec {
	uint64_t seed;
	size_t clients, workloads;
	unsigned rounds;
	enum noise noise;
	double sd;       /* of a slice, relative */
	double drift;    /* from round to round, relative */
	double slow_cpu; /* of the last client: 0.05 is 5 % more */
	double slow_wall;
};

/* "c1" is the baseline.  To be cleared. */
void samples_make(struct bench_set *, const struct samples_spec *);
/* A draw of that noise, as a logarithm; SEED goes on. */
double samples_noise(enum noise, double sd, uint64_t *seed);
/* 0 to 1, neither of them. */
double samples_chance(uint64_t *seed);

#endif
