/*
 * zone_rules.h -- in what two answers to one query differ, and which sentence
 * of scenario(5) says that they may.
 */
#ifndef TESTS_PEERS_ZONE_RULES_H
#define TESTS_PEERS_ZONE_RULES_H

#include "tests/peers/zone_query.h"
#include "tests/peers/zone_reply.h"

enum peer { PEER_NSD, PEER_KNOT, PEER_UNBOUND, PEERS };

enum aspect {
	ASPECT_CAME,
	ASPECT_RCODE,
	ASPECT_AA,
	ASPECT_TC,
	ASPECT_RA,
	ASPECT_AD,
	ASPECT_CD,
	ASPECT_HEADER, /* QR, opcode, RD, Z */
	ASPECT_QUESTION,
	ASPECT_ANSWER,
	ASPECT_AUTHORITY,
	ASPECT_ADDITIONAL,
	ASPECT_ORDER, /* of aliases in the answer section */
	ASPECT_TTL,
	ASPECT_OPT,
	ASPECT_UDP_SIZE,
	ASPECT_OPT_FLAGS,
	ASPECT_OPTIONS,
	ASPECTS
};

struct answers {
	const struct zone_query *query;
	const struct zone_reply *ours, *theirs;
	enum peer peer;
};

const char *zone_aspect_name(enum aspect);
/* Bit i: the answers differ in aspect i. */
unsigned zone_answers_differ(const struct answers *);
/* Why ours is no answer at all: constant text, or NULL. */
const char *zone_answer_insane(const struct zone_query *,
    const struct zone_reply *);

struct zone_rule {
	const char *name;
	unsigned peers;   /* bit i: peer i */
	unsigned aspects; /* which differences it explains */
	bool (*holds)(const struct answers *);
	const char *sentence; /* word by word in scenario(5) */
};
extern const struct zone_rule zone_rules[];
extern const size_t zone_rule_count;

#endif
