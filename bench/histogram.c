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

/* Makes room for bucket INDEX, and for some around it. */
static void
reach(struct histogram *h, size_t index)
{
	enum { MORE = HISTOGRAM_STEPS / 4 };
	size_t first = index > MORE ? index - MORE : 0, end = index + MORE + 1;
	uint64_t *counts;

	if (h->size > 0 && h->first < first)
		first = h->first;
	if (h->first + h->size > end)
		end = h->first + h->size;
	if (end > HISTOGRAM_SIZE)
		end = HISTOGRAM_SIZE;
	counts = xcalloc(end - first, sizeof *counts);
	for (size_t i = 0; i < h->size; i++)
		counts[h->first - first + i] = h->counts[i];
	free(h->counts);
	h->counts = counts;
	h->first = first;
	h->size = end - first;
}

void
histogram_add(struct histogram *h, size_t index, uint64_t count)
{
	assert(index < HISTOGRAM_SIZE);
	if (index < h->first || index >= h->first + h->size)
		reach(h, index);
	h->counts[index - h->first] += count;
	h->total += count;
}

uint64_t
histogram_count(const struct histogram *h, size_t index)
{
	if (index < h->first || index >= h->first + h->size)
		return 0;
	return h->counts[index - h->first];
}

void
histogram_merge(struct histogram *h, const struct histogram *from)
{
	for (size_t i = 0; i < from->size; i++)
		if (from->counts[i] > 0)
			histogram_add(h, from->first + i, from->counts[i]);
}

uint64_t
histogram_quantile(const struct histogram *h, double q)
{
	uint64_t wanted = (uint64_t)ceil(q * (double)h->total), seen = 0;
	size_t i = 0;

	if (h->total == 0)
		return 0;
	if (wanted < 1)
		wanted = 1;
	while (i < h->size && (seen += h->counts[i]) < wanted)
		i++;
	i += h->first;
	return histogram_lowest(i) +
	       (histogram_highest(i) - histogram_lowest(i)) / 2;
}

void
histogram_clear(struct histogram *h)
{
	free(h->counts);
	*h = (struct histogram){ 0 };
}
