#include "config.h"

#include <ctype.h>
#include <limits.h>
#include <string.h>

#include "fakedns/compose.h"
#include "fakedns/edit.h"
#include "fakedns/padding.h"
#include "fakedns/xalloc.h"

enum {
	UDP_OCTETS = 512,   /* RFC 1035 4.2.1 */
	EDNS_OCTETS = 1232, /* what our OPT advertises */
};

/* What the query's UDP answer may have at most (RFC 6891 6.2.3). */
static size_t
udp_limit(const struct scenario *s, const struct incoming *in)
{
	const struct edns *e = &in->query.edns;

	if (!e->present || s->noedns == NOEDNS_IGNORE ||
	    e->udp_size < UDP_OCTETS)
		return UDP_OCTETS;
	return e->udp_size;
}

static void
truncate_by(const struct scenario *s, enum truncation how, long at,
    enum compress compress, const struct incoming *in, struct message *m)
{
	if (in->tcp)
		message_truncate(m, TRUNCATE_PARTIAL, WIRE_MAX, compress);
	else
		message_truncate(m, how,
		    at == TRUNCATE_AT_DEFAULT ? udp_limit(s, in) : (size_t)at,
		    compress);
}

static void
truncate_by_rule(const struct scenario *s, unsigned step,
    const struct incoming *in, enum compress compress, struct message *m)
{
	enum truncation how = TRUNCATE_PARTIAL;
	long at = TRUNCATE_AT_DEFAULT;

	for (size_t i = 0; i < s->truncate_count; i++)
		if (scope_holds(&s->truncates[i].scope, step, in->server)) {
			how = s->truncates[i].rule.how;
			at = s->truncates[i].rule.at;
		}
	truncate_by(s, how, at, compress, in, m);
}

/*
 * How much a zone had to say: 0 where nothing was asked, 1 it refuses, 2 and
 * the labels of its apex where it denies the name, UINT_MAX it knows the name.
 */
static unsigned
answer_rank(const struct message *m)
{
	const struct rrs *authority = &m->sections[SECTION_AUTHORITY];

	switch (m->flags & FLAG_RCODE) {
	case RCODE_REFUSED:
		return 1;
	case RCODE_NXDOMAIN:
		return 2 + (authority->count == 0
				   ? 0
				   : name_labels(&authority->v->owner));
	default:
		return (m->flags & FLAG_QR) != 0 ? UINT_MAX : 0;
	}
}

/*
 * The first zone in scope that knows the name answers; where none does, the
 * one with the closest apex says so.
 */
static bool
ask_zones(const struct scenario *s, unsigned step, const struct incoming *in,
    struct message *m)
{
	struct query q = in->query;

	if (s->noedns == NOEDNS_IGNORE)
		q.edns.present = false;
	for (size_t i = 0; i < s->zone_count && answer_rank(m) != UINT_MAX;
	     i++) {
		struct message other = { 0 };

		if (!scope_holds(&s->zones[i].scope, step, in->server))
			continue;
		zone_answer(s->zones[i].zone, &q, &other);
		if (answer_rank(&other) <= answer_rank(m)) {
			message_clear(&other);
			continue;
		}
		message_clear(m);
		*m = other;
	}
	return answer_rank(m) > 0;
}

/* RFC 6891 7: a server that does not know OPT says FORMERR. */
static void
formerr(const struct incoming *in, struct message *m)
{
	message_clear(m);
	m->flags =
	    (uint16_t)(FLAG_QR | (in->query.flags & FLAG_RD) | RCODE_FORMERR);
}

static bool
zone_message(const struct scenario *s, unsigned step, const struct incoming *in,
    struct message *m)
{
	if (!ask_zones(s, step, in, m))
		return false;
	m->id = in->query.id;
	if (!in->query.edns.present || s->noedns == NOEDNS_OFF)
		return true;
	if (s->noedns == NOEDNS_FORMERR)
		formerr(in, m);
	m->id = in->query.id;
	m->edns.present = false;
	return s->noedns != NOEDNS_DROP;
}

bool
compose_from_zones(const struct scenario *s, unsigned step,
    const struct incoming *in, struct writer *out)
{
	struct message m = { 0 };
	bool answers = zone_message(s, step, in, &m);

	if (answers) {
		truncate_by_rule(s, step, in, COMPRESS_RFC1035, &m);
		message_encode(&m, COMPRESS_RFC1035, out, NULL);
	}
	message_clear(&m);
	return answers;
}

static void
copy_records(const struct packet_spec *spec, const struct incoming *in,
    struct message *m)
{
	for (size_t i = 0; i < SECTIONS; i++)
		for (size_t k = 0; k < spec->sections[i].count; k++) {
			struct rr *rr =
			    rrs_add(&m->sections[i], &spec->sections[i].v[k]);

			if (name_equal(&rr->owner, &entry_owner_query))
				rr->owner = in->query.question.name;
		}
}

static void
choose_question(const struct packet_spec *spec, const struct incoming *in,
    struct message *m)
{
	m->has_question = spec->has_question;
	m->question = spec->question;
	if (spec->copy_query) {
		m->has_question = in->query.questions > 0;
		m->question = in->query.question;
	}
	if (name_equal(&m->question.name, &entry_owner_query))
		m->question.name = in->query.question.name;
}

static void
choose_edns(const struct packet_spec *spec, const struct incoming *in,
    struct message *m)
{
	m->edns = spec->edns;
	if (spec->edns.options != NULL)
		m->edns.options =
		    xmemdup(spec->edns.options, spec->edns.options_len);
	if (spec->copy_edns && in->query.edns.present)
		m->edns.present = true;
	if (m->edns.present)
		m->edns.udp_size = EDNS_OCTETS;
}

static void
choose(const struct scenario *s, unsigned step, const struct packet_spec *spec,
    const struct incoming *in, struct message *m)
{
	if (spec->from_zone && zone_message(s, step, in, m)) {
		m->flags |= (uint16_t)(spec->flags & ~FLAG_RCODE);
		if ((spec->flags & FLAG_RCODE) != 0)
			m->flags = (uint16_t)((m->flags & ~FLAG_RCODE) |
					      (spec->flags & FLAG_RCODE));
		copy_records(spec, in, m);
		if (!spec->truncates)
			truncate_by_rule(s, step, in, spec->compress, m);
	} else {
		message_clear(m); /* of what a zone began and dropped */
		m->flags = spec->flags;
		if (spec->from_zone)
			m->flags |= FLAG_QR | FLAG_RD | FLAG_RA;
		choose_question(spec, in, m);
		copy_records(spec, in, m);
		choose_edns(spec, in, m);
	}
	m->id = spec->copy_id ? in->query.id : 0;
}

static void
lie_about_question(const struct packet_spec *spec, const struct incoming *in,
    struct message *m)
{
	struct name *n = &m->question.name;

	switch (spec->question_lie) {
	case QUESTION_HONEST:
		break;
	case QUESTION_NONE:
		m->has_question = false;
		break;
	case QUESTION_TWICE:
		m->question_twice = m->has_question;
		break;
	case QUESTION_SWAPCASE: /* length octets are below 'A' */
		for (size_t i = 0; i < n->len; i++)
			if (isalpha(n->octets[i]))
				n->octets[i] ^= 'a' ^ 'A';
		break;
	case QUESTION_ALSO:
		m->has_also = true;
		m->also = spec->other_question;
		break;
	case QUESTION_OTHER:
		m->has_question = true;
		m->question = spec->other_question;
		if (name_equal(n, &entry_owner_query))
			*n = in->query.question.name;
		break;
	}
}

static void
lie_in_header(const struct packet_spec *spec, struct writer *w)
{
	unsigned id, flags;

	if (w->len < WIRE_HEADER)
		return;
	id = (unsigned)w->octets[0] << 8 | w->octets[1];
	flags = (unsigned)w->octets[2] << 8 | w->octets[3];
	if (spec->id_lie == ID_ADD)
		id += spec->id;
	else if (spec->id_lie == ID_SET)
		id = spec->id;
	flags = (flags & ~(unsigned)spec->flags_mask) | spec->flags_value;
	if (spec->has_rcode)
		flags = (flags & ~(unsigned)FLAG_RCODE) |
			(spec->rcode & FLAG_RCODE);
	writer_put_u16(w, 0, id & 0xffff);
	writer_put_u16(w, 2, flags);
	for (size_t i = 0; i < 4; i++)
		if (spec->counts[i] != COUNT_HONEST)
			writer_put_u16(w, 4 + 2 * i, (unsigned)spec->counts[i]);
}

static void
hex_packet(const struct packet_spec *spec, const struct incoming *in,
    struct writer *out)
{
	writer_octets(out, spec->hex.octets, spec->hex.len);
	if (spec->copy_id && out->len >= 2)
		writer_put_u16(out, 0, in->query.id);
}

bool
compose_sends(const struct scenario *s, const struct packet_spec *spec,
    const struct incoming *in)
{
	return !spec->from_zone || s->noedns != NOEDNS_DROP ||
	       !in->query.edns.present;
}

bool
compose_packet(const struct scenario *s, unsigned step,
    const struct packet_spec *spec, const struct incoming *in,
    struct writer *out, const char **why)
{
	struct message m = { 0 };
	struct layout layout = { 0 };
	bool done = true;

	if (spec->is_hex) {
		hex_packet(spec, in, out);
	} else {
		choose(s, step, spec, in, &m);
		if (spec->has_rcode && m.edns.present)
			m.edns.rcode_high = (uint8_t)(spec->rcode >> 4);
		lie_about_question(spec, in, &m);
		if (spec->truncates)
			truncate_by(s, spec->truncate.how, spec->truncate.at,
			    spec->compress, in, &m);
		if (spec->has_size && padding_add(&m, spec->size, spec->pad,
					  spec->compress) == -1) {
			done = false;
			*why = "SIZE cannot be reached";
		}
		message_encode(&m, spec->compress, out, &layout);
	}
	lie_in_header(spec, out);
	for (size_t i = 0; i < spec->edit_count; i++)
		if (edit_apply(&spec->edits[i], &layout, out) == -1) {
			done = false;
			*why = "an edit is outside the message";
		}
	if (out->len > WIRE_MAX) {
		done = false;
		*why = "a message of more than 65535 octets";
		out->len = WIRE_MAX;
	}
	layout_clear(&layout);
	message_clear(&m);
	return done;
}
