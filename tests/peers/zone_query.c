#include "config.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "tests/peers/zone_query.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

enum { NAME_MAX_OCTETS = 255, UDP_OCTETS = 512, WIRE_OCTETS = 65535 };
enum {
	BIT_TC = 0x0200,
	BIT_RD = 0x0100,
	BIT_Z = 0x0040,
	BIT_AD = 0x0020,
	BIT_CD = 0x0010,
};
enum { OPCODE_SHIFT = 11 };

struct wire_name {
	uint8_t octets[NAME_MAX_OCTETS];
	size_t len;
};

static void
put_u16(struct zone_query *q, unsigned value)
{
	q->octets[q->len++] = (uint8_t)(value >> 8);
	q->octets[q->len++] = (uint8_t)value;
}

/* A label that may be in a zone, or not; kept out where it is too long. */
static void
put_label_before(struct wire_name *n, struct chance *c)
{
	static const char *const labels[] = { "a", "b", "c", "d", "e", "*",
		"www", "x", "nothing", "sub", "host", "\001", "-" };
	const char *label = labels[chance_below(c, LEN(labels))];
	size_t len = strlen(label);

	if (n->len + len + 1 > sizeof n->octets)
		return;
	memmove(n->octets + len + 1, n->octets, n->len);
	n->octets[0] = (uint8_t)len;
	memcpy(n->octets + 1, label, len);
	n->len += len + 1;
}

static void
drop_label(struct wire_name *n)
{
	size_t len = n->octets[0] + 1U;

	if (n->octets[0] == 0)
		return;
	memmove(n->octets, n->octets + len, n->len - len);
	n->len -= len;
}

static void
change_case(struct wire_name *n, struct chance *c)
{
	for (size_t i = 0; i < n->len; i++)
		if (isalpha(n->octets[i]) && chance_percent(c, 50))
			n->octets[i] ^= 'a' ^ 'A'; /* lengths are below 'A' */
}

/* A name of the zones, one above, below or beside it. */
static struct wire_name
choose_name(struct chance *c, const struct zone_names *names)
{
	const ldns_rdf *from =
	    names->v[chance_below(c, (unsigned)names->count)];
	struct wire_name n = { .len = ldns_rdf_size(from) };
	unsigned how = chance_below(c, 100);

	memcpy(n.octets, ldns_rdf_data(from), n.len);
	if (how < 10)
		drop_label(&n);
	else if (how < 15) {
		drop_label(&n);
		drop_label(&n);
	} else if (how < 30) {
		drop_label(&n);
		put_label_before(&n, c);
	} else if (how < 45)
		put_label_before(&n, c);
	else if (how < 55)
		for (unsigned i = chance_below(c, 4); i < 4; i++)
			put_label_before(&n, c);
	if (chance_percent(c, 30))
		change_case(&n, c);
	return n;
}

static uint16_t
choose_type(struct chance *c)
{
	static const uint16_t often[] = { LDNS_RR_TYPE_A, LDNS_RR_TYPE_A,
		LDNS_RR_TYPE_AAAA, LDNS_RR_TYPE_CNAME, LDNS_RR_TYPE_NS,
		LDNS_RR_TYPE_SOA, LDNS_RR_TYPE_MX, LDNS_RR_TYPE_TXT,
		LDNS_RR_TYPE_DS, LDNS_RR_TYPE_DNAME, LDNS_RR_TYPE_SRV,
		LDNS_RR_TYPE_PTR, LDNS_RR_TYPE_ANY };
	static const uint16_t seldom[] = { LDNS_RR_TYPE_HINFO, LDNS_RR_TYPE_RP,
		LDNS_RR_TYPE_AFSDB, LDNS_RR_TYPE_NAPTR, LDNS_RR_TYPE_SSHFP,
		LDNS_RR_TYPE_TLSA, LDNS_RR_TYPE_LOC, LDNS_RR_TYPE_CAA,
		LDNS_RR_TYPE_SPF, 65280, 65281, 62347, LDNS_RR_TYPE_RRSIG,
		LDNS_RR_TYPE_NSEC, LDNS_RR_TYPE_NSEC3, LDNS_RR_TYPE_NSEC3PARAM,
		LDNS_RR_TYPE_DNSKEY, 65, 1234 };
	static const uint16_t meta[] = { 0, LDNS_RR_TYPE_OPT, 249, 250,
		LDNS_RR_TYPE_IXFR, LDNS_RR_TYPE_AXFR, LDNS_RR_TYPE_MAILB,
		LDNS_RR_TYPE_MAILA, 128, 65535 };
	unsigned how = chance_below(c, 100);

	if (how < 85)
		return often[chance_below(c, LEN(often))];
	if (how < 96)
		return seldom[chance_below(c, LEN(seldom))];
	return meta[chance_below(c, LEN(meta))];
}

static uint16_t
choose_class(struct chance *c)
{
	static const uint16_t other[] = { 0, 2, 3, 4, 254, 255, 255, 255,
		1234 };

	return chance_percent(c, 97) ? 1 : other[chance_below(c, LEN(other))];
}

static uint16_t
choose_flags(struct chance *c, bool recursive)
{
	static const uint16_t opcodes[] = { 1, 2, 3, 4, 5, 6, 15 };
	unsigned flags = 0;

	if (chance_percent(c, recursive ? 97 : 50))
		flags |= BIT_RD;
	if (chance_percent(c, 15))
		flags |= BIT_AD;
	if (chance_percent(c, 15))
		flags |= BIT_CD;
	if (chance_percent(c, 3))
		flags |= BIT_Z;
	if (chance_percent(c, 3))
		flags |= 0x0680; /* AA, TC and RA mean nothing in a query */
	if (chance_percent(c, 2))
		flags |= (unsigned)opcodes[chance_below(c, LEN(opcodes))]
			 << OPCODE_SHIFT;
	return (uint16_t)flags;
}

static void
choose_opt(struct zone_query *q, struct chance *c)
{
	static const uint16_t sizes[] = { 0, 511, 512, 513, 1232, 1232, 1232,
		1400, 4096, 4096, 65535 };
	static const uint16_t options[] = { 0, 0, 0, 0, 3, 65001 };

	q->opt = chance_percent(c, 65);
	if (!q->opt)
		return;
	q->udp_size = sizes[chance_below(c, LEN(sizes))];
	q->version = chance_percent(c, 3) ? 1 : 0;
	q->opt_flags = chance_percent(c, 30) ? 0x8000 : 0;
	if (chance_percent(c, 2))
		q->opt_flags |= 0x0001;
	q->option = options[chance_below(c, LEN(options))];
}

static void
put_opt(struct zone_query *q, bool root)
{
	if (!root) {
		put_u16(q, 0x0161); /* "a" */
	}
	q->octets[q->len++] = 0;
	put_u16(q, LDNS_RR_TYPE_OPT);
	put_u16(q, q->udp_size);
	put_u16(q, q->version);
	put_u16(q, q->opt_flags);
	put_u16(q, q->option != 0 ? 4 : 0);
	if (q->option != 0) {
		put_u16(q, q->option);
		put_u16(q, 0);
	}
}

static void
put_question(struct zone_query *q, const struct wire_name *n)
{
	memcpy(q->octets + q->len, n->octets, n->len);
	q->len += n->len;
	put_u16(q, q->type);
	put_u16(q, q->class);
	q->question_end = q->len;
}

static void
put_sections(struct zone_query *q, const struct wire_name *n)
{
	if (q->odd != ODD_NO_QUESTION)
		put_question(q, n);
	if (q->odd == ODD_TWO_QUESTIONS) {
		put_question(q, n);
		q->question_end = QUERY_HEADER + n->len + 4;
	}
	if (q->odd == ODD_CUT_QUESTION) {
		q->len -= 3;
		return;
	}
	if (q->opt)
		put_opt(q, q->odd != ODD_OPT_OWNER);
	if (q->odd == ODD_TWO_OPTS)
		put_opt(q, true);
	if (q->odd == ODD_TRAILING)
		put_u16(q, 0);
}

static unsigned
opt_count(const struct zone_query *q)
{
	if (q->odd == ODD_CUT_QUESTION)
		return 0;
	return (q->opt ? 1U : 0U) + (q->odd == ODD_TWO_OPTS ? 1U : 0U);
}

void
zone_query_make(struct zone_query *q, struct chance *c,
    const struct zone_names *names, bool recursive)
{
	struct wire_name n = choose_name(c, names);
	ldns_rdf *name = ldns_dname_new_frm_data((uint16_t)n.len, n.octets);
	char *text = ldns_rdf2str(name);
	bool in_answer;

	*q = (struct zone_query){ .id = (uint16_t)chance_below(c, 0x10000),
		.flags = choose_flags(c, recursive),
		.type = choose_type(c),
		.class = choose_class(c),
		.tcp = chance_percent(c, 30) };
	snprintf(q->name, sizeof q->name, "%s", text);
	free(text);
	ldns_rdf_deep_free(name);
	choose_opt(q, c);
	if (chance_percent(c, 2))
		q->odd = (enum odd)chance_below(c, ODD_COUNT);
	if (q->odd >= ODD_TWO_OPTS && q->odd <= ODD_OPT_ANSWER)
		q->opt = true;
	in_answer = q->odd == ODD_OPT_ANSWER;
	put_u16(q, q->id);
	put_u16(q, q->flags);
	put_u16(q, q->odd == ODD_NO_QUESTION     ? 0
		   : q->odd == ODD_TWO_QUESTIONS ? 2
						 : 1);
	put_u16(q, in_answer ? opt_count(q) : 0);
	put_u16(q, 0);
	put_u16(q, in_answer ? 0 : opt_count(q));
	put_sections(q, &n);
}

unsigned
zone_query_opcode(const struct zone_query *q)
{
	return q->flags >> OPCODE_SHIFT & 15;
}

bool
zone_query_is_meta(const struct zone_query *q)
{
	return q->type == 0 || q->type == LDNS_RR_TYPE_OPT ||
	       (q->type >= 128 && q->type < LDNS_RR_TYPE_ANY);
}

bool
zone_query_is_odd(const struct zone_query *q)
{
	return q->odd != ODD_NOT || zone_query_opcode(q) != 0 ||
	       (q->flags & (BIT_TC | BIT_Z)) != 0 || zone_query_is_meta(q) ||
	       q->class != 1 || q->version > 0;
}

size_t
zone_query_limit(const struct zone_query *q)
{
	if (q->tcp)
		return WIRE_OCTETS;
	if (!q->opt || q->udp_size < UDP_OCTETS)
		return UDP_OCTETS;
	return q->udp_size;
}

void
zone_query_print(const struct zone_query *q, FILE *f)
{
	static const char *const odds[] = { "", " no question",
		" two questions", " cut question", " two OPTs", " OPT not root",
		" OPT in answer", " octets behind" };
	char *type = ldns_rr_type2str((ldns_rr_type)q->type);

	fprintf(f, "%s %s class %u %s flags %04x opcode %u%s", q->name, type,
	    q->class, q->tcp ? "TCP" : "UDP", q->flags, zone_query_opcode(q),
	    odds[q->odd]);
	free(type);
	if (q->opt)
		fprintf(f, " OPT size %u version %u flags %04x option %u",
		    q->udp_size, q->version, q->opt_flags, q->option);
	putc('\n', f);
}
