#include "config.h"

#include <stdlib.h>

#include "fakedns/message.h"

enum { UDP_MAX = 512 };  /* RFC 1035 4.2.1 */
enum { OPT_FIXED = 11 }; /* octets of an OPT without options */
enum { RR_FIXED = 10 };  /* of a record without owner and RDATA */

static void
drop_from(struct rrs *rrs, size_t first)
{
	while (rrs->count > first)
		free(rrs->v[--rrs->count].rdata);
}

static bool
same_rrset(const struct rr *a, const struct rr *b)
{
	return a->type == b->type && a->class == b->class &&
	       name_equal(&a->owner, &b->owner);
}

/* Drops what is behind octet END; false where nothing was. */
static bool
cut_section(struct rrs *rrs, const struct layout_rr *at, size_t end,
    enum truncation how)
{
	size_t keep = 0;

	while (keep < rrs->count && at[keep].end <= end)
		keep++;
	if (keep == rrs->count)
		return false;
	if (how == TRUNCATE_RRSET)
		while (keep > 0 && same_rrset(&rrs->v[keep - 1], &rrs->v[keep]))
			keep--;
	drop_from(rrs, keep);
	return true;
}

static size_t
opt_len(const struct edns *edns)
{
	return edns->present ? (size_t)OPT_FIXED + edns->options_len : 0;
}

/* Whether a record is cut: everything behind it goes, whole sections too. */
static void
cut(struct message *m, const struct layout *layout, size_t limit,
    enum truncation how)
{
	size_t opt = opt_len(&m->edns), end = limit < opt ? 0 : limit - opt;
	bool gone = how == TRUNCATE_EMPTY;

	for (size_t i = 0; i < SECTIONS; i++) {
		if (gone)
			drop_from(&m->sections[i], 0);
		else
			gone = cut_section(&m->sections[i], layout->rr[i], end,
			    how);
	}
}

/* No more than this: compression makes names shorter. */
static size_t
size_at_most(const struct message *m)
{
	size_t question = m->question.name.len + 4U;
	size_t size = WIRE_HEADER + opt_len(&m->edns);

	size += m->has_question ? question : 0;
	size += m->question_twice ? question : 0;
	for (size_t i = 0; i < SECTIONS; i++)
		for (size_t k = 0; k < m->sections[i].count; k++) {
			const struct rr *rr = &m->sections[i].v[k];

			size += (size_t)RR_FIXED + rr->owner.len + rr->rdlen;
		}
	return size;
}

void
message_truncate(struct message *m, enum truncation how, size_t limit,
    enum compress compress)
{
	struct writer out = { 0 };
	struct layout layout;

	if (how == TRUNCATE_NEVER || (limit > 0 && size_at_most(m) <= limit))
		return;
	message_encode(m, compress, &out, &layout);
	if (limit == 0 || out.len > limit) {
		cut(m, &layout, limit == 0 ? UDP_MAX : limit, how);
		m->flags |= FLAG_TC;
	}
	layout_clear(&layout);
	writer_clear(&out);
}
