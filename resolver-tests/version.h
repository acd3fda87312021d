/*
 * version.h -- versions and ranges of them: ">=1.2.2,<1.2.5", "1.2.3", "*".
 */
#ifndef RESOLVER_TESTS_VERSION_H
#define RESOLVER_TESTS_VERSION_H

#include <stdbool.h>

/*
 * Number by number between the dots ("1.2.10" is after "1.2.9", "2.36" equals
 * "2.36.0"); what follows the numbers ("_git") counts last, as text.
 */
int version_compare(const char *, const char *);

/*
 * RANGE is one or more bounds joined by commas, all of which must hold: an
 * operator (>= <= > < =, none for =) and a version; "*" is every version.
 */
bool version_in_range(const char *version, const char *range);
/* NULL where RANGE is well formed, else constant text that says why not. */
const char *version_range_fault(const char *range);

#endif
