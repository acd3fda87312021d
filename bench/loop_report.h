/*
 * loop_report.h -- what a client says of its loop, as octets; all of them
 * foreign.
 *
 * "RTBENCH1", numbers of 64 bits, the least significant octet first: threads,
 * start and end (ns), CPU ns, user and system us, switches, forced switches,
 * faults, run queue ns, peak kB, octets of stack, look-ups, sum, least and most
 * ns, late ones, buckets, outcomes; each bucket as index and count; each
 * outcome as look-ups, addresses and its status in 32 octets; "RTBENDED".
 */
#ifndef BENCH_LOOP_REPORT_H
#define BENCH_LOOP_REPORT_H

#include "bench/bench.h"

/* What precedes a report: the warm-up is over. */
enum { LOOP_REPORT_BEGIN = 'b' };

struct loop_report {
	struct bench_sample sample; /* its measures; loop_report_clear() */
	uint64_t stack;             /* octets of it that were used */
};

/*
 * Returns 0, or -1 where these octets are no report that agrees with itself;
 * OUT then has nothing.
 */
int loop_report_read(const uint8_t *octets, size_t len,
    struct loop_report *out);
void loop_report_clear(struct loop_report *);

/* The same for processes that were counted here, to be freed. */
uint8_t *loop_report_write(const struct loop_report *, uint64_t start_ns,
    size_t *len);

#endif
