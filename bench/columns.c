#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "bench/columns.h"
#include "fakedns/xalloc.h"
#include "resolver-tests/wrap.h"

enum { GAP = 2, NAME_MAX = 20 };

/* Of each column; 0: it is left out. */
struct widths {
	size_t v[COLUMNS_MOST];
};

static size_t
row_size(const struct columns *g)
{
	return g->column_count + 1;
}

static char **
cell(const struct columns *g, size_t row, size_t column)
{
	return &g->cells[row * row_size(g) + column];
}

size_t
columns_add_row(struct columns *g)
{
	const size_t size = row_size(g);

	g->cells = xreallocarray(g->cells, (g->row_count + 1) * size,
	    sizeof *g->cells);
	memset(&g->cells[g->row_count * size], 0, size * sizeof *g->cells);
	return g->row_count++;
}

void
columns_set(struct columns *g, size_t row, size_t column, struct text *text)
{
	free(*cell(g, row, column));
	*cell(g, row, column) = text_take(text);
}

void
columns_set_note(struct columns *g, size_t row, size_t column,
    struct text *text)
{
	for (size_t c = column; c <= g->column_count; c++) {
		free(*cell(g, row, c));
		*cell(g, row, c) = NULL;
	}
	*cell(g, row, g->column_count) = text_take(text);
}

static size_t
head_len(const struct columns_one *c)
{
	return strlen(c->head) + (c->unit == NULL ? 0 : 1 + strlen(c->unit));
}

static void
measure(const struct columns *g, struct widths *w)
{
	for (size_t c = 0; c < g->column_count; c++) {
		w->v[c] = head_len(&g->columns[c]);
		for (size_t r = 0; r < g->row_count; r++) {
			const char *s = *cell(g, r, c);
			size_t len = s == NULL ? 0 : strlen(s);

			if (c == 0 && len > NAME_MAX)
				len = NAME_MAX; /* has a line of its own */
			if (len > w->v[c])
				w->v[c] = len;
		}
	}
}

static size_t
total(const struct columns *g, const struct widths *w)
{
	size_t sum = COLUMNS_INDENT;

	for (size_t c = 0; c < g->column_count; c++)
		sum += w->v[c] == 0 ? 0 : w->v[c] + (c == 0 ? 0 : GAP);
	return sum;
}

/* Leaves out columns that may be until the rest fits. */
static void
fit(const struct columns *g, struct widths *w, unsigned width)
{
	while (total(g, w) > width) {
		size_t most = 0;

		for (size_t c = 1; c < g->column_count; c++)
			if (w->v[c] > 0 &&
			    g->columns[c].spare > g->columns[most].spare)
				most = c;
		if (most == 0)
			return;
		w->v[most] = 0;
	}
}

/* Blanks that no text follows are not written. */
struct pen {
	FILE *out;
	size_t blanks;
};

static void
put(struct pen *p, const char *s)
{
	if (*s != '\0')
		fprintf(p->out, "%*s%s", (int)p->blanks, "", s);
	p->blanks = *s != '\0' ? 0 : p->blanks;
}

static void
put_cell(struct pen *p, const char *s, size_t width, bool is_text)
{
	const size_t len = strlen(s);
	const size_t rest = len < width ? width - len : 0;

	p->blanks += is_text ? 0 : rest;
	put(p, s);
	p->blanks += is_text ? rest : 0;
}

static void
print_head(const struct columns *g, const struct widths *w, struct pen *p)
{
	for (size_t c = 0; c < g->column_count; c++) {
		const struct columns_one *column = &g->columns[c];
		struct text head = { 0 };

		if (w->v[c] == 0)
			continue;
		text_add(&head, "%s%s%s", column->head,
		    column->unit == NULL ? "" : " ",
		    column->unit == NULL ? "" : column->unit);
		p->blanks += c == 0 ? COLUMNS_INDENT : GAP;
		put_cell(p, head.s, w->v[c], column->is_text);
		text_clear(&head);
	}
}

/* Where a note behind column LAST begins. */
static unsigned
note_indent(const struct columns *g, const struct widths *w, size_t last)
{
	size_t sum = COLUMNS_INDENT + w->v[0] + GAP;

	for (size_t c = 1; c <= last && c < g->column_count; c++)
		sum += w->v[c] == 0 ? 0 : w->v[c] + GAP;
	return (unsigned)sum;
}

static void
print_row(const struct columns *g, const struct widths *w, size_t r,
    struct pen *p)
{
	const char *note = *cell(g, r, g->column_count);
	size_t last = 0; /* column with a text */

	for (size_t c = 0; c < g->column_count; c++)
		if (*cell(g, r, c) != NULL)
			last = c;
	for (size_t c = 0; c <= last; c++) {
		const char *s = *cell(g, r, c);

		if (w->v[c] == 0)
			continue;
		p->blanks += c == 0 ? COLUMNS_INDENT : GAP;
		put_cell(p, s == NULL ? "" : s, w->v[c], g->columns[c].is_text);
		if (c > 0 || s == NULL || strlen(s) <= NAME_MAX)
			continue;
		fputc('\n', p->out);
		p->blanks = COLUMNS_INDENT + w->v[c];
	}
	if (note != NULL) {
		fprintf(p->out, "%*s", (int)p->blanks + GAP, "");
		wrap_print(p->out, note_indent(g, w, last),
		    note_indent(g, w, last), note);
	} else
		fputc('\n', p->out);
}

void
columns_print(const struct columns *g, FILE *out, unsigned width)
{
	struct widths w = { { 0 } };
	struct pen pen = { out, 0 };

	measure(g, &w);
	fit(g, &w, width);
	print_head(g, &w, &pen);
	fputc('\n', out);
	for (size_t r = 0; r < g->row_count; r++) {
		pen.blanks = 0;
		print_row(g, &w, r, &pen);
	}
}

void
columns_clear(struct columns *g)
{
	for (size_t i = 0; i < g->row_count * row_size(g); i++)
		free(g->cells[i]);
	free(g->cells);
	*g = (struct columns){ .cells = NULL };
}
