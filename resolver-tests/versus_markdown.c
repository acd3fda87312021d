/* the comparison as GitHub-flavoured Markdown, for job summaries */
#include "config.h"

#include "resolver-tests/inert.h"
#include "resolver-tests/versus_print.h"

static const struct versus_style style = { inert_add_code, inert_add_prose,
	"→" };

static void
add_file(struct text *out, char name, const struct results_file *f)
{
	struct text note = { 0 };

	text_add(out, "- %c: ", name);
	inert_add_code(out, f->path);
	text_add(out, ", ");
	if (*f->date != '\0') {
		inert_add_code(out, f->date);
		text_add(out, ", ");
	}
	text_add(out, "%zu trial%s", f->count, f->count == 1 ? "" : "s");
	versus_add_note(&note, f);
	if (note.len > 0)
		text_add(out, "; **%s**", note.s);
	text_add(out, "\n");
	text_clear(&note);
}

static void
add_table(struct text *out, const struct versus *v)
{
	text_add(out, "| client |");
	for (int k = 0; k < VERSUS_KINDS; k++)
		text_add(out, " %s |", versus_names[k]);
	text_add(out, "\n| --- |");
	for (int k = 0; k < VERSUS_KINDS; k++)
		text_add(out, " ---: |");
	text_add(out, "\n");
	for (size_t i = 0; i < v->pair_count; i++) {
		text_add(out, "| ");
		versus_add_pair(out, &v->pairs[i], &style);
		text_add(out, " |");
		for (int k = 0; k < VERSUS_KINDS; k++)
			text_add(out, " %zu |", v->pairs[i].counts[k]);
		text_add(out, "\n");
	}
}

/* Items under one reason, COUNT trials from I on. */
static void
add_reason(struct text *out, const struct versus *v, size_t i, size_t count)
{
	bool why = versus_trial_reason(&v->v[i]) != NULL;

	if (why) {
		text_add(out, "- ");
		versus_add_reason(out, &v->v[i], &style);
		text_add(out, "\n");
	}
	for (size_t end = i + count, run; i < end; i += run) {
		run = versus_same_scenario(v, i);
		text_add(out, "%s- ", why ? "  " : "");
		versus_add_item(out, v, i, run, &style);
		text_add(out, "\n");
	}
}

/* Pairs that changed alike, from trial I on; returns where they end. */
static size_t
add_pairs(struct text *out, const struct versus *v, size_t i)
{
	size_t end = i + versus_same_pair(v, i), next;

	text_add(out, "\n");
	next = versus_add_pairs(out, v, i, &style);
	text_add(out, "\n\n");
	if (!versus_has_pair(v, i))
		return next;
	for (size_t run; i < end; i += run) {
		run = versus_same_reason(v, i);
		add_reason(out, v, i, run);
	}
	return next;
}

void
versus_print_markdown(const struct versus *v, FILE *out)
{
	struct text text = { 0 };

	text_add(&text, "## Comparison of two runs\n\n**");
	versus_add_end(&text, v);
	text_add(&text, "**\n\n");
	add_file(&text, 'A', v->a);
	add_file(&text, 'B', v->b);
	text_add(&text, "\n");
	add_table(&text, v);
	for (size_t i = 0; i < v->count;) {
		enum versus_kind kind = v->v[i].kind;
		bool folded = kind != VERSUS_WORSE;

		text_add(&text,
		    folded ? "\n<details>\n<summary>%s: %zu</summary>\n"
			   : "\n### %s: %zu\n",
		    versus_names[kind], v->counts[kind]);
		while (i < v->count && v->v[i].kind == kind)
			i = add_pairs(&text, v, i);
		if (folded)
			text_add(&text, "\n</details>\n");
	}
	fputs(text.s, out);
	text_clear(&text);
}
