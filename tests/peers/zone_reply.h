/*
 * zone_reply.h -- a nameserver's answer, decoded by ldns so that two of them
 * can be compared.
 */
#ifndef TESTS_PEERS_ZONE_REPLY_H
#define TESTS_PEERS_ZONE_REPLY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

enum { REPLY_FLAGS = 0x07f0 }; /* AA TC RD RA Z AD CD */

struct reply_record {
	char *text; /* owned: owner, class, type, RDATA; canonical (RFC 4034) */
	uint32_t ttl;
};

/* Sorted by text. */
struct reply_section {
	struct reply_record *v; /* owned */
	size_t count;
	char *aliases; /* owned: text of CNAME and DNAME, in the order sent */
};

struct zone_reply {
	bool came;
	const char *broken; /* why it cannot be decoded, constant; or NULL */
	size_t len;
	uint16_t flags;    /* the header's second word */
	unsigned rcode;    /* with the upper bits from OPT */
	uint8_t *question; /* owned; octets of the question section */
	size_t question_len;
	struct reply_section sections[3];
	bool opt;
	uint16_t udp_size, opt_flags;
	uint8_t version;
	size_t options_len;
};

void zone_reply_decode(struct zone_reply *, const uint8_t *octets, size_t len);
void zone_reply_clear(struct zone_reply *);
void zone_reply_print(const struct zone_reply *, FILE *);
/* The records of A and B: equal, or each of A in B. */
bool reply_section_equal(const struct reply_section *a,
    const struct reply_section *b);
bool reply_section_within(const struct reply_section *a,
    const struct reply_section *b);

#endif
