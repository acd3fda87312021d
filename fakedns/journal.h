/*
 * journal.h -- what the server saw and did, one event after the other.
 */
#ifndef FAKEDNS_JOURNAL_H
#define FAKEDNS_JOURNAL_H

#include "fakedns/message.h"

enum journal_kind {
	JOURNAL_QUERY,   /* a query arrived */
	JOURNAL_REPLY,   /* a message was sent */
	JOURNAL_DROP,    /* a query will get no answer */
	JOURNAL_ACCEPT,  /* a TCP connection was accepted */
	JOURNAL_FIN,     /* we ended our half of a connection */
	JOURNAL_RESET,   /* we reset a connection */
	JOURNAL_STALL,   /* we stopped sending in the middle */
	JOURNAL_EOF,     /* the client ended its half */
	JOURNAL_ABORTED, /* the client reset, or the connection broke */
	JOURNAL_TROUBLE, /* something could not be done as the rule asks */
};

/* Fields that make no sense for a kind are zero. */
struct journal_event {
	enum journal_kind kind;
	unsigned long long us; /* monotonic, since the journal was opened */
	const char *server;    /* address, borrowed */
	bool tcp;
	unsigned client_port;
	bool has_message; /* the next five are of the message */
	size_t octets;
	uint16_t id;
	uint16_t flags;
	bool has_question;
	struct question question;
	uint16_t answers; /* ANCOUNT */
	const char *rule; /* "zone", "file:line", words; borrowed, or NULL */
};

/* Zero-initialise the octets' summary: id, flags, question, answers. */
void journal_describe(struct journal_event *, const uint8_t *octets,
    size_t len);
/*
 * One line of JSON without its newline, to be freed:
 * {"us":1234,"event":"query","server":"127.0.0.1","transport":"udp", …}
 */
char *journal_format(const struct journal_event *);

#endif
