/*
 * rr_text.h -- the text of one record's RDATA; for rr.c alone.
 */
#ifndef FAKEDNS_RR_TEXT_H
#define FAKEDNS_RR_TEXT_H

#include "fakedns/error.h"
#include "fakedns/name.h"

enum { RR_WORD_MAX = NAME_TEXT_MAX + 1 };

/* A record as written, and where. */
struct rr_text {
	const char *line;       /* borrowed, newlines inside */
	const struct place *at; /* of the line's first octet */
	bool is_made;           /* AT is all that is known */
	/*
	 * Owned: as long as LINE; blanks for parentheses and newlines, a zero
	 * for the comment.
	 */
	char *flat;
};

void rr_text_init(struct rr_text *, const char *line, const struct place *at,
    bool is_made);
void rr_text_clear(struct rr_text *);
/* Where P, which points into FLAT, is in the file. */
struct place rr_text_place(const struct rr_text *, const char *p);

/*
 * The next word of *TEXT, which moves behind it; a backslash keeps what is
 * behind it in the word.  False at the end of the text, and for a word that is
 * too long for any name; WORD is the rest of the text then.  *START, where not
 * NULL, is where the word is.
 */
bool rr_take_word(const char **text, char word[RR_WORD_MAX],
    const char **start);

/*
 * FROM, in the text's flat line, as the RDATA of TYPE, appended to OUT: RFC
 * 3597 \#, unchecked; character strings; what ldns knows.  Returns 0, or -1
 * with ERR set.
 */
int rr_parse_rdata(const struct rr_text *, const char *from,
    const struct name *origin, uint16_t type, struct writer *out,
    struct error *err);

#endif
