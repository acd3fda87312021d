/*
 * tests/claimed.h -- a report of made-up results, for tests of what is said of
 * claims.
 */
#ifndef TESTS_CLAIMED_H
#define TESTS_CLAIMED_H

#include "report/motivation.h"

/*
 * A scenario, or several variants of it (":n=1", ":n=2" …), and what each
 * client did with it, words by blanks: a letter of p pass, y policy, k known, f
 * fail, x fixed, c changed, u unstable, e error, s skip, n n/a, - not in the
 * results; the outcome behind "=", else it is the letter; "_" is a blank, "+"
 * between calls.
 */
struct claimed_row {
	const char *name;   /* "t/a", "t/a:n=1" */
	const char *claims; /* words of its CLAIM line, or "" */
	const char *cells;
};

struct claimed {
	struct suite suite;
	struct report report;
	struct motivation motivation;
};

/*
 * CLAIMS is the text of a file, CLIENTS names such as "musl-1.2.3 glibc-1";
 * rows end with a name NULL, and variants of one scenario adjoin.
 */
void claimed_init(struct claimed *, const char *claims, const char *clients,
    const struct claimed_row *rows);
void claimed_clear(struct claimed *);

/* What the function prints, to be freed. */
char *claimed_text(const struct claimed *, bool markdown);
char *claimed_html(const struct claimed *);

#endif
