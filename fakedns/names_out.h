/*
 * names_out.h -- names into a message, compressed (RFC 1035 4.1.4); for
 * message.c alone.
 */
#ifndef FAKEDNS_NAMES_OUT_H
#define FAKEDNS_NAMES_OUT_H

#include "fakedns/message.h"

enum { NAMES_BUCKETS = 1024 }; /* a power of two */

/* A place in the message where a name starts. */
struct name_target {
	uint32_t hash;
	uint16_t offset;
	uint16_t next; /* in its bucket, plus 1; 0 ends it */
};

struct names_out {
	struct writer *out; /* borrowed */
	size_t start;       /* of the message in OUT */
	enum compress compress;
	struct name_target *v; /* owned */
	size_t count;
	uint16_t bucket[NAMES_BUCKETS];
};

void names_out_init(struct names_out *, enum compress, struct writer *out);
void names_out_clear(struct names_out *);
/* A name where compression is allowed. */
void names_out_add(struct names_out *, const struct name *);
/* Two octets that lead to TARGET, whatever is there. */
void names_out_add_pointer(struct names_out *, unsigned target);
/* RDATA of RR; raw where it is not what its type says. */
void names_out_add_rdata(struct names_out *, const struct rr *rr);
/*
 * RDATA of RR with a pointer in place of the one name in it.  Returns where it
 * is in the message, or 0 with nothing added where RR has not one name.
 */
size_t names_out_add_rdata_pointer(struct names_out *, const struct rr *rr,
    unsigned target);

#endif
