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
	bool tfo; /* TCP Fast Open: queries in the SYN are taken */
};

/* FROM: another address and port that answers leave from. */
struct source_spec {
	char *address; /* owned; text, "%lo" kept */
	uint16_t port; /* 0: the kernel chooses one */
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
enum tc_lie { TC_HONEST, TC_CLEAR, TC_SET };
struct truncate_rule {
	enum truncation how;
	long at;        /* octets, or TRUNCATE_AT_DEFAULT */
	bool over_tcp;  /* TCP answers, not UDP ones */
	enum tc_lie tc; /* the flag of a message that was truncated */
};
struct truncate_spec {
	struct scope scope;
	struct truncate_rule rule;
};

enum noedns { NOEDNS_OFF, NOEDNS_FORMERR, NOEDNS_IGNORE, NOEDNS_DROP };

struct noedns_spec {
	struct scope scope;
	enum noedns how;
};

/* What a query must be for an entry to answer it; all that is set holds. */
struct match {
	bool opcode, qtype, qname, subdomain, all, udp, tcp, edns, noedns,
	    dnssec;
	bool ednsdata;
	bool co;                 /* EDNS flag CO, 0x4000 */
	bool all_noedns;         /* as all, whatever the query's OPT */
	bool flags, rcode;       /* as in the reply */
	bool question;           /* the whole section as in the reply */
	bool qcase;              /* the name's case, too */
	bool sections[SECTIONS]; /* answer authority additional */
	bool ttl;                /* TTLs, too, where records are compared */
	bool accept;             /* no query: a TCP connection was accepted */
	bool client_cookie, server_cookie; /* RFC 7873: the option is there */
	bool has_ede, any_ede;
	uint16_t ede; /* RFC 8914 INFO-CODE */
	bool has_serial;
	uint32_t serial; /* of the SOA in the query's authority section */
	bool has_udp_size;
	uint16_t udp_size;
	uint64_t servers;  /* bit i: server i; 0: any */
	char *qname_regex; /* owned; POSIX extended, of the name in text, case
			      ignored, final dot kept; or NULL */
	void *regex;       /* owned regex_t, compiled; or NULL */
};

enum { CHANCE_ALWAYS = 100000 };
/* Over which queries TIMES counts. */
enum times_of {
	TIMES_OF_QUESTION, /* name, type, transport and server */
	TIMES_OF_ANY,
	TIMES_OF_CLIENT, /* the client's address */
	TIMES_OF_SOCKET, /* its address and port */
};

enum id_lie { ID_HONEST, ID_ADD, ID_SET };
enum question_lie {
	QUESTION_HONEST,
	QUESTION_NONE,
	QUESTION_TWICE,
	QUESTION_SWAPCASE,
	QUESTION_OTHER,
	QUESTION_ALSO, /* a second one behind the honest one */
};
enum { COUNT_HONEST = -1 };
enum pad { PAD_BEFORE, PAD_AFTER, PAD_ADDITIONAL };

enum edit_kind { EDIT_POKE, EDIT_FLIP, EDIT_CUT, EDIT_APPEND, EDIT_MUTATE };
/* One change to the octets after encoding. */
struct edit {
	struct place at;
	enum edit_kind kind;
	char *field;     /* owned: "answer[2].rdlength"; NULL: use offset */
	size_t offset;   /* octets; for EDIT_CUT how many are kept, for
			    EDIT_MUTATE how many bits are flipped */
	unsigned seed;   /* of EDIT_MUTATE */
	bool whole;      /* of EDIT_MUTATE: the ID, too */
	uint8_t *octets; /* owned; what to write, or the mask of FLIP */
	size_t len;
};

/* EDNS: what is wrong with the OPT of a reply. */
enum opt_place { OPT_HONEST, OPT_NONE, OPT_FORCED };
struct edns_lie {
	enum opt_place place; /* none though one is due, or one in any case */
	bool has_size, has_version, has_flags, has_rcode, has_options;
	uint16_t size, flags;
	uint8_t version, rcode_high;
	unsigned copies;       /* OPT records; 1 unless said */
	struct name *owner;    /* owned; NULL: the root */
	bool first;            /* before the additional records, not behind */
	struct writer options; /* in place of all others */
};

/* COOKIE (RFC 7873 4): the option of the reply. */
enum cookie_client { COOKIE_COPY, COOKIE_WRONG, COOKIE_GIVEN };
struct cookie_lie {
	bool present;
	bool always; /* where the query had none, too */
	enum cookie_client client;
	struct writer client_octets, server_octets;
};

/* Octets of the stream counted from the first of the length prefix. */
enum { TCP_AFTER_NEVER = -1, TCP_AFTER_END = -2 };
struct tcp_fault {
	bool has_length, length_is_relative;
	int length; /* the prefix says this, or this much more */
	long close_after, rst_after, stall_after; /* octets or TCP_AFTER_… */
	bool half_close;  /* after close_after queries are still read and
			     thrown away, the descriptor stays open */
	bool no_read;     /* from this answer on nothing more is read */
	unsigned segment; /* octets a segment; 0: as they come */
	unsigned split;   /* so many octets first, then a gap; 0: none */
	unsigned gap_ms;  /* between segments, or behind the split */
	unsigned close_after_answers; /* FIN behind so many on this
					 connection; 0: never */
	/* Octets of the stream, as they are; borrowed from the packet_spec. */
	const uint8_t *before, *after;
	size_t before_len, after_len;
};

/* One message of a reply. */
struct packet_spec {
	struct place at;
	/* as written: REPLY, ADJUST, SECTION */
	uint16_t flags; /* opcode and the low four bits of RCODE included */
	struct edns edns;
	bool copy_id, copy_query, copy_edns, from_zone;
	bool copy_ecs, increment_ecs; /* scope of the client subnet option */
	bool has_question;
	struct question question;
	struct rrs sections[SECTIONS];
	bool is_hex;
	struct writer hex;
	/* lies, in the order they are worked */
	bool truncates, truncates_tcp;
	struct truncate_rule truncate, truncate_tcp;
	bool has_limit_rr;
	unsigned limit_rr; /* answer records kept */
	enum question_lie question_lie;
	struct question *other_question; /* owned; of QUESTION_OTHER, _ALSO */
	struct edns_lie edns_lie;
	struct cookie_lie cookie;
	enum compress compress;
	struct pointer *pointers; /* owned */
	size_t pointer_count;
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
	unsigned copies;   /* how often it is sent; 1 unless said */
	unsigned copies_gap_ms;
	size_t from; /* UDP: number of the source from 1; 0: the server's */
	char *after; /* owned; NAME of the entry whose last octet goes first */
	size_t after_entry; /* its index plus 1; 0: none */
	char *from_text;    /* owned; FROM as it is written, or NULL */
	struct place from_at, after_at; /* of these lines */
	struct tcp_fault tcp;
	struct writer tcp_before, tcp_after; /* what tcp borrows */
	char *faults; /* owned; the fault words in file order, or NULL */
};

/* The owner written "@" in a SECTION: the query's name. */
extern const struct name entry_owner_query;

struct entry {
	struct place at;
	char *name; /* owned; NAME, or NULL */
	struct scope scope;
	struct match match;
	unsigned times_from, times_to; /* n-th query; 1 and UINT_MAX: all */
	enum times_of times_of;
	unsigned chance;      /* CHANCE, in 1/1000 of a percent */
	unsigned chance_seed; /* what is drawn depends on nothing else */
	bool drop;
	struct packet_spec
	    *packets; /* owned; [0] is also what MATCH compares */
	size_t packet_count;
};

void entry_clear(struct entry *);
/* Honest, without a fault. */
void packet_spec_init(struct packet_spec *);

#endif
