/*
 * counters.h -- how often something was seen, for TIMES.
 */
#ifndef FAKEDNS_COUNTERS_H
#define FAKEDNS_COUNTERS_H

#include <stddef.h>

enum { COUNTERS_MAX = 65536 }; /* scenario.5 names it */

struct counters; /* opaque: a hash table */

struct counters *counters_new(void);
void counters_free(struct counters *); /* NULL is allowed */
/*
 * Which time this is that KEY is counted, from 1.  Keys beyond the first
 * COUNTERS_MAX are not kept: each time is their first.
 */
unsigned counters_next(struct counters *, const void *key, size_t len);

#endif
