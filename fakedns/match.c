#include "config.h"

#include <string.h>

#include "fakedns/match.h"

/* Goes to record INDEX behind the question, its owner, type and so on read. */
static bool
record_at(const struct incoming *in, unsigned index, struct reader *r,
    uint16_t *type, uint16_t *rdlen)
{
	struct name skipped;

	reader_init(r, in->octets, in->len);
	reader_octets(r, WIRE_HEADER);
	for (unsigned i = 0; i < in->query.questions && !r->bad; i++) {
		name_read(r, &skipped);
		reader_u32(r);
	}
	for (unsigned i = 0; !r->bad; i++) {
		name_read(r, &skipped);
		*type = reader_u16(r);
		reader_u16(r);
		reader_u32(r);
		*rdlen = reader_u16(r);
		if (i == index)
			return !r->bad;
		reader_octets(r, *rdlen);
	}
	return false;
}

static unsigned
header_count(const struct incoming *in, size_t at)
{
	struct reader r;

	reader_init(&r, in->octets, in->len);
	reader_octets(&r, at);
	return reader_u16(&r);
}

/* The SOA an IXFR query carries in its authority section (RFC 1995 3). */
static bool
match_serial(const struct match *m, const struct incoming *in)
{
	unsigned answers = header_count(in, 6);
	struct name skipped;
	struct reader r;
	uint16_t type, rdlen;

	if (header_count(in, 8) == 0 ||
	    !record_at(in, answers, &r, &type, &rdlen) || type != RR_SOA)
		return false;
	name_read(&r, &skipped);
	name_read(&r, &skipped);
	return reader_u32(&r) == m->serial && !r.bad;
}

static bool
match_ednsdata(const struct packet_spec *packet, const struct incoming *in)
{
	unsigned before = header_count(in, 6) + header_count(in, 8);
	unsigned additional = header_count(in, 10);

	for (unsigned i = 0; i < additional; i++) {
		const uint8_t *data;
		struct reader r;
		uint16_t type, rdlen;

		if (!record_at(in, before + i, &r, &type, &rdlen))
			return false;
		if (type != RR_OPT)
			continue;
		data = reader_octets(&r, rdlen);
		return data != NULL && rdlen == packet->edns.options_len &&
		       (rdlen == 0 ||
			   memcmp(data, packet->edns.options, rdlen) == 0);
	}
	return packet->edns.options_len == 0;
}

/* testns: everything but the ID and TTLs is as in the reply. */
static bool
match_all(const struct packet_spec *packet, const struct incoming *in)
{
	const struct query *q = &in->query;

	for (size_t i = 0; i < SECTIONS; i++)
		if (packet->sections[i].count > 0)
			return false; /* a query has no records */
	return q->flags == packet->flags &&
	       (q->questions > 0) == packet->has_question &&
	       (!packet->has_question ||
		   (name_equal(&q->question.name, &packet->question.name) &&
		       q->question.type == packet->question.type &&
		       q->question.class == packet->question.class));
}

static bool
match_question(const struct match *m, const struct packet_spec *packet,
    const struct incoming *in)
{
	const struct question *have = &in->query.question;
	const struct question *want = &packet->question;
	bool any_name = !packet->has_question ||
			name_equal(&want->name, &entry_owner_query);

	if (m->qtype && (!packet->has_question || have->type != want->type))
		return false;
	if (m->qname && !any_name && !name_equal(&have->name, &want->name))
		return false;
	if (m->qname && !packet->has_question)
		return false;
	if (m->subdomain && !packet->has_question)
		return false;
	return !m->subdomain || any_name ||
	       name_is_below(&have->name, &want->name);
}

static bool
match_edns(const struct match *m, const struct packet_spec *packet,
    const struct incoming *in)
{
	const struct edns *e = &in->query.edns;

	if ((m->edns && !e->present) || (m->noedns && e->present))
		return false;
	if (m->dnssec && !(e->present && (e->flags & EDNS_FLAG_DO) != 0))
		return false;
	if (m->has_udp_size && !(e->present && e->udp_size == m->udp_size))
		return false;
	return !m->ednsdata || match_ednsdata(packet, in);
}

bool
match_entry(const struct entry *e, const struct incoming *in)
{
	const struct match *m = &e->match;
	const struct packet_spec *packet = &e->packets[0];

	if (m->udp != m->tcp && m->tcp != in->tcp)
		return false;
	if (m->servers != 0 && (m->servers >> in->server & 1) == 0)
		return false;
	if (m->opcode && ((in->query.flags ^ packet->flags) & FLAG_OPCODE) != 0)
		return false;
	if (!match_question(m, packet, in) || !match_edns(m, packet, in))
		return false;
	if (m->has_serial && !match_serial(m, in))
		return false;
	return !m->all || match_all(packet, in);
}
