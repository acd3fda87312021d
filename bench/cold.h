/*
 * cold.h -- a process a look-up, again and again, by PID 1 of a cell: what a
 * short-lived program pays, from before clone to its end.
 */
#ifndef BENCH_COLD_H
#define BENCH_COLD_H

#include "resolver-tests/cell.h"

struct cold_spec {
	unsigned ms, warm_ms;
	unsigned lookups; /* 0: as many as there is time for */
};

/*
 * For cell_command.conduct; ARG is a struct cold_spec.  Writes to OUT what a
 * client writes of its loop, see loop_report.h; its outcomes are how the
 * processes ended, "ok" for exit status 0.
 */
void cold_conduct(const struct cell_client *, int out, void *arg);

#endif
