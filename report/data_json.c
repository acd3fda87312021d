/* #data: what filters, search and sorting need to know */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "report/group.h"
#include "report/html.h"
#include "report/page_parts.h"
#include "resolver-tests/ladder_words.h"

static void
put_words(const struct words *w, FILE *f)
{
	fputc('[', f);
	for (size_t i = 0; w != NULL && i < w->count; i++) {
		fputs(i == 0 ? "" : ",", f);
		html_json(f, w->v[i]);
	}
	fputc(']', f);
}

static size_t
find_word(const struct words *w, const char *word)
{
	size_t i = 0;

	while (i < w->count && strcmp(w->v[i], word) != 0)
		i++;
	return i;
}

static void
add_once(struct words *w, const char *word)
{
	if (find_word(w, word) == w->count)
		words_add(w, word);
}

static void
put_clients(const struct report *r, FILE *f)
{
	fputs("{\"clients\":[", f);
	for (size_t i = 0; i < r->client_count; i++) {
		fputs(i == 0 ? "" : ",", f);
		html_json(f, r->clients[i].label);
	}
	fputs("],\n\"families\":[", f);
	for (size_t i = 0; i < r->client_count; i++) {
		fputs(i == 0 ? "" : ",", f);
		html_json(f, r->clients[i].client->family);
	}
	fputs("],\n\"verdicts\":[", f);
	for (size_t i = 0; i < VERDICTS; i++)
		fprintf(f, "%s\"%s\"", i == 0 ? "" : ",", verdict_names[i]);
	fputs("]", f);
}

static bool
occurs(const struct report *r, const char *tag)
{
	for (size_t i = 0; i < r->count; i++)
		if (r->scenarios[i].first != NULL &&
		    scenario_has_tag(r->scenarios[i].first, tag))
			return true;
	return false;
}

static void
put_tags(const struct report *r, FILE *f)
{
	const char *between = "";

	fputs(",\n\"tags\":[", f);
	for (size_t i = 0; i < r->tags.count; i++) {
		if (!occurs(r, r->tags.v[i].name))
			continue;
		fprintf(f, "%s[", between);
		html_json(f, r->tags.v[i].name);
		fputc(',', f);
		html_json(f, r->tags.v[i].meaning);
		fputc(']', f);
		between = ",";
	}
	fputc(']', f);
}

static void
put_kinds(FILE *f)
{
	static const char *const ways[] = { [LADDER_OUT] = "out",
		[LADDER_BACK] = "back",
		[LADDER_AT_SERVER] = "server",
		[LADDER_AT_CLIENT] = "client" };

	fputs(",\n\"kinds\":[", f);
	for (int i = 0; i < LADDER_KINDS; i++)
		fprintf(f, "%s[\"%s\",\"%s\"]", i == 0 ? "" : ",",
		    ladder_kind_names[i],
		    ways[ladder_way((enum ladder_kind)i)]);
	fputc(']', f);
}

/* The reasons of a scenario, each once. */
static void
add_reasons(const struct report *r, const struct report_scenario *s,
    struct words *out)
{
	for (size_t i = 0; i < s->count; i++)
		for (size_t k = 0; k < r->client_count; k++) {
			const struct results_trial *t =
			    s->variants[i].trials[k].result;

			if (t != NULL && *t->reason != '\0')
				add_once(out, t->reason);
		}
}

static void
put_variant(const struct report *r, const struct report_variant *v, FILE *f)
{
	int *groups = group_outcomes(r, v);

	fputc('[', f);
	html_json(f, v->variant);
	fputs(",\"", f);
	for (size_t i = 0; i < r->client_count; i++)
		if (v->trials[i].result == NULL)
			fputc('-', f);
		else
			fprintf(f, "%d", (int)v->trials[i].result->verdict);
	fputs("\",[", f);
	for (size_t i = 0; i < r->client_count; i++)
		fprintf(f, "%s%d", i == 0 ? "" : ",", groups[i]);
	fputs("]]", f);
	free(groups);
}

static void
put_scenario(const struct report *r, const struct report_scenario *s,
    const struct words *reasons, FILE *f)
{
	const struct scenario *first = s->first;
	struct words own = { 0 };

	fputs("[", f);
	html_json(f, s->name);
	fputc(',', f);
	html_json(f, first == NULL ? "" : first->title);
	fputc(',', f);
	put_words(first == NULL ? NULL : &first->tags, f);
	fputc(',', f);
	put_words(first == NULL ? NULL : &first->claims, f);
	fputs(",[", f);
	add_reasons(r, s, &own);
	for (size_t i = 0; i < own.count; i++)
		fprintf(f, "%s%zu", i == 0 ? "" : ",",
		    find_word(reasons, own.v[i]));
	words_clear(&own);
	fputs("],[", f);
	for (size_t i = 0; i < s->count; i++) {
		fputs(i == 0 ? "" : ",", f);
		put_variant(r, &s->variants[i], f);
	}
	fputs("]]", f);
}

void
data_json(const struct report *r, FILE *f)
{
	struct words reasons = { 0 };

	for (size_t i = 0; i < r->count; i++)
		add_reasons(r, &r->scenarios[i], &reasons);
	put_clients(r, f);
	put_tags(r, f);
	put_kinds(f);
	fputs(",\n\"reasons\":", f);
	put_words(&reasons, f);
	fputs(",\n\"scenarios\":[", f);
	for (size_t i = 0; i < r->count; i++) {
		fputs(i == 0 ? "\n" : ",\n", f);
		put_scenario(r, &r->scenarios[i], &reasons, f);
	}
	fputs("]}\n", f);
	words_clear(&reasons);
}
