/*
 * compose_edns.h -- the OPT of a packet, its lies and its cookie; for
 * compose.c alone.
 */
#ifndef FAKEDNS_COMPOSE_EDNS_H
#define FAKEDNS_COMPOSE_EDNS_H

#include "fakedns/match.h"

enum { COMPOSE_EDNS_OCTETS = 1232 }; /* the UDP size our OPT advertises */

/* What REPLY and HEX_EDNSDATA say, put into a message's OPT. */
void compose_edns(const struct packet_spec *, struct message *);
/*
 * The upper bits of RCODE, EDNS and COOKIE.  M borrows from the packet.  False
 * where the cookie does not fit into an OPT.
 */
bool compose_edns_lies(const struct packet_spec *, const struct incoming *,
    struct message *m);

#endif
