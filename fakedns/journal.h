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
	JOURNAL_LOST,    /* events are missing here; it has us and lost only */
	/* of who sees the wire; no nameserver tells these */
	JOURNAL_UNHEARD,     /* a query was sent, and no nameserver took it */
	JOURNAL_UNREACHABLE, /* ICMP said so */
	JOURNAL_SYN,         /* the client asked for a connection */
	JOURNAL_REFUSED,     /* RST was the answer */
};

/* Fields that make no sense for a kind are zero.  Decoding is put off. */
struct journal_event {
	enum journal_kind kind;
	unsigned long long us; /* monotonic, since the journal was opened */
	const char *server;    /* address, borrowed */
	bool tcp;
	unsigned client_port;
	bool has_message;      /* octets and len are of a message */
	const uint8_t *octets; /* borrowed; no TCP length prefix */
	size_t len;
	size_t kept;  /* of those that many are there; 0: all */
	bool sets_id; /* the first two octets are ID, whatever octets says */
	uint16_t id;
	const char *rule; /* "zone", path of a file, words; borrowed, or NULL */
	unsigned rule_line;      /* line of that file; 0: the rule is words */
	const char *faults;      /* of a reply: "ID POKE"; borrowed, or NULL */
	unsigned long long lost; /* how many */
};

/*
 * Appends one line of JSON with its newline:
 * {"us":1234,"event":"query","server":"127.0.0.1","transport":"udp", …}
 * Text that is not UTF-8 has \DDD for its octets above 127.
 */
void journal_write(struct writer *, const struct journal_event *,
    bool with_octets);
/* The same without octets and newline, to be freed. */
char *journal_format(const struct journal_event *);

#endif
