/*
 * cares_timed.h -- getaddrinfo and getnameinfo, timed, of one channel.
 */
#ifndef CLIENTS_CARES_TIMED_H
#define CLIENTS_CARES_TIMED_H

#include "timed.h"

extern const struct timed cares_timed[];

#endif
