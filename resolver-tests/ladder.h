/*
 * ladder.h -- what passed between a client and its nameservers while a call
 * was made, in the order of time.  It is made from a trial's result line, and
 * drawn elsewhere: ladder_text.h.
 *
 * Texts are as they are in the line, hostile or not: who draws them escapes.
 */
#ifndef RESOLVER_TESTS_LADDER_H
#define RESOLVER_TESTS_LADDER_H

#include <jansson.h>
#include <stdbool.h>

#include "fakedns/scenario.h"

enum ladder_kind {
	LADDER_QUERY,       /* a nameserver took a query */
	LADDER_UNHEARD,     /* a query was sent, and no nameserver took it */
	LADDER_REPLY,       /* a message of a nameserver */
	LADDER_DROP,        /* it will not answer a query */
	LADDER_UNREACHABLE, /* ICMP */
	LADDER_SYN,         /* the client asks for a connection */
	LADDER_ACCEPT,
	LADDER_REFUSED, /* RST for a SYN */
	LADDER_FIN,     /* the server ends its half */
	LADDER_RESET,   /* the server resets */
	LADDER_STALL,   /* the server stops sending */
	LADDER_EOF,     /* the client ends its half */
	LADDER_ABORTED, /* the client resets, or the connection broke */
	LADDER_TROUBLE, /* the nameserver could not do as its rule asks */
	LADDER_LOST,    /* events are missing here */
	LADDER_END,     /* the call has ended */
};
enum { LADDER_KINDS = LADDER_END + 1 };
/* As the journal calls them. */
extern const char *const ladder_kind_names[LADDER_KINDS];

/* Which way an event goes. */
enum ladder_way {
	LADDER_OUT,       /* from the client to the server */
	LADDER_BACK,      /* from the server to the client */
	LADDER_AT_SERVER, /* it stays there */
	LADDER_AT_CLIENT,
};

/* What became of a query or a SYN before the trial ended. */
enum ladder_fate {
	LADDER_OPEN,     /* nothing */
	LADDER_ANSWERED, /* a reply, or the connection */
	LADDER_REJECTED, /* dropped, refused, unreachable */
	LADDER_UNKNOWN,  /* the journal ends before it could tell */
};

/* Fields that make no sense for a kind are zero. */
struct ladder_event {
	enum ladder_kind kind;
	long long us;  /* since the call was made */
	size_t server; /* index in ladders.servers */
	bool tcp;
	enum ladder_fate fate;
	unsigned nth; /* this question, this server, this transport: 1, 2 … */
	unsigned port, id, octets, rcode, answers;
	bool has_message;    /* of that the octets are, and the next two */
	bool truncated;      /* TC */
	bool other_question; /* a reply to what was not asked */
	char *name, *type;   /* owned; of the question, or NULL */
	char *rule;          /* owned; "zone", "FILE:LINE", words; or NULL */
	char *faults;        /* owned; words of the entry, or NULL */
	long long lost;      /* how many events */
};

/* One call. */
struct ladder {
	unsigned step; /* index of the call, from 1; 0: all of them in one */
	struct ladder_event *v;
	size_t count;
	char *outcome;  /* owned; canonical lines, a newline between two */
	bool cut_short; /* the journal of the line ends before the call does */
};

struct ladders {
	struct ladder *v;
	size_t count;
	struct words servers; /* addresses: the scenario's, then any other */
};

/*
 * TRIAL is a result line of that type, whole or not.  No calls, no ladders.
 * Lines that do not say when calls began and ended make one ladder in all,
 * which starts with its first event.  OUT is overwritten; ladders_clear().
 */
void ladders_make(const json_t *trial, struct ladders *out);
void ladders_clear(struct ladders *);

enum ladder_way ladder_way(enum ladder_kind);
/* Number of a rule's line, where it has one: "zone" has none; else 0. */
unsigned ladder_rule_line(const struct ladder_event *);

#endif
