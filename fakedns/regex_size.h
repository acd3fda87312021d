/*
 * regex_size.h -- how much work a regular expression is: regcomp(3) writes
 * repetitions out, so a short one can take all memory.
 */
#ifndef FAKEDNS_REGEX_SIZE_H
#define FAKEDNS_REGEX_SIZE_H

#include <stdbool.h>

enum { REGEX_OCTETS_MAX = 255, REGEX_SIZE_MAX = 1024 };

/*
 * True where PATTERN, a POSIX extended one, has at most REGEX_OCTETS_MAX
 * octets, and REGEX_SIZE_MAX characters once x{3} is xxx and x+ is xx*; and no
 * back-reference, which takes time that nobody can bound.
 */
bool regex_is_small(const char *pattern);

#endif
