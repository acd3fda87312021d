/*
 * queries.h -- the queries of one load, encoded once and drawn at random.
 */
#ifndef BENCH_QUERIES_H
#define BENCH_QUERIES_H

#include <stddef.h>
#include <stdint.h>

/* Header, a name of 255 octets, type and class (RFC 1035 4.1). */
enum { QUERY_MAX = 12 + 255 + 4 };

struct query {
	uint8_t *octets; /* owned; ID 0 */
	uint16_t len;
};

/* Zero-initialise it, set random to a seed that is not 0. */
struct queries {
	struct query *items; /* owned */
	uint32_t count;
	uint64_t random; /* state of queries_random() */
};

/* Adds a query; returns 0, or -1 where NAME or TYPE cannot be encoded. */
int queries_add(struct queries *, const char *name, const char *type);
/*
 * PATTERN with its % replaced by 1..COUNT; without % it is one name.
 * Returns 0 or -1.
 */
int queries_generate(struct queries *, const char *pattern, uint32_t count,
    const char *type);
/* One `name type` a line, as dnsperf reads it.  Returns 0 or -1. */
int queries_load(struct queries *, const char *path);
void queries_clear(struct queries *);

/* 64 bits of xorshift64*: the same for the same seed, everywhere. */
uint64_t queries_random(struct queries *);
/* An index into items. */
uint32_t queries_draw(struct queries *);

#endif
