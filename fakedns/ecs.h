/*
 * ecs.h -- the client subnet option of a reply (RFC 7871), made to fit the
 * query's.
 */
#ifndef FAKEDNS_ECS_H
#define FAKEDNS_ECS_H

#include "fakedns/match.h"

/*
 * What ADJUST says about SCOPE PREFIX-LENGTH of the first such option in OPT:
 * the query's SOURCE PREFIX-LENGTH where it has the option, otherwise the
 * reply's own; one more with increment_ecs_scope.
 */
void ecs_adjust(const struct packet_spec *, const struct incoming *,
    struct edns *opt);

#endif
