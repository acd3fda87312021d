#include "config.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>

#include "fakedns/counters.h"
#include "fakedns/octets_hash.h"
#include "fakedns/turns.h"
#include "fakedns/xalloc.h"

struct turns {
	const struct scenario *scenario;
	struct counters *counters; /* owned, as DRAWS */
	unsigned long long *draws; /* of each entry */
};

struct turns *
turns_new(const struct scenario *s)
{
	struct turns *t = xcalloc(1, sizeof *t);

	t->scenario = s;
	t->counters = counters_new();
	t->draws = xcalloc(s->entry_count, sizeof *t->draws);
	return t;
}

void
turns_free(struct turns *t)
{
	if (t == NULL)
		return;
	counters_free(t->counters);
	free(t->draws);
	free(t);
}

bool
turns_matter(const struct entry *e)
{
	return e->times_from > 1 || e->times_to != UINT_MAX ||
	       e->chance < CHANCE_ALWAYS;
}

/* The n-th draw of entry I, whatever was drawn before. */
static bool
is_drawn(struct turns *t, size_t i)
{
	const struct entry *e = &t->scenario->entries[i];
	uint64_t n;

	if (e->chance >= CHANCE_ALWAYS)
		return true;
	n = ++t->draws[i];
	return bits_mix(bits_mix(e->chance_seed) + n) % CHANCE_ALWAYS <
	       e->chance;
}

/* This query's number among those that entry I counts together, from 1. */
static unsigned
count(struct turns *t, size_t i, const struct incoming *in)
{
	enum { WITHOUT_PORT = 16 };
	const struct question *q = &in->query.question;
	struct writer key = { 0 };
	unsigned n;

	writer_u32(&key, (uint32_t)i);
	switch (t->scenario->entries[i].times_of) {
	case TIMES_OF_ANY:
		break;
	case TIMES_OF_CLIENT:
		writer_octets(&key, in->client, WITHOUT_PORT);
		break;
	case TIMES_OF_SOCKET:
		writer_octets(&key, in->client, sizeof in->client);
		writer_u8(&key, in->tcp);
		break;
	case TIMES_OF_QUESTION:
		writer_u8(&key, (unsigned)in->server);
		writer_u8(&key, in->tcp);
		writer_u16(&key, q->type);
		for (size_t k = 0; k < q->name.len; k++)
			writer_u8(&key, (unsigned)tolower(q->name.octets[k]));
		break;
	}
	n = counters_next(t->counters, key.octets, key.len);
	writer_clear(&key);
	return n;
}

bool
turns_take(struct turns *t, size_t i, const struct incoming *in)
{
	const struct entry *e = &t->scenario->entries[i];
	unsigned n = 1;

	if (e->times_from > 1 || e->times_to != UINT_MAX)
		n = count(t, i, in);
	return n >= e->times_from && n <= e->times_to && is_drawn(t, i);
}
