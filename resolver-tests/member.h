/*
 * member.h -- members of the JSON objects that this suite writes.
 */
#ifndef RESOLVER_TESTS_MEMBER_H
#define RESOLVER_TESTS_MEMBER_H

#include <jansson.h>
#include <stdint.h>

/* Sets KEY of OBJECT; text as results_json_text() has it. */
void member_text(json_t *object, const char *key, const char *text);
/* N is 2^63 - 1 at most. */
void member_count(json_t *object, const char *key, uint64_t n);

#endif
