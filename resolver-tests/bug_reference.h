/*
 * bug_reference.h -- words of REF as a reader of a bug report needs them.
 */
#ifndef RESOLVER_TESTS_BUG_REFERENCE_H
#define RESOLVER_TESTS_BUG_REFERENCE_H

#include "resolver-tests/coverage.h"
#include "resolver-tests/text.h"

/*
 * Markdown, an item each, of the clauses among REFS: RFCs with a link, POSIX,
 * manual pages; with the demand where COVERAGE has one.  Returns how many.
 */
size_t bug_reference_clauses(const struct words *refs, const struct coverage *,
    struct text *out);
/*
 * Sentences about the commits of musl that RECORD, the reference of a known
 * deviation, puts it down to, and about others that REFS name.
 */
void bug_reference_commits(const struct words *refs, const char *record,
    struct text *out);

#endif
