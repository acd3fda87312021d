#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/padding.h"
#include "fakedns/xalloc.h"

enum {
	TXT_RDATA_MAX = 3000,
	STRING_MAX = 255,     /* RFC 1035 3.3 */
	TYPE_PADDING = 65280, /* private use, RFC 6895 3.1 */
	TRIES = 8,
};

static size_t
encoded_size(const struct message *m, enum compress compress)
{
	struct writer w = { 0 };
	size_t len;

	message_encode(m, compress, &w, NULL);
	len = w.len;
	writer_clear(&w);
	return len;
}

/* RDATA of LEN octets, LEN >= 1: character-strings of 'x'. */
static uint8_t *
txt_rdata(size_t len)
{
	uint8_t *rdata = xmalloc(len);

	memset(rdata, 'x', len);
	for (size_t at = 0; at < len; at += STRING_MAX + 1) {
		size_t left = len - at - 1;

		rdata[at] = (uint8_t)(left < STRING_MAX ? left : STRING_MAX);
	}
	return rdata;
}

static struct rr
padding_rr(const struct message *m, enum pad where, size_t rdlen)
{
	struct rr rr = { .class = RR_CLASS_IN, .ttl = RR_DEFAULT_TTL };

	rr.owner = where == PAD_ADDITIONAL || !m->has_question
		       ? name_root
		       : m->question.name;
	rr.type = where == PAD_ADDITIONAL ? TYPE_PADDING : RR_TXT;
	rr.rdlen = (uint16_t)rdlen;
	rr.rdata =
	    where == PAD_ADDITIONAL ? xcalloc(1, rdlen) : txt_rdata(rdlen);
	return rr;
}

static void
insert(struct message *m, enum pad where, size_t rdlen)
{
	struct rr rr = padding_rr(m, where, rdlen), *added;
	struct rrs *list =
	    &m->sections[where == PAD_ADDITIONAL ? SECTION_ADDITIONAL
						 : SECTION_ANSWER];

	added = rrs_add(list, &rr);
	free(rr.rdata);
	if (where == PAD_BEFORE) {
		rr = *added;
		memmove(list->v + 1, list->v,
		    (list->count - 1) * sizeof *list->v);
		list->v[0] = rr;
	}
}

/* Octets a record takes besides its RDATA: an owner pointer and 10 more. */
static size_t
overhead(struct message *m, enum pad where, enum compress compress)
{
	size_t before = encoded_size(m, compress), after;
	struct rrs *list =
	    &m->sections[where == PAD_ADDITIONAL ? SECTION_ADDITIONAL
						 : SECTION_ANSWER];

	insert(m, where == PAD_BEFORE ? PAD_AFTER : where, 1);
	after = encoded_size(m, compress);
	free(list->v[--list->count].rdata);
	return after - before - 1;
}

/* How many records NEED octets are; 0 where they cannot be had. */
static size_t
records_for(size_t need, enum pad where, size_t each)
{
	const size_t most = each + TXT_RDATA_MAX;

	if (need < each + 1)
		return 0;
	return where == PAD_ADDITIONAL ? 1 : (need + most - 1) / most;
}

static void
insert_all(struct message *m, enum pad where, size_t records, size_t need,
    size_t each)
{
	for (; records > 0; records--) {
		size_t rdlen = need / records - each;

		insert(m, where, rdlen);
		need -= rdlen + each;
	}
}

static void
remove_all(struct message *m, enum pad where, size_t records)
{
	struct rrs *list =
	    &m->sections[where == PAD_ADDITIONAL ? SECTION_ADDITIONAL
						 : SECTION_ANSWER];
	size_t first = where == PAD_BEFORE ? 0 : list->count - records;

	for (size_t i = first; i < first + records; i++)
		free(list->v[i].rdata);
	list->count -= records;
	memmove(list->v + first, list->v + first + records,
	    (list->count - first) * sizeof *list->v);
}

int
padding_add(struct message *m, size_t size, enum pad where,
    enum compress compress)
{
	size_t have = encoded_size(m, compress), each, need, records, got;

	if (have == size)
		return 0;
	if (have > size)
		return -1;
	each = overhead(m, where, compress);
	need = size - have;
	/* names that it moves out of reach of pointers take more octets */
	for (int i = 0; i < TRIES; i++) {
		records = records_for(need, where, each);
		if (records == 0)
			return -1;
		insert_all(m, where, records, need, each);
		got = encoded_size(m, compress);
		if (got == size)
			return 0;
		remove_all(m, where, records);
		if (got > size + need)
			return -1;
		need = need + size - got;
	}
	return -1;
}
