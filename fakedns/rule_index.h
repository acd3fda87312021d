/*
 * rule_index.h -- which entries may match a question, found without asking
 * each of them.
 */
#ifndef FAKEDNS_RULE_INDEX_H
#define FAKEDNS_RULE_INDEX_H

#include "fakedns/scenario.h"

struct rule_index; /* opaque: hash table over lists of entries */

/* The scenario is borrowed until rule_index_free(). */
struct rule_index *rule_index_new(const struct scenario *);
void rule_index_free(struct rule_index *); /* NULL is allowed */

/* Lists that a question can be in: of each type and of one, for its name, for
   it and all above, and two that know no name. */
enum { RULE_LISTS_MAX = 2 * (1 + NAME_MAX_OCTETS / 2 + 1) + 2 };
enum { RULE_END = UINT32_MAX };

/* Plain data: no call releases it. */
struct rule_cursor {
	const struct rule_index *index;
	uint32_t heads[RULE_LISTS_MAX]; /* next of each list that has one */
	size_t count;
};

/* Entries that may match a query with this question. */
void rule_index_start(const struct rule_index *, const struct question *,
    struct rule_cursor *);
/* Entries for an accepted connection. */
void rule_index_start_accept(const struct rule_index *, struct rule_cursor *);
/* Their numbers in file order, then RULE_END. */
uint32_t rule_cursor_next(struct rule_cursor *);

#endif
