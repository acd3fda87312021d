/*
 * matrix_cell.h -- a scenario with a client in few words: what a cell of the
 * matrix says.  Verdicts of variants are counted one by one, never added up.
 */
#ifndef REPORT_MATRIX_CELL_H
#define REPORT_MATRIX_CELL_H

#include "report/data.h"
#include "resolver-tests/text.h"

/* "v-known": the class of what has this verdict. */
const char *matrix_cell_class(enum verdict);
/* What asks to be looked at most stands first. */
extern const enum verdict matrix_cell_order[VERDICTS];

/*
 * "known", "pass", "known 4, policy 2 of 16", "not run" to OUT; returns the
 * class of its worst verdict, or "v-none".
 */
const char *matrix_cell_words(const struct report_scenario *, size_t client,
    struct text *out);

#endif
