/*
 * answer.h -- what one query is answered with: encoded once, shared by all who
 * still have to send it, never changed.
 */
#ifndef FAKEDNS_ANSWER_H
#define FAKEDNS_ANSWER_H

#include "fakedns/entry.h"

enum reply_rule {
	RULE_ENTRY, /* entry is its index */
	RULE_ZONE,
	RULE_NONE,      /* nothing answers this query */
	RULE_MALFORMED, /* the query could not be read */
};

/* One message to send.  What it points to is the answer's. */
struct outgoing {
	struct answer *answer; /* whose message it is */
	const uint8_t *octets; /* no TCP length prefix (RFC 1035 4.2.2) */
	size_t len;
	bool sets_id;      /* ID goes out in place of the first two octets */
	uint16_t id;       /* in an answer: what is added to the query's ID */
	bool last;         /* no other message of the answer is behind it */
	unsigned delay_ms; /* from the query, or from the packet before */
	unsigned copies;   /* how often it is sent, from 1 */
	unsigned copies_gap_ms;
	size_t from;                 /* UDP: source from 1; 0: the server's */
	size_t after_entry;          /* it waits for: index plus 1; 0: none */
	const struct tcp_fault *tcp; /* the scenario's, or an honest one */
	const char *faults;          /* the scenario's, or NULL */
};

struct answer {
	unsigned holders;
	enum reply_rule rule;
	size_t entry;
	unsigned line;            /* of the entry in its file */
	const char *trouble;      /* what could not be done as asked, or NULL */
	struct outgoing *packets; /* none: nothing is sent */
	size_t count;
	size_t size; /* octets of memory, all in all */
};

/*
 * An answer with the first COUNT of the packets, their octets copied behind
 * it; what else they point to must outlive it.  Its only holder is the caller.
 */
struct answer *answer_new(const struct answer *, const struct outgoing *);
/* Returns the answer, which has one holder more. */
struct answer *answer_hold(struct answer *);
/* The last holder frees it; NULL is allowed. */
void answer_release(struct answer *);

/* Zero-initialise it; reply_clear() gives the answer back. */
struct reply {
	struct answer *answer;
	uint16_t id; /* the query's */
};

void reply_clear(struct reply *);
/* Packet I as it goes out: the ID is the one to send. */
struct outgoing reply_packet(const struct reply *, size_t i);
/* The octets of a packet of reply_packet() as they go out; room for LEN. */
void outgoing_write(const struct outgoing *, uint8_t *octets);
/* The same, to be freed. */
uint8_t *outgoing_octets(const struct outgoing *);

#endif
