/*
 * terminal.h -- what the reader of a stream can see; by its environment.
 */
#ifndef RESOLVER_TESTS_TERMINAL_H
#define RESOLVER_TESTS_TERMINAL_H

#include <stdbool.h>
#include <stdio.h>

enum { TERMINAL_COLUMNS = 80, TERMINAL_COLUMNS_MAX = 1000 };

/* LC_ALL, else LC_CTYPE, else LANG names UTF-8; what is empty is not set. */
bool terminal_is_utf8(void);
/* COLUMNS, else the width of the terminal OUT is, else TERMINAL_COLUMNS. */
unsigned terminal_columns(FILE *out);

#endif
