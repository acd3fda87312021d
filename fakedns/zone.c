#include "config.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "fakedns/zone_index.h"

enum { SLOTS_MIN = 64 }; /* a power of two */

struct zone *
zone_new(enum zone_mode mode)
{
	struct zone *z = xcalloc(1, sizeof *z);

	z->mode = mode;
	return z;
}

void
zone_free(struct zone *z)
{
	if (z == NULL)
		return;
	rrs_clear(&z->records);
	free(z->links);
	free(z->nodes);
	free(z->slots);
	free(z);
}

void
zone_add(struct zone *z, const struct rr *rr)
{
	assert(!z->sealed);
	rrs_add(&z->records, rr);
}

size_t
zone_records(const struct zone *z)
{
	return z->records.count;
}

/* The slot NAME has, or the free one where it would go. */
static uint32_t *
slot_of(const struct zone *z, const struct name *name, uint32_t hash)
{
	size_t i = hash & (z->slot_count - 1);
	const struct zone_node *node;

	for (; z->slots[i] != 0; i = (i + 1) & (z->slot_count - 1)) {
		node = &z->nodes[z->slots[i] - 1];
		if (node->hash == hash && name_equal(&node->name, name))
			break;
	}
	return &z->slots[i];
}

/* Half of the slots stay free, so that searches are short. */
static void
grow_slots(struct zone *z)
{
	if (2 * (z->node_count + 1) <= z->slot_count)
		return;
	z->slot_count = z->slot_count == 0 ? SLOTS_MIN : 2 * z->slot_count;
	free(z->slots);
	z->slots = xcalloc(z->slot_count, sizeof *z->slots);
	for (size_t i = 0; i < z->node_count; i++)
		*slot_of(z, &z->nodes[i].name, z->nodes[i].hash) =
		    (uint32_t)i + 1;
}

/* The number of NAME's node, made where there is none. */
static size_t
intern(struct zone *z, const struct name *name, bool *made)
{
	uint32_t hash = name_hash(name), *slot;

	grow_slots(z);
	slot = slot_of(z, name, hash);
	*made = *slot == 0;
	if (*made) {
		z->nodes = xgrow(z->nodes, z->node_count, sizeof *z->nodes);
		z->nodes[z->node_count] =
		    (struct zone_node){ .name = *name, .hash = hash };
		*slot = (uint32_t)++z->node_count;
	}
	return *slot - 1;
}

/* The names above NAME up to one that is there: empty non-terminals. */
static void
intern_parents(struct zone *z, const struct name *name)
{
	struct name up = *name;
	bool made = true;

	while (made && up.len > 1) {
		name_parent(&up, &up);
		intern(z, &up, &made);
	}
}

/* A set of records by owner, type and RDATA, while a zone is sealed. */
struct twins {
	uint32_t *slots; /* owned: record plus 1, 0 where free */
	size_t slot_count;
};

static uint32_t
hash_record(const struct rr *rr, size_t node)
{
	uint32_t hash = 2166136261U ^ (uint32_t)node ^ (uint32_t)rr->type << 16;

	for (size_t i = 0; i < rr->rdlen; i++)
		hash = (hash ^ rr->rdata[i]) * 16777619U; /* FNV-1a */
	return hash ^ hash >> 15;
}

/* True where record I of node NUMBER was there before; it is now. */
static bool
is_twin(struct twins *twins, const struct zone *z, size_t i, size_t number)
{
	const struct rr *rr = &z->records.v[i], *other;
	size_t slot = hash_record(rr, number) & (twins->slot_count - 1);

	for (; twins->slots[slot] != 0;
	     slot = (slot + 1) & (twins->slot_count - 1)) {
		other = &z->records.v[twins->slots[slot] - 1];
		if (other->type == rr->type && other->rdlen == rr->rdlen &&
		    memcmp(other->rdata, rr->rdata, rr->rdlen) == 0 &&
		    name_equal(&other->owner, &rr->owner))
			return true;
	}
	twins->slots[slot] = (uint32_t)i + 1;
	return false;
}

/* Puts record number N, the last so far, behind those of its type. */
static void
link_type(struct zone *z, struct zone_node *node, uint32_t n)
{
	uint32_t *head = &node->types;

	while (*head != 0 &&
	       z->records.v[*head - 1].type != z->records.v[n - 1].type)
		head = &z->links[*head - 1].type;
	if (*head == 0)
		*head = n;
	else
		z->links[z->links[*head - 1].last - 1].same = n;
	z->links[*head - 1].last = n;
}

static void
index_record(struct zone *z, size_t i, struct twins *twins)
{
	const struct rr *rr = &z->records.v[i];
	uint32_t n = (uint32_t)i + 1;
	struct zone_node *node;
	size_t number;
	bool made;

	if (rr->class != RR_CLASS_IN)
		return;
	number = intern(z, &rr->owner, &made);
	if (made)
		intern_parents(z, &rr->owner);
	if (is_twin(twins, z, i, number))
		return;
	node = &z->nodes[number];
	if (node->first == 0)
		node->first = n;
	else
		z->links[node->last - 1].next = n;
	node->last = n;
	link_type(z, node, n);
}

void
zone_seal(struct zone *z)
{
	struct twins twins = { .slot_count = SLOTS_MIN };
	bool made;

	assert(!z->sealed);
	z->sealed = true;
	while (twins.slot_count < 2 * z->records.count)
		twins.slot_count *= 2;
	twins.slots = xcalloc(twins.slot_count, sizeof *twins.slots);
	z->links = xcalloc(z->records.count, sizeof *z->links);
	intern(z, &name_root, &made);
	for (size_t i = 0; i < z->records.count; i++)
		index_record(z, i, &twins);
	free(twins.slots);
}

const struct zone_node *
zone_find(const struct zone *z, const struct name *name)
{
	uint32_t slot = *slot_of(z, name, name_hash(name));

	return slot == 0 ? NULL : &z->nodes[slot - 1];
}

/* The number of NODE's first record of TYPE. */
static uint32_t
first_of(const struct zone *z, const struct zone_node *node, uint16_t type)
{
	uint32_t n = node->types;

	if (type == RR_ANY)
		return node->first;
	while (n != 0 && z->records.v[n - 1].type != type)
		n = z->links[n - 1].type;
	return n;
}

const struct rr *
zone_next(const struct zone *z, const struct zone_node *node, uint16_t type,
    const struct rr *after)
{
	uint32_t n;

	if (after == NULL)
		n = first_of(z, node, type);
	else if (type == RR_ANY)
		n = z->links[after - z->records.v].next;
	else
		n = z->links[after - z->records.v].same;
	return n == 0 ? NULL : &z->records.v[n - 1];
}
