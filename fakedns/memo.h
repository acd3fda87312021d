/*
 * memo.h -- answers remembered by the query's octets behind its ID.  What is
 * forgotten is made again: only speed depends on it.
 */
#ifndef FAKEDNS_MEMO_H
#define FAKEDNS_MEMO_H

#include "fakedns/answer.h"
#include "fakedns/match.h"

enum { MEMO_OCTETS_MAX = 64 << 20 }; /* of memory; then all is forgotten */

struct memo; /* opaque: a hash table */

struct memo *memo_new(size_t octets_max);
void memo_free(struct memo *); /* NULL is allowed */
/* Borrowed until the next memo_keep() or memo_clear(), or NULL. */
struct answer *memo_find(const struct memo *, const struct incoming *);
/*
 * What memo_find() will look at for these queries is on its way from memory
 * while others are answered.
 */
void memo_expect(const struct memo *, const struct incoming *, size_t count);
/*
 * The query is one that memo_find() did not find; one whose names might be
 * made of its ID is not kept.
 */
void memo_keep(struct memo *, const struct incoming *, struct answer *);
void memo_clear(struct memo *);

/*
 * Makes packet O of SPEC, as it was encoded for a query with ID, sets_id and
 * id included, one for queries of any ID.  False where its first octets say
 * nothing about those of other queries.
 */
bool memo_share_packet(const struct packet_spec *spec, uint16_t id,
    struct outgoing *o);

#endif
