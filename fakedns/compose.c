#include "config.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/compose.h"
#include "fakedns/compose_edns.h"
#include "fakedns/compose_zone.h"
#include "fakedns/ecs.h"
#include "fakedns/edit.h"
#include "fakedns/layout.h"
#include "fakedns/padding.h"

enum {
	UDP_OCTETS = 512,     /* RFC 1035 4.2.1 */
	UDP_DATA_MAX = 65507, /* of a datagram, over IPv4 */
};

/* A packet on its way to be octets. */
struct composing {
	const struct scenario *s;
	unsigned step;
	const struct packet_spec *spec; /* NULL: a zone's plain answer */
	const struct incoming *in;
	bool from_zone;  /* a zone answered */
	size_t cut_at;   /* TRUNCATE cut: octets; SIZE_MAX: none */
	enum tc_lie tc;  /* of a cut */
	const char *why; /* what could not be done, or NULL */
};

/* What the query's UDP answer may have at most (RFC 6891 6.2.3). */
static size_t
udp_limit(const struct composing *c)
{
	const struct edns *e = &c->in->query.edns;

	if (!e->present || e->udp_size < UDP_OCTETS ||
	    compose_noedns(c->s, c->step, c->in->server) == NOEDNS_IGNORE)
		return UDP_OCTETS;
	return e->udp_size < UDP_DATA_MAX ? e->udp_size : UDP_DATA_MAX;
}

/* The scenario's TRUNCATE for this transport; the last that holds. */
static const struct truncate_rule *
scenario_rule(const struct composing *c)
{
	static const struct truncate_rule udp = { .how = TRUNCATE_PARTIAL,
		.at = TRUNCATE_AT_DEFAULT };
	static const struct truncate_rule tcp = { .how = TRUNCATE_PARTIAL,
		.at = WIRE_MAX };
	const struct truncate_rule *rule = c->in->tcp ? &tcp : &udp;

	for (size_t i = 0; i < c->s->truncate_count; i++) {
		const struct truncate_spec *t = &c->s->truncates[i];

		if (t->rule.over_tcp == c->in->tcp &&
		    scope_holds(&t->scope, c->step, c->in->server))
			rule = &t->rule;
	}
	return rule;
}

/* The rule for this packet; NULL: it is sent whatever its size. */
static const struct truncate_rule *
packet_rule(const struct composing *c)
{
	const struct packet_spec *spec = c->spec;
	bool tcp = c->in->tcp;

	if (spec != NULL && (tcp ? spec->truncates_tcp : spec->truncates))
		return tcp ? &spec->truncate_tcp : &spec->truncate;
	return spec == NULL || c->from_zone ? scenario_rule(c) : NULL;
}

static void
truncate_by_rule(struct composing *c, enum compress compress, struct message *m)
{
	const struct truncate_rule *rule = packet_rule(c);
	size_t limit;

	if (rule == NULL)
		return;
	limit =
	    rule->at == TRUNCATE_AT_DEFAULT ? udp_limit(c) : (size_t)rule->at;
	if (rule->how == TRUNCATE_CUT) {
		c->cut_at = limit;
		c->tc = rule->tc;
		return;
	}
	if (!message_truncate(m, rule->how, limit, compress))
		return;
	if (rule->tc == TC_CLEAR)
		m->flags &= (uint16_t)~FLAG_TC;
	else if (rule->tc == TC_SET)
		m->flags |= FLAG_TC;
}

/* TRUNCATE cut: the octets that fit, and TC unless a proxy dropped it. */
static void
cut_octets(const struct composing *c, struct writer *w)
{
	size_t limit = c->cut_at == 0 ? UDP_OCTETS : c->cut_at;

	if (c->cut_at > 0 && w->len <= limit)
		return;
	if (c->tc != TC_CLEAR && w->len >= WIRE_HEADER)
		w->octets[2] |= FLAG_TC >> 8;
	if (w->len > limit)
		w->len = limit;
}

bool
compose_from_zones(const struct scenario *s, unsigned step,
    const struct incoming *in, struct writer *out)
{
	struct composing c = { .s = s,
		.step = step,
		.in = in,
		.from_zone = true,
		.cut_at = SIZE_MAX };
	struct message m = { 0 };
	bool answers = compose_zone(s, step, in, &m);

	if (answers) {
		truncate_by_rule(&c, COMPRESS_RFC1035, &m);
		message_encode(&m, COMPRESS_RFC1035, out, NULL);
		cut_octets(&c, out);
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

/* A zone's answer, and what the entry adds to it. */
static void
choose_zone(const struct packet_spec *spec, const struct incoming *in,
    struct message *m)
{
	bool code =
	    (spec->flags & FLAG_RCODE) != 0 || spec->edns.rcode_high != 0;

	m->flags |= (uint16_t)(spec->flags & ~FLAG_RCODE);
	if (code) {
		m->flags = (uint16_t)((m->flags & ~FLAG_RCODE) |
				      (spec->flags & FLAG_RCODE));
		m->edns.rcode_high = 0;
	}
	copy_records(spec, in, m);
}

static void
choose(struct composing *c, struct message *m)
{
	const struct packet_spec *spec = c->spec;
	const struct incoming *in = c->in;

	c->from_zone = spec->from_zone && compose_zone(c->s, c->step, in, m);
	if (c->from_zone) {
		choose_zone(spec, in, m);
	} else {
		message_clear(m); /* of what a zone began and dropped */
		m->flags = spec->flags;
		if (spec->from_zone)
			m->flags |= FLAG_QR | FLAG_RD | FLAG_RA;
		choose_question(spec, in, m);
		copy_records(spec, in, m);
		if (spec->copy_edns && in->query.edns.present)
			m->edns = (struct edns){ .present = true,
				.udp_size = COMPOSE_EDNS_OCTETS };
	}
	compose_edns(spec, m);
	ecs_adjust(spec, in, &m->edns);
	m->id = spec->copy_id ? in->query.id : 0;
}

/* LIMIT_RR */
static void
limit_answers(const struct packet_spec *spec, struct message *m)
{
	struct rrs *answers = &m->sections[SECTION_ANSWER];

	while (spec->has_limit_rr && answers->count > spec->limit_rr)
		free(answers->v[--answers->count].rdata);
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
		m->also = *spec->other_question;
		if (name_equal(&m->also.name, &entry_owner_query))
			m->also.name = in->query.question.name;
		break;
	case QUESTION_OTHER:
		m->has_question = true;
		m->question = *spec->other_question;
		if (name_equal(n, &entry_owner_query))
			*n = in->query.question.name;
		break;
	}
}

static bool
lies_in_header(const struct packet_spec *spec)
{
	bool counts = false;

	for (size_t i = 0; i < 4; i++)
		counts = counts || spec->counts[i] != COUNT_HONEST;
	return counts || spec->id_lie != ID_HONEST || spec->flags_mask != 0 ||
	       spec->has_rcode;
}

/* False where there is no header to lie in. */
static bool
lie_in_header(const struct packet_spec *spec, struct writer *w)
{
	unsigned id, flags;

	if (w->len < WIRE_HEADER)
		return !lies_in_header(spec);
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
	return true;
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
compose_sends(const struct scenario *s, unsigned step,
    const struct packet_spec *spec, const struct incoming *in)
{
	return !spec->from_zone || !in->query.edns.present ||
	       compose_noedns(s, step, in->server) != NOEDNS_DROP;
}

static void
encode_packet(struct composing *c, struct writer *out, struct layout *layout)
{
	const struct packet_spec *spec = c->spec;
	struct message m = { 0 };

	choose(c, &m);
	limit_answers(spec, &m);
	lie_about_question(spec, c->in, &m);
	if (!compose_edns_lies(spec, c->in, &m))
		c->why = "COOKIE does not fit into an OPT";
	m.pointers = spec->pointers;
	m.pointer_count = spec->pointer_count;
	truncate_by_rule(c, spec->compress, &m);
	if (spec->has_size &&
	    padding_add(&m, spec->size, spec->pad, spec->compress) == -1)
		c->why = "SIZE cannot be reached";
	message_encode(&m, spec->compress, out, layout);
	if (edit_pointers(&m, layout, out) == -1)
		c->why = "a POINTER or its target has no place";
	cut_octets(c, out);
	message_clear(&m);
}

bool
compose_packet(const struct scenario *s, unsigned step,
    const struct packet_spec *spec, const struct incoming *in,
    struct writer *out, const char **why)
{
	struct composing c = { .s = s,
		.step = step,
		.spec = spec,
		.in = in,
		.cut_at = SIZE_MAX };
	struct layout layout = { 0 };

	if (spec->is_hex) {
		hex_packet(spec, in, out);
		if (spec->edit_count > 0)
			layout_read(out->octets, out->len, &layout);
	} else {
		encode_packet(&c, out, &layout);
	}
	if (!lie_in_header(spec, out))
		c.why = "a message without a header";
	for (size_t i = 0; i < spec->edit_count; i++)
		if (edit_apply(&spec->edits[i], &layout, out) == -1)
			c.why = "an edit is outside the message";
	if (out->len > WIRE_MAX) {
		c.why = "a message of more than 65535 octets";
		out->len = WIRE_MAX;
	}
	layout_clear(&layout);
	if (c.why != NULL)
		*why = c.why;
	return c.why == NULL;
}
