/*
 * inert.h -- text that somebody else wrote, so that it does nothing where it is
 * shown but stand there.
 */
#ifndef RESOLVER_TESTS_INERT_H
#define RESOLVER_TESTS_INERT_H

#include "resolver-tests/text.h"

/*
 * For terminals: control characters, those that turn the direction of writing
 * or cannot be seen, and what is not UTF-8 become \DDD, an octet each.
 */
void inert_add(struct text *out, const char *text);
/* The same, to be freed. */
char *inert_text(const char *text);

/*
 * For GitHub-flavoured Markdown, within a line.  Code: `TEXT`, also in tables.
 * Prose: no mark-up, no link and nobody's name is found in it.
 */
void inert_add_code(struct text *out, const char *text);
void inert_add_prose(struct text *out, const char *text);

#endif
