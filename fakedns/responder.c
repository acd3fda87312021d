#include "config.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/compose.h"
#include "fakedns/responder.h"
#include "fakedns/xalloc.h"

/* How often one entry met one question from one place. */
struct counter {
	size_t entry;
	size_t server;
	bool tcp;
	uint16_t qtype;
	struct name qname;
	unsigned count;
};
enum { COUNTERS_MAX = 4096 };

struct responder {
	const struct scenario *scenario;
	unsigned step;
	bool *used;
	struct counter *counters;
	size_t counter_count;
};

struct responder *
responder_new(const struct scenario *s)
{
	struct responder *r = xcalloc(1, sizeof *r);

	r->scenario = s;
	r->step = 1;
	r->used = xcalloc(s->entry_count, sizeof *r->used);
	return r;
}

void
responder_free(struct responder *r)
{
	if (r == NULL)
		return;
	free(r->used);
	free(r->counters);
	free(r);
}

void
responder_set_step(struct responder *r, unsigned step)
{
	r->step = step;
}

bool
responder_used(const struct responder *r, size_t entry)
{
	return r->used[entry];
}

void
reply_clear(struct reply *reply)
{
	for (size_t i = 0; i < reply->count; i++)
		free(reply->packets[i].octets);
	free(reply->packets);
	memset(reply, 0, sizeof *reply);
}

static bool
counter_is(const struct counter *c, size_t entry, bool of_any,
    const struct incoming *in)
{
	if (c->entry != entry)
		return false;
	return of_any || (c->server == in->server && c->tcp == in->tcp &&
			     c->qtype == in->query.question.type &&
			     name_equal(&c->qname, &in->query.question.name));
}

/* This query's number among those the entry matches, from 1. */
static unsigned
count(struct responder *r, size_t entry, const struct incoming *in)
{
	bool of_any = r->scenario->entries[entry].times_of == TIMES_OF_ANY;
	struct counter *c;

	for (size_t i = 0; i < r->counter_count; i++)
		if (counter_is(&r->counters[i], entry, of_any, in))
			return ++r->counters[i].count;
	if (r->counter_count == COUNTERS_MAX)
		return 1;
	r->counters = xgrow(r->counters, r->counter_count, sizeof *c);
	c = &r->counters[r->counter_count++];
	*c = (struct counter){ .entry = entry,
		.server = in->server,
		.tcp = in->tcp,
		.qtype = in->query.question.type,
		.qname = in->query.question.name,
		.count = 1 };
	return 1;
}

static bool
entry_applies(struct responder *r, size_t i, const struct incoming *in)
{
	const struct entry *e = &r->scenario->entries[i];
	unsigned n;

	if (!scope_holds(&e->scope, r->step, in->server) || !match_entry(e, in))
		return false;
	if (e->times_from == 1 && e->times_to == UINT_MAX)
		return true;
	n = count(r, i, in);
	return n >= e->times_from && n <= e->times_to;
}

static void
add_packet(struct reply *out, struct writer *w, unsigned delay_ms,
    const struct tcp_fault *fault)
{
	out->packets = xgrow(out->packets, out->count, sizeof *out->packets);
	out->packets[out->count++] =
	    (struct outgoing){ w->octets, w->len, delay_ms, *fault };
	*w = (struct writer){ 0 };
}

static void
answer_by_entry(struct responder *r, size_t i, const struct incoming *in,
    struct reply *out)
{
	const struct entry *e = &r->scenario->entries[i];

	out->rule = RULE_ENTRY;
	out->entry = i;
	r->used[i] = true;
	for (size_t k = 0; k < e->packet_count && !e->drop; k++) {
		const struct packet_spec *spec = &e->packets[k];
		struct writer w = { 0 };

		if (!compose_sends(r->scenario, spec, in))
			continue;
		compose_packet(r->scenario, r->step, spec, in, &w,
		    &out->trouble);
		add_packet(out, &w, spec->delay_ms, &spec->tcp);
	}
}

static void
answer_by_zones(struct responder *r, const struct incoming *in,
    struct reply *out)
{
	static const struct tcp_fault honest = { .close_after = TCP_AFTER_NEVER,
		.rst_after = TCP_AFTER_NEVER,
		.stall_after = TCP_AFTER_NEVER };
	struct writer w = { 0 };

	out->rule = RULE_NONE;
	if (compose_from_zones(r->scenario, r->step, in, &w)) {
		out->rule = RULE_ZONE;
		add_packet(out, &w, 0, &honest);
	}
	writer_clear(&w);
}

void
responder_answer(struct responder *r, size_t server, bool tcp,
    const uint8_t *octets, size_t len, struct reply *out)
{
	struct incoming in = { .server = server,
		.tcp = tcp,
		.octets = octets,
		.len = len };
	bool answered = false;

	if (query_parse(octets, len, &in.query) == -1 && len < WIRE_HEADER) {
		out->rule = RULE_MALFORMED;
		return;
	}
	if ((in.query.flags & FLAG_QR) != 0) {
		out->rule = RULE_NONE; /* an answer to nobody's question */
		return;
	}
	/* an entry behind the one that answers counts the query, too */
	for (size_t i = 0; i < r->scenario->entry_count; i++)
		if (entry_applies(r, i, &in) && !answered) {
			answer_by_entry(r, i, &in, out);
			answered = true;
		}
	if (!answered)
		answer_by_zones(r, &in, out);
}
