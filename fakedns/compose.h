/*
 * compose.h -- one packet of an entry, or a zone's answer, as octets.  The
 * order of work: choose, lie about question and OPT, truncate, pad, encode,
 * header lies, edits.
 */
#ifndef FAKEDNS_COMPOSE_H
#define FAKEDNS_COMPOSE_H

#include "fakedns/match.h"
#include "fakedns/scenario.h"

/*
 * The answer of the zones that hold for server and step, truncated as the
 * scenario says.  False where nothing answers: no zone, or NOEDNS drop.
 */
bool compose_from_zones(const struct scenario *, unsigned step,
    const struct incoming *, struct writer *out);

/* False where NOEDNS drop takes the zone's answer that SPEC starts from. */
bool compose_sends(const struct scenario *, unsigned step,
    const struct packet_spec *, const struct incoming *);

/*
 * Packet SPEC as an answer to the query.  False where it cannot be made as
 * asked for (a field that is not there, a size that cannot be reached): OUT
 * then has what could be done and *WHY, constant text, what could not.
 */
bool compose_packet(const struct scenario *, unsigned step,
    const struct packet_spec *, const struct incoming *, struct writer *out,
    const char **why);

#endif
