/* WHY, REF, TAGS, CLAIM, CLIENTS, NEEDS, UNCONFIRMED */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/parse.h"
#include "fakedns/xalloc.h"

static int
add_words(struct parser *p, struct words *out, const char *form)
{
	if (parser_count(p, 2, SIZE_MAX, form) == -1)
		return -1;
	for (size_t i = 1; i < p->t.count; i++)
		words_add(out, p->t.v[i].text);
	return 0;
}

int
parse_meta(struct parser *p, void *arg)
{
	struct scenario *s = p->s;
	char *text;

	(void)arg;
	if (parser_is(p, 0, "REF"))
		return add_words(p, &s->refs, "REF rfc7766#5 …");
	if (parser_is(p, 0, "TAGS"))
		return add_words(p, &s->tags, "TAGS word …");
	if (parser_is(p, 0, "CLAIM"))
		return add_words(p, &s->claims, "CLAIM word …");
	if (parser_is(p, 0, "CLIENTS"))
		return add_words(p, &s->clients, "CLIENTS musl glibc …");
	if (parser_is(p, 0, "NEEDS"))
		return add_words(p, &s->needs, "NEEDS ipv6 …");
	if (parser_count(p, 2, SIZE_MAX, "a sentence") == -1)
		return -1;
	text = xstrdup(p->line + p->t.v[1].column - 1); /* ; is prose here */
	if (parser_is(p, 0, "WHY"))
		words_add(&s->why, text);
	else {
		free(s->unconfirmed);
		s->unconfirmed = xstrdup(text);
	}
	free(text);
	return 0;
}
