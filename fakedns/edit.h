/*
 * edit.h -- changes to the octets of an encoded message: POKE, FLIP, CUT,
 * APPEND, MUTATE, by offset or by field name.
 */
#ifndef FAKEDNS_EDIT_H
#define FAKEDNS_EDIT_H

#include "fakedns/entry.h"

/*
 * Where a field starts: "id flags qdcount ancount nscount arcount",
 * "question[n].qname|qtype|qclass" for the first two,
 * "answer|authority|additional[n].owner|type|class|ttl|rdlength|rdata",
 * "opt.owner|type|size|rcode|version|flags|rdlength|rdata" for the first OPT
 * and "opt[n].…" for any.
 * Returns 0, or -1 where no such field is or, with LAYOUT NULL, can be.
 */
int edit_field(const char *field, const struct layout *, size_t *offset);

/*
 * Works one edit into OCTETS.  Returns -1 where its field is not there, it
 * would write past the end or there are fewer bits than it flips; the octets
 * stay as they were.
 */
int edit_apply(const struct edit *, const struct layout *, struct writer *);

/*
 * Makes the pointers of a message lead to the fields they name.  Returns -1
 * where one has no place or its field is not there or too far: it is left out
 * or leads to offset 0.
 */
int edit_pointers(const struct message *, const struct layout *,
    struct writer *);

/*
 * Flips COUNT different bits behind octet FIRST, which SEED and the number of
 * bits choose.  Returns -1, nothing changed, where there are fewer.
 */
int edit_mutate(struct writer *, size_t first, size_t count, unsigned seed);

#endif
