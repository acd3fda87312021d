/*
 * order.h -- the order of the clients in a round, from a seed that is printed.
 * Pure.
 */
#ifndef BENCH_ORDER_H
#define BENCH_ORDER_H

#include <stddef.h>
#include <stdint.h>

/* The numbers 0..COUNT-1 in OUT; others for another seed, workload or round. */
void order_make(uint64_t seed, size_t workload, unsigned round, size_t count,
    size_t *out);

#endif
