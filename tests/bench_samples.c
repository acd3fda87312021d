#include "config.h"

#include <math.h>

#include "fakedns/xalloc.h"
#include "tests/bench_samples.h"

enum { LOOKUPS = 1000, LOOKUP_NS = 50000, CPU_NS = 30000 };

/* xorshift64*, Marsaglia 2003, Vigna 2016 */
double
samples_chance(uint64_t *seed)
{
	*seed ^= *seed >> 12;
	*seed ^= *seed << 25;
	*seed ^= *seed >> 27;
	return ((double)((*seed * UINT64_C(0x2545F4914F6CDD1D)) >> 11) + 0.5) /
	       9007199254740992.0;
}

static double
normal(uint64_t *seed)
{
	const double radius = sqrt(-2 * log(samples_chance(seed)));

	return radius * cos(2 * acos(-1) * samples_chance(seed));
}

double
samples_noise(enum noise noise, double sd, uint64_t *seed)
{
	double x;

	if (noise == NOISE_CAUCHY)
		x = sd / 5 * tan(acos(-1) * (samples_chance(seed) - 0.5));
	else
		x = sd * normal(seed);
	if (noise == NOISE_TAILS && samples_chance(seed) < 0.05)
		x += log(2) * samples_chance(seed);
	return fmin(fmax(x, -3), 6);
}

static void
add_sample(struct bench_set *set, const struct samples_spec *spec,
    struct bench_sample s, double speed, uint64_t *seed)
{
	const bool last = s.client + 1 == spec->clients;
	const double wall = log1p(last ? spec->slow_wall : 0) + speed +
			    samples_noise(spec->noise, spec->sd, seed);
	const double cpu = log1p(last ? spec->slow_cpu : 0) + speed +
			   samples_noise(spec->noise, spec->sd, seed);

	s.lookups = LOOKUPS;
	s.wall_ns = (uint64_t)(LOOKUPS * LOOKUP_NS * exp(wall));
	s.sum_ns = s.wall_ns;
	s.min_ns = s.max_ns = s.wall_ns / LOOKUPS;
	s.cpu_ns = (uint64_t)(LOOKUPS * CPU_NS * exp(cpu));
	s.server_cpu_ns = s.cpu_ns / 3;
	s.user_us = s.cpu_ns / 4000;
	s.system_us = s.cpu_ns / 2000;
	set->samples[set->sample_count++] = s;
}

static void
add_names(struct bench_set *set, const struct samples_spec *spec)
{
	set->clients = xcalloc(spec->clients, sizeof *set->clients);
	for (; set->client_count < spec->clients; set->client_count++)
		set->clients[set->client_count] =
		    (struct bench_client){ .name = xasprintf("c%zu",
					       set->client_count + 1),
			    .binary_octets = 333000 };
	set->workloads = xcalloc(spec->workloads, sizeof *set->workloads);
	for (; set->workload_count < spec->workloads; set->workload_count++)
		set->workloads[set->workload_count] =
		    (struct bench_workload){ .name = xasprintf("w%zu",
						 set->workload_count + 1),
			    .title = xstrdup("A workload"),
			    .mode = { .threads = 1 } };
}

static void
add_proofs(struct bench_set *set)
{
	set->proofs = xcalloc(set->client_count * set->workload_count,
	    sizeof *set->proofs);
	for (size_t w = 0; w < set->workload_count; w++)
		for (size_t c = 0; c < set->client_count; c++)
			set->proofs[set->proof_count++] =
			    (struct bench_proof){ w, c, xstrdup("pass"),
				    xstrdup("ok 1+0 #90d98d") };
}

void
samples_make(struct bench_set *set, const struct samples_spec *spec)
{
	uint64_t seed = spec->seed * UINT64_C(0x9E3779B97F4A7C15) | 1;

	*set = (struct bench_set){ .rounds = spec->rounds, .slice_ms = 50 };
	add_names(set, spec);
	add_proofs(set);
	set->samples =
	    xcalloc(spec->clients * spec->workloads * (spec->rounds + 1),
		sizeof *set->samples);
	for (unsigned r = 1; r <= spec->rounds; r++)
		for (size_t w = 0; w < spec->workloads; w++) {
			const double speed = spec->drift * normal(&seed);

			for (size_t c = 0; c < spec->clients; c++)
				add_sample(set, spec,
				    (struct bench_sample){ .workload = w,
					.client = c,
					.round = r },
				    speed, &seed);
		}
}
