#include "config.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>

#include "bench/histogram.h"
#include "fakedns/xalloc.h"

enum { EXACT = 2 * HISTOGRAM_STEPS }; /* below it a bucket is a nanosecond */

/* How often a value of bucket INDEX was halved. */
static unsigned
halvings(size_t index)
{
	return index < EXACT ? 0 : (unsigned)(index / HISTOGRAM_STEPS) - 1;
}

size_t
histogram_index(uint64_t ns)
{
	unsigned e = 0;
	size_t index;

	while (ns >> e >= EXACT)
		e++;
	index = e * HISTOGRAM_STEPS + (size_t)(ns >> e);
	return index < HISTOGRAM_SIZE ? index : HISTOGRAM_SIZE - 1;
}

uint64_t
histogram_lowest(size_t index)
{
	unsigned e = halvings(index);

	return (uint64_t)(index - e * HISTOGRAM_STEPS) << e;
}

uint64_t
histogram_highest(size_t index)
{
	return histogram_lowest(index) + (UINT64_C(1) << halvings(index)) - 1;
}

void
histogram_add(struct histogram *h, size_t index, uint64_t count)
{
	assert(index < HISTOGRAM_SIZE);
	if (h->counts == NULL)
		h->counts = xcalloc(HISTOGRAM_SIZE, sizeof *h->counts);
	h->counts[index] += count;
	h->total += count;
}

void
histogram_merge(struct histogram *h, const struct histogram *from)
{
	for (size_t i = 0; from->counts != NULL && i < HISTOGRAM_SIZE; i++)
		if (from->counts[i] > 0)
			histogram_add(h, i, from->counts[i]);
}

uint64_t
histogram_quantile(const struct histogram *h, double q)
{
	uint64_t wanted = (uint64_t)ceil(q * (double)h->total), seen = 0;

	if (h->total == 0)
		return 0;
	if (wanted < 1)
		wanted = 1;
	for (size_t i = 0; i < HISTOGRAM_SIZE; i++) {
		seen += h->counts[i];
		if (seen >= wanted)
			return histogram_lowest(i) +
			       (histogram_highest(i) - histogram_lowest(i)) / 2;
	}
	return histogram_highest(HISTOGRAM_SIZE - 1);
}

void
histogram_clear(struct histogram *h)
{
	free(h->counts);
	*h = (struct histogram){ 0 };
}
