/*
 * ladder_internal.h -- shared by ladder.c and ladder_fates.c.
 */
#ifndef RESOLVER_TESTS_LADDER_INTERNAL_H
#define RESOLVER_TESTS_LADDER_INTERNAL_H

#include "resolver-tests/ladder.h"

/* Sets fate, nth and other_question of all events. */
void ladder_tell_fates(struct ladder *);

#endif
