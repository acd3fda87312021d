#include "config.h"

#include "fakedns/edit.h"
#include "fakedns/octets_hash.h"

/* Each bit is taken with the chance that leaves just COUNT in the end. */
int
edit_mutate(struct writer *w, size_t first, size_t count, unsigned seed)
{
	size_t left = w->len < first ? 0 : 8 * (w->len - first);
	uint64_t state = seed;

	if (count > left)
		return -1;
	for (size_t bit = 8 * first; count > 0; bit++, left--)
		if (bits_draw(&state) % left < count) {
			w->octets[bit / 8] ^= (uint8_t)(0x80 >> bit % 8);
			count--;
		}
	return 0;
}
