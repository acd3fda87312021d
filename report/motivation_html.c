/* the claims as a section of the page */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "report/html.h"
#include "report/motivation_words.h"
#include "report/refs.h"

static void
put_text(FILE *f, struct text *text)
{
	char *words = text_take(text);

	html_text(f, words);
	free(words);
}

static void
put_element(FILE *f, const char *name, struct text *text)
{
	fprintf(f, "<%s>", name);
	put_text(f, text);
	fprintf(f, "</%s>\n", name);
}

static void
put_sentences(FILE *f, const char *name, const struct words *sentences)
{
	for (size_t i = 0; i < sentences->count; i++) {
		fprintf(f, "<%s>", name);
		html_text(f, sentences->v[i]);
		fprintf(f, "</%s>\n", name);
	}
}

static void
put_verdict(FILE *f, const struct motivation_claim *c)
{
	struct text text = { 0 };

	motivation_add_verdict(&text, c);
	fprintf(f, "<strong class=\"claim-%s\">",
	    motivation_verdict_classes[c->verdict]);
	put_text(f, &text);
	fputs("</strong>", f);
}

/* How the musls, or the references, did in the scenarios that bear on it. */
static void
put_tallies(FILE *f, const struct motivation *m,
    const struct motivation_claim *c, bool references)
{
	fputs("<ul>", f);
	for (size_t i = 0; i < m->report->client_count; i++) {
		struct text text = { 0 };

		if (!motivation_add_tallied(&text, m, c, i, references))
			continue;
		fputs("<li><b>", f);
		put_text(f, &text);
		fputs("</b> ", f);
		motivation_add_tally(&text, &c->counts[i].scenarios);
		put_text(f, &text);
		fputs("</li>", f);
	}
	fputs("</ul>", f);
}

static bool
has_client(const struct motivation *m, const struct motivation_claim *c,
    bool references)
{
	for (size_t i = 0; i < m->report->client_count; i++)
		if (references ==
		    (motivation_side(c->claim, m->report->clients[i].client) ==
			MOTIVATION_REFERENCE))
			return c->bearing > 0;
	return false;
}

static void
put_cell(FILE *f, const struct motivation *m, const struct motivation_claim *c,
    bool references)
{
	fprintf(f, "<td data-label=\"%s\">",
	    references ? "References" : "musl");
	if (has_client(m, c, references))
		put_tallies(f, m, c, references);
	else
		fputs("none", f);
	fputs("</td>", f);
}

static void
put_references(FILE *f, const struct words *refs)
{
	struct text text = { 0 };
	char *words;

	motivation_add_words(&text, refs);
	words = text_take(&text);
	refs_html(f, words);
	free(words);
}

static void
put_row(FILE *f, const struct motivation *m, const struct motivation_claim *c)
{
	fputs("<tr><th scope=\"row\"><a href=\"#claim/", f);
	html_text(f, c->claim->id);
	fputs("\">", f);
	html_text(f, c->claim->title);
	fprintf(f, "</a> <small>%s</small></th><td data-label=\"Verdict\">",
	    claim_kind_names[c->claim->kind]);
	put_verdict(f, c);
	fputs("</td>", f);
	put_cell(f, m, c, false);
	put_cell(f, m, c, true);
	fputs("<td data-label=\"Clauses, commits\">", f);
	put_references(f, &c->claim->refs);
	fputs("</td></tr>\n", f);
}

static void
put_table(FILE *f, const struct motivation *m)
{
	fputs("<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
	      "aria-labelledby=\"claims-caption\">\n<table class=\"claims\">"
	      "<caption id=\"claims-caption\">Scenarios that bear on a claim: "
	      "how many each client passes. One with variants counts as the "
	      "worst of them.</caption>\n<thead><tr>"
	      "<th scope=\"col\">Claim</th><th scope=\"col\">Verdict</th>"
	      "<th scope=\"col\">musl</th><th scope=\"col\">References</th>"
	      "<th scope=\"col\">Clauses, commits</th></tr></thead>\n<tbody>\n",
	    f);
	for (size_t i = 0; i < m->count; i++)
		put_row(f, m, &m->v[i]);
	fputs("</tbody></table></div>\n", f);
}

static void
put_group(FILE *f, const struct motivation *m, const struct motivation_claim *c,
    const struct motivation_group *g)
{
	size_t end = g->first + g->count;
	struct text text = { 0 };

	fputs("<li>", f);
	motivation_add_reason(&text, c, g, false);
	if (text.len > 0) {
		put_text(f, &text);
		fputs(" ", f);
		refs_html(f, c->items[g->first].reference);
		fputs("<br />", f);
	}
	fputs("<small>", f);
	motivation_add_who(&text, c, g);
	motivation_add_shared(&text, m, c, g);
	put_text(f, &text);
	fputs("</small>\n<ul>", f);
	for (size_t i = g->first; i < end;) {
		fputs("<li>", f);
		html_scenario_link(f, c->items[i].scenario->name);
		i += motivation_add_scenario(&text, c, i, end);
		put_text(f, &text);
		fputs("</li>\n", f);
	}
	fputs("</ul></li>\n", f);
}

/* The groups of one kind, from group I on; returns where they end. */
static size_t
put_kind(FILE *f, const struct motivation *m, const struct motivation_claim *c,
    size_t i)
{
	static const char *const classes[MOTIVATION_KINDS] = { "defects",
		"policies", "costs" };
	enum motivation_kind kind = c->items[c->groups[i].first].kind;
	struct text text = { 0 };

	motivation_add_kind(&text, c, kind);
	fprintf(f, "<details class=\"%s\"%s><summary>", classes[kind],
	    kind == MOTIVATION_POLICY ? "" : " open=\"open\"");
	put_text(f, &text);
	fputs("</summary>\n<ul>\n", f);
	for (; i < c->group_count; i++) {
		if (c->items[c->groups[i].first].kind != kind)
			break;
		put_group(f, m, c, &c->groups[i]);
	}
	fputs("</ul></details>\n", f);
	return i;
}

/* Who had which outcome, trial by trial. */
static void
put_outcome(FILE *f, const struct report *r, const struct report_variant *v)
{
	struct text text = { 0 };

	fputs("<dt>", f);
	html_scenario_link(f, v->name);
	fputs("</dt>\n", f);
	for (size_t i = 0; i < r->client_count; i++) {
		if (!motivation_add_alike(&text, r, v, i))
			continue;
		text_add(&text, ": ");
		motivation_add_result(&text, v->trials[i].result);
		put_element(f, "dd", &text);
	}
}

static void
put_outcomes(FILE *f, const struct motivation *m,
    const struct motivation_claim *c)
{
	const struct report *r = m->report;
	struct text text = { 0 };
	bool any = false;

	motivation_add_unsurvived(&text, m, c);
	put_element(f, "p", &text);
	for (size_t i = 0; i < r->count; i++)
		for (size_t k = 0; k < r->scenarios[i].count; k++) {
			if (!motivation_bears(c->claim,
				&r->scenarios[i].variants[k]))
				continue;
			fputs(any ? "" : "<dl class=\"outcomes\">\n", f);
			any = true;
			put_outcome(f, r, &r->scenarios[i].variants[k]);
		}
	fputs(any ? "</dl>\n" : "", f);
}

static void
put_claim(FILE *f, const struct motivation *m, const struct motivation_claim *c)
{
	const struct claim *claim = c->claim;
	struct text text = { 0 };

	fputs("<section class=\"claim\" id=\"claim/", f);
	html_text(f, claim->id);
	fputs("\">\n<h3>", f);
	html_text(f, claim->title);
	fputs("</h3>\n<p>", f);
	put_verdict(f, c);
	text_add(&text, " (%s: musl %s against %s). ",
	    claim_kind_names[claim->kind], claim->after, claim->before);
	motivation_add_summary(&text, c);
	put_text(f, &text);
	fputs("</p>\n", f);
	if (claim->bears_all) {
		motivation_add_topics(&text, m, c);
		put_element(f, "p", &text);
	}
	put_sentences(f, "p", &claim->why);
	for (size_t i = 0; i < c->group_count;)
		i = put_kind(f, m, c, i);
	if (claim->outcomes)
		put_outcomes(f, m, c);
	fputs("<details><summary>Who says so</summary>\n<ul>\n", f);
	put_sentences(f, "li", &claim->says);
	fputs("</ul></details>\n</section>\n", f);
}

static void
put_rules(FILE *f)
{
	fputs("<details class=\"rules\"><summary>How these verdicts come about"
	      "</summary>\n<ul>\n",
	    f);
	for (size_t i = 0; motivation_rules[i] != NULL; i++)
		fprintf(f, "<li>%s</li>\n", motivation_rules[i]);
	fputs("</ul></details>\n", f);
}

void
motivation_html(const struct report *r, FILE *f)
{
	struct motivation m;

	if (r->claims.count == 0)
		return;
	motivation_init(&m, r);
	fputs("<section id=\"motivation\" "
	      "aria-labelledby=\"motivation-title\">\n"
	      "<h2 id=\"motivation-title\">What is claimed for musl</h2>\n",
	    f);
	put_table(f, &m);
	put_rules(f);
	for (size_t i = 0; i < m.count; i++)
		put_claim(f, &m, &m.v[i]);
	fputs("<section id=\"beyond\">\n<h3>What cannot be shown here</h3>\n"
	      "<ul>\n",
	    f);
	put_sentences(f, "li", &r->claims.beyond);
	fputs("</ul>\n</section>\n</section>\n", f);
	motivation_clear(&m);
}
