#include "config.h"

#include <stdlib.h>

#include "bench/bench.h"

void
bench_sample_clear(struct bench_sample *s)
{
	histogram_clear(&s->latency);
	for (size_t i = 0; i < s->outcome_count; i++)
		free(s->outcomes[i].status);
	free(s->outcomes);
	*s = (struct bench_sample){ 0 };
}

static void
clear_client(struct bench_client *c)
{
	free(c->name);
	free(c->family);
	free(c->version);
	free(c->arch);
	free(c->package);
	free(c->sha256);
}

void
bench_set_clear(struct bench_set *set)
{
	for (size_t i = 0; i < set->command_count; i++)
		free(set->command[i]);
	for (size_t i = 0; i < set->client_count; i++)
		clear_client(&set->clients[i]);
	for (size_t i = 0; i < set->workload_count; i++) {
		free(set->workloads[i].name);
		free(set->workloads[i].title);
	}
	for (size_t i = 0; i < set->proof_count; i++) {
		free(set->proofs[i].verdict);
		free(set->proofs[i].summary);
	}
	for (size_t i = 0; i < set->sample_count; i++)
		bench_sample_clear(&set->samples[i]);
	for (size_t i = 0; i < set->counts_count; i++)
		free(set->counts[i].instructions_by);
	free(set->version);
	free(set->machine);
	free(set->kernel);
	free(set->date);
	free(set->command);
	free(set->clients);
	free(set->workloads);
	free(set->proofs);
	free(set->samples);
	free(set->counts);
	*set = (struct bench_set){ 0 };
}
