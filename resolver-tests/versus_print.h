/*
 * versus_print.h -- the comparison of two runs, for people and for programs.
 */
#ifndef RESOLVER_TESTS_VERSUS_PRINT_H
#define RESOLVER_TESTS_VERSUS_PRINT_H

#include "resolver-tests/text.h"
#include "resolver-tests/versus.h"

#include <stdio.h>

/* A list with more than that is cut, unless it is wanted in full. */
enum { VERSUS_BRIEF = 10 };

/* IN_FULL: name every trial; else long lists of what is no regression are cut.
 */
void versus_print_text(const struct versus *, FILE *out, bool in_full);
/* GitHub-flavoured. */
void versus_print_markdown(const struct versus *, FILE *out);
/* One object, in ASCII; resolver-tests.1 describes it. */
void versus_print_json(const struct versus *, FILE *out);

/* The rest is for the above: pieces of lines, in text or in Markdown. */
struct versus_style {
	void (*add_code)(struct text *, const char *); /* names, outcomes */
	void (*add_prose)(struct text *, const char *);
	const char *arrow;
};
extern const struct versus_style versus_plain;

/* "musl-1.2.5", "musl-1.2.5 -> musl-1.2.5-patched", "ldns-1.8.3 (in A only)" */
void versus_add_pair(struct text *, const struct versus_pair *,
    const struct versus_style *);
/*
 * The pair of V->v[I], those behind it that changed alike, how many trials of
 * each: "musl-1.2.3, musl-1.2.5: 2 each".  Returns where all these trials end.
 */
size_t versus_add_pairs(struct text *, const struct versus *, size_t i,
    const struct versus_style *);
/* The file has something to compare V->v[I] with: a client. */
bool versus_has_pair(const struct versus *, size_t i);
/* "tcp/eof:* (5 trials, pass -> fail, ok 20+0 -> EAI_AGAIN)" */
void versus_add_item(struct text *, const struct versus *, size_t i,
    size_t count, const struct versus_style *);
/* Why, and the commit or report that tells more. */
void versus_add_reason(struct text *, const struct versus_trial *,
    const struct versus_style *);
/* What is odd about a file: "the run did not come to its end", or nothing. */
void versus_add_note(struct text *, const struct results_file *);
/* "No regression: ...", "Worse: 3 of 566 trials that are in both." */
void versus_add_end(struct text *, const struct versus *);

#endif
