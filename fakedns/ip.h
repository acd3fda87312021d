/*
 * ip.h -- what the IP header of a captured frame says; safe on any octets.
 */
#ifndef FAKEDNS_IP_H
#define FAKEDNS_IP_H

#include "fakedns/wire.h"

enum { IP_FRAME_MAX = 14 + 65536 }; /* Ethernet; lo's largest packet */

enum ip_protocol {
	IP_ICMP = 1,
	IP_TCP = 6,
	IP_UDP = 17,
	IP_ICMPV6 = 58,
};

/* Where a datagram or a segment comes from or goes to. */
struct ip_end {
	uint8_t family;     /* 4 or 6 */
	uint8_t octets[16]; /* the first four where family is 4 */
	uint16_t port;
};

struct ip_packet {
	struct ip_end from, to; /* the ports are 0: see ip_ports() */
	uint8_t protocol;       /* an IPv6 extension header is one, too */
	bool fragment;          /* not the first one */
	struct reader rest;     /* behind the header; borrows the octets */
};

/* "192.0.2.53", "2001:db8::53" or "fe80::53%lo"; -1: no address. */
int ip_end_parse(const char *text, uint16_t port, struct ip_end *out);
bool ip_end_equal(const struct ip_end *, const struct ip_end *);

/* Returns 0; 1 where it is no IP; -1 where it is too short for what it says. */
int ip_read_frame(const uint8_t *frame, size_t len, struct ip_packet *);
/* The packet, or its start, that an ICMP error quotes; false: P is none. */
bool ip_read_quoted(const struct ip_packet *p, struct ip_packet *out);
/* Sets the ports of what carries TCP or UDP. */
void ip_ports(struct ip_packet *);
/*
 * True where one of the servers has sent the packet or shall get it, or it is
 * an ICMP error that quotes such a packet.  What shows no port (a fragment
 * that is not the first) is told by its addresses.
 */
bool ip_concerns(const struct ip_packet *, const struct ip_end *servers,
    size_t count);

#endif
