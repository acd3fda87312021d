#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/bits.h"

enum { WORD_BITS = 64 };

/* Makes room for so many words, twice as much as there was at least. */
static void
grow(struct bits *b, size_t words)
{
	if (words <= b->words)
		return;
	if (words < 2 * b->words)
		words = 2 * b->words;
	b->v = xreallocarray(b->v, words, sizeof *b->v);
	memset(b->v + b->words, 0, (words - b->words) * sizeof *b->v);
	b->words = words;
}

void
bits_add(struct bits *b, size_t index)
{
	grow(b, index / WORD_BITS + 1);
	b->v[index / WORD_BITS] |= UINT64_C(1) << index % WORD_BITS;
}

void
bits_add_all(struct bits *b, const struct bits *other)
{
	grow(b, other->words);
	for (size_t i = 0; i < other->words; i++)
		b->v[i] |= other->v[i];
}

bool
bits_has(const struct bits *b, size_t index)
{
	return index / WORD_BITS < b->words &&
	       (b->v[index / WORD_BITS] >> index % WORD_BITS & 1) != 0;
}

void
bits_clear(struct bits *b)
{
	free(b->v);
	memset(b, 0, sizeof *b);
}
