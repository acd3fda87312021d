#include "config.h"

#include <assert.h>
#include <string.h>

#include "fakedns/zone_index.h"

enum { LABELS_MAX = NAME_MAX_OCTETS / 2 + 1 };

/* What lies on the way from the root down to a name. */
struct way {
	const struct zone *zone;
	uint16_t type;
	const struct zone_node *node; /* the deepest that is there */
	const struct zone_node *apex, *cut, *dname;
};

static bool
has(const struct zone *z, const struct zone_node *node, uint16_t type)
{
	return zone_next(z, node, type, NULL) != NULL;
}

/* Where each label of NAME starts; the root's zero octet is the last. */
static size_t
label_offsets(const struct name *name, uint8_t offsets[LABELS_MAX])
{
	size_t count = 0, at = 0;

	for (; name->octets[at] != 0; at += name->octets[at] + 1U)
		offsets[count++] = (uint8_t)at;
	offsets[count] = (uint8_t)at;
	return count + 1;
}

/* NODE is the next on the way; IS_END where it is the name itself. */
static void
pass(struct way *w, const struct zone_node *node, bool is_end)
{
	const struct zone *z = w->zone;
	bool parent_answers = is_end && w->type == RR_DS && w->apex != NULL;

	w->node = node;
	if (!parent_answers && has(z, node, RR_SOA)) {
		w->apex = node;
		if (z->mode == ZONE_AUTHORITATIVE)
			w->cut = w->dname = NULL;
	} else if (z->mode == ZONE_AUTHORITATIVE && !parent_answers &&
		   w->apex != NULL && w->cut == NULL && w->dname == NULL &&
		   has(z, node, RR_NS)) {
		w->cut = node;
	}
	if (w->cut == NULL && w->dname == NULL && !is_end &&
	    has(z, node, RR_DNAME))
		w->dname = node;
}

/* W leads to the closest encloser of a name that does not exist. */
static struct zone_spot
search_wildcard(const struct way *w)
{
	struct zone_spot spot = { ZONE_NOTHING, NULL, w->apex };
	struct name wildcard;

	if (name_wildcard(&w->node->name, &wildcard) == 0)
		spot.node = zone_find(w->zone, &wildcard);
	if (spot.node != NULL)
		spot.found = ZONE_WILDCARD;
	return spot;
}

struct zone_spot
zone_search(const struct zone *z, const struct name *name, uint16_t type)
{
	struct way w = { .zone = z, .type = type };
	const struct zone_node *node;
	uint8_t offsets[LABELS_MAX];
	size_t i = label_offsets(name, offsets);
	struct name suffix;

	while (i-- > 0) {
		suffix.len = (uint8_t)(name->len - offsets[i]);
		memcpy(suffix.octets, name->octets + offsets[i], suffix.len);
		node = zone_find(z, &suffix);
		if (node == NULL)
			break;
		pass(&w, node, i == 0);
	}
	assert(w.node != NULL); /* the root is always there */
	if (z->mode == ZONE_AUTHORITATIVE && w.apex == NULL)
		return (struct zone_spot){ ZONE_OUTSIDE, NULL, NULL };
	if (w.cut != NULL)
		return (struct zone_spot){ ZONE_CUT, w.cut, w.apex };
	if (w.dname != NULL)
		return (struct zone_spot){ ZONE_DNAME, w.dname, w.apex };
	if (w.node->name.len == name->len)
		return (struct zone_spot){ ZONE_NAME, w.node, w.apex };
	return search_wildcard(&w);
}

unsigned
zone_rank(const struct zone *z, const struct question *q)
{
	enum { OUTSIDE, PARENT, DENIES, KNOWS = DENIES + LABELS_MAX };
	struct zone_spot spot = zone_search(z, &q->name, q->type);
	unsigned labels = spot.apex == NULL ? 0 : name_labels(&spot.apex->name);

	if (spot.found == ZONE_OUTSIDE)
		return OUTSIDE;
	if (q->type == RR_DS && spot.apex != NULL &&
	    name_equal(&spot.apex->name, &q->name))
		return PARENT;
	if (z->mode == ZONE_AUTHORITATIVE || spot.found == ZONE_NOTHING)
		return DENIES + labels;
	return KNOWS + labels;
}
