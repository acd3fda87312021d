/*
 * match_records.h -- MATCH words that look into a query's records; for match.c
 * alone.
 */
#ifndef FAKEDNS_MATCH_RECORDS_H
#define FAKEDNS_MATCH_RECORDS_H

#include "fakedns/match.h"

/* answer authority additional all all_noedns serial */
bool match_records(const struct match *, const struct packet_spec *,
    const struct incoming *);
/* ednsdata ede client_cookie server_cookie */
bool match_options(const struct match *, const struct packet_spec *,
    const struct incoming *);

#endif
