/* The lines of an entry that change records, names and octets. */
#include "config.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/edit.h"
#include "fakedns/parse.h"
#include "fakedns/xalloc.h"

enum { TARGET_MAX = 0x3fff }; /* RFC 1035 4.1.4: 14 bits */

static const char *const sections[] = { "answer", "authority", "additional",
	NULL };

int
parse_raw_rr(struct parser *p, void *arg)
{
	static const char form[] = "RAW_RR answer|authority|additional hex";
	struct packet_spec *packet = arg;
	struct writer w = { 0 };
	struct rr rr = { .is_raw = true };
	int section, ret = -1;

	if (parser_count(p, 3, SIZE_MAX, form) == -1)
		return -1;
	section = word_index(p->t.v[1].text, sections);
	if (section < 0)
		return parser_bad(p, 1, "`%s`, want %s", p->t.v[1].text, form);
	for (size_t i = 2; i < p->t.count; i++)
		if (parser_hex(p, i, &w) == -1)
			goto out;
	if (w.len == 0) {
		parser_bad(p, 2, "no octet, want %s", form);
		goto out;
	}
	rr.rdata = w.octets;
	rr.rdlen = (uint16_t)w.len;
	rrs_add(&packet->sections[section], &rr);
	ret = 0;
out:
	writer_clear(&w);
	return ret;
}

/* "answer[2].owner" or "question[0].qname" */
static bool
pointer_place(const char *text, struct pointer *out)
{
	char section[16], name[16];
	unsigned index;
	int end = 0, found;

	if (strcmp(text, "question[0].qname") == 0) {
		out->place = POINTER_QNAME;
		return true;
	}
	if (sscanf(text, "%15[a-z][%5u].%15[a-z]%n", section, &index, name,
		&end) != 3 ||
	    text[end] != '\0')
		return false;
	found = word_index(section, sections);
	if (found < 0)
		return false;
	out->section = (enum section)found;
	out->index = index;
	out->place = strcmp(name, "owner") == 0 ? POINTER_OWNER : POINTER_RDATA;
	return out->place == POINTER_OWNER || strcmp(name, "rdata") == 0;
}

int
parse_pointer(struct parser *p, void *arg)
{
	struct packet_spec *packet = arg;
	struct pointer pointer = { .at = p->at };
	const char *target;
	size_t offset;

	if (parser_count(p, 3, 3, "POINTER answer[0].owner offset|field") == -1)
		return -1;
	if (!pointer_place(p->t.v[1].text, &pointer))
		return parser_bad(p, 1,
		    "`%s`, want question[0].qname, or owner or rdata of a "
		    "record such as answer[0].owner",
		    p->t.v[1].text);
	target = p->t.v[2].text;
	if (*target >= '0' && *target <= '9') {
		if (parser_number(p, 2, 0, TARGET_MAX, &pointer.target) == -1)
			return -1;
	} else if (edit_field(target, NULL, &offset) == -1) {
		return parser_bad(p, 2,
		    "no field `%s`, want an offset or a field such as "
		    "question[0].qname or answer[0].rdata",
		    target);
	} else {
		pointer.field = xstrdup(target);
	}
	packet->pointers =
	    xgrow(packet->pointers, packet->pointer_count, sizeof pointer);
	packet->pointers[packet->pointer_count++] = pointer;
	return 0;
}

int
parse_compress(struct parser *p, void *arg)
{
	static const char *const words[] = { "rfc1035", "none", "all", NULL };
	struct packet_spec *packet = arg;
	int index;

	if (parser_count(p, 2, 2, "COMPRESS none|all|rfc1035") == -1)
		return -1;
	index = word_index(p->t.v[1].text, words);
	if (index < 0)
		return parser_bad(p, 1, "`%s`, want none, all or rfc1035",
		    p->t.v[1].text);
	packet->compress = (enum compress)index;
	return 0;
}

int
parse_size(struct parser *p, void *arg)
{
	static const char *const words[] = { "before", "after", "additional",
		NULL };
	static const char form[] = "SIZE octets pad=before|after|additional";
	struct packet_spec *packet = arg;
	const char *v;
	unsigned n;
	int index;

	if (parser_count(p, 3, 3, form) == -1 ||
	    parser_number(p, 1, WIRE_HEADER, WIRE_MAX, &n) == -1)
		return -1;
	v = parser_value(p, 2, "pad");
	index = v == NULL ? -1 : word_index(v, words);
	if (index < 0)
		return parser_bad(p, 2, "`%s`, want %s", p->t.v[2].text, form);
	packet->has_size = true;
	packet->size = n;
	packet->pad = (enum pad)index;
	return 0;
}

static void
add_edit(struct packet_spec *packet, const struct edit *e)
{
	packet->edits = xgrow(packet->edits, packet->edit_count, sizeof *e);
	packet->edits[packet->edit_count++] = *e;
}

/* An offset or a field, word 1. */
static int
edit_where(struct parser *p, struct edit *e)
{
	const char *text = p->t.v[1].text;
	unsigned n;

	if (*text >= '0' && *text <= '9') {
		if (parser_number(p, 1, 0, WIRE_MAX, &n) == -1)
			return -1;
		e->offset = n;
		return 0;
	}
	if (edit_field(text, NULL, &e->offset) == -1)
		return parser_bad(p, 1,
		    "no field `%s`, want an offset or a "
		    "field such as flags or answer[0].rdlength",
		    text);
	e->field = xstrdup(text);
	return 0;
}

/* The last word. */
static int
edit_octets(struct parser *p, struct edit *e)
{
	size_t last = p->t.count - 1;
	struct writer w = { 0 };

	if (parser_hex(p, last, &w) == -1 || w.len == 0) {
		writer_clear(&w);
		return parser_bad(p, last, "`%s`, want two hex digits an octet",
		    p->t.v[last].text);
	}
	e->octets = w.octets;
	e->len = w.len;
	return 0;
}

/* POKE where hex, FLIP where hex, CUT n, APPEND hex */
int
parse_edit(struct parser *p, void *arg)
{
	static const char *const words[] = { "POKE", "FLIP", "CUT", "APPEND",
		NULL };
	static const char form[] =
	    "POKE|FLIP offset|field hex, CUT octets or APPEND hex";
	struct edit e = { .at = p->at };
	size_t count;

	e.kind = (enum edit_kind)word_index(p->t.v[0].text, words);
	count = e.kind <= EDIT_FLIP ? 3 : 2;
	if (parser_count(p, count, count, form) == -1)
		return -1;
	if (e.kind == EDIT_CUT) {
		unsigned n;

		if (parser_number(p, 1, 0, WIRE_MAX, &n) == -1)
			return -1;
		e.offset = n;
	} else if ((e.kind != EDIT_APPEND && edit_where(p, &e) == -1) ||
		   edit_octets(p, &e) == -1) {
		free(e.field);
		return -1;
	}
	add_edit(arg, &e);
	return 0;
}

int
parse_mutate(struct parser *p, void *arg)
{
	static const char form[] = "MUTATE bits [seed=n] [id]";
	struct edit e = { .at = p->at, .kind = EDIT_MUTATE };
	unsigned bits;

	if (parser_count(p, 2, 4, form) == -1 ||
	    parser_number(p, 1, 1, 8 * WIRE_MAX, &bits) == -1)
		return -1;
	e.offset = bits;
	for (size_t i = 2; i < p->t.count; i++) {
		const char *v = parser_value(p, i, "seed");
		long n;

		if (v != NULL && number_parse(v, 0, INT_MAX, &n))
			e.seed = (unsigned)n;
		else if (parser_is(p, i, "id"))
			e.whole = true;
		else
			return parser_bad(p, i, "`%s`, want %s", p->t.v[i].text,
			    form);
	}
	add_edit(arg, &e);
	return 0;
}
