#include "config.h"

#include <assert.h>
#include <stdlib.h>

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
	free(z->next);
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

static void
index_record(struct zone *z, size_t i)
{
	const struct rr *rr = &z->records.v[i];
	struct zone_node *node;
	size_t number;
	bool made;

	if (rr->class != RR_CLASS_IN)
		return;
	number = intern(z, &rr->owner, &made);
	if (made)
		intern_parents(z, &rr->owner);
	node = &z->nodes[number];
	if (node->first == 0)
		node->first = (uint32_t)i + 1;
	else
		z->next[node->last - 1] = (uint32_t)i + 1;
	node->last = (uint32_t)i + 1;
}

void
zone_seal(struct zone *z)
{
	bool made;

	assert(!z->sealed);
	z->sealed = true;
	z->next = xcalloc(z->records.count, sizeof *z->next);
	intern(z, &name_root, &made);
	for (size_t i = 0; i < z->records.count; i++)
		index_record(z, i);
}

const struct zone_node *
zone_find(const struct zone *z, const struct name *name)
{
	uint32_t slot = *slot_of(z, name, name_hash(name));

	return slot == 0 ? NULL : &z->nodes[slot - 1];
}

const struct rr *
zone_next(const struct zone *z, const struct zone_node *node, uint16_t type,
    const struct rr *after)
{
	uint32_t i =
	    after == NULL ? node->first : z->next[after - z->records.v];

	while (i != 0 && type != RR_ANY && z->records.v[i - 1].type != type)
		i = z->next[i - 1];
	return i == 0 ? NULL : &z->records.v[i - 1];
}
