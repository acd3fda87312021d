/* the claims as GitHub-flavoured Markdown, for job summaries */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "report/motivation_print.h"
#include "report/motivation_words.h"
#include "resolver-tests/inert.h"

/* Foreign text as prose; TEXT is empty then. */
static void
put_prose(FILE *f, struct text *text)
{
	struct text out = { 0 };
	char *words = text_take(text);

	inert_add_prose(&out, words);
	if (out.len > 0)
		fputs(out.s, f);
	text_clear(&out);
	free(words);
}

static void
put_code(FILE *f, const char *words)
{
	struct text out = { 0 };

	inert_add_code(&out, words);
	if (out.len > 0)
		fputs(out.s, f);
	text_clear(&out);
}

static void
put_sentence(FILE *f, const char *words)
{
	struct text text = { 0 };

	text_add(&text, "%s", words);
	put_prose(f, &text);
}

/* How the musls, or the references, did: a line each in one cell. */
static void
put_tallies(FILE *f, const struct motivation *m,
    const struct motivation_claim *c, bool references)
{
	const char *between = "";

	for (size_t i = 0; i < m->report->client_count; i++) {
		struct text text = { 0 };

		if (!motivation_add_tallied(&text, m, c, i, references))
			continue;
		fputs(between, f);
		between = "<br>";
		text_add(&text, ": ");
		motivation_add_tally(&text, &c->counts[i].scenarios);
		put_prose(f, &text);
	}
}

static void
put_row(FILE *f, const struct motivation *m, const struct motivation_claim *c)
{
	struct text text = { 0 };

	fputs("| ", f);
	put_sentence(f, c->claim->title);
	fputs(" | **", f);
	motivation_add_verdict(&text, c);
	put_prose(f, &text);
	fputs("** | ", f);
	if (c->bearing > 0)
		put_tallies(f, m, c, false);
	fputs(" | ", f);
	if (c->bearing > 0)
		put_tallies(f, m, c, true);
	fputs(" |\n", f);
}

static void
put_group(FILE *f, const struct motivation *m, const struct motivation_claim *c,
    const struct motivation_group *g)
{
	size_t end = g->first + g->count;
	struct text text = { 0 };

	fputs("  - ", f);
	motivation_add_reason(&text, c, g, true);
	if (text.len > 0)
		text_add(&text, "; ");
	motivation_add_who(&text, c, g);
	motivation_add_shared(&text, m, c, g);
	text_add(&text, ": ");
	put_prose(f, &text);
	for (size_t i = g->first; i < end;) {
		put_code(f, c->items[i].scenario->name);
		i += motivation_add_scenario(&text, c, i, end);
		if (i < end)
			text_add(&text, "; ");
		put_prose(f, &text);
	}
	fputc('\n', f);
}

static void
put_outcomes(FILE *f, const struct motivation *m,
    const struct motivation_claim *c)
{
	struct text text = { 0 };

	motivation_add_unsurvived(&text, m, c);
	fputs("\n- ", f);
	put_prose(f, &text);
	fputc('\n', f);
}

static void
put_claim(FILE *f, const struct motivation *m, const struct motivation_claim *c)
{
	struct text text = { 0 };
	int last = -1;

	motivation_add_verdict(&text, c);
	fprintf(f, "\n<details>\n<summary>%s: %s</summary>\n\n", c->claim->id,
	    text.s);
	text_clear(&text);
	motivation_add_summary(&text, c);
	if (c->claim->bears_all) {
		text_add(&text, " ");
		motivation_add_topics(&text, m, c);
	}
	put_prose(f, &text);
	fputs("\n\n", f);
	for (size_t i = 0; i < c->group_count; i++) {
		const struct motivation_group *g = &c->groups[i];
		enum motivation_kind kind = c->items[g->first].kind;

		if ((int)kind != last) {
			motivation_add_kind(&text, c, kind);
			fputs("- ", f);
			put_prose(f, &text);
			fputc('\n', f);
		}
		last = (int)kind;
		put_group(f, m, c, g);
	}
	if (c->claim->outcomes)
		put_outcomes(f, m, c);
	for (size_t i = 0; i < c->claim->says.count; i++) {
		fputs(i == 0 ? "\n- Said by: " : "- Said by: ", f);
		put_sentence(f, c->claim->says.v[i]);
		fputc('\n', f);
	}
	fputs("\n</details>\n", f);
}

void
motivation_print_markdown(const struct motivation *m, FILE *f)
{
	const struct words *beyond = &m->report->claims.beyond;

	fputs("## What is claimed for musl\n\n"
	      "Scenarios by client; one with variants counts as the worst of "
	      "them.\n\n"
	      "| claim | verdict | musl | references |\n"
	      "| --- | --- | --- | --- |\n",
	    f);
	for (size_t i = 0; i < m->count; i++)
		put_row(f, m, &m->v[i]);
	for (size_t i = 0; i < m->count; i++)
		put_claim(f, m, &m->v[i]);
	fputs("\n<details>\n<summary>What cannot be shown here</summary>\n\n",
	    f);
	for (size_t i = 0; i < beyond->count; i++) {
		fputs("- ", f);
		put_sentence(f, beyond->v[i]);
		fputc('\n', f);
	}
	fputs("\n</details>\n\n<details>\n"
	      "<summary>How the verdicts come about</summary>\n\n",
	    f);
	for (size_t i = 0; motivation_rules[i] != NULL; i++) {
		fputs("- ", f);
		put_sentence(f, motivation_rules[i]);
		fputc('\n', f);
	}
	fputs("\n</details>\n", f);
}
