/*
 * edit.h -- changes to the octets of an encoded message: POKE, FLIP, CUT,
 * APPEND, by offset or by field name.
 */
#ifndef FAKEDNS_EDIT_H
#define FAKEDNS_EDIT_H

#include "fakedns/entry.h"

/*
 * Where a field starts: "id flags qdcount ancount nscount arcount",
 * "question[0].qname|qtype|qclass",
 * "answer|authority|additional[n].owner|type|class|ttl|rdlength|rdata".
 * Returns 0, or -1 where no such field is or, with LAYOUT NULL, can be.
 */
int edit_field(const char *field, const struct layout *, size_t *offset);

/*
 * Works one edit into OCTETS.  Returns -1 where its field is not there or it
 * would write past the end; the octets stay as they were.
 */
int edit_apply(const struct edit *, const struct layout *, struct writer *);

#endif
