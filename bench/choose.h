/*
 * choose.h -- what the command line asks to be measured.
 */
#ifndef BENCH_CHOOSE_H
#define BENCH_CHOOSE_H

#include "bench/engine.h"

/*
 * Fills the set's header, clients and workloads, and what the engine keeps
 * beside them.  Returns 0, or a status after saying what is wrong.
 */
int choose(struct engine *);

#endif
