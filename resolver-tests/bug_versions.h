/*
 * bug_versions.h -- which versions and which other resolvers do the same.
 */
#ifndef RESOLVER_TESTS_BUG_VERSIONS_H
#define RESOLVER_TESTS_BUG_VERSIONS_H

#include "resolver-tests/bug.h"
#include "resolver-tests/text.h"

/*
 * "1.2.5 and 1.2.6; 1.2.2 and 1.2.3 deviate in another way", of those that
 * were run.
 */
void bug_versions_words(const struct bug *, struct text *out);
/* A line each, as a block of code: the clients of the family, or all others. */
void bug_versions_table(const struct bug *, bool family, struct text *out);
/* Where they come from, an item each: package and library. */
void bug_versions_libraries(const struct bug *, struct text *out);

#endif
