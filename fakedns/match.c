#include "config.h"

#include <regex.h>
#include <string.h>

#include "fakedns/match.h"
#include "fakedns/match_records.h"

/* QR AA TC RD RA AD CD: neither opcode nor RCODE nor the bit without a name */
enum {
	FLAGS_NAMED =
	    FLAG_QR | FLAG_AA | FLAG_TC | FLAG_RD | FLAG_RA | FLAG_AD | FLAG_CD,
};

static bool
header_is(const struct match *m, unsigned want, unsigned have)
{
	unsigned mask = 0;

	if (m->opcode)
		mask |= FLAG_OPCODE;
	if (m->rcode)
		mask |= FLAG_RCODE;
	if (m->flags)
		mask |= FLAGS_NAMED;
	if (m->all || m->all_noedns)
		mask |= FLAG_OPCODE | FLAG_RCODE | FLAGS_NAMED;
	return ((want ^ have) & mask) == 0;
}

/* "*.example." with copy_query: any name below example. */
static bool
is_wildcard(const struct packet_spec *packet)
{
	return packet->copy_query && packet->question.name.octets[0] == 1 &&
	       packet->question.name.octets[1] == '*';
}

static bool
name_is(const struct packet_spec *packet, const struct name *have)
{
	const struct name *want = &packet->question.name;
	struct name apex;

	if (!is_wildcard(packet))
		return name_equal(have, want);
	name_parent(want, &apex);
	return name_is_below(have, &apex) && !name_equal(have, &apex);
}

/* The question as in the reply, or none in either. */
static bool
question_is(const struct packet_spec *packet, const struct query *q)
{
	if (!packet->has_question || q->questions == 0)
		return !packet->has_question && q->questions == 0;
	return q->questions == 1 &&
	       (name_equal(&packet->question.name, &entry_owner_query) ||
		   name_is(packet, &q->question.name)) &&
	       q->question.type == packet->question.type &&
	       q->question.class == packet->question.class;
}

static bool
match_name(const struct match *m, const struct packet_spec *packet,
    const struct query *q)
{
	const struct name *want = &packet->question.name;
	const struct name *have = &q->question.name;

	if (!m->qname && !m->subdomain && !m->qcase)
		return true;
	if (!packet->has_question || q->questions == 0)
		return false;
	if (name_equal(want, &entry_owner_query))
		return true;
	if (m->qname && !name_is(packet, have))
		return false;
	if (m->qcase && memcmp(have->octets, want->octets, want->len) != 0)
		return false;
	return !m->subdomain || name_is_below(have, want);
}

static bool
match_question(const struct match *m, const struct packet_spec *packet,
    const struct query *q)
{
	char text[NAME_TEXT_MAX];

	if (m->qtype && (!packet->has_question || q->questions == 0 ||
			    q->question.type != packet->question.type))
		return false;
	if (!match_name(m, packet, q))
		return false;
	if ((m->question || m->all || m->all_noedns) && !question_is(packet, q))
		return false;
	return m->regex == NULL ||
	       (q->questions > 0 &&
		   regexec(m->regex, name_format(&q->question.name, text), 0,
		       NULL, 0) == 0);
}

static bool
match_edns(const struct match *m, const struct edns *e)
{
	if ((m->edns && !e->present) || (m->noedns && e->present))
		return false;
	if (m->dnssec && !(e->present && (e->flags & EDNS_FLAG_DO) != 0))
		return false;
	if (m->co && !(e->present && (e->flags & EDNS_FLAG_CO) != 0))
		return false;
	return !m->has_udp_size || (e->present && e->udp_size == m->udp_size);
}

bool
match_entry(const struct entry *e, const struct incoming *in)
{
	const struct match *m = &e->match;
	const struct packet_spec *packet = &e->packets[0];

	if (m->accept != in->accept)
		return false;
	if (m->udp != m->tcp && m->tcp != in->tcp)
		return false;
	if (m->servers != 0 && (m->servers >> in->server & 1) == 0)
		return false;
	if (m->accept)
		return true;
	return header_is(m, packet->flags, in->query.flags) &&
	       match_question(m, packet, &in->query) &&
	       match_edns(m, &in->query.edns) && match_options(m, packet, in) &&
	       match_records(m, packet, in);
}

bool
match_is_for_one_name(const struct entry *e)
{
	const struct match *m = &e->match;
	const struct packet_spec *packet = &e->packets[0];

	return (m->qname || m->question || m->all || m->all_noedns) &&
	       packet->has_question && !m->accept && !is_wildcard(packet) &&
	       !name_equal(&packet->question.name, &entry_owner_query);
}
