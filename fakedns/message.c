#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/message.h"
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

void
layout_clear(struct layout *layout)
{
	for (size_t i = 0; i < SECTIONS; i++)
		free(layout->rr[i]);
	*layout = (struct layout){ 0 };
}

static void
encode_header(const struct message *m, struct writer *out)
{
	writer_u16(out, m->id);
	writer_u16(out, m->flags);
	writer_u16(out, (unsigned)m->has_question + m->question_twice);
	writer_u16(out, (unsigned)m->sections[SECTION_ANSWER].count);
	writer_u16(out, (unsigned)m->sections[SECTION_AUTHORITY].count);
	writer_u16(out,
	    (unsigned)m->sections[SECTION_ADDITIONAL].count + m->edns.present);
}

/* Offsets in AT are from the start of the message. */
static void
encode_rr(const struct rr *rr, struct names_out *names, struct layout_rr *at)
{
	struct writer *out = names->out;
	size_t length_at;

	at->owner = out->len - names->start;
	names_out_add(names, &rr->owner);
	at->type = out->len - names->start;
	writer_u16(out, rr->type);
	writer_u16(out, rr->class);
	writer_u32(out, rr->ttl);
	length_at = out->len;
	writer_u16(out, 0);
	at->rdata = out->len - names->start;
	names_out_add_rdata(names, rr);
	at->end = out->len - names->start;
	writer_put_u16(out, length_at, (unsigned)(at->end - at->rdata));
}

static void
encode_edns(const struct edns *edns, struct writer *out)
{
	writer_u8(out, 0); /* the root */
	writer_u16(out, RR_OPT);
	writer_u16(out, edns->udp_size);
	writer_u32(out, (uint32_t)edns->rcode_high << EDNS_RCODE_SHIFT |
			    (uint32_t)edns->version << EDNS_VERSION_SHIFT |
			    edns->flags);
	writer_u16(out, edns->options_len);
	writer_octets(out, edns->options, edns->options_len);
}

static void
encode_section(const struct rrs *rrs, enum section section,
    struct names_out *names, struct layout *layout)
{
	struct layout_rr at, *v = NULL;

	if (layout != NULL && rrs->count > 0)
		v = xcalloc(rrs->count, sizeof *v);
	for (size_t i = 0; i < rrs->count; i++) {
		encode_rr(&rrs->v[i], names, &at);
		if (v != NULL)
			v[i] = at;
	}
	if (layout != NULL) {
		layout->rr[section] = v;
		layout->count[section] = rrs->count;
	}
}

void
message_encode(const struct message *m, enum compress compress,
    struct writer *out, struct layout *layout)
{
	struct names_out names;

	names_out_init(&names, compress, out);
	if (layout != NULL)
		*layout = (struct layout){ 0 };
	encode_header(m, out);
	if (m->has_question) {
		names_out_add(&names, &m->question.name);
		if (layout != NULL)
			layout->question_type = out->len - names.start;
		writer_u16(out, m->question.type);
		writer_u16(out, m->question.class);
	}
	if (m->question_twice) {
		names_out_add(&names, &m->question.name);
		writer_u16(out, m->question.type);
		writer_u16(out, m->question.class);
	}
	for (size_t i = 0; i < SECTIONS; i++)
		encode_section(&m->sections[i], (enum section)i, &names,
		    layout);
	if (m->edns.present)
		encode_edns(&m->edns, out);
	names_out_clear(&names);
}
