/*
 * bits.h -- a set of indices, of any size.
 */
#ifndef RESOLVER_TESTS_BITS_H
#define RESOLVER_TESTS_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Zero-initialise it: nothing is in it; bits_clear() releases it. */
struct bits {
	uint64_t *v;  /* owned; bit i % 64 of word i / 64 */
	size_t words; /* indices from 64 * words on are not in it */
};

void bits_add(struct bits *, size_t index);
/* All that is in OTHER, too. */
void bits_add_all(struct bits *, const struct bits *other);
bool bits_has(const struct bits *, size_t index);
void bits_clear(struct bits *);

#endif
