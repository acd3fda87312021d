/* the claims as text, for terminals */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "report/motivation_print.h"
#include "report/motivation_words.h"
#include "resolver-tests/inert.h"
#include "resolver-tests/wrap.h"

enum { INDENT = 2, LIST_INDENT = 4, ITEM_INDENT = 8, LABEL_WIDTH = 16 };

/* Foreign text, in lines; TEXT is empty then. */
static void
print_wrapped(FILE *f, unsigned indent, unsigned used, struct text *text)
{
	char *words = text_take(text);
	char *inert = inert_text(words);

	if (*words != '\0')
		wrap_print(f, indent, used, inert);
	free(inert);
	free(words);
}

static void
print_sentence(FILE *f, unsigned indent, const char *label, const char *words)
{
	struct text text = { 0 };

	text_add(&text, "%s%s", label, words);
	fprintf(f, "%*s", (int)indent, "");
	print_wrapped(f, indent, indent, &text);
}

static void
print_words(FILE *f, unsigned indent, struct text *text)
{
	char *words = text_take(text);

	if (*words != '\0')
		print_sentence(f, indent, "", words);
	free(words);
}

static void
print_tallies(FILE *f, const struct motivation *m,
    const struct motivation_claim *c)
{
	static const char *const sides[] = {
		[MOTIVATION_REFERENCE] = "",
		[MOTIVATION_BEFORE] = "before: ",
		[MOTIVATION_AFTER] = "behind: ",
		[MOTIVATION_BESIDE] = "beside: ",
	};

	for (size_t i = 0; i < m->report->client_count; i++) {
		const struct report_client *client = &m->report->clients[i];
		struct text line = { 0 };
		char *label = inert_text(client->label);

		fprintf(f, "%*s%-*s ", LIST_INDENT, "", LABEL_WIDTH, label);
		text_add(&line, "%s",
		    sides[motivation_side(c->claim, client->client)]);
		motivation_add_tally(&line, &c->counts[i].scenarios);
		text_add(&line, " (trials: ");
		motivation_add_tally(&line, &c->counts[i].trials);
		text_add(&line, ")");
		print_wrapped(f, LIST_INDENT + LABEL_WIDTH + 1,
		    LIST_INDENT + LABEL_WIDTH + 1, &line);
		free(label);
	}
}

static void
print_group(FILE *f, const struct motivation *m,
    const struct motivation_claim *c, const struct motivation_group *g)
{
	size_t end = g->first + g->count;
	struct text text = { 0 };

	motivation_add_reason(&text, c, g, true);
	print_words(f, LIST_INDENT, &text);
	motivation_add_who(&text, c, g);
	motivation_add_shared(&text, m, c, g);
	print_words(f, LIST_INDENT + INDENT, &text);
	for (size_t i = g->first; i < end;) {
		text_add(&text, "%s", c->items[i].scenario->name);
		i += motivation_add_scenario(&text, c, i, end);
		if (i < end)
			text_add(&text, "; ");
	}
	print_words(f, ITEM_INDENT, &text);
}

static void
print_items(FILE *f, const struct motivation *m,
    const struct motivation_claim *c)
{
	int last = -1;

	for (size_t i = 0; i < c->group_count; i++) {
		const struct motivation_group *g = &c->groups[i];
		enum motivation_kind kind = c->items[g->first].kind;
		struct text text = { 0 };

		if ((int)kind != last) {
			motivation_add_kind(&text, c, kind);
			print_words(f, INDENT, &text);
		}
		last = (int)kind;
		print_group(f, m, c, g);
	}
}

/* Each outcome of a trial, and who had it. */
static void
print_outcome(FILE *f, const struct report *r, const struct report_variant *v)
{
	struct text text = { 0 };

	text_add(&text, "%s", v->name);
	print_words(f, LIST_INDENT, &text);
	for (size_t i = 0; i < r->client_count; i++) {
		const struct results_trial *t = v->trials[i].result;

		if (!motivation_add_alike(&text, r, v, i))
			continue;
		text_add(&text, ": ");
		motivation_add_result(&text, t);
		print_words(f, ITEM_INDENT, &text);
	}
}

static void
print_outcomes(FILE *f, const struct motivation *m,
    const struct motivation_claim *c)
{
	const struct report *r = m->report;
	struct text text = { 0 };

	motivation_add_unsurvived(&text, m, c);
	print_words(f, INDENT, &text);
	for (size_t i = 0; i < r->count; i++)
		for (size_t k = 0; k < r->scenarios[i].count; k++)
			if (motivation_bears(c->claim,
				&r->scenarios[i].variants[k]))
				print_outcome(f, r,
				    &r->scenarios[i].variants[k]);
}

static void
print_claim(FILE *f, const struct motivation *m,
    const struct motivation_claim *c)
{
	const struct claim *claim = c->claim;
	struct text text = { 0 };

	fprintf(f, "\n%s: ", claim->id);
	motivation_add_verdict(&text, c);
	fprintf(f, "%s\n", text.s);
	text_clear(&text);
	text_add(&text, "\"%s\"; %s, musl %s to %s", claim->title,
	    claim_kind_names[claim->kind], claim->before, claim->after);
	print_words(f, INDENT, &text);
	motivation_add_summary(&text, c);
	print_words(f, INDENT, &text);
	if (claim->bears_all)
		motivation_add_topics(&text, m, c);
	print_words(f, INDENT, &text);
	if (c->bearing > 0)
		print_tallies(f, m, c);
	print_items(f, m, c);
	if (claim->outcomes)
		print_outcomes(f, m, c);
	for (size_t i = 0; i < claim->why.count; i++)
		print_sentence(f, INDENT, "", claim->why.v[i]);
	for (size_t i = 0; i < claim->says.count; i++)
		print_sentence(f, INDENT, "Said by: ", claim->says.v[i]);
	motivation_add_words(&text, &claim->refs);
	print_words(f, INDENT, &text);
}

void
motivation_print_text(const struct motivation *m, FILE *f)
{
	const struct words *beyond = &m->report->claims.beyond;

	fputs("What is claimed for musl, against these results\n", f);
	for (size_t i = 0; i < m->count; i++)
		print_claim(f, m, &m->v[i]);
	fputs("\nWhat cannot be shown here\n", f);
	for (size_t i = 0; i < beyond->count; i++)
		print_sentence(f, INDENT, "", beyond->v[i]);
	fputs("\nHow the verdicts come about\n", f);
	for (size_t i = 0; motivation_rules[i] != NULL; i++)
		print_sentence(f, INDENT, "", motivation_rules[i]);
}

void
motivation_print(const struct report *r, FILE *f, bool markdown)
{
	struct motivation m;

	motivation_init(&m, r);
	if (markdown)
		motivation_print_markdown(&m, f);
	else
		motivation_print_text(&m, f);
	motivation_clear(&m);
}
