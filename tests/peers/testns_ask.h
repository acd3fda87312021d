/*
 * testns_ask.h -- asks a nameserver on a port of 127.0.0.1 and takes all that
 * it answers.
 */
#ifndef TESTS_PEERS_TESTNS_ASK_H
#define TESTS_PEERS_TESTNS_ASK_H

#include "tests/peers/testns_query.h"

/* Messages as they came, the sentinel's not among them. */
struct testns_replies {
	struct writer *v; /* owned */
	size_t count;
	const char *failed; /* what went wrong, or NULL */
};

/*
 * Asks Q and the sentinel behind it: the sentinel's answer is the end, so that
 * no answer needs no waiting.
 */
void testns_ask(unsigned port, const struct testns_query *q,
    struct testns_replies *out);
void testns_replies_clear(struct testns_replies *);
/* Asks the sentinel until it is answered; -1 where it never is. */
int testns_ask_ready(unsigned port);

#endif
