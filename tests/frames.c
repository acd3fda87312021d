#include "config.h"

#include <string.h>

#include "tests/frames.h"

void
frame_put(struct frame *f, const void *octets, size_t len)
{
	memcpy(f->octets + f->len, octets, len);
	f->len += len;
}

void
frame_put_u8(struct frame *f, unsigned v)
{
	const uint8_t octet = (uint8_t)v;

	frame_put(f, &octet, 1);
}

void
frame_put_u16(struct frame *f, unsigned v)
{
	frame_put_u8(f, v >> 8);
	frame_put_u8(f, v & 255);
}

void
frame_put_u32(struct frame *f, uint32_t v)
{
	frame_put_u16(f, v >> 16);
	frame_put_u16(f, v & 65535);
}

static void
put_address(struct frame *f, bool v6, uint8_t host)
{
	static const uint8_t v4_prefix[] = { 192, 0, 2 };
	static const uint8_t v6_prefix[15] = { 0x20, 0x01, 0x0d, 0xb8 };

	if (v6)
		frame_put(f, v6_prefix, sizeof v6_prefix);
	else
		frame_put(f, v4_prefix, sizeof v4_prefix);
	frame_put_u8(f, host);
}

void
frame_init(struct frame *f, bool v6, unsigned protocol, struct end from,
    struct end to, size_t len)
{
	memset(f->octets, 0, 12);
	f->len = 12;
	frame_put_u16(f, v6 ? 0x86dd : 0x0800);
	if (v6) {
		frame_put_u32(f, 6u << 28);
		frame_put_u16(f, (unsigned)len);
		frame_put_u8(f, protocol);
		frame_put_u8(f, 64);
	} else {
		frame_put_u16(f, 0x4500);
		frame_put_u16(f, (unsigned)len + 20);
		frame_put_u32(f, 0);
		frame_put_u8(f, 64);
		frame_put_u8(f, protocol);
		frame_put_u16(f, 0);
	}
	put_address(f, v6, from.host);
	put_address(f, v6, to.host);
}

void
frame_udp(struct traffic *t, bool v6, struct end from, struct end to,
    const void *payload, size_t len)
{
	struct frame f;

	frame_init(&f, v6, 17, from, to, len + 8);
	frame_put_u16(&f, from.port);
	frame_put_u16(&f, to.port);
	frame_put_u16(&f, (unsigned)len + 8);
	frame_put_u16(&f, 0);
	frame_put(&f, payload, len);
	traffic_frame(t, f.octets, f.len);
}

void
frame_tcp(struct traffic *t, struct end from, struct end to, unsigned flags,
    uint32_t seq, uint32_t ack, const void *payload, size_t len)
{
	struct frame f;

	frame_init(&f, false, 6, from, to, len + 24);
	frame_put_u16(&f, from.port);
	frame_put_u16(&f, to.port);
	frame_put_u32(&f, seq);
	frame_put_u32(&f, ack);
	frame_put_u16(&f, 6u << 12 | flags); /* four octets of options */
	frame_put_u16(&f, 1000);
	frame_put_u32(&f, 0);
	frame_put_u32(&f, 0x01010101);
	frame_put(&f, payload, len);
	traffic_frame(t, f.octets, f.len);
}
