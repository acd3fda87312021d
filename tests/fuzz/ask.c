#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "tests/fuzz/fuzz.h"

enum { UDP_OCTETS = 512 };

/* The next record is RR; its RDATA too, where no name in it is a pointer. */
static bool
record_is(struct reader *r, const struct rr *rr, bool is_compressed)
{
	struct name owner;
	uint16_t type, class, rdlen;
	const uint8_t *rdata;
	uint32_t ttl;

	name_read(r, &owner);
	type = reader_u16(r);
	class = reader_u16(r);
	ttl = reader_u32(r);
	rdlen = reader_u16(r);
	rdata = reader_octets(r, rdlen);
	if (r->bad || rr == NULL)
		return !r->bad;
	return type == rr->type && class == rr->class && ttl == rr->ttl &&
	       name_equal(&owner, &rr->owner) &&
	       (is_compressed ||
		   (rdlen == rr->rdlen &&
		       (rdlen == 0 || memcmp(rdata, rr->rdata, rdlen) == 0)));
}

static bool
section_is(struct reader *r, unsigned count, const struct rrs *rrs,
    bool is_compressed)
{
	for (unsigned i = 0; i < count; i++)
		if (!record_is(r, rrs != NULL ? &rrs->v[i] : NULL,
			is_compressed))
			return false;
	return true;
}

bool
fuzz_is_whole(const uint8_t *octets, size_t len, const struct message *m,
    bool is_compressed)
{
	struct reader r;
	unsigned questions, counts[SECTIONS];
	struct name name;

	reader_init(&r, octets, len);
	reader_u32(&r);
	questions = reader_u16(&r);
	for (size_t i = 0; i < SECTIONS; i++)
		counts[i] = reader_u16(&r);
	for (; questions > 0 && !r.bad; questions--) {
		name_read(&r, &name);
		reader_u32(&r);
		if (m != NULL && !r.bad &&
		    !name_equal(&name, &m->question.name))
			return false;
	}
	for (size_t i = 0; i < SECTIONS; i++) {
		unsigned count = counts[i];

		if (m != NULL && i == SECTION_ADDITIONAL)
			count -= m->edns.present; /* behind the others */
		if (m != NULL && count != m->sections[i].count)
			return false;
		if (!section_is(&r, count, m != NULL ? &m->sections[i] : NULL,
			is_compressed) ||
		    !section_is(&r, counts[i] - count, NULL, true))
			return false;
	}
	return !r.bad && r.pos == len;
}

/* What a UDP answer may have, where no line of the scenario says otherwise. */
static size_t
honest_limit(const struct scenario *s, const struct query *q, bool tcp)
{
	if (tcp || s->truncate_count > 0)
		return WIRE_MAX;
	return !q->edns.present || q->edns.udp_size < UDP_OCTETS
		   ? UDP_OCTETS
		   : q->edns.udp_size;
}

void
fuzz_get(struct responder *r, size_t server, bool tcp, const uint8_t *octets,
    size_t len, struct fuzz_reply *out)
{
	struct incoming in = { .server = server,
		.tcp = tcp,
		.octets = octets,
		.len = len };
	struct reply reply = { 0 };

	responder_answer(r, &in, &reply);
	FUZZ_HOLDS(reply.answer->count <= FUZZ_PACKETS_MAX);
	out->rule = reply.answer->rule;
	out->entry = reply.answer->entry;
	out->trouble = reply.answer->trouble;
	out->count = reply.answer->count;
	for (size_t i = 0; i < out->count; i++) {
		struct outgoing o = reply_packet(&reply, i);

		out->packets[i] = (struct writer){ outgoing_octets(&o), o.len };
	}
	reply_clear(&reply);
}

void
fuzz_forget(struct fuzz_reply *reply)
{
	for (size_t i = 0; i < reply->count; i++)
		free(reply->packets[i].octets);
}

/* The answer of a zone is the whole truth. */
static void
check_honest(const struct scenario *s, const struct fuzz_reply *reply, bool tcp,
    const uint8_t *octets, size_t len)
{
	const struct writer *w = &reply->packets[0];
	struct query q;

	query_parse(octets, len, &q);
	FUZZ_HOLDS(reply->count == 1 && reply->trouble == NULL);
	FUZZ_HOLDS(w->len <= honest_limit(s, &q, tcp));
	FUZZ_HOLDS(fuzz_is_whole(w->octets, w->len, NULL, true));
	FUZZ_HOLDS(memcmp(w->octets, octets, 2) == 0);
	FUZZ_HOLDS((w->octets[2] & FLAG_QR >> 8) != 0);
}

void
fuzz_ask(struct responder *r, const struct scenario *s, size_t server, bool tcp,
    const uint8_t *octets, size_t len)
{
	static struct fuzz_reply reply; /* too big for the stack */

	fuzz_get(r, server, tcp, octets, len, &reply);
	FUZZ_HOLDS(reply.rule != RULE_ENTRY || reply.entry < s->entry_count);
	FUZZ_HOLDS(reply.rule != RULE_ENTRY || responder_used(r, reply.entry));
	FUZZ_HOLDS(len >= WIRE_HEADER || reply.count == 0);
	for (size_t i = 0; i < reply.count; i++)
		FUZZ_HOLDS(reply.packets[i].len <= WIRE_MAX);
	if (reply.rule == RULE_ZONE)
		check_honest(s, &reply, tcp, octets, len);
	fuzz_forget(&reply);
}

void
fuzz_ask_all(struct responder *r, const struct scenario *s, size_t server,
    const struct fuzz_question *question)
{
	static const uint16_t sizes[] = { 0, 1232, 65535 };
	struct fuzz_question q = *question;

	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		struct writer w = { 0 };

		q.edns = sizes[i];
		fuzz_encode(&q, &w);
		fuzz_ask(r, s, server, false, w.octets, w.len);
		fuzz_ask(r, s, server, true, w.octets, w.len);
		writer_clear(&w);
	}
}
