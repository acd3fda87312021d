/*
 * message.h -- a DNS message as parts, the query it answers, and its octets.
 * Nothing checks that a message makes sense: a scenario may want it not to.
 */
#ifndef FAKEDNS_MESSAGE_H
#define FAKEDNS_MESSAGE_H

#include "fakedns/rr.h"

/* Header bits, second 16-bit word (RFC 1035 4.1.1, RFC 4035 for AD and CD) */
enum {
	FLAG_QR = 0x8000,
	FLAG_AA = 0x0400,
	FLAG_TC = 0x0200,
	FLAG_RD = 0x0100,
	FLAG_RA = 0x0080,
	FLAG_AD = 0x0020,
	FLAG_CD = 0x0010,
	FLAG_OPCODE_SHIFT = 11,
	FLAG_OPCODE = 0xf << FLAG_OPCODE_SHIFT,
	FLAG_RCODE = 0xf,
};
enum rcode {
	RCODE_NOERROR = 0,
	RCODE_FORMERR = 1,
	RCODE_SERVFAIL = 2,
	RCODE_NXDOMAIN = 3,
	RCODE_NOTIMP = 4,
	RCODE_REFUSED = 5,
};
enum section { SECTION_ANSWER, SECTION_AUTHORITY, SECTION_ADDITIONAL };
enum { SECTIONS = 3 };
enum {
	EDNS_FLAG_DO = 0x8000, /* RFC 3225 */
	EDNS_FLAG_CO = 0x4000, /* RFC 9824 */
};

struct question {
	struct name name;
	uint16_t type;
	uint16_t class;
};

/* The OPT record (RFC 6891 6.1.2). */
struct edns {
	bool present;
	uint16_t udp_size;
	uint8_t rcode_high; /* extended RCODE, upper 8 bits */
	uint8_t version;
	uint16_t flags;
	uint8_t *options; /* owned; the RDATA */
	uint16_t options_len;
};

/* What a client asked. */
struct query {
	uint16_t id;
	uint16_t flags;
	unsigned questions;       /* QDCOUNT; 0 where none can be read */
	struct question question; /* the first, its case as sent */
	struct edns edns;         /* options are not kept: NULL */
	bool is_broken;           /* a section is cut off, or OPT is wrong */
};

/*
 * Returns 0, or -1 where no header or question can be read; what could be
 * read is filled in all the same.  QDCOUNT 0 is 0 with the root as the name.
 * What is wrong behind the first question sets is_broken and nothing else.
 */
int query_parse(const uint8_t *octets, size_t len, struct query *out);
/* The RDATA of a query's first OPT, borrowed; false where it has none. */
bool query_options(const uint8_t *octets, size_t len, struct reader *out);
/*
 * The data of the first EDNS option CODE of a query, borrowed from its octets;
 * false where it has none.
 */
bool query_option(const uint8_t *octets, size_t len, unsigned code,
    struct reader *out);

/* A compression pointer in place of a name (POINTER). */
enum pointer_place { POINTER_OWNER, POINTER_RDATA, POINTER_QNAME };
struct pointer {
	struct place at;
	enum pointer_place place;
	enum section section; /* of POINTER_OWNER and POINTER_RDATA */
	size_t index;         /* which record of it as sent, from 0 */
	char *field;          /* owned: where it leads; NULL: use target */
	unsigned target;      /* 0..0x3fff, there or not */
};

/* Zero-initialise it; message_clear() releases what it owns. */
struct message {
	uint16_t id;
	uint16_t flags;
	bool has_question;
	bool question_twice; /* QDCOUNT 2; false where there is none */
	struct question question;
	bool has_also; /* one more question behind the first */
	struct question also;
	struct rrs sections[SECTIONS];
	struct edns edns;   /* encoded behind the additional section */
	unsigned opt_extra; /* OPT records besides the one there is */
	bool opt_first;     /* they go in front of the section instead */
	const struct name *opt_owner;   /* borrowed; NULL: the root */
	const struct pointer *pointers; /* borrowed */
	size_t pointer_count;
};

void message_clear(struct message *);

enum compress {
	COMPRESS_RFC1035, /* owners; names in NS CNAME PTR MX SOA RDATA */
	COMPRESS_NONE,
	COMPRESS_ALL, /* also DNAME, SRV and RRSIG RDATA, against RFC 3597 4 */
};

struct layout_rr {
	size_t owner, type, rdata, end; /* offsets; class is type + 2 … */
	size_t pointer; /* one that stands in the RDATA; 0: none */
	bool is_opt;
	bool no_fields; /* a record that ends before its RDATA */
};
struct layout {
	size_t question_type; /* offset of QTYPE; 0 where no question */
	struct layout_rr *rr[SECTIONS]; /* owned; layout_clear() */
	size_t count[SECTIONS];
	size_t also_name, also_type; /* of a second question; 0: none */
};
/*
 * Appends the octets.  Every suffix below offset 16384 (14 bits, 4.1.4) is a
 * target; case is ignored.  LAYOUT, where not NULL, gets where each record is
 * (OPT among the additional ones), from the start of the message.  A pointer
 * that leads to a field has target 0; pointers_resolve() is next.
 */
void message_encode(const struct message *, enum compress, struct writer *out,
    struct layout *layout);
void layout_clear(struct layout *);

enum truncation {
	TRUNCATE_PARTIAL, /* whole records that fit, then TC */
	TRUNCATE_EMPTY,   /* no record, TC */
	TRUNCATE_RRSET,   /* whole RRsets that fit, TC where one did not */
	TRUNCATE_NEVER,   /* as it is, no TC */
	TRUNCATE_CUT,     /* the octets that fit, in the middle of a record */
};

/*
 * Takes records off the end until at most LIMIT octets are left when encoded,
 * and sets TC; OPT is counted and never dropped.  A message that fits is left
 * alone, except by LIMIT 0, which always truncates: to what fits in 512 octets
 * where TRUNCATE_PARTIAL or TRUNCATE_RRSET keep anything.  TRUNCATE_NEVER and
 * TRUNCATE_CUT change nothing.  True where the message was over the limit.
 */
bool message_truncate(struct message *, enum truncation, size_t limit,
    enum compress);

#endif
