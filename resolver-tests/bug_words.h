/*
 * bug_words.h -- the words of a CALL as C.
 */
#ifndef RESOLVER_TESTS_BUG_WORDS_H
#define RESOLVER_TESTS_BUG_WORDS_H

#include "fakedns/scenario.h"

/*
 * A word, escapes kept, as a C literal: "host.example", NULL for the word NULL;
 * to be freed.
 */
char *bug_words_literal(const char *word);
/* What stands behind KEY= among the words of the call, or NULL. */
const char *bug_words_option(const struct call *, const char *key);
/*
 * The first option that is none of KEYS (NULL at their end), or NULL; COUNT
 * words stand before the options.
 */
const char *bug_words_unknown(const struct call *, size_t count,
    const char *const *keys);
/* "inet" is AF_INET; numbers stay; to be freed. */
char *bug_words_family(const char *word);
char *bug_words_socktype(const char *word);
/*
 * "canonname,all" with PREFIX "AI_" is AI_CANONNAME | AI_ALL; numbers stay; ""
 * and NULL are 0; to be freed.
 */
char *bug_words_flags(const char *word, const char *prefix);
/* The number of an RR type, "TXT" or "TYPE65280"; -1 where it is none. */
int bug_words_type(const char *word);
int bug_words_class(const char *word);
/* True where TEXT is a decimal number. */
bool bug_words_is_number(const char *text);

#endif
