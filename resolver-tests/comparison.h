/*
 * comparison.h -- canonical text against a RESULT block.
 */
#ifndef RESOLVER_TESTS_COMPARISON_H
#define RESOLVER_TESTS_COMPARISON_H

#include "fakedns/scenario.h"
#include "resolver-tests/text.h"

/* One line of a difference; text is owned. */
struct difference_line {
	char sign; /* ' ' in both, '-' wanted only, '+' came only */
	char *text;
};
struct difference {
	struct difference_line *v; /* owned */
	size_t count;
	size_t differing; /* lines that are not ' ' */
};

/*
 * Every line of TEXT must be wanted and every wanted line be there, as often
 * as it is wanted; the first line, the status, comes first.  Other lines may
 * come in any order, except with ORDER_WIRE and ORDER_RFC6724.  "return"
 * lines count only where WANTED has one.  A range takes the address lines
 * inside its prefix that no plain line takes, LO to HI of them.  Equal where
 * DIFFERING is 0.
 */
void comparison_make(const struct result *wanted, enum order, const char *text,
    struct difference *out);
void difference_clear(struct difference *);
/*
 * One line a line, its sign in front.  More than four lines with one sign and
 * one key in a row are shown as three and "... 17 more".
 */
void difference_format(const struct difference *, struct text *out);

#endif
