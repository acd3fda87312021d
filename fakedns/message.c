#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/layout.h"
#include "fakedns/names_out.h"
#include "fakedns/xalloc.h"

enum { EDNS_VERSION_SHIFT = 16, EDNS_RCODE_SHIFT = 24 }; /* RFC 6891 6.1.3 */

void
message_clear(struct message *m)
{
	for (size_t i = 0; i < SECTIONS; i++)
		rrs_clear(&m->sections[i]);
	free(m->edns.options);
	*m = (struct message){ 0 };
}

static unsigned
opt_count(const struct message *m)
{
	return m->edns.present ? 1 + m->opt_extra : 0;
}

static void
encode_header(const struct message *m, struct writer *out)
{
	writer_u16(out, m->id);
	writer_u16(out, m->flags);
	writer_u16(out, (unsigned)m->has_question +
			    (m->has_question && m->question_twice) +
			    m->has_also);
	writer_u16(out, (unsigned)m->sections[SECTION_ANSWER].count);
	writer_u16(out, (unsigned)m->sections[SECTION_AUTHORITY].count);
	writer_u16(out,
	    (unsigned)m->sections[SECTION_ADDITIONAL].count + opt_count(m));
}

static const struct pointer *
pointer_at(const struct message *m, enum pointer_place place,
    enum section section, size_t index)
{
	for (size_t i = 0; i < m->pointer_count; i++) {
		const struct pointer *p = &m->pointers[i];

		if (p->place == place && p->section == section &&
		    p->index == index)
			return p;
	}
	return NULL;
}

/* QTYPE's offset is put where LAYOUT has the first room for it. */
static void
encode_question(const struct question *q, const struct pointer *pointer,
    struct names_out *names, struct layout *layout)
{
	size_t name = names->out->len - names->start, type;

	if (pointer != NULL)
		names_out_add_pointer(names, pointer->target);
	else
		names_out_add(names, &q->name);
	type = names->out->len - names->start;
	writer_u16(names->out, q->type);
	writer_u16(names->out, q->class);
	if (layout->question_type == 0) {
		layout->question_type = type;
	} else {
		layout->also_name = name;
		layout->also_type = type;
	}
}

static void
encode_questions(const struct message *m, struct names_out *names,
    struct layout *layout)
{
	const struct pointer *pointer = pointer_at(m, POINTER_QNAME, 0, 0);

	if (m->has_question)
		encode_question(&m->question, pointer, names, layout);
	if (m->has_question && m->question_twice)
		encode_question(&m->question, NULL, names, layout);
	if (m->has_also)
		encode_question(&m->also, m->has_question ? NULL : pointer,
		    names, layout);
}

static void
encode_raw(const struct rr *rr, struct names_out *names, struct layout_rr *at)
{
	struct writer *out = names->out;
	struct reader r;

	writer_octets(out, rr->rdata, rr->rdlen);
	reader_init(&r, out->octets + names->start, out->len - names->start);
	r.pos = r.len - rr->rdlen;
	layout_read_rr(&r, at);
}

static void
encode_rdata(const struct rr *rr, const struct pointer *pointer,
    struct names_out *names, struct layout_rr *at)
{
	if (pointer != NULL)
		at->pointer =
		    names_out_add_rdata_pointer(names, rr, pointer->target);
	if (at->pointer == 0)
		names_out_add_rdata(names, rr);
}

/* Offsets in AT are from the start of the message. */
static void
encode_rr(const struct rr *rr, const struct pointer *owner,
    const struct pointer *in_rdata, struct names_out *names,
    struct layout_rr *at)
{
	struct writer *out = names->out;
	size_t length_at;

	*at = (struct layout_rr){ .owner = out->len - names->start,
		.is_opt = rr->type == RR_OPT };
	if (owner != NULL)
		names_out_add_pointer(names, owner->target);
	else
		names_out_add(names, &rr->owner);
	at->type = out->len - names->start;
	writer_u16(out, rr->type);
	writer_u16(out, rr->class);
	writer_u32(out, rr->ttl);
	length_at = out->len;
	writer_u16(out, 0);
	at->rdata = out->len - names->start;
	encode_rdata(rr, in_rdata, names, at);
	at->end = out->len - names->start;
	writer_put_u16(out, length_at, (unsigned)(at->end - at->rdata));
}

static void
encode_edns(const struct message *m, struct names_out *names,
    struct layout_rr *at)
{
	const struct edns *edns = &m->edns;
	struct writer *out = names->out;

	*at = (struct layout_rr){ .owner = out->len - names->start,
		.is_opt = true };
	if (m->opt_owner == NULL)
		writer_u8(out, 0); /* the root */
	else
		names_out_add(names, m->opt_owner);
	at->type = out->len - names->start;
	writer_u16(out, RR_OPT);
	writer_u16(out, edns->udp_size);
	writer_u32(out, (uint32_t)edns->rcode_high << EDNS_RCODE_SHIFT |
			    (uint32_t)edns->version << EDNS_VERSION_SHIFT |
			    edns->flags);
	writer_u16(out, edns->options_len);
	at->rdata = out->len - names->start;
	writer_octets(out, edns->options, edns->options_len);
	at->end = out->len - names->start;
}

/* Records of a section as they are sent, with their places where wanted. */
struct section_out {
	const struct message *m;
	enum section section;
	struct names_out *names;
	struct layout_rr *v; /* or NULL */
	size_t count;
};

static void
encode_opts(struct section_out *s)
{
	for (unsigned n = opt_count(s->m); n > 0; n--) {
		struct layout_rr at;

		encode_edns(s->m, s->names, &at);
		if (s->v != NULL)
			s->v[s->count] = at;
		s->count++;
	}
}

static void
encode_records(struct section_out *s)
{
	const struct rrs *rrs = &s->m->sections[s->section];

	for (size_t i = 0; i < rrs->count; i++) {
		const struct pointer *owner, *in_rdata;
		struct layout_rr at;

		owner = pointer_at(s->m, POINTER_OWNER, s->section, s->count);
		in_rdata =
		    pointer_at(s->m, POINTER_RDATA, s->section, s->count);
		if (rrs->v[i].is_raw)
			encode_raw(&rrs->v[i], s->names, &at);
		else
			encode_rr(&rrs->v[i], owner, in_rdata, s->names, &at);
		if (s->v != NULL)
			s->v[s->count] = at;
		s->count++;
	}
}

static void
encode_section(const struct message *m, enum section section,
    struct names_out *names, struct layout *layout)
{
	struct section_out s = { .m = m, .section = section, .names = names };
	bool has_opts = section == SECTION_ADDITIONAL;
	size_t room =
	    m->sections[section].count + (has_opts ? opt_count(m) : 0);

	if (layout != NULL && room > 0)
		s.v = xcalloc(room, sizeof *s.v);
	if (has_opts && m->opt_first)
		encode_opts(&s);
	encode_records(&s);
	if (has_opts && !m->opt_first)
		encode_opts(&s);
	if (layout != NULL) {
		layout->rr[section] = s.v;
		layout->count[section] = s.count;
	}
}

void
message_encode(const struct message *m, enum compress compress,
    struct writer *out, struct layout *layout)
{
	struct layout questions = { 0 };
	struct names_out names;

	names_out_init(&names, compress, out);
	encode_header(m, out);
	encode_questions(m, &names, &questions);
	if (layout != NULL)
		*layout = questions;
	for (size_t i = 0; i < SECTIONS; i++)
		encode_section(m, (enum section)i, &names, layout);
	names_out_clear(&names);
}
