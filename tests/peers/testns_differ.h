/*
 * testns_differ.h -- in what two replies differ, decoded, and which of that
 * scenario.5 explains.
 */
#ifndef TESTS_PEERS_TESTNS_DIFFER_H
#define TESTS_PEERS_TESTNS_DIFFER_H

#include "tests/peers/testns_query.h"

enum {
	DIFFERS_ID = 1 << 0,
	DIFFERS_FLAGS = 1 << 1, /* opcode and RCODE, too */
	DIFFERS_QUESTION = 1 << 2,
	DIFFERS_RECORDS = 1 << 3,
	DIFFERS_OPT = 1 << 4,     /* one has it, the other has not */
	DIFFERS_SIZE = 1 << 5,    /* in the OPT */
	DIFFERS_OPTIONS = 1 << 6, /* in the OPT */
	DIFFERS_OCTETS = 1 << 7,  /* of what cannot be decoded */
};

unsigned testns_differ(const struct writer *ours, const struct writer *theirs);

/* A deliberate difference: SENTENCE is in scenario.5. */
struct testns_rule {
	const char *name, *sentence;
	unsigned differs; /* what it explains */
	bool (*holds)(const struct packet_spec *);
};
extern const struct testns_rule testns_rules[];
extern const size_t testns_rule_count;

#endif
