#include "config.h"

#include <stdlib.h>

#include "fakedns/layout.h"
#include "fakedns/xalloc.h"

enum { POINTER = 0xc0 }; /* RFC 1035 4.1.4 */

void
layout_clear(struct layout *layout)
{
	for (size_t i = 0; i < SECTIONS; i++)
		free(layout->rr[i]);
	*layout = (struct layout){ 0 };
}

/* To the end of a name: behind the root or the first pointer. */
static void
skip_name(struct reader *r)
{
	unsigned len;

	while ((len = reader_u8(r)) != 0 && len < POINTER)
		if (len > NAME_MAX_LABEL)
			r->bad = true;
		else
			reader_octets(r, len);
	if (len >= POINTER)
		reader_u8(r);
}

bool
layout_read_rr(struct reader *r, struct layout_rr *at)
{
	unsigned len;

	*at = (struct layout_rr){ .owner = r->pos, .end = r->len };
	skip_name(r);
	at->type = r->pos;
	at->is_opt = reader_u16(r) == RR_OPT;
	reader_u16(r);
	reader_u32(r);
	len = reader_u16(r);
	at->rdata = r->pos;
	at->no_fields = r->bad;
	reader_octets(r, len);
	return !at->no_fields;
}

static void
read_questions(struct reader *r, unsigned count, struct layout *layout)
{
	for (unsigned i = 0; i < count && !r->bad; i++) {
		size_t name = r->pos, type;

		skip_name(r);
		type = r->pos;
		reader_u32(r);
		if (r->bad)
			return;
		if (i == 0)
			layout->question_type = type;
		else if (i == 1) {
			layout->also_name = name;
			layout->also_type = type;
		}
	}
}

static void
read_section(struct reader *r, unsigned count, size_t section,
    struct layout *layout)
{
	struct layout_rr **v = &layout->rr[section], at;

	for (unsigned i = 0; i < count && !r->bad && r->pos < r->len; i++) {
		layout_read_rr(r, &at);
		*v = xgrow(*v, layout->count[section], sizeof **v);
		(*v)[layout->count[section]++] = at;
	}
}

void
layout_read(const uint8_t *octets, size_t len, struct layout *layout)
{
	unsigned counts[1 + SECTIONS];
	struct reader r;

	*layout = (struct layout){ 0 };
	reader_init(&r, octets, len);
	reader_u32(&r);
	for (size_t i = 0; i <= SECTIONS; i++)
		counts[i] = reader_u16(&r);
	read_questions(&r, counts[0], layout);
	for (size_t i = 0; i < SECTIONS; i++)
		read_section(&r, counts[1 + i], i, layout);
}
