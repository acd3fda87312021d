/*
 * ladder_text.h -- a ladder as lines of text: time down, the client on the
 * left, a column for each nameserver, and an event in words on its right.
 */
#ifndef RESOLVER_TESTS_LADDER_TEXT_H
#define RESOLVER_TESTS_LADDER_TEXT_H

#include "resolver-tests/ladder.h"
#include "resolver-tests/text.h"

/* Below the narrowest, lines are longer than columns. */
enum { LADDER_COLUMNS_MIN = 40, LADDER_COLUMNS_MAX = 200 };

struct ladder_style {
	bool utf8;        /* else ASCII */
	bool coloured;    /* with escape sequences of ECMA-48 */
	unsigned columns; /* no line has more */
};

/* Ladder I of ALL; nothing of what it draws can move a terminal's cursor. */
void ladder_text(const struct ladders *all, size_t i,
    const struct ladder_style *, struct text *out);

#endif
