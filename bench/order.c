#include "config.h"

#include "bench/order.h"

/* splitmix64, by Sebastiano Vigna: each call gives the next of a sequence. */
static uint64_t
draw(uint64_t *state)
{
	uint64_t n = *state += UINT64_C(0x9e3779b97f4a7c15);

	n = (n ^ n >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	n = (n ^ n >> 27) * UINT64_C(0x94d049bb133111eb);
	return n ^ n >> 31;
}

void
order_make(uint64_t seed, size_t workload, unsigned round, size_t count,
    size_t *out)
{
	uint64_t state = seed;

	state = draw(&state) ^ workload;
	state = draw(&state) ^ round;
	for (size_t i = 0; i < count; i++) {
		size_t k = (size_t)(draw(&state) % (i + 1));

		out[i] = out[k];
		out[k] = i;
	}
}
