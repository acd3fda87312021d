/*
 * verify.h -- is in every client the library it is named after?
 */
#ifndef RESOLVER_TESTS_VERIFY_H
#define RESOLVER_TESTS_VERIFY_H

#include "resolver-tests/client.h"

struct event_base;

/*
 * Asks every program of every client, each in a cell, for its version; WIDTH
 * of them at once.
 * Returns -1 with ERR set where one says anything else than its client's name
 * does: "musl-1.2.5: … says it contains `libc musl 1.2.3'".
 */
int verify_clients(struct event_base *, const struct clients *, unsigned width,
    struct error *err);

#endif
