/*
 * usage.h -- what this process has used of the machine so far.
 */
#ifndef CLIENTS_USAGE_H
#define CLIENTS_USAGE_H

#include <stdint.h>

struct usage {
	uint64_t cpu_ns;             /* exact */
	uint64_t user_us, system_us; /* the kernel's estimate */
	uint64_t switches, forced_switches;
	uint64_t faults;
	uint64_t runqueue_ns; /* of the threads that were asked for */
};

/* All but runqueue_ns, which is left alone. */
void usage_read(struct usage *u);
/* FROM is the earlier one; leaves runqueue_ns alone. */
void usage_subtract(struct usage *u, const struct usage *from);

/* How long this thread was ready and did not run; 0 where nobody knows. */
uint64_t usage_runqueue_ns(void);
/* The most memory it ever had resident, kB; 0 where nobody knows. */
uint64_t usage_peak_kb(void);

#endif
