#include "config.h"

#include <stdlib.h>

#include "fakedns/message.h"

enum { UDP_MAX = 512 }; /* RFC 1035 4.2.1 */
enum { RR_FIXED = 10 }; /* octets of a record without owner and RDATA */
enum { POINTER_LEN = 2 };

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

/* Of all OPT records, their owners in full. */
static size_t
opt_len(const struct message *m)
{
	size_t owner = m->opt_owner == NULL ? 1 : m->opt_owner->len;

	return m->edns.present ? (owner + RR_FIXED + m->edns.options_len) *
				     (1 + (size_t)m->opt_extra)
			       : 0;
}

/* Of all OPT records, as they were encoded. */
static size_t
opt_octets(const struct message *m, const struct layout *layout)
{
	size_t opts = m->edns.present ? 1 + m->opt_extra : 0, octets = 0;
	size_t first =
	    m->opt_first ? 0 : layout->count[SECTION_ADDITIONAL] - opts;

	for (size_t i = first; i < first + opts; i++) {
		const struct layout_rr *at = &layout->rr[SECTION_ADDITIONAL][i];

		octets += at->end - at->owner;
	}
	return octets;
}

/* Whether a record is cut: everything behind it goes, whole sections too. */
static void
cut(struct message *m, const struct layout *layout, size_t limit,
    enum truncation how)
{
	size_t opt = opt_octets(m, layout);
	size_t end = limit < opt ? 0 : limit - opt;
	bool gone = how == TRUNCATE_EMPTY;

	for (size_t i = 0; i < SECTIONS; i++) {
		const struct layout_rr *at = layout->rr[i];

		if (i == SECTION_ADDITIONAL && m->edns.present &&
		    m->opt_first) {
			at += 1 + m->opt_extra;
			end = limit;
		}
		if (gone)
			drop_from(&m->sections[i], 0);
		else
			gone = cut_section(&m->sections[i], at, end, how);
	}
}

/* No more than this: compression makes names shorter. */
static size_t
size_at_most(const struct message *m)
{
	const size_t fixed = 4; /* QTYPE and QCLASS */
	size_t question = m->question.name.len + fixed;
	size_t size = WIRE_HEADER + opt_len(m) + POINTER_LEN * m->pointer_count;

	size += m->has_question ? question : 0;
	size += m->question_twice ? question : 0;
	size += m->has_also ? m->also.name.len + fixed : 0;
	for (size_t i = 0; i < SECTIONS; i++)
		for (size_t k = 0; k < m->sections[i].count; k++) {
			const struct rr *rr = &m->sections[i].v[k];

			size += (size_t)RR_FIXED + rr->owner.len + rr->rdlen;
		}
	return size;
}

bool
message_truncate(struct message *m, enum truncation how, size_t limit,
    enum compress compress)
{
	struct writer out = { 0 };
	struct layout layout;
	bool over;

	if (limit > 0 && size_at_most(m) <= limit)
		return false;
	message_encode(m, compress, &out, &layout);
	over = limit == 0 || out.len > limit;
	if (over && how != TRUNCATE_NEVER && how != TRUNCATE_CUT) {
		cut(m, &layout, limit == 0 ? UDP_MAX : limit, how);
		m->flags |= FLAG_TC;
	}
	layout_clear(&layout);
	writer_clear(&out);
	return over;
}
