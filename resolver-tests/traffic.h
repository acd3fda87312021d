/*
 * traffic.h -- what a cell's packet socket saw, counted.  Fed with frames of
 * the loopback interface, each once, in order; safe on any octets.
 *
 * All counts are of what the client sent.  A frame belongs to the declared
 * server whose address and port it is sent to; one for port 53 of any other
 * address, to "other"; "total" is all of these.
 */
#ifndef RESOLVER_TESTS_TRAFFIC_H
#define RESOLVER_TESTS_TRAFFIC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "fakedns/ip.h"
#include "fakedns/name.h"
#include "fakedns/packets.h"

enum {
	TRAFFIC_QUERIES_MAX = 4096,     /* listed; the counts go on */
	TRAFFIC_CONNECTIONS_MAX = 1024, /* followed; the oldest are forgotten */
	TRAFFIC_OTHER = -1,             /* index of no declared server */
	TRAFFIC_HIDDEN_PORT = 1,        /* of the cell's own connections */
};

struct traffic_counts {
	uint64_t udp_sent;        /* datagrams */
	uint64_t udp_octets;      /* their payload */
	uint64_t udp_sockets;     /* distinct source ports */
	uint64_t tcp_syns;        /* attempts; a retransmitted SYN is none */
	uint64_t tcp_connections; /* answered with SYN and ACK */
	uint64_t tcp_octets;      /* payload, each octet once */
	uint64_t tcp_queries;     /* whole messages with their length */
	uint64_t tcp_segments;    /* with octets that were not sent before */
	uint64_t tcp_sockets;     /* distinct source ports */
};

/* A message to a server; one cut short yields what could be read. */
struct traffic_query {
	int server; /* index, or TRAFFIC_OTHER */
	bool tcp;
	bool parsed; /* header and one question: the rest is valid */
	uint16_t id; /* valid where the message has two octets */
	uint16_t arcount;
	uint16_t qtype;
	uint16_t qclass;
	struct name qname;
};

struct traffic {
	struct traffic_counts total;
	struct traffic_counts other;
	struct traffic_counts *servers; /* as many as were declared */
	struct traffic_query *queries;  /* in order, the first ones */
	size_t query_count;             /* listed */
	uint64_t query_total;           /* seen, with those not listed */
	uint64_t icmp_unreachable;
	uint64_t gaps;    /* connections that miss octets, and so queries */
	uint64_t strange; /* frames too short for what they claim to be */

	/* Private. */
	struct ip_end *addresses;
	size_t server_count;
	struct traffic_ports *ports; /* of the servers, other, total */
	struct traffic_stream *streams;
	uint32_t *stream_hashes; /* one a stream, to find it by */
	uint64_t streams_made;   /* goes on where the oldest are replaced */
};

/* SERVERS are copied.  traffic_clear() releases what it holds. */
void traffic_init(struct traffic *, const struct ip_end *servers, size_t count);
void traffic_clear(struct traffic *);

/* One Ethernet frame; FRAME is borrowed. */
void traffic_frame(struct traffic *, const uint8_t *frame, size_t len);
typedef void traffic_seen(const struct packets_frame *, void *arg);
/*
 * All frames that wait at a socket of packets_open(); SEEN, which may be NULL,
 * gets each after it was counted.
 */
void traffic_drain(struct traffic *, int packet_fd, traffic_seen *seen,
    void *arg);

#endif
