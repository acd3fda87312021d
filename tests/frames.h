/*
 * frames.h -- builds what a packet socket on the loopback interface sees.
 */
#ifndef TESTS_FRAMES_H
#define TESTS_FRAMES_H

#include "resolver-tests/traffic.h"

enum { FIN = 1, SYN = 2, RST = 4, ACK = 16 };

struct frame {
	uint8_t octets[70000];
	size_t len;
};

/* One end: the last octet of 192.0.2.x or 2001:db8::x, and the port. */
struct end {
	uint8_t host;
	uint16_t port;
};

/* Ethernet and IP headers; LEN octets have to follow. */
void frame_init(struct frame *, bool v6, unsigned protocol, struct end from,
    struct end to, size_t len);
void frame_put(struct frame *, const void *octets, size_t len);
void frame_put_u8(struct frame *, unsigned);
void frame_put_u16(struct frame *, unsigned);
void frame_put_u32(struct frame *, uint32_t);

/* A whole datagram or IPv4 segment, given to T. */
void frame_udp(struct traffic *t, bool v6, struct end from, struct end to,
    const void *payload, size_t len);
void frame_tcp(struct traffic *t, struct end from, struct end to,
    unsigned flags, uint32_t seq, uint32_t ack, const void *payload,
    size_t len);

#endif
