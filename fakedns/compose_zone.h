/*
 * compose_zone.h -- which zone answers, as a message; for compose.c alone.
 */
#ifndef FAKEDNS_COMPOSE_ZONE_H
#define FAKEDNS_COMPOSE_ZONE_H

#include "fakedns/match.h"
#include "fakedns/scenario.h"

/* NOEDNS as it holds for a server and step. */
enum noedns compose_noedns(const struct scenario *, unsigned step,
    size_t server);
/*
 * The answer of the zones that hold, not truncated yet.  False where nothing
 * answers, no zone or NOEDNS drop; M, zero before, may have something then.
 */
bool compose_zone(const struct scenario *, unsigned step,
    const struct incoming *, struct message *m);

#endif
