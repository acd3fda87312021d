/*
 * rr_text.h -- the text of one record's RDATA; for rr.c alone.
 */
#ifndef FAKEDNS_RR_TEXT_H
#define FAKEDNS_RR_TEXT_H

#include "fakedns/error.h"
#include "fakedns/name.h"

enum { RR_WORD_MAX = NAME_TEXT_MAX + 1 };

/*
 * The next word of *TEXT, which moves behind it; a backslash keeps what is
 * behind it in the word.  False at the end of the text (or a comment), and for
 * a word that is too long for any name; WORD is the rest of the text then.
 */
bool rr_take_word(const char **text, char word[RR_WORD_MAX]);

/*
 * TEXT as the RDATA of TYPE, appended to OUT: RFC 3597 \#, unchecked; character
 * strings; what ldns knows.  Returns 0, or -1 with ERR set to "AT: why".
 */
int rr_parse_rdata(const char *text, const struct place *at,
    const struct name *origin, uint16_t type, struct writer *out,
    struct error *err);

#endif
