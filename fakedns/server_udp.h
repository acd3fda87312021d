/*
 * server_udp.h -- datagrams in and out, many at a time; for server_udp.c and
 * udp_send.c alone.
 */
#ifndef FAKEDNS_SERVER_UDP_H
#define FAKEDNS_SERVER_UDP_H

#include <sys/socket.h>

#include "fakedns/server_internal.h"

enum { UDP_OUT_MESSAGES = 64, UDP_OUT_OCTETS = 4 * 65536 };

struct udp_in; /* server_udp.c's */

/* A message that is sent with the others. */
struct udp_out {
	struct route route;
	struct outgoing packet; /* its answer is held */
};

struct udp {
	struct udp_in *in; /* borrowed */
	bool is_turn;      /* a batch of queries is being answered */
	/* what is to be sent, all from one socket */
	int fd;
	size_t count, octets_used;
	struct mmsghdr messages[UDP_OUT_MESSAGES];
	struct iovec parts[UDP_OUT_MESSAGES];
	struct udp_out out[UDP_OUT_MESSAGES];
	uint8_t octets[UDP_OUT_OCTETS];
};

/* Sends and journals what there is. */
void udp_flush(struct server *);

#endif
