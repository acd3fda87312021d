/*
 * testns_query.h -- queries by chance that are about the entries of a data
 * file.
 */
#ifndef TESTS_PEERS_TESTNS_QUERY_H
#define TESTS_PEERS_TESTNS_QUERY_H

#include "fakedns/match.h"
#include "fakedns/scenario.h"
#include "tests/peers/zone_chance.h"

enum { SENTINEL_ID = 0xfffe };

struct testns_query {
	struct writer octets;
	struct incoming in; /* of the octets */
};

/* Clear it with writer_clear() of its octets. */
void testns_query_make(struct chance *, const struct scenario *,
    struct testns_query *out);
/* "sentinel.invalid. TXT", which the first entry of every file answers. */
void testns_query_sentinel(struct writer *out);
/* The entry that takes it, or NULL. */
const struct entry *testns_query_entry(const struct testns_query *,
    const struct scenario *);
void testns_query_print(const struct testns_query *);

#endif
