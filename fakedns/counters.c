#include "config.h"

#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/counters.h"
#include "fakedns/octets_hash.h"
#include "fakedns/xalloc.h"

enum { SLOTS_MIN = 64 };

struct counter {
	uint64_t hash;
	unsigned count;
	size_t len;
	uint8_t key[];
};

struct counters {
	struct counter **slots; /* owned, each; at most half are taken */
	size_t slot_count;      /* a power of two */
	size_t used;
};

struct counters *
counters_new(void)
{
	struct counters *c = xcalloc(1, sizeof *c);

	c->slot_count = SLOTS_MIN;
	c->slots = xcalloc(c->slot_count, sizeof *c->slots);
	return c;
}

void
counters_free(struct counters *c)
{
	if (c == NULL)
		return;
	for (size_t i = 0; i < c->slot_count; i++)
		free(c->slots[i]);
	free(c->slots);
	free(c);
}

/* The slot of KEY, or the free one where it would go. */
static struct counter **
find(const struct counters *c, uint64_t hash, const void *key, size_t len)
{
	size_t i = hash & (c->slot_count - 1);

	for (;; i = (i + 1) & (c->slot_count - 1)) {
		const struct counter *there = c->slots[i];

		if (there == NULL ||
		    (there->hash == hash && there->len == len &&
			memcmp(there->key, key, len) == 0))
			return &c->slots[i];
	}
}

static void
grow(struct counters *c)
{
	struct counters bigger = { .slot_count = 2 * c->slot_count,
		.used = c->used };

	bigger.slots = xcalloc(bigger.slot_count, sizeof *bigger.slots);
	for (size_t i = 0; i < c->slot_count; i++) {
		struct counter *one = c->slots[i];

		if (one != NULL)
			*find(&bigger, one->hash, one->key, one->len) = one;
	}
	free(c->slots);
	*c = bigger;
}

unsigned
counters_next(struct counters *c, const void *key, size_t len)
{
	uint64_t hash = octets_hash((uintptr_t)c, key, len);
	struct counter **slot = find(c, hash, key, len);

	if (*slot != NULL) {
		(*slot)->count += (*slot)->count < UINT_MAX;
		return (*slot)->count;
	}
	if (c->used == COUNTERS_MAX)
		return 1;
	*slot = xmalloc(sizeof **slot + len);
	**slot = (struct counter){ .hash = hash, .count = 1, .len = len };
	memcpy((*slot)->key, key, len);
	if (++c->used > c->slot_count / 2)
		grow(c);
	return 1;
}
