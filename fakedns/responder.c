#include "config.h"

#include <stdlib.h>

#include "fakedns/answer_make.h"
#include "fakedns/memo.h"
#include "fakedns/responder.h"
#include "fakedns/rule_index.h"
#include "fakedns/turns.h"
#include "fakedns/xalloc.h"

enum { ID_OCTETS = 2, FLAGS_AT = 2 }; /* RFC 1035 4.1.1 */

struct responder {
	const struct scenario *scenario;
	unsigned step;
	bool *used;               /* owned; an entry each */
	struct answer **fixed;    /* owned, each held, or NULL; an entry each */
	struct rule_index *index; /* owned, as all that follow */
	struct turns *turns;
	struct memo *memo;
	struct answer *silence, *malformed; /* held */
};

struct responder *
responder_new(const struct scenario *s)
{
	struct responder *r = xcalloc(1, sizeof *r);

	r->scenario = s;
	r->step = 1;
	r->used = xcalloc(s->entry_count, sizeof *r->used);
	r->fixed = xcalloc(s->entry_count, sizeof *r->fixed);
	for (size_t i = 0; i < s->entry_count; i++)
		r->fixed[i] = answer_fixed(s, i);
	r->index = rule_index_new(s);
	r->turns = turns_new(s);
	r->memo = memo_new(MEMO_OCTETS_MAX);
	r->silence = answer_new(&(struct answer){ .rule = RULE_NONE }, NULL);
	r->malformed =
	    answer_new(&(struct answer){ .rule = RULE_MALFORMED }, NULL);
	return r;
}

void
responder_free(struct responder *r)
{
	if (r == NULL)
		return;
	for (size_t i = 0; i < r->scenario->entry_count; i++)
		answer_release(r->fixed[i]);
	free(r->fixed);
	rule_index_free(r->index);
	turns_free(r->turns);
	memo_free(r->memo);
	answer_release(r->silence);
	answer_release(r->malformed);
	free(r->used);
	free(r);
}

void
responder_set_step(struct responder *r, unsigned step)
{
	r->step = step;
	memo_clear(r->memo);
}

bool
responder_used(const struct responder *r, size_t entry)
{
	return r->used[entry];
}

struct answer *
responder_silence(struct responder *r)
{
	return answer_hold(r->silence);
}

void
responder_expect(const struct responder *r, const struct incoming *in,
    size_t count)
{
	memo_expect(r->memo, in, count);
}

static struct answer *
answer_by_entry(const struct responder *r, size_t i, const struct incoming *in,
    bool *is_shared)
{
	if (r->fixed[i] != NULL &&
	    answer_is_fixed_for(&r->scenario->entries[i], in))
		return answer_hold(r->fixed[i]);
	return answer_of_entry(r->scenario, r->step, i, in, is_shared);
}

static struct answer *
find_answer(struct responder *r, const struct incoming *in, bool *is_shared)
{
	struct rule_cursor cursor;
	struct answer *a = NULL;
	uint32_t i;

	if (in->accept)
		rule_index_start_accept(r->index, &cursor);
	else
		rule_index_start(r->index, &in->query.question, &cursor);
	for (size_t k = 0; k < cursor.count; k++)
		__builtin_prefetch(&r->fixed[cursor.heads[k]]);
	/* an entry behind the one that answers counts the query, too */
	while ((i = rule_cursor_next(&cursor)) != RULE_END) {
		const struct entry *e = &r->scenario->entries[i];

		if (!scope_holds(&e->scope, r->step, in->server) ||
		    !match_entry(e, in))
			continue;
		*is_shared = *is_shared && !turns_matter(e);
		if (turns_take(r->turns, i, in) && a == NULL)
			a = answer_by_entry(r, i, in, is_shared);
	}
	if (a == NULL && !in->accept)
		a = answer_of_zones(r->scenario, r->step, in, is_shared);
	return a != NULL ? a : answer_hold(r->silence);
}

static struct answer *
new_answer(struct responder *r, struct incoming *in)
{
	bool is_shared = true;
	struct answer *a;

	query_parse(in->octets, in->len, &in->query);
	a = find_answer(r, in, &is_shared);
	if (is_shared && !in->accept)
		memo_keep(r->memo, in, a);
	if (a->rule == RULE_ENTRY)
		r->used[a->entry] = true;
	return a;
}

static bool
is_answer(const struct incoming *in)
{
	return (in->octets[FLAGS_AT] & FLAG_QR >> 8) != 0;
}

void
responder_answer(struct responder *r, struct incoming *in, struct reply *out)
{
	struct answer *a;

	if (!in->accept && in->len >= ID_OCTETS)
		out->id = (uint16_t)(in->octets[0] << 8 | in->octets[1]);
	if (in->accept)
		out->answer = new_answer(r, in);
	else if (in->len < WIRE_HEADER)
		out->answer = answer_hold(r->malformed);
	else if (is_answer(in)) /* to nobody's question */
		out->answer = answer_hold(r->silence);
	else if ((a = memo_find(r->memo, in)) != NULL)
		out->answer = answer_hold(a);
	else
		out->answer = new_answer(r, in);
}
