/*
 * wire.h -- octets to numbers and back: a cursor to read, a buffer to write.
 * Numbers are in network byte order (RFC 1035 2.3.2).
 */
#ifndef FAKEDNS_WIRE_H
#define FAKEDNS_WIRE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A message is at most 65535 octets: its TCP length has 16 bits (4.2.2). */
enum { WIRE_MAX = 65535, WIRE_HEADER = 12 };

/* Octets are borrowed.  A read past the end sets bad; later reads yield 0. */
struct reader {
	const uint8_t *octets;
	size_t len;
	size_t pos;
	bool bad;
};

void reader_init(struct reader *, const void *octets, size_t len);
uint8_t reader_u8(struct reader *);
uint16_t reader_u16(struct reader *);
uint32_t reader_u32(struct reader *);
/* Borrowed, LEN octets, or NULL with bad set. */
const uint8_t *reader_octets(struct reader *, size_t len);

/* Zero-initialise it; writer_clear() releases the octets. */
struct writer {
	uint8_t *octets; /* owned */
	size_t len;
};

void writer_clear(struct writer *);
void writer_u8(struct writer *, unsigned);
void writer_u16(struct writer *, unsigned);
void writer_u32(struct writer *, uint32_t);
void writer_octets(struct writer *, const void *, size_t len);
/* Overwrites two octets that were written before; AT + 2 <= len. */
void writer_put_u16(struct writer *, size_t at, unsigned value);

/*
 * Reads hex digits, white space allowed between octets, and appends them.
 * Returns 0, or -1 at a bad digit or an odd count; *BAD is its offset.
 */
int wire_parse_hex(const char *text, struct writer *out, size_t *bad);

#endif
