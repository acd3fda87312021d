/*
 * traffic_internal.h -- what the parts of the count share.
 */
#ifndef RESOLVER_TESTS_TRAFFIC_INTERNAL_H
#define RESOLVER_TESTS_TRAFFIC_INTERNAL_H

#include "fakedns/wire.h"
#include "resolver-tests/traffic.h"

/* Both ends of a datagram or segment, told apart. */
struct traffic_flow {
	struct ip_end client;
	struct ip_end server;
	int index;    /* of the server, or TRAFFIC_OTHER */
	bool outward; /* from the client to the server */
};

/* Counts one more message and lists it, if there is room. */
void traffic_add_query(struct traffic *, const struct traffic_flow *, bool tcp,
    const uint8_t *octets, size_t len);
/* True where the client's port is new: to this server, to any. */
bool traffic_add_port(struct traffic *, const struct traffic_flow *, bool tcp,
    bool *new_in_total);
/* The counts of the flow's server, or those of "other". */
struct traffic_counts *traffic_counts_of(struct traffic *, int index);
/* One TCP segment; R is at its header and ends with its payload. */
void traffic_segment(struct traffic *, const struct traffic_flow *,
    struct reader *r);

#endif
