/*
 * grid.h -- rows and columns of short texts on a terminal, as wide as they
 * have to be.
 */
#ifndef BENCH_GRID_H
#define BENCH_GRID_H

#include "resolver-tests/text.h"

#include <stdio.h>

enum { GRID_COLUMNS = 12, GRID_INDENT = 2 };

struct grid_column {
	const char *head; /* borrowed */
	const char *unit; /* behind it, borrowed; or NULL */
	bool is_text;     /* to the left; numbers go to the right */
	unsigned spare;   /* the column with the highest is left out first
			   * where not all fit; 0: never */
};

/* Zero-initialise it, then set the columns. */
struct grid {
	struct grid_column columns[GRID_COLUMNS];
	size_t column_count;
	/* Owned: COLUMN_COUNT cells a row, then a note that spans them. */
	char **cells;
	size_t row_count;
};

/* A row of empty cells behind the last; its number. */
size_t grid_add_row(struct grid *);
/* TEXT, which is taken over and emptied; what is foreign in it is inert. */
void grid_set(struct grid *, size_t row, size_t column, struct text *text);
/* In place of all cells from COLUMN on. */
void grid_set_note(struct grid *, size_t row, size_t column, struct text *text);

/* In lines of WIDTH octets, as far as columns can be left out. */
void grid_print(const struct grid *, FILE *out, unsigned width);
void grid_clear(struct grid *);

#endif
