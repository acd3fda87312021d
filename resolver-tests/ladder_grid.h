/*
 * ladder_grid.h -- the left half of a ladder in text: lines down for client
 * and nameservers, and arrows between them.  For ladder_text.c only.
 */
#ifndef RESOLVER_TESTS_LADDER_GRID_H
#define RESOLVER_TESTS_LADDER_GRID_H

#include "resolver-tests/ladder_text.h"

enum { GRID_CLIENT = 10 }; /* column of its line; the time is before it */
#define GRID_NOWHERE ((size_t)-1)

/* What lines are drawn with; each takes one column. */
struct glyphs {
	const char *line, *wait; /* of the client, a server; in a gap */
	const char *udp, *tcp, *icmp;
	const char *over_udp, *over_tcp; /* where an arrow crosses a line */
	const char *tail, *tail_back;    /* where it starts */
	const char *head, *head_back;
	const char *miss, *here, *end;
};

/* How one ladder is laid out. */
struct drawing {
	const struct ladders *all;
	const struct ladder *ladder;
	const struct ladder_style *style;
	const struct glyphs *glyphs;
	size_t screen;      /* columns of a line */
	size_t *columns;    /* owned; of each server: from 0; or GRID_NOWHERE */
	size_t count;       /* of columns with a server */
	bool folded;        /* the last one is of several servers */
	bool numbered;      /* headings are numbers */
	size_t lane;        /* columns from one line to the next */
	const char **cells; /* owned; one line: a glyph a column */
	size_t width;       /* of cells: the words begin two columns on */
	struct text *out;
};

/* Sets everything from glyphs on; grid_clear() releases it. */
void grid_init(struct drawing *);
void grid_clear(struct drawing *);

/* The column of a screen that column I of the servers is. */
size_t grid_column_at(const struct drawing *, size_t i);
/* Server I is one of several in its column. */
bool grid_is_folded(const struct drawing *, size_t i);
/* An address, harmless, as far as there is room for it. */
void grid_address(const struct drawing *, size_t server, struct text *out);

/* Cells become lines down, and nothing else. */
void grid_clear_cells(struct drawing *, const char *line);
/* The same with the event in it. */
void grid_draw_event(struct drawing *, const struct ladder_event *);

#endif
