/*
 * workload.h -- a scenario as something to measure.  Pure.
 */
#ifndef BENCH_WORKLOAD_H
#define BENCH_WORKLOAD_H

#include "bench/bench.h"
#include "fakedns/error.h"
#include "fakedns/scenario.h"

/*
 * The mode of a scenario, that of its BENCH line or the plain one.  Returns 0,
 * or -1 with ERR: why it cannot be measured.
 */
int workload_mode(const struct scenario *, struct bench_mode *out,
    struct error *err);

/*
 * True where a RESULT of the scenario has that status and as many addresses,
 * or names.  COUNTED is false where nobody looked at them.
 */
bool workload_accepts(const struct scenario *, const struct bench_outcome *,
    bool counted);

/* Sets how many look-ups had an outcome that no RESULT has. */
void workload_judge(const struct scenario *, const struct bench_mode *,
    struct bench_sample *);

#endif
