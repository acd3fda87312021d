/*
 * ldns_ask.h -- look-ups through ldns, configured as resolv.conf says.
 */
#ifndef CLIENTS_LDNS_ASK_H
#define CLIENTS_LDNS_ASK_H

#include <stdbool.h>
#include <stddef.h>

#include <ldns/ldns.h>

#include "address.h"
#include "budget.h"

/* In the order in which one outweighs another; FOUND beats them all. */
enum ldns_outcome {
	LDNS_NONAME,
	LDNS_NODATA,
	LDNS_FAIL,
	LDNS_AGAIN,
	LDNS_FOUND
};

/* "EAI_NODATA" or, without GAI, "NO_DATA"; "ok". */
const char *ldns_outcome_name(enum ldns_outcome o, bool gai);

/* A resolver, what it was asked last, and the reply to that. */
struct ldns_ask {
	ldns_resolver *resolver;
	struct budget budget;
	ldns_status configured; /* of reading resolv.conf */
	ldns_status status;     /* of the last question */
	ldns_rdf *asked;        /* the whole name; NULL before */
	ldns_pkt *reply;        /* NULL where STATUS is not OK */
};

void ldns_ask_open(struct ldns_ask *s);
void ldns_ask_close(struct ldns_ask *s);

/*
 * Asks for TEXT; with SEARCH as resolv.conf(5) says: a name of ndots dots or
 * more as it is and then below the search list, one of fewer the other way
 * round, until some reply says NOERROR: that is FOUND, whatever is in it.
 */
enum ldns_outcome ldns_ask(struct ldns_ask *s, const char *text, bool search,
    ldns_rr_type type, ldns_rr_class class);

/*
 * Calls EACH with the first RDATA field of every answer of TYPE at the end of
 * the chain of CNAMEs that starts at the name asked for.  Returns their
 * number; in *OWNER, borrowed from S, the name they belong to.
 */
size_t ldns_ask_each(const struct ldns_ask *s, ldns_rr_type type,
    void (*each)(const ldns_rdf *, void *), void *arg, const ldns_rdf **owner);

/* The first name of an address, borrowed from S. */
enum ldns_outcome ldns_ask_pointer(struct ldns_ask *s, const struct address *a,
    const ldns_rdf **host);

#endif
