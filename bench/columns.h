/*
 * columns.h -- rows and columns of short texts on a terminal, as wide as they
 * have to be.
 */
#ifndef BENCH_COLUMNS_H
#define BENCH_COLUMNS_H

#include "resolver-tests/text.h"

#include <stdio.h>

enum { COLUMNS_MOST = 12, COLUMNS_INDENT = 2 };

struct columns_one {
	const char *head; /* borrowed */
	const char *unit; /* behind it, borrowed; or NULL */
	bool is_text;     /* to the left; numbers go to the right */
	unsigned spare;   /* the column with the highest is left out first
			   * where not all fit; 0: never */
};

/* Zero-initialise it, then set the columns. */
struct columns {
	struct columns_one columns[COLUMNS_MOST];
	size_t column_count;
	/* Owned: COLUMN_COUNT cells a row, then a note that spans them. */
	char **cells;
	size_t row_count;
};

/* A row of empty cells behind the last; its number. */
size_t columns_add_row(struct columns *);
/* TEXT, which is taken over and emptied; what is foreign in it is inert. */
void columns_set(struct columns *, size_t row, size_t column,
    struct text *text);
/* In place of all cells from COLUMN on. */
void columns_set_note(struct columns *, size_t row, size_t column,
    struct text *text);

/* In lines of WIDTH octets, as far as columns can be left out. */
void columns_print(const struct columns *, FILE *out, unsigned width);
void columns_clear(struct columns *);

#endif
