/*
 * fact.h -- EXPECT and PIN lines against what the wire saw.
 */
#ifndef RESOLVER_TESTS_FACT_H
#define RESOLVER_TESTS_FACT_H

#include "resolver-tests/client.h"
#include "resolver-tests/observation.h"
#include "resolver-tests/text.h"

/* False where for=, or PIN's family and versions, leave CLIENT out. */
bool fact_applies(const struct fact *, const struct client *);
/*
 * What was seen: of server SERVER (index), or of the whole cell for -1.
 * Times are those of the call.  0 where the step has no such server.
 */
long fact_value(const struct step_observation *, int server, enum fact_kind);
bool fact_holds(const struct fact *, const struct step_observation *);
/* Appends "udp_sent=6, want 1..2 (FILE:LINE)", without a newline. */
void fact_format_miss(const struct fact *, const struct scenario *,
    const struct step_observation *, struct text *out);

#endif
