#include "config.h"

#include <string.h>

#include "tests/peers/zone_rules.h"

enum { ANSWER, AUTHORITY, ADDITIONAL };
enum { FORMERR = 1, SERVFAIL = 2, NXDOMAIN = 3, NOTIMP = 4, REFUSED = 5 };
enum { BADVERS = 16, CLASS_IN = 1, CLASS_ANY = 255 };
enum { FLAG_TC = 0x0200 };

#define NSD (1U << PEER_NSD)
#define KNOT (1U << PEER_KNOT)
#define UNBOUND (1U << PEER_UNBOUND)
#define EACH (NSD | KNOT | UNBOUND)
#define ALL ((1U << ASPECTS) - 1)
#define SECTIONS                                                               \
	(1U << ASPECT_ANSWER | 1U << ASPECT_AUTHORITY | 1U << ASPECT_ADDITIONAL)
#define FLAGS                                                                  \
	(1U << ASPECT_AA | 1U << ASPECT_TC | 1U << ASPECT_RA |                 \
	    1U << ASPECT_AD | 1U << ASPECT_CD | 1U << ASPECT_HEADER)

static bool
is_empty(const struct zone_reply *r)
{
	return r->sections[ANSWER].count + r->sections[AUTHORITY].count +
		   r->sections[ADDITIONAL].count ==
	       0;
}

/* True where every record of S is of one of the types in LIST, " A AAAA ". */
static bool
has_only(const struct reply_section *s, const char *list)
{
	char type[32];

	for (size_t i = 0; i < s->count; i++) {
		const char *p = strstr(s->v[i].text, "\tIN\t");
		size_t len = p == NULL ? 0 : strcspn(p + 4, "\t\n");

		if (len == 0 || len > sizeof type - 3)
			return false;
		snprintf(type, sizeof type, " %.*s ", (int)len, p + 4);
		if (strstr(list, type) == NULL)
			return false;
	}
	return true;
}

/* What THEIRS has, ours has, too, in every section. */
static bool
has_all_of_theirs(const struct answers *a)
{
	for (int i = ANSWER; i <= ADDITIONAL; i++)
		if (!reply_section_within(&a->theirs->sections[i],
			&a->ours->sections[i]))
			return false;
	return true;
}

static bool
is_truncated(const struct zone_reply *r)
{
	return (r->flags & FLAG_TC) != 0;
}

static bool
ours_is(const struct answers *a, unsigned rcode)
{
	return a->ours->rcode == rcode && is_empty(a->ours);
}

static bool
is_opcode(const struct answers *a)
{
	return zone_query_opcode(a->query) != 0 && ours_is(a, NOTIMP);
}

static bool
is_formerr(const struct answers *a)
{
	return a->query->odd >= ODD_NO_QUESTION &&
	       a->query->odd <= ODD_OPT_OWNER && ours_is(a, FORMERR);
}

static bool
is_ignored(const struct answers *a)
{
	return (a->query->odd == ODD_OPT_ANSWER ||
		   a->query->odd == ODD_TRAILING) &&
	       a->theirs->rcode == FORMERR && is_empty(a->theirs);
}

static bool
is_transfer(const struct answers *a)
{
	return (a->query->type == LDNS_RR_TYPE_AXFR ||
		   a->query->type == LDNS_RR_TYPE_IXFR) &&
	       ours_is(a, REFUSED) && is_empty(a->theirs) &&
	       a->theirs->rcode != 0;
}

static bool
is_other_class(const struct answers *a)
{
	return a->query->class != CLASS_IN && a->query->class != CLASS_ANY &&
	       ours_is(a, REFUSED) && is_empty(a->theirs);
}

static bool
is_class_any(const struct answers *a)
{
	return a->query->class == CLASS_ANY;
}

static bool
is_meta_type(const struct answers *a)
{
	return zone_query_is_meta(a->query) &&
	       a->theirs->rcode != a->ours->rcode && is_empty(a->theirs);
}

/* nsd and Unbound give at most 100 errors a second each. */
static bool
is_silent(const struct answers *a)
{
	return zone_query_is_odd(a->query) && !a->theirs->came;
}

static bool
is_odd_flags(const struct answers *a)
{
	return (a->query->flags & (FLAG_TC | 0x0040)) != 0 &&
	       a->theirs->rcode == FORMERR && is_empty(a->theirs);
}

static bool
is_without_rd(const struct answers *a)
{
	return (a->query->flags & 0x0100) == 0;
}

static bool
is_badvers(const struct answers *a)
{
	return a->query->opt && a->query->version > 0 && ours_is(a, BADVERS) &&
	       is_empty(a->theirs);
}

static bool
are_errors(const struct answers *a)
{
	return a->ours->rcode == a->theirs->rcode && is_empty(a->ours) &&
	       is_empty(a->theirs) && a->ours->rcode != 0 &&
	       a->ours->rcode != NXDOMAIN;
}

static bool
is_opt_plain(const struct answers *a)
{
	return a->ours->options_len == 0 && a->ours->udp_size == 1232;
}

static bool
is_every_record(const struct answers *a)
{
	return a->query->type == LDNS_RR_TYPE_ANY &&
	       a->theirs->sections[ANSWER].count > 0 &&
	       reply_section_within(&a->theirs->sections[ANSWER],
		   &a->ours->sections[ANSWER]);
}

/* Theirs has NS records or addresses besides. */
static bool
is_minimal(const struct answers *a)
{
	const struct zone_reply *ours = a->ours, *theirs = a->theirs;

	return ours->sections[ANSWER].count > 0 &&
	       reply_section_within(&ours->sections[ADDITIONAL],
		   &theirs->sections[ADDITIONAL]) &&
	       has_only(&theirs->sections[ADDITIONAL], " A AAAA ") &&
	       (reply_section_equal(&ours->sections[AUTHORITY],
		    &theirs->sections[AUTHORITY]) ||
		   (ours->sections[AUTHORITY].count == 0 &&
		       has_only(&theirs->sections[AUTHORITY], " NS ")));
}

static bool
is_partial(const struct answers *a)
{
	return is_truncated(a->ours) && is_truncated(a->theirs) &&
	       has_all_of_theirs(a);
}

/* Theirs was over the server's own limit, or less well compressed. */
static bool
is_whole(const struct answers *a)
{
	return !is_truncated(a->ours) && is_truncated(a->theirs) &&
	       has_all_of_theirs(a);
}

/* Each record of A is in B, however often. */
static bool
is_subset(const struct reply_section *a, const struct reply_section *b)
{
	for (size_t i = 0, k = 0; i < a->count; i++) {
		while (k < b->count && strcmp(a->v[i].text, b->v[k].text) > 0)
			k++;
		if (k == b->count || strcmp(a->v[i].text, b->v[k].text) != 0)
			return false;
	}
	return true;
}

/* Ours is a circle, or longer than a resolver follows. */
static bool
is_endless(const struct zone_reply *r)
{
	enum { LINKS_MAX = 8 };
	const struct reply_section *answer = &r->sections[ANSWER];
	size_t links = 0;

	for (size_t i = 0; i < answer->count; i++)
		links += strstr(answer->v[i].text, "\tCNAME\t") != NULL;
	return links > LINKS_MAX || (has_only(answer, " CNAME DNAME ") &&
					r->sections[AUTHORITY].count == 0);
}

/* Theirs gives up early, goes round more than once, or says SERVFAIL. */
static bool
is_chain(const struct answers *a)
{
	const struct reply_section *ours = &a->ours->sections[ANSWER];
	const struct reply_section *theirs = &a->theirs->sections[ANSWER];

	return ours->count > 0 && has_only(theirs, " CNAME DNAME ") &&
	       ((a->theirs->rcode == SERVFAIL && is_endless(a->ours)) ||
		   (theirs->count > 0 && is_subset(theirs, ours) &&
		       (theirs->count < ours->count ||
			   is_subset(ours, theirs))));
}

/* No message can hold it. */
static bool
is_over_64k(const struct answers *a)
{
	return is_truncated(a->ours) && a->theirs->rcode == SERVFAIL &&
	       is_empty(a->theirs);
}

/* Theirs leaves a SOA out that does not fit, without TC. */
static bool
is_cut_soa(const struct answers *a)
{
	return is_truncated(a->ours) && !is_truncated(a->theirs) &&
	       has_all_of_theirs(a);
}

/* The type is not looked for behind the alias, or all of it. */
static bool
is_dnssec_type(const struct answers *a)
{
	return (a->query->type == LDNS_RR_TYPE_NSEC3 ||
		   a->query->type == LDNS_RR_TYPE_RRSIG ||
		   a->query->type == LDNS_RR_TYPE_NSEC) &&
	       has_only(&a->ours->sections[ANSWER], " CNAME DNAME ") &&
	       reply_section_within(&a->theirs->sections[ANSWER],
		   &a->ours->sections[ANSWER]);
}

static bool
counts_down(const struct answers *a)
{
	(void)a;
	return true;
}

const struct zone_rule zone_rules[] = {
	{ "no answer", EACH, ALL, is_silent,
	    "A message with QR set or cut off in its header gets nothing, any "
	    "other an answer" },
	{ "opcode", EACH, ALL, is_opcode,
	    "Opcodes other than QUERY get NOTIMP" },
	{ "malformed query", EACH, ALL, is_formerr,
	    "a query without exactly one question, one that is cut off, and "
	    "one with a wrong or a second OPT get FORMERR" },
	{ "ignored in a query", EACH, ALL, is_ignored,
	    "Records in the other sections of a query and octets behind it "
	    "are ignored" },
	{ "BADVERS", EACH, ALL, is_badvers, "an EDNS version above 0 BADVERS" },
	{ "transfer", EACH, ALL, is_transfer,
	    "the types AXFR and IXFR get REFUSED" },
	{ "class", EACH, ALL, is_other_class, "a class other than IN and ANY" },
	{ "flags of errors", EACH,
	    FLAGS | 1U << ASPECT_QUESTION | 1U << ASPECT_OPT |
		1U << ASPECT_UDP_SIZE | 1U << ASPECT_OPT_FLAGS |
		1U << ASPECT_OPTIONS,
	    are_errors,
	    "Errors are like other answers without AA and without records" },
	{ "class ANY", EACH, 1U << ASPECT_AA | 1U << ASPECT_AUTHORITY,
	    is_class_any, "Class ANY is IN in an answer without AA" },
	{ "OPT", EACH, 1U << ASPECT_UDP_SIZE | 1U << ASPECT_OPTIONS,
	    is_opt_plain,
	    "The answer has an OPT record, UDP size 1232, the DO bit of the "
	    "query and no options, where the query had one" },
	{ "ANY", EACH, 1U << ASPECT_ANSWER, is_every_record,
	    "a query of type ANY gets every record of the name" },
	{ "minimal answer", EACH,
	    1U << ASPECT_AUTHORITY | 1U << ASPECT_ADDITIONAL, is_minimal,
	    "Nothing else is added: no NS records of the apex, no addresses "
	    "of names in an answer" },
	{ "partial", EACH, SECTIONS, is_partial,
	    "keeps the whole records that fit" },
	{ "not truncated", EACH, SECTIONS | 1U << ASPECT_TC, is_whole,
	    "the UDP size in it, if that is more" },
	{ "meta type", EACH, ALL, is_meta_type,
	    "Types that nobody keeps, OPT or MAILB, are looked for like any "
	    "other" },
	{ "flags of a query", UNBOUND, ALL, is_odd_flags,
	    "Flags that mean nothing in a query are ignored" },
	{ "without RD", UNBOUND, ALL, is_without_rd,
	    "A recursive zone answers with and without RD alike" },
	{ "alias of a DNSSEC type", EACH, SECTIONS | 1U << ASPECT_RCODE,
	    is_dnssec_type,
	    "for every type that the alias itself does not have" },
	{ "SOA does not fit", KNOT, 1U << ASPECT_TC, is_cut_soa,
	    "each sets TC" },
	{ "over 64 kB", EACH, SECTIONS | FLAGS | 1U << ASPECT_RCODE,
	    is_over_64k, "an answer of a zone is cut there and gets TC" },
	{ "chain", EACH, SECTIONS | 1U << ASPECT_RCODE, is_chain,
	    "128 links at most and never in a circle" },
	{ "TTL", UNBOUND, 1U << ASPECT_TTL, counts_down,
	    "TTLs are as written and do not count down" },
};
const size_t zone_rule_count = sizeof zone_rules / sizeof *zone_rules;
