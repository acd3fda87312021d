/* CALL, STEP n CALL, STEP n SERVER, ORDER */
#include "config.h"

#include <string.h>

#include "fakedns/parse.h"
#include "fakedns/xalloc.h"

/* The words of the call start at word I. */
static int
add_call(struct parser *p, size_t i, unsigned step)
{
	struct scenario *s = p->s;
	struct call c = { .at = p->at, .step = step, .manner.repeat = 1 };

	if (parser_count(p, i + 1, SIZE_MAX, "CALL getaddrinfo NAME …") == -1)
		return -1;
	for (; i < p->t.count; i++) {
		const struct token *t = &p->t.v[i];
		bool null_word = t->quoted && strcmp(t->text, "NULL") == 0;

		words_add(&c.argv, null_word ? "\\078ULL" : t->text);
	}
	s->calls = xgrow(s->calls, s->call_count, sizeof c);
	s->calls[s->call_count++] = c;
	p->next_step = step + 1;
	return 0;
}

int
parse_call(struct parser *p, void *arg)
{
	(void)arg;
	return add_call(p, 1, p->next_step);
}

int
parse_step(struct parser *p, void *arg)
{
	unsigned step;

	(void)arg;
	if (parser_count(p, 3, SIZE_MAX, "STEP n CALL … or STEP n SERVER …") ==
		-1 ||
	    parser_number(p, 1, 1, 10000, &step) == -1)
		return -1;
	if (parser_is(p, 2, "SERVER"))
		return parse_server_change(p);
	if (!parser_is(p, 2, "CALL"))
		return parser_bad(p, 2, "`%s`, want CALL or SERVER",
		    p->t.v[2].text);
	if (step < p->next_step)
		return parser_bad(p, 1, "step %u comes late, want %u or more",
		    step, p->next_step);
	return add_call(p, 3, step);
}

int
parse_order(struct parser *p, void *arg)
{
	static const char *const orders[] = { "any", "wire", "rfc6724", NULL };
	struct call *c = parser_last_call(p);
	int index;

	(void)arg;
	if (c == NULL || parser_count(p, 2, 2, "ORDER any|wire|rfc6724") == -1)
		return -1;
	index = word_index(p->t.v[1].text, orders);
	if (index < 0)
		return parser_bad(p, 1, "`%s`, want any, wire or rfc6724",
		    p->t.v[1].text);
	c->order = (enum order)index;
	return 0;
}
