/*
 * resolver-tests/forecast.h -- how long a trial may wait, before it is run.
 */
#ifndef RESOLVER_TESTS_FORECAST_H
#define RESOLVER_TESTS_FORECAST_H

#include "fakedns/scenario.h"
#include "resolver-tests/client.h"

/*
 * A guess in milliseconds from the faults of the scenario and the timeout and
 * attempts in its resolv.conf; good enough to start the longest trials first.
 */
unsigned forecast_ms(const struct scenario *, const struct client *);

#endif
