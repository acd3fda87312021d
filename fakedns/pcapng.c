#include "config.h"

#include <string.h>

#include "fakedns/pcapng.h"

enum {
	BLOCK_SECTION = 0x0a0d0d0a,
	BLOCK_INTERFACE = 1,
	BLOCK_STATISTICS = 5,
	BLOCK_PACKET = 6,
};
enum { MAGIC = 0x1a2b3c4d, LINK_ETHERNET = 1 };
enum { WITHOUT_BODY = 12 }; /* octets: the type, and the length twice */

enum option {
	OPTION_END = 0,
	OPTION_COMMENT = 1,
	OPTION_NAME = 2,       /* of an interface */
	OPTION_PROGRAM = 4,    /* of a section */
	OPTION_DROPPED = 5,    /* of statistics */
	OPTION_RESOLUTION = 9, /* of an interface */
};
enum { NANOSECONDS = 9 };               /* 10^-9 */
enum { OPTION_MAX = UINT16_MAX & ~3u }; /* octets of its value */

static void
put_u16(struct writer *w, unsigned v)
{
	writer_u8(w, v & 255);
	writer_u8(w, v >> 8);
}

static void
put_u32(struct writer *w, uint32_t v)
{
	put_u16(w, v & 65535);
	put_u16(w, v >> 16);
}

static void
put_padded(struct writer *w, const void *octets, size_t len)
{
	static const uint8_t zeros[3];

	writer_octets(w, octets, len);
	writer_octets(w, zeros, -len & 3);
}

static void
put_option(struct writer *w, enum option code, const void *value, size_t len)
{
	if (len > OPTION_MAX)
		len = OPTION_MAX;
	put_u16(w, code);
	put_u16(w, (unsigned)len);
	put_padded(w, value, len);
}

static void
put_text(struct writer *w, enum option code, const char *text)
{
	put_option(w, code, text, strlen(text));
}

/* A time: the upper half comes first in either byte order. */
static void
put_time(struct writer *w, uint64_t ns)
{
	put_u32(w, (uint32_t)(ns >> 32));
	put_u32(w, (uint32_t)ns);
}

/* Frames BODY as a block of TYPE and releases it. */
static void
put_block(struct writer *w, uint32_t type, struct writer *body)
{
	const uint32_t len = (uint32_t)body->len + WITHOUT_BODY;

	put_u32(w, type);
	put_u32(w, len);
	writer_octets(w, body->octets, body->len);
	put_u32(w, len);
	writer_clear(body);
}

void
pcapng_begin(struct writer *w, const char *program, const char *comment)
{
	static const uint8_t resolution = NANOSECONDS;
	struct writer body = { 0 };

	put_u32(&body, MAGIC);
	put_u16(&body, 1); /* version 1.0 */
	put_u16(&body, 0);
	put_time(&body, UINT64_MAX); /* the section's length: not said */
	if (comment != NULL)
		put_text(&body, OPTION_COMMENT, comment);
	put_text(&body, OPTION_PROGRAM, program);
	put_u32(&body, OPTION_END);
	put_block(w, BLOCK_SECTION, &body);

	put_u16(&body, LINK_ETHERNET);
	put_u16(&body, 0);
	put_u32(&body, 0); /* frames are not cut */
	put_text(&body, OPTION_NAME, "lo");
	put_option(&body, OPTION_RESOLUTION, &resolution, 1);
	put_u32(&body, OPTION_END);
	put_block(w, BLOCK_INTERFACE, &body);
}

void
pcapng_packet(struct writer *w, uint64_t ns, const uint8_t *frame, size_t len,
    size_t whole)
{
	struct writer body = { 0 };

	put_u32(&body, 0); /* the interface */
	put_time(&body, ns);
	put_u32(&body, (uint32_t)len);
	put_u32(&body, (uint32_t)whole);
	put_padded(&body, frame, len);
	put_block(w, BLOCK_PACKET, &body);
}

void
pcapng_end(struct writer *w, uint64_t ns, uint64_t dropped)
{
	struct writer body = { 0 };
	struct writer value = { 0 };

	put_u32(&body, 0); /* the interface */
	put_time(&body, ns);
	put_u32(&value, (uint32_t)dropped);
	put_u32(&value, (uint32_t)(dropped >> 32));
	put_option(&body, OPTION_DROPPED, value.octets, value.len);
	writer_clear(&value);
	put_u32(&body, OPTION_END);
	put_block(w, BLOCK_STATISTICS, &body);
}
