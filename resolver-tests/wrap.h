/*
 * wrap.h -- words in lines of at most 80 columns, for people.
 */
#ifndef RESOLVER_TESTS_WRAP_H
#define RESOLVER_TESTS_WRAP_H

#include <stdio.h>

#include "resolver-tests/text.h"

enum { WRAP_COLUMNS = 80 };

/*
 * Prints the words of TEXT, every line INDENT columns in; the caller has put
 * USED columns on the first one already.  Ends with a newline.
 */
void wrap_print(FILE *out, unsigned indent, unsigned used, const char *text);
/* The same of TEXT, which is cleared. */
void wrap_print_text(FILE *out, unsigned indent, unsigned used, struct text *);

#endif
