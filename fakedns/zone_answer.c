#include "config.h"

#include <assert.h>

#include "fakedns/zone_index.h"

enum {
	LINKS_MAX = 128,              /* CNAMEs in one answer */
	ANSWER_UDP_SIZE = 1232,       /* what our OPT says (RFC 6891 6.2.3) */
	RR_IXFR = 251,                /* RFC 1995 */
	RR_CLASS_ANY = 255,           /* never authoritative (RFC 1035 6.2) */
	RCODE_YXDOMAIN = 6,           /* RFC 6672 2.2 */
	RCODE_HIGH_BADVERS = 16 >> 4, /* RFC 6891 9 */
};

/* One query being answered. */
struct work {
	const struct zone *zone;
	struct message *out;
	uint16_t type;
	struct name name; /* looked for: the question's, then each target */
	unsigned links;   /* followed up to NAME */
};

static void
set_rcode(struct message *out, unsigned rcode)
{
	out->flags = (uint16_t)((out->flags & ~(unsigned)FLAG_RCODE) | rcode);
}

/* An answer that no zone speaks for. */
static void
refuse(struct message *out, unsigned rcode)
{
	set_rcode(out, rcode);
	out->flags = (uint16_t)(out->flags & ~FLAG_AA);
}

/* Copies NODE's records of TYPE; OWNER, where not NULL, instead of theirs. */
static size_t
add_records(struct work *w, enum section section, const struct zone_node *node,
    uint16_t type, const struct name *owner)
{
	const struct rr *rr = NULL;
	struct rr *copy;
	size_t count = 0;

	while ((rr = zone_next(w->zone, node, type, rr)) != NULL) {
		copy = rrs_add(&w->out->sections[section], rr);
		if (owner != NULL)
			copy->owner = *owner;
		count++;
	}
	return count;
}

/* SOA TTL: for how long the answer no may be kept (RFC 2308 3). */
static void
add_zone_soa(struct work *w, const struct rr *soa)
{
	struct rr *copy;
	struct reader r;
	uint32_t minimum;

	copy = rrs_add(&w->out->sections[SECTION_AUTHORITY], soa);
	reader_init(&r, soa->rdata, soa->rdlen);
	r.pos = soa->rdlen < 4 ? 0U : soa->rdlen - 4U;
	minimum = reader_u32(&r);
	if (!r.bad && minimum < copy->ttl)
		copy->ttl = minimum;
}

/* The SOA a negative answer needs; made up where the zone has none. */
static void
add_soa(struct work *w, const struct zone_node *apex)
{
	static uint8_t rdata[] = "\002ns\007invalid\000"
				 "\012hostmaster\007invalid\000"
				 "\000\000\000\001"  /* 1 */
				 "\000\000\016\020"  /* 3600 */
				 "\000\000\002\130"  /* 600 */
				 "\000\001\121\200"  /* 86400 */
				 "\000\000\000\074"; /* 60 */
	struct rr made_up = { .owner = name_root,
		.type = RR_SOA,
		.class = RR_CLASS_IN,
		.ttl = 60,
		.rdata = rdata,
		.rdlen = sizeof rdata - 1 };

	if (apex != NULL)
		add_zone_soa(w, zone_next(w->zone, apex, RR_SOA, NULL));
	else
		rrs_add(&w->out->sections[SECTION_AUTHORITY], &made_up);
}

/* The name RR's RDATA is; false where it is none. */
static bool
read_target(const struct rr *rr, struct name *out)
{
	struct reader r;

	reader_init(&r, rr->rdata, rr->rdlen);
	name_read(&r, out);
	return !r.bad;
}

/* True where a CNAME of OWNER has been followed already. */
static bool
been_at(const struct work *w, const struct name *owner)
{
	const struct rrs *rrs = &w->out->sections[SECTION_ANSWER];

	for (size_t i = 0; i < rrs->count; i++)
		if (rrs->v[i].type == RR_CNAME &&
		    name_equal(&rrs->v[i].owner, owner))
			return true;
	return false;
}

/* Goes on with TARGET; false where that would go round in a circle. */
static bool
follow(struct work *w, const struct name *target)
{
	if (been_at(w, target))
		return false;
	w->name = *target;
	w->links++;
	return true;
}

static bool
answer_dname(struct work *w, const struct zone_node *node)
{
	const struct rr *dname = zone_next(w->zone, node, RR_DNAME, NULL);
	struct rr cname = { .owner = w->name,
		.type = RR_CNAME,
		.class = RR_CLASS_IN,
		.ttl = dname->ttl };
	struct rrs *answer = &w->out->sections[SECTION_ANSWER];
	struct name to, target;
	bool there = false;

	if (w->links == LINKS_MAX)
		return false;
	for (size_t i = 0; i < answer->count; i++)
		there =
		    there || (answer->v[i].type == RR_DNAME &&
				 name_equal(&answer->v[i].owner, &node->name));
	if (!there)
		rrs_add(answer, dname);
	if (!read_target(dname, &to))
		return false;
	if (name_replace_suffix(&w->name, &node->name, &to, &target) == -1) {
		set_rcode(w->out, RCODE_YXDOMAIN);
		return false;
	}
	cname.rdata = target.octets;
	cname.rdlen = target.len;
	rrs_add(answer, &cname);
	return w->type != RR_CNAME && follow(w, &target);
}

static bool
answer_node(struct work *w, const struct zone_spot *spot)
{
	const struct name *owner =
	    spot->found == ZONE_WILDCARD ? &w->name : NULL;
	const struct rr *cname = zone_next(w->zone, spot->node, RR_CNAME, NULL);
	struct name target;

	if (add_records(w, SECTION_ANSWER, spot->node, w->type, owner) > 0)
		return false;
	if (cname == NULL) {
		add_soa(w, spot->apex);
		return false;
	}
	if (w->links == LINKS_MAX)
		return false;
	add_records(w, SECTION_ANSWER, spot->node, RR_CNAME, owner);
	return read_target(cname, &target) && follow(w, &target);
}

/* NS, and the addresses of their names in the zone (RFC 9471 2). */
static void
refer(struct work *w, const struct zone_spot *spot)
{
	const struct zone_node *glue;
	const struct rr *ns = NULL;
	struct name target;

	if (w->out->sections[SECTION_ANSWER].count == 0)
		w->out->flags = (uint16_t)(w->out->flags & ~FLAG_AA);
	add_records(w, SECTION_AUTHORITY, spot->node, RR_NS, NULL);
	while ((ns = zone_next(w->zone, spot->node, RR_NS, ns)) != NULL) {
		if (!read_target(ns, &target) ||
		    !name_is_below(&target, &spot->apex->name))
			continue;
		glue = zone_find(w->zone, &target);
		if (glue == NULL)
			continue;
		add_records(w, SECTION_ADDITIONAL, glue, RR_A, NULL);
		add_records(w, SECTION_ADDITIONAL, glue, RR_AAAA, NULL);
	}
}

/* What the zone has for one name; true where another is to be looked for. */
static bool
answer_name(struct work *w)
{
	struct zone_spot spot = zone_search(w->zone, &w->name, w->type);

	switch (spot.found) {
	case ZONE_OUTSIDE:
		if (w->links == 0)
			refuse(w->out, RCODE_REFUSED);
		return false;
	case ZONE_CUT:
		refer(w, &spot);
		return false;
	case ZONE_DNAME:
		return answer_dname(w, spot.node);
	case ZONE_NAME:
	case ZONE_WILDCARD:
		return answer_node(w, &spot);
	case ZONE_NOTHING:
		break;
	}
	set_rcode(w->out, RCODE_NXDOMAIN);
	add_soa(w, spot.apex);
	return false;
}

/* False, and an error in OUT, for a query no zone has to be asked about. */
static bool
is_answerable(const struct query *q, struct message *out)
{
	if ((q->flags & FLAG_OPCODE) != 0)
		refuse(out, RCODE_NOTIMP);
	else if (q->questions != 1 || q->is_broken) /* RFC 9619 */
		refuse(out, RCODE_FORMERR);
	else if (q->edns.present && q->edns.version > 0) {
		refuse(out, RCODE_NOERROR);
		out->edns.rcode_high = RCODE_HIGH_BADVERS;
	} else if ((q->question.class != RR_CLASS_IN &&
		       q->question.class != RR_CLASS_ANY) ||
		   q->question.type == RR_AXFR || q->question.type == RR_IXFR)
		refuse(out, RCODE_REFUSED);
	else
		return true;
	return false;
}

/*
 * All but RCODE and records: CD as RFC 4035 3.1.6 and 3.2.2 have it, DO as RFC
 * 3225 3.
 */
static void
begin(const struct zone *z, const struct query *q, struct message *out)
{
	unsigned copied = FLAG_OPCODE | FLAG_RD, own = FLAG_QR;

	if (z->mode == ZONE_RECURSIVE) {
		copied |= FLAG_CD;
		own |= FLAG_RA;
	} else if (q->question.class != RR_CLASS_ANY) {
		own |= FLAG_AA;
	}
	out->id = q->id;
	out->flags = (uint16_t)(own | (q->flags & copied));
	out->has_question = q->questions > 0;
	out->question = q->question;
	if (q->edns.present)
		out->edns = (struct edns){ .present = true,
			.udp_size = ANSWER_UDP_SIZE,
			.flags = q->edns.flags & EDNS_FLAG_DO };
}

void
zone_answer(const struct zone *z, const struct query *q, struct message *out)
{
	struct work w = { .zone = z,
		.out = out,
		.type = q->question.type,
		.name = q->question.name };

	assert(z->sealed);
	begin(z, q, out);
	if (!is_answerable(q, out))
		return;
	while (answer_name(&w))
		;
}
