#include "config.h"

#include <stdlib.h>

#include "fakedns/match.h"
#include "fakedns/octets_hash.h"
#include "fakedns/rule_index.h"
#include "fakedns/xalloc.h"

enum { ANY_TYPE = 0x10000 }; /* one more than there are types */

/* What an entry's MATCH says about the question at least. */
enum reach {
	REACH_NAME,    /* it is of this name */
	REACH_BELOW,   /* of this name or one below */
	REACH_TYPE,    /* of any name */
	REACH_ACCEPT,  /* it is none: a connection was accepted */
	REACH_ANYTHING /* nothing */
};
enum { REACHES = REACH_ANYTHING + 1 };

struct key {
	enum reach reach;
	uint32_t type;       /* or ANY_TYPE */
	const uint8_t *name; /* wire form; the end of a longer one, perhaps */
	size_t len;
};

/* The entries of one key, in file order. */
struct list {
	uint64_t hash;
	uint32_t first, last;              /* RULE_END where the slot is free */
	const struct packet_spec *pattern; /* of the first */
};

struct rule_index {
	const struct scenario *scenario;
	struct list *slots; /* owned */
	size_t slot_count;  /* a power of two */
	uint32_t *next;     /* owned: behind each entry in its list */
	/* there is such a list, of one type or of any */
	bool has[REACHES][2];
};

static bool
asks_for_name(const struct entry *e)
{
	return e->packets[0].has_question &&
	       !name_equal(&e->packets[0].question.name, &entry_owner_query);
}

/* What match.c will ask for, or less. */
static struct key
key_of(const struct entry *e)
{
	const struct question *q = &e->packets[0].question;
	const struct match *m = &e->match;
	bool whole = m->question || m->all || m->all_noedns;
	struct key key = { REACH_ANYTHING, ANY_TYPE, name_root.octets, 1 };

	if (m->accept) {
		key.reach = REACH_ACCEPT;
		return key;
	}
	if ((m->qtype || whole) && e->packets[0].has_question) {
		key.reach = REACH_TYPE;
		key.type = q->type;
	}
	if (match_is_for_one_name(e) || (m->subdomain && asks_for_name(e))) {
		key.reach = match_is_for_one_name(e) ? REACH_NAME : REACH_BELOW;
		key.name = q->name.octets;
		key.len = q->name.len;
	} else if (m->qname && asks_for_name(e)) { /* "*.example." */
		key.reach = REACH_BELOW;
		key.name = q->name.octets + 2;
		key.len = q->name.len - 2U;
	}
	return key;
}

static uint8_t
lower(uint8_t c)
{
	return c >= 'A' && c <= 'Z' ? (uint8_t)(c + 'a' - 'A') : c;
}

static uint64_t
key_hash(const struct key *key)
{
	uint64_t hash = (uint64_t)key->reach << 32 | key->type;

	for (size_t i = 0; i < key->len; i++)
		hash = (hash ^ lower(key->name[i])) * 0x100000001b3ULL;
	return bits_mix(hash);
}

/* What will be looked at is on its way from memory meanwhile. */
static void
warm(const struct rule_index *x, const struct list *l)
{
	enum { CACHE_LINE = 64, LINES = 6 }; /* of a pattern: its question */
	const char *entry = (const char *)&x->scenario->entries[l->first];
	const char *pattern = (const char *)l->pattern;

	__builtin_prefetch(&x->next[l->first]);
	for (size_t at = 0; at < sizeof(struct entry); at += CACHE_LINE)
		__builtin_prefetch(entry + at);
	for (size_t i = 0; i < LINES; i++)
		__builtin_prefetch(pattern + i * CACHE_LINE);
}

/*
 * The list of KEY, or the free slot where it would be.  Should another key
 * have the same hash, they share it: match_entry() decides in the end.
 */
static struct list *
find(const struct rule_index *x, const struct key *key)
{
	uint64_t hash = key_hash(key);
	size_t i = hash & (x->slot_count - 1);

	while (x->slots[i].first != RULE_END && x->slots[i].hash != hash)
		i = (i + 1) & (x->slot_count - 1);
	return &x->slots[i];
}

static void
add(struct rule_index *x, uint32_t i)
{
	struct key key = key_of(&x->scenario->entries[i]);
	struct list *l = find(x, &key);

	if (l->first == RULE_END) {
		l->hash = key_hash(&key);
		l->first = i;
		l->pattern = x->scenario->entries[i].packets;
	} else {
		x->next[l->last] = i;
	}
	l->last = i;
	x->next[i] = RULE_END;
	x->has[key.reach][key.type == ANY_TYPE] = true;
}

struct rule_index *
rule_index_new(const struct scenario *s)
{
	struct rule_index *x = xcalloc(1, sizeof *x);

	x->scenario = s;
	x->next = xcalloc(s->entry_count, sizeof *x->next);
	for (x->slot_count = 16; x->slot_count < 2 * s->entry_count;)
		x->slot_count *= 2;
	x->slots = xcalloc(x->slot_count, sizeof *x->slots);
	for (size_t i = 0; i < x->slot_count; i++)
		x->slots[i].first = RULE_END;
	for (size_t i = 0; i < s->entry_count; i++)
		add(x, (uint32_t)i);
	return x;
}

void
rule_index_free(struct rule_index *x)
{
	if (x == NULL)
		return;
	free(x->slots);
	free(x->next);
	free(x);
}

static void
add_list(struct rule_cursor *c, enum reach reach, uint32_t type,
    const uint8_t *name, size_t len)
{
	const struct key key = { reach, type, name, len };
	const struct list *l;

	if (!c->index->has[reach][type == ANY_TYPE])
		return;
	l = find(c->index, &key);
	if (l->first == RULE_END)
		return;
	warm(c->index, l);
	c->heads[c->count++] = l->first;
}

void
rule_index_start(const struct rule_index *x, const struct question *q,
    struct rule_cursor *c)
{
	const uint8_t *name = q->name.octets;
	size_t len = q->name.len;

	c->index = x;
	c->count = 0;
	add_list(c, REACH_NAME, q->type, name, len);
	add_list(c, REACH_NAME, ANY_TYPE, name, len);
	add_list(c, REACH_TYPE, q->type, name_root.octets, 1);
	add_list(c, REACH_ANYTHING, ANY_TYPE, name_root.octets, 1);
	while (x->has[REACH_BELOW][0] || x->has[REACH_BELOW][1]) {
		add_list(c, REACH_BELOW, q->type, name, len);
		add_list(c, REACH_BELOW, ANY_TYPE, name, len);
		if (len == 1)
			break;
		len -= name[0] + 1U;
		name += name[0] + 1U;
	}
}

void
rule_index_start_accept(const struct rule_index *x, struct rule_cursor *c)
{
	c->index = x;
	c->count = 0;
	add_list(c, REACH_ACCEPT, ANY_TYPE, name_root.octets, 1);
}

uint32_t
rule_cursor_next(struct rule_cursor *c)
{
	uint32_t found = RULE_END;

	for (size_t i = 0; i < c->count; i++)
		if (c->heads[i] < found)
			found = c->heads[i];
	/* keys with the same hash would have it twice */
	for (size_t i = 0; i < c->count && found != RULE_END; i++)
		if (c->heads[i] == found)
			c->heads[i] = c->index->next[found];
	return found;
}
