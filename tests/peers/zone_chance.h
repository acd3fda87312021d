/*
 * zone_chance.h -- numbers that a seed decides (xorshift64*).
 */
#ifndef TESTS_PEERS_ZONE_CHANCE_H
#define TESTS_PEERS_ZONE_CHANCE_H

#include <stdbool.h>
#include <stdint.h>

struct chance {
	uint64_t state; /* not 0 */
};

static inline struct chance
chance_of(uint64_t seed)
{
	return (struct chance){ seed * 0x9e3779b97f4a7c15 | 1 };
}

/* 0..N-1 */
static inline unsigned
chance_below(struct chance *c, unsigned n)
{
	c->state ^= c->state >> 12;
	c->state ^= c->state << 25;
	c->state ^= c->state >> 27;
	return (unsigned)((c->state * 0x2545f4914f6cdd1d >> 32) % n);
}

static inline bool
chance_percent(struct chance *c, unsigned percent)
{
	return chance_below(c, 100) < percent;
}

#endif
