/*
 * budget.h -- how many rounds of which length, and how long all of it takes.
 * Pure.
 */
#ifndef BENCH_BUDGET_H
#define BENCH_BUDGET_H

#include <stdbool.h>
#include <stddef.h>

/* What is to be measured. */
struct budget_load {
	size_t clients;
	size_t in_turn;  /* workloads that go by time, a client at once */
	size_t together; /* those of all clients at once */
	size_t counted;  /* of these, by a number of look-ups */
	unsigned long long counted_ms; /* a round of all those, at least */
	size_t passes;                 /* pairs that are counted in passes */
	size_t simulated;              /* of these, in callgrind, too */
	unsigned processors;
};

struct budget {
	unsigned slice_ms; /* the timed part */
	unsigned warm_ms;
	unsigned rounds; /* after one that does not count */
	unsigned every;  /* n-th of them has the workloads of all at once */
	unsigned long long seconds; /* for all of it, about */
};

/* Fills what is 0 in OUT; QUICK: to end within a minute. */
void budget_make(const struct budget_load *, bool quick, struct budget *out);
/* True where round ROUND, from 0, has the workloads of all at once. */
bool budget_has_together(const struct budget *, unsigned round);
/* The slice of a workload whose clients run at once. */
unsigned budget_together_ms(const struct budget *, size_t clients);

#endif
