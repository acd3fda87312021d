/*
 * lint_reference.h -- words of REF: their kinds, and the ids of the lists.
 */
#ifndef RESOLVER_TESTS_LINT_REFERENCE_H
#define RESOLVER_TESTS_LINT_REFERENCE_H

#include "resolver-tests/coverage.h"

/* A word of it is a clause: "rfc7766#5", "posix:getaddrinfo", "man:…". */
bool reference_has_clause(const char *sentence);
/*
 * Words of a kind that there is not, and ids of a kind that the lists have
 * and that they do not.
 */
void lint_references(struct lint *, const struct coverage *,
    const struct scenarios *, const struct known *);

#endif
