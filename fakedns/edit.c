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
question_field(const char *name, const struct layout *layout, size_t *offset)
{
	size_t type = layout == NULL ? WIRE_HEADER + 1 : layout->question_type;

	if (type == 0)
		return -1;
	if (strcmp(name, "qname") == 0)
		*offset = WIRE_HEADER;
	else if (strcmp(name, "qtype") == 0)
		*offset = type;
	else if (strcmp(name, "qclass") == 0)
		*offset = type + 2;
	else
		return -1;
	return 0;
}

static int
record_field(const char *name, const struct layout_rr *rr, size_t *offset)
{
	if (strcmp(name, "owner") == 0)
		*offset = rr->owner;
	else if (strcmp(name, "type") == 0)
		*offset = rr->type;
	else if (strcmp(name, "class") == 0)
		*offset = rr->type + 2;
	else if (strcmp(name, "ttl") == 0)
		*offset = rr->type + 4;
	else if (strcmp(name, "rdlength") == 0)
		*offset = rr->type + 8;
	else if (strcmp(name, "rdata") == 0)
		*offset = rr->rdata;
	else
		return -1;
	return 0;
}

int
edit_field(const char *field, const struct layout *layout, size_t *offset)
{
	static const char *const sections[] = { "answer", "authority",
		"additional" };
	static const struct layout_rr any;
	char section[16], name[16];
	unsigned index;
	int end = 0;

	for (size_t i = 0; i < sizeof header_fields / sizeof *header_fields;
	     i++)
		if (strcmp(field, header_fields[i].name) == 0) {
			*offset = header_fields[i].offset;
			return 0;
		}
	if (sscanf(field, "%15[a-z][%5u].%15[a-z]%n", section, &index, name,
		&end) != 3 ||
	    field[end] != '\0')
		return -1;
	if (strcmp(section, "question") == 0 && index == 0)
		return question_field(name, layout, offset);
	for (size_t i = 0; i < SECTIONS; i++) {
		if (strcmp(section, sections[i]) != 0)
			continue;
		if (layout == NULL)
			return record_field(name, &any, offset);
		return index < layout->count[i]
			   ? record_field(name, &layout->rr[i][index], offset)
			   : -1;
	}
	return -1;
}

int
edit_apply(const struct edit *e, const struct layout *layout, struct writer *w)
{
	size_t at = e->offset;

	if (e->kind == EDIT_APPEND) {
		writer_octets(w, e->octets, e->len);
		return 0;
	}
	if (e->kind == EDIT_CUT) {
		if (at > w->len)
			return -1;
		w->len = at;
		return 0;
	}
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
