/*
 * padding.h -- records that make a message exactly N octets long.
 */
#ifndef FAKEDNS_PADDING_H
#define FAKEDNS_PADDING_H

#include "fakedns/entry.h"

/*
 * BEFORE and AFTER put TXT records of the query name in front of or behind
 * the answers, each of at most 3,000 octets of RDATA; ADDITIONAL is one
 * record of TYPE65280 at the root.  Returns -1, M as it was, where SIZE cannot
 * be reached: smaller than the message, or less than a record more.
 */
int padding_add(struct message *m, size_t size, enum pad where,
    enum compress compress);

#endif
