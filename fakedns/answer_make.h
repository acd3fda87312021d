/*
 * answer_make.h -- answers of entries and zones, from the octets of
 * compose.h.
 */
#ifndef FAKEDNS_ANSWER_MAKE_H
#define FAKEDNS_ANSWER_MAKE_H

#include "fakedns/answer.h"
#include "fakedns/match.h"
#include "fakedns/scenario.h"

/*
 * What entry I says to the query.  *IS_SHARED becomes false where a query
 * that differs in its ID alone may get other octets.
 */
struct answer *answer_of_entry(const struct scenario *, unsigned step, size_t i,
    const struct incoming *, bool *is_shared);
/* The same of the zones; NULL where none answers. */
struct answer *answer_of_zones(const struct scenario *, unsigned step,
    const struct incoming *, bool *is_shared);

/*
 * The answer of entry I to every query that answer_is_fixed_for() says, at
 * each step; NULL where the entry is not so simple that there is one.
 */
struct answer *answer_fixed(const struct scenario *, size_t i);
bool answer_is_fixed_for(const struct entry *, const struct incoming *);

#endif
