/*
 * zone_query.h -- a query by chance: its octets and what is said about it.
 */
#ifndef TESTS_PEERS_ZONE_QUERY_H
#define TESTS_PEERS_ZONE_QUERY_H

#include "tests/peers/zone_chance.h"
#include "tests/peers/zone_names.h"

enum odd {
	ODD_NOT,
	ODD_NO_QUESTION,
	ODD_TWO_QUESTIONS,
	ODD_CUT_QUESTION,
	ODD_TWO_OPTS,
	ODD_OPT_OWNER,  /* not the root */
	ODD_OPT_ANSWER, /* in the answer section */
	ODD_TRAILING,   /* octets behind the message */
	ODD_COUNT
};

enum { QUERY_MAX = 1024, QUERY_HEADER = 12 };

struct zone_query {
	uint8_t octets[QUERY_MAX];
	size_t len;
	size_t question_end; /* offset behind the first question */
	uint16_t id;
	uint16_t flags; /* the header's second word */
	uint16_t type, class;
	bool tcp;
	bool opt;
	uint16_t udp_size;
	uint8_t version;
	uint16_t opt_flags;
	uint16_t option; /* code of the one there is; 0 for none */
	enum odd odd;
	char name[1100]; /* text */
};

/* RECURSIVE: as a stub asks; otherwise RD is anything. */
void zone_query_make(struct zone_query *, struct chance *,
    const struct zone_names *, bool recursive);
unsigned zone_query_opcode(const struct zone_query *);
/* OPT, MAILB and others that no name has (RFC 6895 3.1). */
bool zone_query_is_meta(const struct zone_query *);
/* True where a server may end the connection, or say nothing. */
bool zone_query_is_odd(const struct zone_query *);
/* The largest answer over UDP (RFC 6891 6.2.3). */
size_t zone_query_limit(const struct zone_query *);
void zone_query_print(const struct zone_query *, FILE *);

#endif
