#include "config.h"

#include <stdio.h>
#include <string.h>

#include "fakedns/edit.h"

static const struct {
	const char *name;
	size_t offset; /* RFC 1035 4.1.1 */
} header_fields[] = {
	{ "id", 0 },
	{ "flags", 2 },
	{ "qdcount", 4 },
	{ "ancount", 6 },
	{ "nscount", 8 },
	{ "arcount", 10 },
};

static int
question_field(const char *name, const struct layout *layout, unsigned index,
    size_t *offset)
{
	size_t at = WIRE_HEADER, type = at + 1;

	if (index > 1)
		return -1;
	if (layout != NULL) {
		at = index == 0 ? WIRE_HEADER : layout->also_name;
		type = index == 0 ? layout->question_type : layout->also_type;
	}
	if (type == 0)
		return -1;
	if (strcmp(name, "qname") == 0)
		*offset = at;
	else if (strcmp(name, "qtype") == 0)
		*offset = type;
	else if (strcmp(name, "qclass") == 0)
		*offset = type + 2;
	else
		return -1;
	return 0;
}

/* Fields behind TYPE: OPT has names of its own (RFC 6891 6.1.2, 6.1.3). */
static const struct {
	const char *name;
	size_t behind; /* octets from TYPE */
} record_fields[] = {
	{ "type", 0 },
	{ "class", 2 },
	{ "ttl", 4 },
	{ "rdlength", 8 },
}, opt_fields[] = {
	{ "type", 0 },
	{ "size", 2 },
	{ "rcode", 4 },
	{ "version", 5 },
	{ "flags", 6 },
	{ "rdlength", 8 },
};
enum {
	RECORD_FIELDS = sizeof record_fields / sizeof *record_fields,
	OPT_FIELDS = sizeof opt_fields / sizeof *opt_fields,
};

static int
record_field(const char *name, bool as_opt, const struct layout_rr *rr,
    size_t *offset)
{
	size_t count = as_opt ? OPT_FIELDS : RECORD_FIELDS;

	if (strcmp(name, "owner") == 0) {
		*offset = rr->owner;
		return 0;
	}
	if (rr->no_fields)
		return -1;
	if (strcmp(name, "rdata") == 0) {
		*offset = rr->rdata;
		return 0;
	}
	for (size_t i = 0; i < count; i++)
		if (strcmp(name, as_opt ? opt_fields[i].name
					: record_fields[i].name) == 0) {
			*offset = rr->type + (as_opt ? opt_fields[i].behind
						     : record_fields[i].behind);
			return 0;
		}
	return -1;
}

static int
opt_field(const char *name, const struct layout *layout, unsigned index,
    size_t *offset)
{
	for (size_t i = 0; i < layout->count[SECTION_ADDITIONAL]; i++) {
		const struct layout_rr *at = &layout->rr[SECTION_ADDITIONAL][i];

		if (at->is_opt && index-- == 0)
			return record_field(name, true, at, offset);
	}
	return -1;
}

/* "answer[2].rdlength", or "opt.size" for "opt[0].size". */
static bool
split_field(const char *field, char section[16], unsigned *index, char name[16])
{
	int end = 0;

	*index = 0;
	if (sscanf(field, "opt.%15[a-z]%n", name, &end) == 1 && end > 0 &&
	    field[end] == '\0') {
		strcpy(section, "opt");
		return true;
	}
	end = 0;
	return sscanf(field, "%15[a-z][%5u].%15[a-z]%n", section, index, name,
		   &end) == 3 &&
	       field[end] == '\0';
}

int
edit_field(const char *field, const struct layout *layout, size_t *offset)
{
	static const char *const sections[] = { "answer", "authority",
		"additional" };
	static const struct layout_rr any;
	char section[16], name[16];
	unsigned index;

	for (size_t i = 0; i < sizeof header_fields / sizeof *header_fields;
	     i++)
		if (strcmp(field, header_fields[i].name) == 0) {
			*offset = header_fields[i].offset;
			return 0;
		}
	if (!split_field(field, section, &index, name))
		return -1;
	if (strcmp(section, "question") == 0)
		return question_field(name, layout, index, offset);
	if (strcmp(section, "opt") == 0)
		return layout == NULL ? record_field(name, true, &any, offset)
				      : opt_field(name, layout, index, offset);
	for (size_t i = 0; i < SECTIONS; i++) {
		if (strcmp(section, sections[i]) != 0)
			continue;
		if (layout == NULL)
			return record_field(name, false, &any, offset);
		return index < layout->count[i]
			   ? record_field(name, false, &layout->rr[i][index],
				 offset)
			   : -1;
	}
	return -1;
}

static int
overwrite(const struct edit *e, const struct layout *layout, struct writer *w)
{
	size_t at = e->offset;

	if (e->field != NULL && edit_field(e->field, layout, &at) == -1)
		return -1;
	if (at + e->len > w->len)
		return -1;
	for (size_t i = 0; i < e->len; i++)
		w->octets[at + i] =
		    (uint8_t)(e->kind == EDIT_FLIP
				  ? w->octets[at + i] ^ e->octets[i]
				  : e->octets[i]);
	return 0;
}

int
edit_apply(const struct edit *e, const struct layout *layout, struct writer *w)
{
	const size_t behind_id = 2;

	switch (e->kind) {
	case EDIT_APPEND:
		writer_octets(w, e->octets, e->len);
		return 0;
	case EDIT_CUT:
		if (e->offset > w->len)
			return -1;
		w->len = e->offset;
		return 0;
	case EDIT_MUTATE:
		return edit_mutate(w, e->whole ? 0 : behind_id, e->offset,
		    e->seed);
	case EDIT_POKE:
	case EDIT_FLIP:
		break;
	}
	return overwrite(e, layout, w);
}

/* Where pointer P stands; 0 where it does not. */
static size_t
pointer_place(const struct pointer *p, const struct message *m,
    const struct layout *layout)
{
	const struct rrs *rrs = &m->sections[p->section];
	size_t before = 0;

	if (p->place == POINTER_QNAME)
		return layout->question_type == 0 ? 0 : WIRE_HEADER;
	if (p->section == SECTION_ADDITIONAL && m->edns.present && m->opt_first)
		before = 1 + m->opt_extra;
	if (p->index < before || p->index - before >= rrs->count ||
	    rrs->v[p->index - before].is_raw)
		return 0;
	return p->place == POINTER_RDATA
		   ? layout->rr[p->section][p->index].pointer
		   : layout->rr[p->section][p->index].owner;
}

int
edit_pointers(const struct message *m, const struct layout *layout,
    struct writer *w)
{
	const unsigned high_bits = 0xc000;
	int ret = 0;

	for (size_t i = 0; i < m->pointer_count; i++) {
		const struct pointer *p = &m->pointers[i];
		size_t place = pointer_place(p, m, layout), target = p->target;

		if (place == 0) {
			ret = -1;
			continue;
		}
		if (p->field == NULL)
			continue;
		if (edit_field(p->field, layout, &target) == -1 ||
		    target >= 0x4000) {
			ret = -1;
			continue;
		}
		writer_put_u16(w, place, high_bits | (unsigned)target);
	}
	return ret;
}
