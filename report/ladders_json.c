/* ladders for the script: words and shapes once, times for each trial */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "report/html.h"
#include "report/page_parts.h"
#include "resolver-tests/ladder_words.h"

/* Of one scenario. */
struct tables {
	struct words words;  /* of events and servers */
	struct words shapes; /* JSON */
};

static size_t
intern(struct words *table, const char *text)
{
	size_t i = 0;

	while (i < table->count && strcmp(table->v[i], text) != 0)
		i++;
	if (i == table->count)
		words_add(table, text);
	return i;
}

/* Of the client's, from 1 in the order in which they appear; 0: none. */
static unsigned
socket_number(const struct ladders *all, const struct ladder_event *e)
{
	struct {
		unsigned port;
		bool tcp;
	} seen[256];
	unsigned count = 0;

	if (e->port == 0)
		return 0;
	for (size_t i = 0; i < all->count; i++)
		for (size_t k = 0; k < all->v[i].count; k++) {
			const struct ladder_event *other = &all->v[i].v[k];
			unsigned n = 0;

			if (other->port == 0)
				continue;
			while (n < count && (seen[n].port != other->port ||
						seen[n].tcp != other->tcp))
				n++;
			if (other->port == e->port && other->tcp == e->tcp)
				return n + 1;
			if (n == count && count < sizeof seen / sizeof *seen) {
				seen[count].port = other->port;
				seen[count++].tcp = other->tcp;
			}
		}
	return 0;
}

static unsigned
flags(const struct ladder_event *e)
{
	return (e->tcp ? 1U : 0) | (e->truncated ? 2U : 0) |
	       (e->has_message ? 4U : 0) | (unsigned)e->fate << 3 |
	       (unsigned)ladder_tone(e) << 5 | e->rcode << 7;
}

static void
add_event(struct text *out, struct tables *t, const struct ladders *all,
    const struct ladder *l, const struct ladder_event *e)
{
	struct text words = { 0 };

	ladder_words(e, l->outcome, &words);
	text_add(out, ",%d,%zu,%u,%u,%u,%u,%zu", (int)e->kind, e->server,
	    flags(e), e->nth, e->octets, socket_number(all, e),
	    intern(&t->words, words.s == NULL ? "" : words.s));
	text_clear(&words);
}

static size_t
shape(struct tables *t, const struct ladders *all)
{
	struct text out = { 0 };
	size_t i;

	text_add(&out, "[[");
	for (i = 0; i < all->servers.count; i++)
		text_add(&out, "%s%zu", i == 0 ? "" : ",",
		    intern(&t->words, all->servers.v[i]));
	text_add(&out, "]");
	for (i = 0; i < all->count; i++) {
		const struct ladder *l = &all->v[i];

		text_add(&out, ",[%u,%d", l->step, (int)l->cut_short);
		for (size_t k = 0; k < l->count; k++)
			add_event(&out, t, all, l, &l->v[k]);
		text_add(&out, "]");
	}
	text_add(&out, "]");
	i = intern(&t->shapes, out.s);
	text_clear(&out);
	return i;
}

static void
put_trial(struct tables *t, const struct ladders *all, FILE *f)
{
	if (all->count == 0) {
		fputc('0', f);
		return;
	}
	fprintf(f, "[%zu", shape(t, all));
	for (size_t i = 0; i < all->count; i++) {
		long long before = 0;

		for (size_t k = 0; k < all->v[i].count; k++) {
			const long long us = all->v[i].v[k].us;

			fprintf(f, ",%lld", us - before);
			before = us;
		}
	}
	fputc(']', f);
}

void
ladders_json(const struct report *r, const struct report_scenario *s, FILE *f)
{
	struct tables t = { { 0 }, { 0 } };

	html_json_octets(f, s->name);
	fputs("\t{\"t\":[", f);
	for (size_t i = 0; i < s->count; i++) {
		fputs(i == 0 ? "[" : ",[", f);
		for (size_t k = 0; k < r->client_count; k++) {
			fputs(k == 0 ? "" : ",", f);
			put_trial(&t, &s->variants[i].trials[k].ladders, f);
		}
		fputc(']', f);
	}
	fputs("],\"h\":[", f);
	for (size_t i = 0; i < t.shapes.count; i++)
		fprintf(f, "%s%s", i == 0 ? "" : ",", t.shapes.v[i]);
	fputs("],\"w\":[", f);
	for (size_t i = 0; i < t.words.count; i++) {
		fputs(i == 0 ? "" : ",", f);
		html_json(f, t.words.v[i]);
	}
	fputs("]}\n", f);
	words_clear(&t.words);
	words_clear(&t.shapes);
}
