#include "config.h"

#include "fakedns/edit.h"

/* A step of a Weyl sequence, then mixed; the constants of splitmix64. */
static uint64_t
next_random(uint64_t *state)
{
	uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
	return z ^ z >> 31;
}

/* Each bit is taken with the chance that leaves just COUNT in the end. */
int
edit_mutate(struct writer *w, size_t first, size_t count, unsigned seed)
{
	size_t left = w->len < first ? 0 : 8 * (w->len - first);
	uint64_t state = seed;

	if (count > left)
		return -1;
	for (size_t bit = 8 * first; count > 0; bit++, left--)
		if (next_random(&state) % left < count) {
			w->octets[bit / 8] ^= (uint8_t)(0x80 >> bit % 8);
			count--;
		}
	return 0;
}
