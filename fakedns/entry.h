/*
 * entry.h -- the server's side of a scenario as plain data: which servers
 * there are, what zones they know, and the entries that make them lie.
 * scenario.5 is the manual of every word here.
 */
#ifndef FAKEDNS_ENTRY_H
#define FAKEDNS_ENTRY_H

#include "fakedns/message.h"
#include "fakedns/zone.h"

enum udp_state { UDP_OPEN, UDP_CLOSED, UDP_SILENT };
enum tcp_state {
	TCP_OPEN,
	TCP_REFUSED,   /* nothing listens */
	TCP_CLOSE,     /* accepted, then FIN; nothing read */
	TCP_RESET,     /* accepted, then RST; nothing read */
	TCP_SILENT,    /* accepted; nothing read, nothing sent */
	TCP_BLACKHOLE, /* the SYN is dropped */
	TCP_FULL,      /* the backlog is full */
};

struct server_spec {
	struct place at;
	char *address; /* owned; text, "%lo" kept */
	uint16_t port;
	enum udp_state udp;
	enum tcp_state tcp;
};

/* STEP n SERVER …: the state of a server from step n on. */
struct server_change {
	struct place at;
	unsigned step;
	size_t server; /* index */
	bool sets_udp, sets_tcp;
	enum udp_state udp;
	enum tcp_state tcp;
};

/* RANGE_BEGIN from to, ADDRESS …: where and when something holds. */
struct scope {
	unsigned from, to; /* steps, both included; 0 and UINT_MAX: always */
	uint64_t servers;  /* bit i: server i; 0: every server */
};
enum { SERVERS_MAX = 64 };

struct zone_spec {
	struct place at;
	struct scope scope;
	struct zone *zone; /* owned, sealed */
};

/* AT of TRUNCATE where none is given: 512 or the client's EDNS size. */
enum { TRUNCATE_AT_DEFAULT = -1 };
struct truncate_spec {
	struct scope scope;
	enum truncation how;
	long at; /* octets, or TRUNCATE_AT_DEFAULT */
};

enum noedns { NOEDNS_OFF, NOEDNS_FORMERR, NOEDNS_IGNORE, NOEDNS_DROP };

/* What a query must be for an entry to answer it; all that is set holds. */
struct match {
	bool opcode, qtype, qname, subdomain, all, udp, tcp, edns, noedns,
	    dnssec;
	bool ednsdata;
	bool has_serial;
	uint32_t serial; /* of the SOA in the query's authority section */
	bool has_udp_size;
	uint16_t udp_size;
	uint64_t servers; /* bit i: server i; 0: any */
};

enum id_lie { ID_HONEST, ID_ADD, ID_SET };
enum question_lie {
	QUESTION_HONEST,
	QUESTION_NONE,
	QUESTION_TWICE,
	QUESTION_SWAPCASE,
	QUESTION_OTHER,
};
enum { COUNT_HONEST = -1 };
enum pad { PAD_BEFORE, PAD_AFTER, PAD_ADDITIONAL };

enum edit_kind { EDIT_POKE, EDIT_FLIP, EDIT_CUT, EDIT_APPEND };
/* One change to the octets after encoding. */
struct edit {
	struct place at;
	enum edit_kind kind;
	char *field;     /* owned: "answer[2].rdlength"; NULL: use offset */
	size_t offset;   /* octets; for EDIT_CUT how many are kept */
	uint8_t *octets; /* owned; what to write, or the mask of FLIP */
	size_t len;
};

/* Octets of the stream counted from the first of the length prefix. */
enum { TCP_AFTER_NEVER = -1, TCP_AFTER_END = -2 };
struct tcp_fault {
	bool has_length, length_is_relative;
	int length; /* the prefix says this, or this much more */
	long close_after, rst_after, stall_after; /* octets or TCP_AFTER_… */
};

/* One message of a reply. */
struct packet_spec {
	struct place at;
	/* as written: REPLY, ADJUST, SECTION */
	uint16_t flags; /* opcode and the low four bits of RCODE included */
	struct edns edns;
	bool copy_id, copy_query, copy_edns, from_zone;
	bool has_question;
	struct question question;
	struct rrs sections[SECTIONS];
	bool is_hex;
	struct writer hex;
	/* lies, in the order they are worked */
	bool truncates;
	enum truncation truncation;
	long truncate_at;
	enum question_lie question_lie;
	struct question other_question;
	enum compress compress;
	bool has_size;
	size_t size; /* octets of the message */
	enum pad pad;
	enum id_lie id_lie;
	unsigned id; /* to add or to set */
	uint16_t flags_mask, flags_value;
	bool has_rcode;
	unsigned rcode;     /* 0..4095; above 15 needs an OPT */
	int counts[4];      /* qd an ns ar, or COUNT_HONEST */
	struct edit *edits; /* owned, in file order */
	size_t edit_count;
	unsigned delay_ms; /* from the query, or from the packet before */
	struct tcp_fault tcp;
};

/* The owner written "@" in a SECTION: the query's name. */
extern const struct name entry_owner_query;

struct entry {
	struct place at;
	char *name; /* owned; NAME, or NULL */
	struct scope scope;
	struct match match;
	unsigned times_from, times_to; /* n-th query; 1 and UINT_MAX: all */
	bool times_of_any;             /* counted over every query it matches */
	bool drop;
	struct packet_spec
	    *packets; /* owned; [0] is also what MATCH compares */
	size_t packet_count;
};

void entry_clear(struct entry *);
/* Honest, without a fault. */
void packet_spec_init(struct packet_spec *);

#endif
