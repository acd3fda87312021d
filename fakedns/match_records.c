#include "config.h"

#include <string.h>

#include "fakedns/match_records.h"

/* Where the names are in the RDATA of the types that may compress them. */
static const struct shape {
	uint16_t type;
	uint8_t before, names;
} shapes[] = {
	{ RR_NS, 0, 1 },
	{ RR_CNAME, 0, 1 },
	{ RR_PTR, 0, 1 },
	{ RR_MX, 2, 1 },
	{ RR_SOA, 0, 2 },
	{ RR_DNAME, 0, 1 },
	{ RR_SRV, 6, 1 },
};

static struct shape
shape_of(uint16_t type)
{
	for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
		if (shapes[i].type == type)
			return shapes[i];
	return (struct shape){ .type = type };
}

/* A record as it is in the query. */
struct asked {
	struct name owner;
	uint16_t type, class;
	uint32_t ttl;
	struct reader rdata; /* of the message, up to its end */
};

static bool
read_record(struct reader *r, struct asked *out)
{
	uint16_t len;

	name_read(r, &out->owner);
	out->type = reader_u16(r);
	out->class = reader_u16(r);
	out->ttl = reader_u32(r);
	len = reader_u16(r);
	out->rdata = *r;
	reader_octets(r, len);
	out->rdata.len = r->pos;
	return !r->bad;
}

static bool
octets_are(struct reader *have, struct reader *want, size_t len)
{
	const uint8_t *a, *b;

	if (len == 0)
		return true;
	a = reader_octets(have, len);
	b = reader_octets(want, len);
	return a != NULL && b != NULL && memcmp(a, b, len) == 0;
}

/* Names in RDATA without regard to case and compression. */
static bool
rdata_is(const struct asked *rr, const struct rr *want)
{
	struct shape shape = shape_of(want->type);
	struct reader have = rr->rdata, r;
	struct name a, b;

	reader_init(&r, want->rdata, want->rdlen);
	if (shape.names > 0 && !octets_are(&have, &r, shape.before))
		return false;
	for (size_t i = 0; i < shape.names; i++) {
		name_read(&have, &a);
		name_read(&r, &b);
		if (have.bad || r.bad || !name_equal(&a, &b))
			return false;
	}
	return have.len - have.pos == r.len - r.pos &&
	       octets_are(&have, &r, r.len - r.pos);
}

static bool
record_is(const struct asked *rr, const struct rr *want, bool ttl,
    const struct name *qname)
{
	const struct name *owner =
	    name_equal(&want->owner, &entry_owner_query) ? qname : &want->owner;

	return rr->type == want->type && rr->class == want->class &&
	       (!ttl || rr->ttl == want->ttl) &&
	       name_equal(&rr->owner, owner) && rdata_is(rr, want);
}

/* The next section of COUNT records is as in the reply; OPT is no part. */
static bool
section_is(struct reader *r, unsigned count, const struct rrs *want, bool ttl,
    const struct name *qname)
{
	size_t at = 0;

	for (unsigned i = 0; i < count; i++) {
		struct asked rr;

		if (!read_record(r, &rr))
			return false;
		if (rr.type == RR_OPT)
			continue;
		if (at == want->count ||
		    !record_is(&rr, &want->v[at++], ttl, qname))
			return false;
	}
	return at == want->count;
}

/* The SOA an IXFR query carries in its authority section (RFC 1995 3). */
static bool
serial_is(struct reader *r, unsigned count, uint32_t serial)
{
	struct name skipped;
	struct asked rr;

	for (unsigned i = 0; i < count && read_record(r, &rr); i++) {
		if (rr.type != RR_SOA)
			continue;
		name_read(&rr.rdata, &skipped);
		name_read(&rr.rdata, &skipped);
		return reader_u32(&rr.rdata) == serial && !rr.rdata.bad;
	}
	return false;
}

/* R is set behind the questions. */
static void
read_counts(const struct incoming *in, struct reader *r,
    unsigned counts[SECTIONS])
{
	struct name skipped;

	reader_init(r, in->octets, in->len);
	reader_u32(r);
	reader_u16(r);
	for (size_t i = 0; i < SECTIONS; i++)
		counts[i] = reader_u16(r);
	for (unsigned i = 0; i < in->query.questions && !r->bad; i++) {
		name_read(r, &skipped);
		reader_u32(r);
	}
}

bool
match_records(const struct match *m, const struct packet_spec *packet,
    const struct incoming *in)
{
	unsigned counts[SECTIONS];
	bool all = m->all || m->all_noedns;
	struct reader r, section;
	struct asked rr;

	if (!all && !m->has_serial && !m->sections[SECTION_ANSWER] &&
	    !m->sections[SECTION_AUTHORITY] && !m->sections[SECTION_ADDITIONAL])
		return true;
	read_counts(in, &r, counts);
	for (size_t i = 0; i < SECTIONS; i++) {
		section = r;
		if ((all || m->sections[i]) &&
		    !section_is(&section, counts[i], &packet->sections[i],
			m->ttl, &in->query.question.name))
			return false;
		section = r;
		if (i == SECTION_AUTHORITY && m->has_serial &&
		    !serial_is(&section, counts[i], m->serial))
			return false;
		for (unsigned k = 0; k < counts[i] && read_record(&r, &rr);)
			k++;
	}
	return true;
}
