/*
 * refs.h -- words of REF and of records as people read them: clauses of RFCs
 * and commits of musl are links.  Words of the kind "behaviour" are left out:
 * they are of a catalogue that nobody else has.
 */
#ifndef REPORT_REFS_H
#define REPORT_REFS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Words with blanks between, as links with commas between. */
void refs_html(FILE *, const char *words);
/* The first LEN octets of them. */
void refs_html_octets(FILE *, const char *words, size_t len);
/* False where refs_html() would write nothing. */
bool refs_is_told(const char *words);

#endif
