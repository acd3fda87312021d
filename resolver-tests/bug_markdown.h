/*
 * bug_markdown.h -- Markdown that also reads as plain text, for bug_*.c.
 */
#ifndef RESOLVER_TESTS_BUG_MARKDOWN_H
#define RESOLVER_TESTS_BUG_MARKDOWN_H

#include "fakedns/scenario.h"
#include "resolver-tests/text.h"

/*
 * MARKDOWN, which is freed, in lines of 80 columns at most; an item of a list
 * where ITEM, else a paragraph.
 */
void bug_markdown_wrap(struct text *out, bool item, struct text *markdown);
/* Prose of others, from there to the end or to a colon, its first letter a
 * capital where that is asked for. */
void bug_markdown_prose(struct text *out, const char *prose, size_t len,
    bool capital);
/* A block of code; of more lines than are shown the last are counted. */
void bug_markdown_block(struct text *out, const char *text);
/* Some block before the Ith of the call says the same. */
bool bug_markdown_repeats(const struct call *, size_t i);
/* RESULT blocks, ranges of addresses in words, "or" between two. */
void bug_markdown_results(struct text *out, const struct call *);

#endif
