/*
 * zone_random.h -- the zones of the comparison that a program has to write:
 * records by chance, and RRsets around the sizes that matter.
 */
#ifndef TESTS_PEERS_ZONE_RANDOM_H
#define TESTS_PEERS_ZONE_RANDOM_H

#include <stdio.h>

#include "tests/peers/zone_chance.h"

/* With DELEGATIONS also some, which nobody serves. */
void zone_random_write(FILE *, struct chance *, const char *apex,
    bool delegations);
void zone_large_write(FILE *);

#endif
