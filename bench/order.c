#include "config.h"

#include "bench/order.h"
#include "fakedns/octets_hash.h"

void
order_make(uint64_t seed, size_t workload, unsigned round, size_t count,
    size_t *out)
{
	uint64_t state = seed;

	state = bits_draw(&state) ^ workload;
	state = bits_draw(&state) ^ round;
	for (size_t i = 0; i < count; i++) {
		size_t k = (size_t)(bits_draw(&state) % (i + 1));

		out[i] = out[k];
		out[k] = i;
	}
}
