#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/ladder_grid.h"
#include "resolver-tests/ladder_words.h"

enum {
	LANE_MIN = 6, /* columns from one line to the next */
	LANE_MAX = 14,
	LANES_MAX = 64,
	WORDS_MIN = 28,    /* columns for words before servers are folded */
	WORDS_WANTED = 46, /* before lanes are wider than they must be */
	ADDRESS_MAX = 45,
};

static const struct glyphs ascii = { "|", ":", "-", "=", "~", "|", "|", "|",
	"|", ">", "<", "x", "!", "*" };
static const struct glyphs utf8 = { "│", "┊", "─", "═", "┈", "┼", "╪", "├", "┤",
	"►", "◄", "×", "!", "●" };

static size_t
clamp(size_t n, size_t lo, size_t hi)
{
	return n < lo ? lo : n > hi ? hi : n;
}

/* Which servers an event of the ladder names. */
static size_t
mark_used(const struct drawing *d, bool *used)
{
	size_t count = 0;

	for (size_t i = 0; i < d->ladder->count; i++) {
		const struct ladder_event *e = &d->ladder->v[i];

		if (ladder_way(e->kind) == LADDER_AT_CLIENT || used[e->server])
			continue;
		used[e->server] = true;
		count++;
	}
	return count;
}

/*
 * A column each where there is room; else those that are used come first, and
 * what is left of them shares the last one.
 */
static void
give_columns(struct drawing *d, size_t room)
{
	const size_t servers = d->all->servers.count;
	bool *used = xcalloc(servers + 1, sizeof *used);
	const size_t busy = mark_used(d, used);
	const bool all_fit = servers <= room;

	d->folded = busy > room;
	d->columns = xcalloc(servers + 1, sizeof *d->columns);
	for (size_t i = 0; i < servers; i++) {
		d->columns[i] = GRID_NOWHERE;
		if (!all_fit && !used[i])
			continue;
		if (d->count < room)
			d->count++;
		d->columns[i] = d->count - 1;
	}
	free(used);
}

void
grid_address(const struct drawing *d, size_t server, struct text *out)
{
	const size_t start = out->len;
	const size_t room = clamp(d->screen - 8, 0, ADDRESS_MAX);

	ladder_words_plain(d->all->servers.v[server], out);
	if (out->len - start > room) {
		out->len = start + room - 3;
		text_add(out, "...");
	}
}

static size_t
longest_address(const struct drawing *d)
{
	size_t longest = 0;

	for (size_t i = 0; i < d->all->servers.count; i++) {
		struct text one = { 0 };

		grid_address(d, i, &one);
		longest = one.len > longest ? one.len : longest;
		text_clear(&one);
	}
	return longest;
}

/* Addresses as headings: beside each other, or one behind the client's. */
static bool
headings_fit(const struct drawing *d)
{
	const size_t longest = longest_address(d);

	return longest < d->lane ||
	       (d->count == 1 && GRID_CLIENT + 7 + longest <= d->screen);
}

void
grid_init(struct drawing *d)
{
	size_t inside;

	d->glyphs = d->style->utf8 ? &utf8 : &ascii;
	d->screen =
	    clamp(d->style->columns, LADDER_COLUMNS_MIN, LADDER_COLUMNS_MAX);
	inside = d->screen - GRID_CLIENT - 3;
	give_columns(d, clamp((inside - clamp(inside, 0, WORDS_MIN)) / LANE_MIN,
			    1, LANES_MAX));
	d->lane =
	    inside < WORDS_WANTED || d->count == 0
		? LANE_MIN
		: clamp((inside - WORDS_WANTED) / d->count, LANE_MIN, LANE_MAX);
	d->numbered = !headings_fit(d);
	d->width = GRID_CLIENT + d->count * d->lane + 1;
	d->cells = xcalloc(d->width, sizeof *d->cells);
}

void
grid_clear(struct drawing *d)
{
	free(d->columns);
	free(d->cells);
}

bool
grid_is_folded(const struct drawing *d, size_t i)
{
	return d->folded && d->columns[i] == d->count - 1;
}

size_t
grid_column_at(const struct drawing *d, size_t column)
{
	return GRID_CLIENT + (column + 1) * d->lane;
}

void
grid_clear_cells(struct drawing *d, const char *line)
{
	for (size_t i = 0; i < d->width; i++)
		d->cells[i] = " ";
	d->cells[GRID_CLIENT] = line;
	for (size_t i = 0; i < d->count; i++)
		d->cells[grid_column_at(d, i)] = line;
}

/* From the client's line to that of COLUMN, or back. */
static void
draw_arrow(struct drawing *d, const struct ladder_event *e, size_t column)
{
	const struct glyphs *g = d->glyphs;
	const bool icmp = e->kind == LADDER_UNREACHABLE;
	const bool out = ladder_way(e->kind) == LADDER_OUT;
	const size_t from = GRID_CLIENT, to = grid_column_at(d, column);
	const char *body = icmp ? g->icmp : e->tcp ? g->tcp : g->udp;
	const char *over = icmp ? g->line : e->tcp ? g->over_tcp : g->over_udp;

	for (size_t i = from + 1; i < to; i++)
		d->cells[i] = strcmp(d->cells[i], " ") == 0 ? body : over;
	d->cells[out ? from : to] = out ? g->tail : g->tail_back;
	if (!out)
		d->cells[from + 1] = g->head_back;
	else
		d->cells[to - 1] =
		    e->kind == LADDER_UNHEARD ? g->miss : g->head;
}

void
grid_draw_event(struct drawing *d, const struct ladder_event *e)
{
	const enum ladder_way way = ladder_way(e->kind);
	const size_t column = way == LADDER_AT_CLIENT || d->count == 0
				  ? GRID_NOWHERE
				  : d->columns[e->server];

	grid_clear_cells(d, d->glyphs->line);
	if (e->kind == LADDER_END)
		d->cells[GRID_CLIENT] = d->glyphs->end;
	if (column == GRID_NOWHERE)
		return;
	if (way == LADDER_AT_SERVER)
		d->cells[grid_column_at(d, column)] =
		    e->kind == LADDER_DROP ? d->glyphs->miss : d->glyphs->here;
	else
		draw_arrow(d, e, column);
}
