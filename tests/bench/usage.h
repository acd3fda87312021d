/*
 * usage.h -- processor time of processes, with all their threads.
 */
#ifndef BENCH_USAGE_H
#define BENCH_USAGE_H

#include <stdint.h>

struct usage {
	uint64_t ran_ns;    /* on a processor */
	uint64_t waited_ns; /* ready to run, but another had the processor */
};

/* PIDS is "12,13", or "self"; NULL is nobody. */
struct usage usage_of(const char *pids);

#endif
