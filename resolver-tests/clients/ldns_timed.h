/*
 * ldns_timed.h -- getaddrinfo and getnameinfo, timed, of one resolver.
 */
#ifndef CLIENTS_LDNS_TIMED_H
#define CLIENTS_LDNS_TIMED_H

#include "timed.h"

extern const struct timed ldns_timed[];

#endif
