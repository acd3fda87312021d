#include "config.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/wire.h"
#include "fakedns/xalloc.h"

enum { ROOM_MIN = 64 };

void
reader_init(struct reader *r, const void *octets, size_t len)
{
	*r = (struct reader){ .octets = octets, .len = len };
}

const uint8_t *
reader_octets(struct reader *r, size_t len)
{
	const uint8_t *at;

	if (r->bad || r->pos > r->len || len > r->len - r->pos) {
		r->bad = true;
		return NULL;
	}
	at = r->octets + r->pos;
	r->pos += len;
	return at;
}

uint8_t
reader_u8(struct reader *r)
{
	const uint8_t *p = reader_octets(r, 1);

	return p == NULL ? 0 : p[0];
}

uint16_t
reader_u16(struct reader *r)
{
	const uint8_t *p = reader_octets(r, 2);

	if (p == NULL)
		return 0;
	return (uint16_t)(p[0] << 8 | p[1]);
}

uint32_t
reader_u32(struct reader *r)
{
	const uint8_t *p = reader_octets(r, 4);

	if (p == NULL)
		return 0;
	return (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 |
	       (uint32_t)p[2] << 8 | p[3];
}

void
writer_clear(struct writer *w)
{
	free(w->octets);
	*w = (struct writer){ 0 };
}

/* How much is allocated for LEN octets: so no field has to hold it. */
static size_t
room_for(size_t len)
{
	enum { BITS = CHAR_BIT * sizeof(unsigned long) };

	if (len <= ROOM_MIN)
		return ROOM_MIN;
	return (size_t)1 << (BITS - __builtin_clzl(len - 1));
}

void
writer_octets(struct writer *w, const void *octets, size_t len)
{
	size_t room = room_for(w->len + len);

	if (len == 0)
		return;
	if (w->octets == NULL || room != room_for(w->len))
		w->octets = xrealloc(w->octets, room);
	memcpy(w->octets + w->len, octets, len);
	w->len += len;
}

void
writer_u8(struct writer *w, unsigned value)
{
	uint8_t octet = (uint8_t)value;

	writer_octets(w, &octet, 1);
}

void
writer_u16(struct writer *w, unsigned value)
{
	uint8_t octets[2] = { (uint8_t)(value >> 8), (uint8_t)value };

	writer_octets(w, octets, 2);
}

void
writer_u32(struct writer *w, uint32_t value)
{
	writer_u16(w, value >> 16);
	writer_u16(w, value & 0xffff);
}

void
writer_put_u16(struct writer *w, size_t at, unsigned value)
{
	w->octets[at] = (uint8_t)(value >> 8);
	w->octets[at + 1] = (uint8_t)value;
}

/* -1 where C is no hex digit. */
static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

int
wire_parse_hex(const char *text, struct writer *out, size_t *bad)
{
	const char *p = text;
	int high, low;

	for (;;) {
		p += strspn(p, " \t\r\n");
		if (*p == '\0')
			return 0;
		high = hex_digit(*p);
		low = high == -1 ? -1 : hex_digit(p[1]);
		if (low == -1) {
			*bad = (size_t)(p - text) + (high != -1);
			return -1;
		}
		writer_u8(out, (unsigned)(high << 4 | low));
		p += 2;
	}
}
