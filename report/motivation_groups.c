/* What is not right, by its reason: the largest groups first */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "report/motivation_internal.h"

/* What a group has in common. */
static int
compare_common(const struct motivation_item *a, const struct motivation_item *b)
{
	int order = (a->kind > b->kind) - (a->kind < b->kind);

	if (order == 0)
		order = b->worse - a->worse;
	if (order == 0)
		order = strcmp(a->trial->reason, b->trial->reason);
	if (order == 0)
		order = strcmp(a->reference, b->reference);
	return order != 0 ? order : strcmp(a->clients, b->clients);
}

static int
compare_items(const void *left, const void *right)
{
	const struct motivation_item *a = left, *b = right;
	int order = compare_common(a, b);

	if (order == 0)
		order = strcmp(a->scenario->name, b->scenario->name);
	return order != 0
		   ? order
		   : (a->variant > b->variant) - (a->variant < b->variant);
}

struct sized {
	struct motivation_group group;
	const struct motivation_item *head;
};

static int
compare_groups(const void *left, const void *right)
{
	const struct sized *a = left, *b = right;

	if (a->head->kind != b->head->kind)
		return a->head->kind < b->head->kind ? -1 : 1;
	if (a->head->worse != b->head->worse)
		return a->head->worse ? -1 : 1;
	if (a->group.count != b->group.count)
		return a->group.count > b->group.count ? -1 : 1;
	return (a->group.first > b->group.first) -
	       (a->group.first < b->group.first);
}

void
motivation_group(struct motivation_claim *c)
{
	struct sized *sized = NULL;
	size_t count = 0;

	if (c->item_count == 0)
		return;
	qsort(c->items, c->item_count, sizeof *c->items, compare_items);
	for (size_t i = 0; i < c->item_count; i++) {
		if (i > 0 &&
		    compare_common(&c->items[i - 1], &c->items[i]) == 0) {
			sized[count - 1].group.count++;
			continue;
		}
		sized = xgrow(sized, count, sizeof *sized);
		sized[count].group =
		    (struct motivation_group){ .first = i, .count = 1 };
		sized[count].head = &c->items[i];
		count++;
	}
	qsort(sized, count, sizeof *sized, compare_groups);
	c->groups = xcalloc(count, sizeof *c->groups);
	for (size_t i = 0; i < count; i++)
		c->groups[i] = sized[i].group;
	c->group_count = count;
	free(sized);
}
