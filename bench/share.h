/*
 * share.h -- what fakedns used of the machine while a client was measured.
 */
#ifndef BENCH_SHARE_H
#define BENCH_SHARE_H

#include "bench/bench.h"
#include "fakedns/server.h"

/* This process, which is fakedns, and the server, at some time. */
struct share_mark {
	bool is_set;
	uint64_t cpu_ns, forced_switches;
	struct server_load load;
};

/* Zero-initialise both.  Of several calls for one mark the first counts. */
void share_mark(struct share_mark *, const struct server *);
/* What lies between the two; nothing where one is not set. */
void share_fill(const struct share_mark *begin, const struct share_mark *end,
    struct bench_sample *out);

#endif
