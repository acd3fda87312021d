/*
 * list.h -- the scenarios, one a line, name first, tabs between.
 */
#ifndef RESOLVER_TESTS_LIST_H
#define RESOLVER_TESTS_LIST_H

#include "fakedns/scenario.h"

#include <stdio.h>

/* Name and title; with WITH_TAGS the tags between them. */
void list_print(FILE *out, const struct scenario *, bool with_tags);

#endif
