#include "config.h"

#include <stdio.h>
#include <string.h>

#include "fakedns/name.h"

enum { POINTER = 0xc0 }; /* both high bits of a label's length (4.1.4) */

const struct name name_root = { .len = 1 };

static uint8_t
lower(uint8_t c)
{
	return c >= 'A' && c <= 'Z' ? (uint8_t)(c + 'a' - 'A') : c;
}

/*
 * One octet of text, an escape or not, and *TEXT moved behind it.  -1 where
 * the escape is none.
 */
static int
take_octet(const char **text, const char **why)
{
	const char *p = *text;
	int value;

	if (*p != '\\') {
		*text = p + 1;
		return (uint8_t)*p;
	}
	p++;
	if (*p == '\0') {
		*why = "a backslash at the end";
		return -1;
	}
	if (*p < '0' || *p > '9') {
		*text = p + 1;
		return (uint8_t)*p;
	}
	value = 0;
	for (int i = 0; i < 3; i++, p++) {
		if (*p < '0' || *p > '9') {
			*why = "want three digits behind a backslash";
			return -1;
		}
		value = 10 * value + (*p - '0');
	}
	if (value > UINT8_MAX) {
		*why = "\\DDD is over 255";
		return -1;
	}
	*text = p;
	return value;
}

/* The octet goes to the end of N and of its label at LABEL. */
static int
add_octet(struct name *n, size_t label, int octet, const char **why)
{
	if (n->octets[label] == NAME_MAX_LABEL) {
		*why = "a label is over 63 octets";
		return -1;
	}
	if (n->len == NAME_MAX_OCTETS) {
		*why = "the name is over 255 octets";
		return -1;
	}
	n->octets[n->len++] = (uint8_t)octet;
	n->octets[label]++;
	return 0;
}

/* Labels of TEXT, the last one still open: its length is at *LABEL. */
static int
parse_labels(const char *text, struct name *out, size_t *label,
    const char **why)
{
	int octet;

	*out = (struct name){ .len = 1 };
	*label = 0;
	while (*text != '\0') {
		if (*text != '.') {
			octet = take_octet(&text, why);
			if (octet == -1 ||
			    add_octet(out, *label, octet, why) == -1)
				return -1;
			continue;
		}
		if (out->octets[*label] == 0) {
			*why = "a label is empty";
			return -1;
		}
		if (out->len == NAME_MAX_OCTETS) {
			*why = "the name is over 255 octets";
			return -1;
		}
		*label = out->len;
		out->octets[out->len++] = 0;
		text++;
	}
	return 0;
}

int
name_parse(const char *text, const struct name *origin, struct name *out,
    const char **why)
{
	size_t label;

	if (*text == '\0') {
		*why = "the name is empty";
		return -1;
	}
	if (strcmp(text, "@") == 0 || strcmp(text, ".") == 0) {
		*out = *text == '@' ? *origin : name_root;
		return 0;
	}
	if (parse_labels(text, out, &label, why) == -1)
		return -1;
	if (out->octets[label] == 0)
		return 0; /* it had a final dot */
	if (out->len + origin->len > NAME_MAX_OCTETS) {
		*why = "the name is over 255 octets";
		return -1;
	}
	memcpy(out->octets + out->len, origin->octets, origin->len);
	out->len = (uint8_t)(out->len + origin->len);
	return 0;
}

static char *
format_octet(char *p, uint8_t c)
{
	if (c <= ' ' || c > '~')
		return p + sprintf(p, "\\%03u", c);
	if (strchr(".\\\"();@$", c) != NULL)
		*p++ = '\\';
	*p++ = (char)c;
	return p;
}

char *
name_format(const struct name *name, char buf[NAME_TEXT_MAX])
{
	const uint8_t *o = name->octets;
	char *p = buf;

	if (o[0] == 0)
		*p++ = '.';
	for (size_t i = 0; o[i] != 0; i += o[i] + 1U) {
		for (size_t j = 1; j <= o[i]; j++)
			p = format_octet(p, o[i + j]);
		*p++ = '.';
	}
	*p = '\0';
	return buf;
}

/*
 * One label to the end of OUT, or a pointer followed.  Returns false at the
 * end of the name, and where it is none.  START is where the labels that are
 * being read began; every pointer goes before it, so that they come to an end.
 */
static bool
read_label(struct reader *r, size_t *start, struct name *out)
{
	unsigned len = reader_u8(r), target;
	const uint8_t *octets;

	if (len >= POINTER) {
		target = (len & ~(unsigned)POINTER) << 8 | reader_u8(r);
		if (r->bad || target >= *start) {
			r->bad = true;
			return false;
		}
		r->pos = *start = target;
		return true;
	}
	octets = reader_octets(r, len);
	if (len > NAME_MAX_LABEL || octets == NULL ||
	    out->len + len + 1 > NAME_MAX_OCTETS) {
		r->bad = true;
		return false;
	}
	out->octets[out->len] = (uint8_t)len;
	memcpy(out->octets + out->len + 1, octets, len);
	out->len = (uint8_t)(out->len + len + 1);
	return len > 0;
}

void
name_read(struct reader *r, struct name *out)
{
	size_t start = r->pos, end = 0, before;

	*out = (struct name){ 0 };
	do {
		before = r->pos;
		if (end == 0 && before < r->len && r->octets[before] >= POINTER)
			end = before + 2;
	} while (read_label(r, &start, out));
	if (r->bad)
		*out = name_root;
	else if (end != 0)
		r->pos = end;
}

bool
name_equal(const struct name *a, const struct name *b)
{
	if (a->len != b->len)
		return false;
	/* a label's length is below 'A': lower() leaves it */
	for (size_t i = 0; i < a->len; i++)
		if (lower(a->octets[i]) != lower(b->octets[i]))
			return false;
	return true;
}

/* FNV-1a */
uint32_t
name_hash(const struct name *name)
{
	uint32_t hash = 2166136261U;

	for (size_t i = 0; i < name->len; i++)
		hash = (hash ^ lower(name->octets[i])) * 16777619U;
	return hash;
}

bool
name_is_below(const struct name *name, const struct name *parent)
{
	struct name suffix = *name;

	while (suffix.len > parent->len)
		name_parent(&suffix, &suffix);
	return name_equal(&suffix, parent);
}

unsigned
name_labels(const struct name *name)
{
	unsigned labels = 0;

	for (size_t i = 0; name->octets[i] != 0; i += name->octets[i] + 1U)
		labels++;
	return labels;
}

void
name_parent(const struct name *name, struct name *out)
{
	size_t skip = name->octets[0] == 0 ? 0 : name->octets[0] + 1U;
	uint8_t len = (uint8_t)(name->len - skip);

	memmove(out->octets, name->octets + skip, len);
	out->len = len;
}

int
name_replace_suffix(const struct name *name, const struct name *from,
    const struct name *to, struct name *out)
{
	size_t keep = (size_t)name->len - from->len;
	struct name made = *name;

	if (keep + to->len > NAME_MAX_OCTETS)
		return -1;
	memcpy(made.octets + keep, to->octets, to->len);
	made.len = (uint8_t)(keep + to->len);
	*out = made;
	return 0;
}

int
name_wildcard(const struct name *parent, struct name *out)
{
	struct name made = { .octets = { 1, '*' } };

	if (parent->len + 2 > NAME_MAX_OCTETS)
		return -1;
	memcpy(made.octets + 2, parent->octets, parent->len);
	made.len = (uint8_t)(parent->len + 2);
	*out = made;
	return 0;
}
