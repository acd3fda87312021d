/*
 * layout.h -- where the records of encoded octets are, lies and all.
 */
#ifndef FAKEDNS_LAYOUT_H
#define FAKEDNS_LAYOUT_H

#include "fakedns/message.h"

/*
 * Reads one record without following pointers; its end is that of the octets.
 * False, with no_fields set, where it is cut off before its RDATA.
 */
bool layout_read_rr(struct reader *, struct layout_rr *);

/*
 * The questions and records of a message as far as they can be read, by the
 * counts in its header; layout_clear() releases it.
 */
void layout_read(const uint8_t *octets, size_t len, struct layout *);

#endif
