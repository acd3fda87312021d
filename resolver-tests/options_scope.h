/*
 * options_scope.h -- which command has which option.
 */
#ifndef RESOLVER_TESTS_OPTIONS_SCOPE_H
#define RESOLVER_TESTS_OPTIONS_SCOPE_H

#include "resolver-tests/options.h"

/* Remembers that the option LETTER, as getopt_long() has it, was given. */
void options_scope_note(struct options *, int letter);
/*
 * Returns 0, or -1 after "resolver-tests: OPTION is for COMMANDS, got
 * `COMMAND'" on stderr.
 */
int options_scope_check(const struct options *);
/* True where COMMAND is one of the words of LIST. */
bool options_scope_has(const char *list, const char *command);

#endif
