/* the page of a scenario: what it is about, and its table */
#include "config.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "report/group.h"
#include "report/html.h"
#include "report/matrix_cell.h"
#include "report/page_parts.h"
#include "report/refs.h"

/* The words with blanks between, to be freed. */
static char *
join(const struct words *w)
{
	struct text out = { 0 };

	for (size_t i = 0; i < w->count; i++)
		text_add(&out, "%s%s", i == 0 ? "" : " ", w->v[i]);
	return text_take(&out);
}

static void
put_list(const char *title, const struct words *w,
    void (*put)(FILE *, const char *), FILE *f)
{
	char *words;

	if (w->count == 0)
		return;
	words = join(w);
	fprintf(f, "<div><dt>%s</dt><dd>", title);
	put(f, words);
	fputs("</dd></div>\n", f);
	free(words);
}

static void
put_about(const struct scenario *s, FILE *f)
{
	for (size_t i = 0; i < s->why.count; i++) {
		fputs("<p class=\"why\">", f);
		html_text(f, s->why.v[i]);
		fputs("</p>\n", f);
	}
	fputs("<dl class=\"about\">\n", f);
	put_list("References", &s->refs, refs_html, f);
	put_list("Tags", &s->tags, html_text, f);
	put_list("Claims", &s->claims, html_text, f);
	put_list("Only for", &s->clients, html_text, f);
	put_list("Needs", &s->needs, html_text, f);
	if (s->unconfirmed != NULL) {
		fputs("<div><dt>No reference passes</dt><dd>", f);
		html_text(f, s->unconfirmed);
		fputs("</dd></div>\n", f);
	}
	fputs("</dl>\n", f);
}

/* The corpus has another text for it than what was played. */
static bool
has_changed(const struct report *r, const struct report_variant *v)
{
	char hash[17];

	if (v->scenario == NULL)
		return false;
	snprintf(hash, sizeof hash, "%016" PRIx64, v->scenario->hash);
	for (size_t i = 0; i < r->client_count; i++) {
		const struct results_trial *t = v->trials[i].result;

		if (t != NULL && *t->scenario_hash != '\0' &&
		    strcmp(t->scenario_hash, hash) != 0)
			return true;
	}
	return false;
}

static void
put_warnings(const struct report *r, const struct report_scenario *s, FILE *f)
{
	size_t changed = 0, gone = 0;

	for (size_t i = 0; i < s->count; i++) {
		changed += has_changed(r, &s->variants[i]);
		gone += s->variants[i].scenario == NULL;
	}
	if (gone > 0 && s->first != NULL)
		fprintf(f,
		    "<p class=\"warning\">The corpus no longer has %zu of the "
		    "variants below.</p>\n",
		    gone);
	if (s->first == NULL)
		fputs("<p class=\"warning\">This corpus does not have the "
		      "scenario: what is known of it are the results.</p>\n",
		    f);
	if (changed > 0)
		fputs("<p class=\"warning\">The scenario has changed since "
		      "it was run: its text below is not what was "
		      "played.</p>\n",
		    f);
}

/* "29 ms, 1 UDP, 2 TCP" */
static void
put_wire(const struct report_trial *t, FILE *f)
{
	fprintf(f, " <span class=\"w\">%u ms, %u UDP", t->result->elapsed_ms,
	    t->wire[REPORT_UDP_SENT]);
	if (t->wire[REPORT_TCP_QUERIES] > 0)
		fprintf(f, ", %u TCP", t->wire[REPORT_TCP_QUERIES]);
	else if (t->wire[REPORT_TCP_SYNS] > 0)
		fprintf(f, ", %u SYN", t->wire[REPORT_TCP_SYNS]);
	fputs("</span>", f);
}

static void
put_cell(const struct report_scenario *s, size_t variant,
    const struct report_trial *t, size_t group, FILE *f)
{
	const char *name;

	if (t->result == NULL) {
		fputs("<td class=\"v-none\">not run</td>", f);
		return;
	}
	name = verdict_names[t->result->verdict];
	fprintf(f, "<td class=\"%s\">", matrix_cell_class(t->result->verdict));
	if (group == GROUP_NONE)
		fprintf(f, "<b>%s</b>", name);
	else {
		fputs("<a href=\"#t/", f);
		html_text(f, s->name);
		fprintf(f, "/%zu/%zu\">%s</a>", variant, group, name);
	}
	if (report_was_run(t)) {
		fputs(" <span class=\"o\">", f);
		html_text(f, t->result->summary);
		fputs("</span>", f);
		put_wire(t, f);
	}
	fputs("</td>", f);
}

static void
put_row(const struct report *r, const struct report_scenario *s, size_t i,
    FILE *f)
{
	const struct report_variant *v = &s->variants[i];
	struct groups groups;

	groups_make(r, v, &groups);
	fputs("<tr><th scope=\"row\">", f);
	html_text(f, *v->variant == '\0' ? "the scenario" : v->variant);
	fputs("</th>", f);
	for (size_t k = 0; k < r->client_count; k++)
		put_cell(s, i, &v->trials[k], groups.of[k], f);
	fputs("</tr>\n", f);
	groups_clear(&groups);
}

static void
put_table(const struct report *r, const struct report_scenario *s, FILE *f)
{
	fputs("<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
	      "aria-label=\"Results\"><table class=\"trials\">"
	      "<caption>What came: verdict, outcome, time, and the queries "
	      "that were sent. <q>ok 20+0 #3fa9c1</q> is success, 20 IPv4 "
	      "and 0 IPv6 addresses, and a hash of all of "
	      "it</caption>\n<thead><tr><th scope=\"col\">"
	      "Variant</th>",
	    f);
	for (size_t i = 0; i < r->client_count; i++) {
		fputs("<th scope=\"col\">", f);
		html_text(f, r->clients[i].label);
		fputs("</th>", f);
	}
	fputs("</tr></thead>\n<tbody>\n", f);
	for (size_t i = 0; i < s->count; i++)
		put_row(r, s, i, f);
	fputs("</tbody></table></div>\n", f);
}

/* The first and the last line are what the script looks for: page.h. */
void
article_html(const struct report *r, const struct report_scenario *s, FILE *f)
{
	fputs("<article id=\"s/", f);
	html_text(f, s->name);
	fputs("\" aria-labelledby=\"h/", f);
	html_text(f, s->name);
	fputs("\">\n<h2 id=\"h/", f);
	html_text(f, s->name);
	fputs("\" tabindex=\"-1\">", f);
	html_text(f, s->first == NULL ? s->name : s->first->title);
	fputs("</h2>\n<p class=\"name\"><code>", f);
	html_text(f, s->name);
	fputs("</code> <a class=\"back\" href=\"#matrix\">All "
	      "scenarios</a></p>\n",
	    f);
	put_warnings(r, s, f);
	if (s->first != NULL)
		put_about(s->first, f);
	wanted_html(s, f);
	source_html(s, f);
	put_table(r, s, f);
	trials_html(r, s, f);
	fputs("</article>\n", f);
}
