/*
 * turns.h -- TIMES and CHANCE: whose turn it is among the entries that take a
 * query.
 */
#ifndef FAKEDNS_TURNS_H
#define FAKEDNS_TURNS_H

#include "fakedns/match.h"
#include "fakedns/scenario.h"

struct turns; /* opaque: what was counted */

/* The scenario is borrowed until turns_free(). */
struct turns *turns_new(const struct scenario *);
void turns_free(struct turns *); /* NULL is allowed */

/* True where the same query need not be answered by the entry each time. */
bool turns_matter(const struct entry *);
/*
 * Counts a query that entry I matches; true where TIMES and CHANCE let it
 * answer.  CHANCE draws where TIMES does; its draw n depends on n and the seed
 * alone.
 */
bool turns_take(struct turns *, size_t i, const struct incoming *);

#endif
