/* What became of what a client asked: events put beside each other. */
#include "config.h"

#include <string.h>
#include <strings.h>

#include "resolver-tests/ladder_internal.h"

/* A query and what the server says to it. */
static bool
is_reply_to(const struct ladder_event *reply, const struct ladder_event *query)
{
	if (reply->server != query->server || reply->tcp != query->tcp ||
	    reply->port != query->port)
		return false;
	return reply->id == query->id ||
	       (reply->name != NULL && query->name != NULL &&
		   reply->type != NULL && query->type != NULL &&
		   strcasecmp(reply->name, query->name) == 0 &&
		   strcmp(reply->type, query->type) == 0);
}

static bool
same_question(const struct ladder_event *a, const struct ladder_event *b)
{
	if (a->server != b->server || a->tcp != b->tcp)
		return false;
	if (a->kind == LADDER_SYN || b->kind == LADDER_SYN)
		return a->kind == b->kind && a->port == b->port;
	return a->name != NULL && b->name != NULL && a->type != NULL &&
	       b->type != NULL && strcasecmp(a->name, b->name) == 0 &&
	       strcmp(a->type, b->type) == 0;
}

static bool
asks(const struct ladder_event *e)
{
	return e->kind == LADDER_QUERY || e->kind == LADDER_UNHEARD ||
	       e->kind == LADDER_SYN;
}

static enum ladder_fate
fate_by(const struct ladder_event *asked, const struct ladder_event *later)
{
	const bool there = asked->server == later->server &&
			   asked->tcp == later->tcp &&
			   asked->port == later->port;

	switch (later->kind) {
	case LADDER_REPLY:
		return asked->kind != LADDER_SYN && is_reply_to(later, asked)
			   ? LADDER_ANSWERED
			   : LADDER_OPEN;
	case LADDER_DROP:
		return asked->kind == LADDER_QUERY && is_reply_to(later, asked)
			   ? LADDER_REJECTED
			   : LADDER_OPEN;
	case LADDER_QUERY: /* too late for who watched, or after the SYN */
		return (asked->kind == LADDER_UNHEARD &&
			   is_reply_to(later, asked)) ||
			       (asked->kind == LADDER_SYN && there)
			   ? LADDER_ANSWERED
			   : LADDER_OPEN;
	case LADDER_ACCEPT:
		return asked->kind == LADDER_SYN && there ? LADDER_ANSWERED
							  : LADDER_OPEN;
	case LADDER_REFUSED:
		return asked->kind == LADDER_SYN && there ? LADDER_REJECTED
							  : LADDER_OPEN;
	case LADDER_UNREACHABLE:
		return asked->kind != LADDER_QUERY && there ? LADDER_REJECTED
							    : LADDER_OPEN;
	default:
		return LADDER_OPEN;
	}
}

/* What was asked before the reply at index I, and the reply answers it not. */
static bool
is_beside(const struct ladder *l, size_t i)
{
	const struct ladder_event *reply = &l->v[i], *q;
	bool asked = false;

	for (size_t k = 0; k < i; k++) {
		q = &l->v[k];
		if (q->kind != LADDER_QUERY || q->name == NULL ||
		    q->server != reply->server || q->tcp != reply->tcp ||
		    q->port != reply->port)
			continue;
		asked = true;
		if (same_question(q, reply))
			return false;
	}
	return asked && reply->name != NULL;
}

/* The query is told of once more, by the nameserver that took it. */
static bool
is_late(const struct ladder_event *e)
{
	return e->kind == LADDER_UNHEARD && e->fate == LADDER_ANSWERED;
}

void
ladder_tell_fates(struct ladder *l)
{
	for (size_t i = 0; i < l->count; i++) {
		struct ladder_event *e = &l->v[i];

		e->other_question = e->kind == LADDER_REPLY && is_beside(l, i);
		if (!asks(e))
			continue;
		e->nth = 1;
		for (size_t k = 0; k < i; k++)
			e->nth += asks(&l->v[k]) &&
				  same_question(&l->v[k], e) &&
				  !is_late(&l->v[k]);
		for (size_t k = i + 1; k < l->count && e->fate == LADDER_OPEN;
		     k++)
			e->fate = fate_by(e, &l->v[k]);
		if (e->fate == LADDER_OPEN && l->cut_short)
			e->fate = LADDER_UNKNOWN;
	}
}
