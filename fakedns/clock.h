/*
 * clock.h -- the time by one of the kernel's clocks.
 */
#ifndef FAKEDNS_CLOCK_H
#define FAKEDNS_CLOCK_H

#include <stdint.h>
#include <time.h>

/* Nanoseconds; CLOCK is one that the kernel has. */
uint64_t clock_ns(clockid_t clock);

#endif
