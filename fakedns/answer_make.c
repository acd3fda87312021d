#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/answer_make.h"
#include "fakedns/compose.h"
#include "fakedns/memo.h"
#include "fakedns/xalloc.h"

enum { ID_OCTETS = 2 }; /* RFC 1035 4.1.1 */

/* An answer being made: its packets' octets are owned. */
struct draft {
	struct answer answer;
	struct outgoing *packets;
};

static struct outgoing *
add_packet(struct draft *draft, const struct outgoing *packet,
    const struct writer *w)
{
	size_t count = draft->answer.count++;
	struct outgoing *o;

	draft->packets = xgrow(draft->packets, count, sizeof *draft->packets);
	o = &draft->packets[count];
	*o = *packet;
	o->octets = w->octets;
	o->len = w->len;
	return o;
}

static struct answer *
draft_finish(struct draft *draft)
{
	struct answer *a = answer_new(&draft->answer, draft->packets);

	for (size_t i = 0; i < draft->answer.count; i++)
		free((void *)draft->packets[i].octets);
	free(draft->packets);
	return a;
}

struct answer *
answer_of_entry(const struct scenario *s, unsigned step, size_t i,
    const struct incoming *in, bool *is_shared)
{
	const struct entry *e = &s->entries[i];
	struct draft draft = {
		.answer = { .rule = RULE_ENTRY, .entry = i, .line = e->at.line }
	};

	for (size_t k = 0; k < e->packet_count && !e->drop; k++) {
		const struct packet_spec *spec = &e->packets[k];
		const struct outgoing o = { .delay_ms = spec->delay_ms,
			.copies = spec->copies,
			.copies_gap_ms = spec->copies_gap_ms,
			.from = spec->from,
			.after_entry = spec->after_entry,
			.tcp = &spec->tcp,
			.faults = spec->faults };
		struct writer w = { 0 };

		if (!compose_sends(s, step, spec, in))
			continue;
		/* a lie that was left out may show the query's ID */
		if (!compose_packet(s, step, spec, in, &w,
			&draft.answer.trouble))
			*is_shared = false;
		if (!memo_share_packet(spec, in->query.id,
			add_packet(&draft, &o, &w)))
			*is_shared = false;
	}
	return draft_finish(&draft);
}

struct answer *
answer_of_zones(const struct scenario *s, unsigned step,
    const struct incoming *in, bool *is_shared)
{
	static const struct tcp_fault honest = { .close_after = TCP_AFTER_NEVER,
		.rst_after = TCP_AFTER_NEVER,
		.stall_after = TCP_AFTER_NEVER };
	static const struct outgoing plain = { .copies = 1, .tcp = &honest };
	struct draft draft = { .answer = { .rule = RULE_ZONE } };
	struct writer w = { 0 };

	if (!compose_from_zones(s, step, in, &w)) {
		writer_clear(&w);
		return NULL;
	}
	if (w.len < ID_OCTETS) /* TRUNCATE cut: half of an ID */
		*is_shared = false;
	add_packet(&draft, &plain, &w)->sets_id = w.len >= ID_OCTETS;
	return draft_finish(&draft);
}

static bool
has_own_names(const struct packet_spec *spec)
{
	if (name_equal(&spec->question.name, &entry_owner_query))
		return false;
	for (size_t i = 0; i < SECTIONS; i++)
		for (size_t k = 0; k < spec->sections[i].count; k++)
			if (name_equal(&spec->sections[i].v[k].owner,
				&entry_owner_query))
				return false;
	return true;
}

/*
 * True where SPEC is what packet_spec_init() says but for words that the
 * query has no part in: what is not known here is not simple.
 */
static bool
is_simple(const struct packet_spec *spec)
{
	struct packet_spec simple;

	packet_spec_init(&simple);
	simple.at = spec->at;
	simple.flags = spec->flags;
	simple.copy_id = spec->copy_id;
	simple.copy_query = spec->copy_query;
	simple.copy_edns = spec->copy_edns;
	simple.has_question = spec->has_question;
	simple.question = spec->question;
	memcpy(simple.sections, spec->sections, sizeof simple.sections);
	return memcmp(&simple, spec, sizeof simple) == 0 && has_own_names(spec);
}

struct answer *
answer_fixed(const struct scenario *s, size_t i)
{
	enum { SMALL = 512 }; /* nothing cuts it (RFC 1035 4.2.1) */
	const struct entry *e = &s->entries[i];
	struct incoming in = { .query.questions = 1,
		.query.question = e->packets[0].question };
	bool is_shared = true;
	struct answer *a;

	if (e->packet_count != 1 || e->drop || !is_simple(&e->packets[0]))
		return NULL;
	if (e->packets[0].copy_query && !e->packets[0].has_question)
		return NULL;
	a = answer_of_entry(s, 1, i, &in, &is_shared);
	if (is_shared && a->packets[0].len <= SMALL && a->trouble == NULL)
		return a;
	answer_release(a);
	return NULL;
}

bool
answer_is_fixed_for(const struct entry *e, const struct incoming *in)
{
	const struct question *own = &e->packets[0].question;
	const struct question *q = &in->query.question;

	if (e->packets[0].copy_edns && in->query.edns.present)
		return false;
	if (!e->packets[0].copy_query)
		return true;
	/* the name's case, too, is copied */
	return in->query.questions == 1 && q->type == own->type &&
	       q->class == own->class && q->name.len == own->name.len &&
	       memcmp(q->name.octets, own->name.octets, own->name.len) == 0;
}
