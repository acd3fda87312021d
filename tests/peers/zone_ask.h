/*
 * zone_ask.h -- queries to a nameserver on port 53 and its answers, over UDP
 * and over TCP, many on one connection.
 */
#ifndef TESTS_PEERS_ZONE_ASK_H
#define TESTS_PEERS_ZONE_ASK_H

#include "tests/peers/zone_query.h"
#include "tests/peers/zone_reply.h"

enum {
	ASK_GROUP_MAX = 16,
	ASK_PATIENT_MS = 5000,
	ASK_IMPATIENT_MS = 300, /* where no answer may be the answer */
};

/* Waits until the server says anything; -1 where it never does. */
int zone_ask_ready(const char *address);
/* Zero-initialised replies; CAME stays false for what is not answered. */
void zone_ask_udp(const char *address, int wait_ms, const struct zone_query *,
    struct zone_reply *);
/* All queries in one write on one connection, answers in any order. */
void zone_ask_tcp(const char *address, int wait_ms,
    const struct zone_query *const *, struct zone_reply *const *, size_t count);

#endif
