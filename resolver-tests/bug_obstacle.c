/* What a small program beside fakedns alone cannot do */
#include "config.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/bug.h"

/* The line of CALL that needs more than one plain call, or NULL. */
static const char *
manner_word(const struct manner_spec *m)
{
	return m->repeat > 1            ? "REPEAT"
	       : m->threads > 0         ? "THREADS"
	       : m->stack > 0           ? "STACK"
	       : m->signals_ms > 0      ? "SIGNALS"
	       : m->cancel_ms > 0       ? "CANCEL"
	       : m->clock != CLOCK_TRUE ? "CLOCK"
	       : m->fork                ? "FORK"
	       : m->aio                 ? "AIO"
	       : m->errno_counts        ? "ERRNO"
					: NULL;
}

/* The nameserver's answer depends on queries of earlier calls. */
static bool
counts_queries(const struct scenario *s)
{
	for (size_t i = 0; i < s->entry_count; i++)
		if (s->entries[i].times_from != 1 ||
		    s->entries[i].times_to != UINT32_MAX)
			return true;
	return false;
}

bool
bug_fact_is_visible(const struct bug *b, const struct fact *f)
{
	enum udp_state udp;
	enum tcp_state tcp;

	if (f->kind == FACT_ELAPSED_MS)
		return true;
	for (size_t i = 0; i < b->scenario->server_count; i++) {
		if (f->server >= 0 && (size_t)f->server != i)
			continue;
		scenario_server_state(b->scenario, i, b->call->step, &udp,
		    &tcp);
		if ((f->kind == FACT_UDP_SENT || f->kind == FACT_NO_QUERY) &&
		    udp != UDP_OPEN)
			return false;
		if ((f->kind == FACT_TCP_CONNECTIONS ||
			f->kind == FACT_TCP_QUERIES) &&
		    tcp != TCP_OPEN && tcp != TCP_REFUSED)
			return false;
	}
	return f->kind == FACT_UDP_SENT || f->kind == FACT_NO_QUERY ||
	       f->kind == FACT_TCP_CONNECTIONS || f->kind == FACT_TCP_QUERIES;
}

/* All that is missed is what the journal of fakedns does not tell. */
static const char *
unseen_fact(const struct bug *b)
{
	const struct bug_trial *t = bug_reported(b);
	const char *unseen = NULL;

	if (bug_text_deviates(b, t))
		return NULL;
	for (size_t i = 0; i < b->call->fact_count; i++) {
		if (!bug_misses(b, t, i))
			continue;
		if (bug_fact_is_visible(b, &b->call->facts[i]))
			return NULL;
		unseen = fact_names[b->call->facts[i].kind];
	}
	return unseen;
}

static bool
has_scope(const struct scenario *s)
{
	for (size_t i = 0; i < s->server_count; i++)
		if (strchr(s->servers[i].address, '%') != NULL)
			return true;
	for (size_t i = 0; i < s->source_count; i++)
		if (strchr(s->sources[i].address, '%') != NULL)
			return true;
	return false;
}

char *
bug_obstacle(const struct bug *b)
{
	const char *word = manner_word(&b->call->manner);

	if (strcmp(b->client->family, "musl") != 0 &&
	    strcmp(b->client->family, "glibc") != 0)
		return xstrdup("call.c makes calls of a libc, and this client "
			       "is a library beside it");
	if (word != NULL)
		return xasprintf("its CALL has a line %s: the deviation needs "
				 "more than one plain call",
		    word);
	word = unseen_fact(b);
	if (word != NULL)
		return xasprintf("what deviates is %s only, which fakedns "
				 "alone does not see",
		    word);
	if (b->call_index > 0 && counts_queries(b->scenario))
		return xasprintf("call %zu deviates, and its nameserver counts "
				 "the queries of the calls before",
		    b->call_index + 1);
	if (has_scope(b->scenario))
		return xstrdup("a nameserver has an address with a scope");
	return NULL;
}
