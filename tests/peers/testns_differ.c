#include "config.h"

#include <string.h>

#include <ldns/ldns.h>

#include "tests/peers/testns_differ.h"

static bool
names_differ(const ldns_rr *a, const ldns_rr *b)
{
	return ldns_rdf_compare(ldns_rr_owner(a), ldns_rr_owner(b)) != 0;
}

/* In order; TTLs count, case does but in questions not. */
static bool
lists_differ(const ldns_rr_list *a, const ldns_rr_list *b, bool is_question)
{
	if (ldns_rr_list_rr_count(a) != ldns_rr_list_rr_count(b))
		return true;
	for (size_t i = 0; i < ldns_rr_list_rr_count(a); i++) {
		const ldns_rr *x = ldns_rr_list_rr(a, i);
		const ldns_rr *y = ldns_rr_list_rr(b, i);

		if (ldns_rr_compare(x, y) != 0 ||
		    (is_question ? names_differ(x, y)
				 : ldns_rr_ttl(x) != ldns_rr_ttl(y)))
			return true;
	}
	return false;
}

static unsigned
opt_differs(const ldns_pkt *a, const ldns_pkt *b)
{
	const ldns_rdf *x = ldns_pkt_edns_data(a), *y = ldns_pkt_edns_data(b);
	unsigned differs = 0;

	if (ldns_pkt_edns(a) != ldns_pkt_edns(b))
		return DIFFERS_OPT;
	if (ldns_pkt_edns_udp_size(a) != ldns_pkt_edns_udp_size(b))
		differs |= DIFFERS_SIZE;
	if (ldns_pkt_edns_do(a) != ldns_pkt_edns_do(b) ||
	    ldns_pkt_edns_version(a) != ldns_pkt_edns_version(b) ||
	    ldns_pkt_edns_extended_rcode(a) != ldns_pkt_edns_extended_rcode(b))
		differs |= DIFFERS_FLAGS;
	if ((x == NULL) != (y == NULL) ||
	    (x != NULL && ldns_rdf_compare(x, y) != 0))
		differs |= DIFFERS_OPTIONS;
	return differs;
}

static unsigned
packets_differ(const ldns_pkt *a, const ldns_pkt *b)
{
	unsigned differs = opt_differs(a, b);

	if (lists_differ(ldns_pkt_question(a), ldns_pkt_question(b), true))
		differs |= DIFFERS_QUESTION;
	if (lists_differ(ldns_pkt_answer(a), ldns_pkt_answer(b), false) ||
	    lists_differ(ldns_pkt_authority(a), ldns_pkt_authority(b), false) ||
	    lists_differ(ldns_pkt_additional(a), ldns_pkt_additional(b), false))
		differs |= DIFFERS_RECORDS;
	return differs;
}

unsigned
testns_differ(const struct writer *ours, const struct writer *theirs)
{
	ldns_pkt *a = NULL, *b = NULL;
	unsigned differs = 0;

	if (ldns_wire2pkt(&a, ours->octets, ours->len) != LDNS_STATUS_OK)
		a = NULL;
	if (ldns_wire2pkt(&b, theirs->octets, theirs->len) != LDNS_STATUS_OK)
		b = NULL;
	if (a == NULL || b == NULL) {
		if (ours->len != theirs->len ||
		    memcmp(ours->octets, theirs->octets, ours->len) != 0)
			differs = DIFFERS_OCTETS;
	} else {
		differs = packets_differ(a, b);
		if (memcmp(ours->octets, theirs->octets, 2) != 0)
			differs |= DIFFERS_ID;
		if (memcmp(ours->octets + 2, theirs->octets + 2, 2) != 0)
			differs |= DIFFERS_FLAGS;
	}
	ldns_pkt_free(a);
	ldns_pkt_free(b);
	return differs;
}

static bool
has_opt(const struct packet_spec *packet)
{
	return packet->edns.present && packet->edns.options_len == 0;
}

static bool
has_options(const struct packet_spec *packet)
{
	return packet->edns.options_len > 0;
}

const struct testns_rule testns_rules[] = {
	{ "the size in OPT", "is 1232. testns says 4096.", DIFFERS_SIZE,
	    has_opt },
	{ "HEX_EDNSDATA_BEGIN",
	    "adds OPT to the reply as in Unbound; in testns it is only a "
	    "pattern.",
	    DIFFERS_OPT | DIFFERS_SIZE | DIFFERS_OPTIONS, has_options },
};
const size_t testns_rule_count = sizeof testns_rules / sizeof *testns_rules;
