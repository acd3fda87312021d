#include "config.h"

#include "fakedns/compose_zone.h"

enum noedns
compose_noedns(const struct scenario *s, unsigned step, size_t server)
{
	enum noedns how = NOEDNS_OFF;

	for (size_t i = 0; i < s->noedns_count; i++)
		if (scope_holds(&s->noedns[i].scope, step, server))
			how = s->noedns[i].how;
	return how;
}

/*
 * The zone in scope that can say most; the first of several.  False where there
 * is none.
 */
static bool
ask_zones(const struct scenario *s, unsigned step, const struct incoming *in,
    struct message *m)
{
	const struct zone *best = NULL;
	struct query q = in->query;
	unsigned rank, highest = 0;

	for (size_t i = 0; i < s->zone_count; i++) {
		if (!scope_holds(&s->zones[i].scope, step, in->server))
			continue;
		rank = zone_rank(s->zones[i].zone, &q.question);
		if (best != NULL && rank <= highest)
			continue;
		best = s->zones[i].zone;
		highest = rank;
	}
	if (best == NULL)
		return false;
	if (compose_noedns(s, step, in->server) == NOEDNS_IGNORE)
		q.edns.present = false;
	zone_answer(best, &q, m);
	return true;
}

/* RFC 6891 7: a server that does not know OPT says FORMERR. */
static void
formerr(const struct incoming *in, struct message *m)
{
	message_clear(m);
	m->flags =
	    (uint16_t)(FLAG_QR | (in->query.flags & FLAG_RD) | RCODE_FORMERR);
	m->has_question = in->query.questions > 0;
	m->question = in->query.question;
}

bool
compose_zone(const struct scenario *s, unsigned step, const struct incoming *in,
    struct message *m)
{
	enum noedns noedns = compose_noedns(s, step, in->server);

	if (!ask_zones(s, step, in, m))
		return false;
	m->id = in->query.id;
	if (!in->query.edns.present || noedns == NOEDNS_OFF)
		return true;
	if (noedns == NOEDNS_FORMERR)
		formerr(in, m);
	m->id = in->query.id;
	m->edns.present = false;
	return noedns != NOEDNS_DROP;
}
