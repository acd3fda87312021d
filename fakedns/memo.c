#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/memo.h"
#include "fakedns/octets_hash.h"
#include "fakedns/xalloc.h"

/*
 * A search ends behind so many slots: an answer that finds them all taken
 * drives one out.  Nobody can make a search long.
 */
enum { SLOTS_MIN = 16, PROBES = 16, ID_OCTETS = 2 };

/* A query and its answer. */
struct known {
	struct answer *answer; /* held */
	size_t server;
	size_t len; /* of the query behind its ID */
	bool tcp;
	uint8_t octets[];
};

struct slot {
	uint64_t hash;
	struct known *known; /* owned, or NULL */
};

static const struct slot nothing;

/* For memo_expect(): how many at a time, and how much of an answer. */
enum { EXPECTED = 64, ANSWER_OCTETS = 256, CACHE_LINE = 64 };
/* So many are at hand anyway. */
enum { FEW = 500 };

struct memo {
	struct slot *slots; /* owned */
	size_t slot_count;  /* a power of two */
	size_t used;
	size_t octets, octets_max; /* of the known */
};

struct memo *
memo_new(size_t octets_max)
{
	struct memo *m = xcalloc(1, sizeof *m);

	m->octets_max = octets_max;
	return m;
}

void
memo_free(struct memo *m)
{
	if (m == NULL)
		return;
	memo_clear(m);
	free(m);
}

static size_t
octets_of(const struct known *k)
{
	return sizeof *k + k->len + k->answer->size;
}

static void
forget(struct memo *m, struct slot *s)
{
	if (s->known == NULL)
		return;
	m->used--;
	m->octets -= octets_of(s->known);
	answer_release(s->known->answer);
	free(s->known);
	s->known = NULL;
}

void
memo_clear(struct memo *m)
{
	for (size_t i = 0; i < m->slot_count; i++)
		forget(m, &m->slots[i]);
	free(m->slots);
	m->slots = NULL;
	m->slot_count = 0;
}

static uint64_t
hash_of(const struct memo *m, const struct incoming *in)
{
	uint64_t seed = (uintptr_t)m + 2 * in->server + in->tcp;

	return octets_hash(seed, in->octets + ID_OCTETS, in->len - ID_OCTETS);
}

static bool
is_of(const struct known *k, const struct incoming *in)
{
	return k->len == in->len - ID_OCTETS && k->server == in->server &&
	       k->tcp == in->tcp &&
	       memcmp(k->octets, in->octets + ID_OCTETS, k->len) == 0;
}

struct answer *
memo_find(const struct memo *m, const struct incoming *in)
{
	uint64_t hash;

	if (m->slot_count == 0)
		return NULL;
	hash = hash_of(m, in);
	for (size_t i = 0; i < PROBES; i++) {
		const struct slot *s =
		    &m->slots[(hash + i) & (m->slot_count - 1)];

		if (s->known == NULL)
			return NULL;
		if (s->hash == hash && is_of(s->known, in))
			return s->known->answer;
	}
	return NULL;
}

/* Each round needs what the one before it has asked memory for. */
static void
expect_some(const struct memo *m, const struct incoming *in, size_t count)
{
	const struct slot *s[EXPECTED];
	uint64_t hash[EXPECTED];

	for (size_t i = 0; i < count; i++) {
		hash[i] = in[i].len < ID_OCTETS ? 0 : hash_of(m, &in[i]);
		s[i] = &m->slots[hash[i] & (m->slot_count - 1)];
		__builtin_prefetch(s[i]);
	}
	for (size_t i = 0; i < count; i++) {
		if (s[i]->hash != hash[i])
			s[i] = &nothing;
		__builtin_prefetch(s[i]->known);
	}
	for (size_t i = 0; i < count; i++)
		for (size_t at = 0; s[i]->known != NULL && at < ANSWER_OCTETS;
		     at += CACHE_LINE)
			__builtin_prefetch(
			    (const char *)s[i]->known->answer + at);
}

void
memo_expect(const struct memo *m, const struct incoming *in, size_t count)
{
	if (m->used < FEW)
		return;
	for (size_t i = 0; i < count; i += EXPECTED)
		expect_some(m, in + i,
		    count - i < EXPECTED ? count - i : EXPECTED);
}

/* Into a free slot near HASH, or in place of what is at it. */
static void
put(struct memo *m, uint64_t hash, struct known *k)
{
	struct slot *s = NULL;

	for (size_t i = 0; i < PROBES; i++) {
		s = &m->slots[(hash + i) & (m->slot_count - 1)];
		if (s->known == NULL)
			break;
	}
	forget(m, s);
	*s = (struct slot){ hash, k };
	m->used++;
	m->octets += octets_of(k);
}

static void
grow(struct memo *m)
{
	struct slot *old = m->slots;
	size_t count = m->slot_count;

	m->slot_count = count == 0 ? SLOTS_MIN : 2 * count;
	m->slots = xcalloc(m->slot_count, sizeof *m->slots);
	m->used = m->octets = 0;
	for (size_t i = 0; i < count; i++)
		if (old[i].known != NULL)
			put(m, old[i].hash, old[i].known);
	free(old);
}

/* True where a pointer might make a name of the ID (RFC 1035 4.1.4). */
static bool
may_read_id(const struct incoming *in)
{
	enum { POINTER = 0xc0 };
	const uint8_t *end = in->octets + in->len, *p = in->octets + ID_OCTETS;

	for (; p < end && (p = memchr(p, POINTER, (size_t)(end - p))); p++)
		if (p + 1 < end && p[1] < ID_OCTETS)
			return true;
	return false;
}

void
memo_keep(struct memo *m, const struct incoming *in, struct answer *a)
{
	size_t len = in->len - ID_OCTETS;
	struct known *k;

	if (may_read_id(in) || sizeof *k + len + a->size > m->octets_max)
		return;
	if (m->octets + sizeof *k + len + a->size > m->octets_max)
		memo_clear(m);
	if (m->used >= m->slot_count / 2)
		grow(m);
	k = xmalloc(sizeof *k + len);
	k->answer = answer_hold(a);
	k->server = in->server;
	k->tcp = in->tcp;
	k->len = len;
	memcpy(k->octets, in->octets + ID_OCTETS, len);
	put(m, hash_of(m, in), k);
}

/* True where the edit may have changed the ID, or moved it. */
static bool
touches_id(const struct edit *e)
{
	switch (e->kind) {
	case EDIT_APPEND:
		return false;
	case EDIT_MUTATE:
		return e->whole;
	default:
		return e->field != NULL ? strncmp(e->field, "id", 2) == 0
					: e->offset < ID_OCTETS;
	}
}

bool
memo_share_packet(const struct packet_spec *spec, uint16_t id,
    struct outgoing *o)
{
	unsigned add = spec->id_lie == ID_ADD ? spec->id : 0;
	unsigned first;

	if (spec->is_hex && spec->edit_count > 0)
		return false; /* the names its fields are behind may have it */
	for (size_t i = 0; i < spec->edit_count; i++)
		if (touches_id(&spec->edits[i]))
			return false;
	o->sets_id = false;
	if (o->len == 0 || !spec->copy_id || spec->id_lie == ID_SET)
		return true;
	if (o->len < ID_OCTETS)
		return false; /* half of an ID */
	first = (unsigned)o->octets[0] << 8 | o->octets[1];
	if (first != ((id + add) & 0xffff))
		return false;
	o->sets_id = true;
	o->id = (uint16_t)add;
	return true;
}
