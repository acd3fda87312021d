/* the comparison as text, for terminals */
#include "config.h"

#include <stdlib.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/inert.h"
#include "resolver-tests/progress.h"
#include "resolver-tests/versus_print.h"
#include "resolver-tests/wrap.h"

enum { INDENT = 2, REASON_INDENT = 4, ITEM_INDENT = 8, NUMBER_WIDTH = 6 };

static void
print_file(FILE *out, char name, const struct results_file *f)
{
	struct text line = { 0 }, note = { 0 };

	inert_add(&line, f->path);
	text_add(&line, ": ");
	if (*f->date != '\0') {
		inert_add(&line, f->date);
		text_add(&line, ", ");
	}
	text_add(&line, "%zu trial%s", f->count, f->count == 1 ? "" : "s");
	versus_add_note(&note, f);
	if (note.len > 0)
		text_add(&line, "; %s", note.s);
	text_clear(&note);
	fprintf(out, "%c  ", name);
	wrap_print_text(out, 3, 3, &line);
}

/* What prints the changes. */
struct printer {
	const struct versus *v;
	FILE *out;
	bool in_full;
	bool was_cut; /* something was not named */
};

/* A line, or in a row, for each item from I to END. */
static void
print_items(struct printer *p, size_t i, size_t end, unsigned indent,
    bool in_a_row)
{
	struct text text = { 0 };

	for (size_t run; i < end; i += run) {
		run = versus_same_scenario(p->v, i);
		versus_add_item(&text, p->v, i, run, &versus_plain);
		if (i + run < end && in_a_row)
			text_add(&text, ", ");
		else
			wrap_print_text(p->out, indent, 0, &text);
	}
}

/* One reason after the other; what has none comes first. */
static void
print_reasons(struct printer *p, size_t i, size_t end)
{
	for (size_t run; i < end; i += run) {
		struct text text = { 0 };

		run = versus_same_reason(p->v, i);
		if (versus_trial_reason(&p->v->v[i]) == NULL) {
			print_items(p, i, i + run, REASON_INDENT, false);
			continue;
		}
		versus_add_reason(&text, &p->v->v[i], &versus_plain);
		wrap_print_text(p->out, REASON_INDENT, 0, &text);
		print_items(p, i, i + run, ITEM_INDENT, true);
	}
}

/* Trials with one reason, side by side. */
struct cause {
	size_t first, count;
};

static int
compare_causes(const void *left, const void *right)
{
	const struct cause *a = left, *b = right;

	if (a->count != b->count)
		return a->count < b->count ? 1 : -1;
	return (a->first > b->first) - (a->first < b->first);
}

/* The reasons that most trials have, and how many more there are. */
static void
print_in_brief(struct printer *p, size_t i, size_t end)
{
	const unsigned indent = INDENT + NUMBER_WIDTH;
	struct cause *causes = xcalloc(end - i, sizeof *causes);
	size_t count = 0;

	for (; i < end; i += causes[count++].count)
		causes[count] =
		    (struct cause){ i, versus_same_reason(p->v, i) };
	qsort(causes, count, sizeof *causes, compare_causes);
	for (size_t k = 0; k < count && k < VERSUS_BRIEF; k++) {
		struct text text = { 0 };

		fprintf(p->out, "%*zu  ", (int)indent, causes[k].count);
		versus_add_reason(&text, &p->v->v[causes[k].first],
		    &versus_plain);
		wrap_print_text(p->out, indent + 2, indent + 2, &text);
	}
	if (count > VERSUS_BRIEF)
		fprintf(p->out, "%*s  and %zu more reasons\n", (int)indent, "",
		    count - VERSUS_BRIEF);
	free(causes);
}

static bool
is_long(const struct versus *v, size_t i, size_t end)
{
	size_t items = 0;

	for (; i < end; i += versus_same_scenario(v, i))
		items++;
	return items > VERSUS_BRIEF;
}

/* Pairs that changed alike, from trial I on; returns where they end. */
static size_t
print_pairs(struct printer *p, size_t i)
{
	enum versus_kind kind = p->v->v[i].kind;
	bool only_one = kind == VERSUS_ONLY_A || kind == VERSUS_ONLY_B;
	size_t end = i + versus_same_pair(p->v, i), next;
	struct text head = { 0 };

	next = versus_add_pairs(&head, p->v, i, &versus_plain);
	wrap_print_text(p->out, INDENT, 0, &head);
	if (!versus_has_pair(p->v, i))
		return next;
	if (kind != VERSUS_WORSE && !p->in_full && is_long(p->v, i, end)) {
		p->was_cut = true;
		if (!only_one)
			print_in_brief(p, i, end);
	} else if (only_one)
		print_items(p, i, end, REASON_INDENT, true);
	else
		print_reasons(p, i, end);
	return next;
}

static void
print_end(const struct printer *p)
{
	bool coloured = progress_may_colour(p->out);
	struct text end = { 0 };

	if (p->was_cut)
		fputs("--long names every trial.\n", p->out);
	if (coloured)
		fputs(p->v->counts[VERSUS_WORSE] == 0 ? "\033[32m" : "\033[31m",
		    p->out);
	versus_add_end(&end, p->v);
	wrap_print_text(p->out, 0, 0, &end);
	if (coloured)
		fputs("\033[0m", p->out);
}

void
versus_print_text(const struct versus *v, FILE *out, bool in_full)
{
	struct printer p = { .v = v, .out = out, .in_full = in_full };

	print_file(out, 'A', v->a);
	print_file(out, 'B', v->b);
	fputc('\n', out);
	for (size_t i = 0; i < v->count;) {
		enum versus_kind kind = v->v[i].kind;

		fprintf(out, "%s: %zu\n", versus_names[kind], v->counts[kind]);
		while (i < v->count && v->v[i].kind == kind)
			i = print_pairs(&p, i);
		fputc('\n', out);
	}
	print_end(&p);
}
