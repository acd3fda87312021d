/* tests/random_scenario.h -- scenarios and queries drawn at random. */
#ifndef TESTS_RANDOM_SCENARIO_H
#define TESTS_RANDOM_SCENARIO_H

#include "fakedns/responder.h"

/* Before the first draw. */
void random_start(void);

/* To be freed; not each is a scenario: words may exclude each other. */
char *random_scenario(void);

/* A query to one; its octets are W's. */
void random_query(struct incoming *, struct writer *w);

#endif
