/*
 * callgrind.h -- instructions where the processor does not count them: the
 * client runs in valgrind's simulation, which takes fifty times as long.
 */
#ifndef BENCH_CALLGRIND_H
#define BENCH_CALLGRIND_H

#include <stdbool.h>
#include <stdint.h>

/* Is it installed? */
bool callgrind_is_here(void);
/*
 * The words before a program and its arguments; NULL behind the last.  /run is
 * what may be written to in a cell.
 */
const char *const *callgrind_words(void);
/* What it has counted, by the lines it left on stderr; 0: it does not say. */
uint64_t callgrind_read(const char *text);

#endif
