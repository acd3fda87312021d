/*
 * responder.h -- query in, reply out: the scenario's rules without a socket
 * or a clock.  Its only state is how often each rule was asked.
 */
#ifndef FAKEDNS_RESPONDER_H
#define FAKEDNS_RESPONDER_H

#include "fakedns/match.h"
#include "fakedns/scenario.h"

/* One message to send. */
struct outgoing {
	uint8_t *octets; /* owned; no TCP length prefix (RFC 1035 4.2.2) */
	size_t len;
	unsigned delay_ms; /* from the query, or from the packet before */
	struct tcp_fault tcp;
};

enum reply_rule {
	RULE_ENTRY, /* entry is its index */
	RULE_ZONE,
	RULE_NONE,      /* nothing answers this query */
	RULE_MALFORMED, /* the query could not be read */
};

/* Zero-initialise it; reply_clear() releases the packets. */
struct reply {
	enum reply_rule rule;
	size_t entry;
	struct outgoing *packets; /* none: nothing is sent */
	size_t count;
	const char *trouble; /* what could not be done as asked, or NULL */
};

void reply_clear(struct reply *);

/* Opaque: the counters of TIMES. */
struct responder;

/* The scenario is borrowed until responder_free(). */
struct responder *responder_new(const struct scenario *);
void responder_free(struct responder *);
void responder_set_step(struct responder *, unsigned step);
/* The octets are borrowed until return; OUT's were zeroed by the caller. */
void responder_answer(struct responder *, size_t server, bool tcp,
    const uint8_t *octets, size_t len, struct reply *out);
/* True where entry I has answered (or dropped) a query. */
bool responder_used(const struct responder *, size_t entry);

#endif
