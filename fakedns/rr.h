/*
 * rr.h -- resource records: master-file text to RDATA (through ldns).
 */
#ifndef FAKEDNS_RR_H
#define FAKEDNS_RR_H

#include "fakedns/error.h"
#include "fakedns/name.h"

/* RFC 1035 3.2.2, 3596, 6672, 6891, 8482 */
enum rr_type {
	RR_A = 1,
	RR_NS = 2,
	RR_CNAME = 5,
	RR_SOA = 6,
	RR_PTR = 12,
	RR_MX = 15,
	RR_TXT = 16,
	RR_AAAA = 28,
	RR_SRV = 33,
	RR_DNAME = 39,
	RR_OPT = 41,
	RR_DS = 43,
	RR_RRSIG = 46,
	RR_AXFR = 252,
	RR_ANY = 255,
};
enum { RR_CLASS_IN = 1 };
enum { RR_DEFAULT_TTL = 60 }; /* seconds, where a record gives none */

/* The RDATA is uncompressed wire format. */
struct rr {
	struct name owner;
	uint16_t type;
	uint16_t class;
	uint32_t ttl;   /* seconds */
	uint8_t *rdata; /* owned by the list that holds the record */
	uint16_t rdlen;
	bool is_raw; /* RAW_RR: the RDATA is the whole record, owner and all */
};

/* Zero-initialise it.  Records are in file order. */
struct rrs {
	struct rr *v; /* owned */
	size_t count;
};

/* What a line of a master file leaves for the next (RFC 1035 5.1). */
struct rr_context {
	struct name origin;
	struct name last_owner; /* for lines that start with white space */
	uint32_t ttl;
	bool is_made; /* by $GENERATE: AT is where every error is */
};

void rr_context_init(struct rr_context *);

/*
 * One record in presentation format; RFC 3597 \# and TYPEn included.  A line
 * that starts with white space has the owner before; newlines inside are
 * blanks.  AT is the place of its first octet.  Appends to OUT; returns -1 with
 * ERR set to "PLACE: why", the place being that of the word that is wrong.
 */
int rr_parse(const char *line, const struct place *at, struct rr_context *,
    struct rrs *out, struct error *err);
/* Copies RR, its RDATA included, to the end of OUT; returns the copy. */
struct rr *rrs_add(struct rrs *out, const struct rr *rr);
void rrs_clear(struct rrs *);

/* "A", "TYPE65280"; a number's text is in BUF. */
const char *rr_type_format(uint16_t type, char buf[16]);
/* Type and class by name or number; false where unknown. */
bool rr_type_parse(const char *text, uint16_t *out);
bool rr_class_parse(const char *text, uint16_t *out);
/* Seconds, or numbers with BIND's units, "1h30m"; OUT is kept where not. */
bool rr_ttl_parse(const char *text, uint32_t *out);

#endif
