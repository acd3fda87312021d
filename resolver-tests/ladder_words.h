/*
 * ladder_words.h -- the events of a ladder in words, for every drawing of it.
 * All of it is printable ASCII: any other octet is written \DDD.
 */
#ifndef RESOLVER_TESTS_LADDER_WORDS_H
#define RESOLVER_TESTS_LADDER_WORDS_H

#include "resolver-tests/ladder.h"
#include "resolver-tests/text.h"

/* How much an event asks to be looked at. */
enum ladder_tone {
	LADDER_PLAIN,
	LADDER_ODD, /* a fault, an RCODE, a repetition */
	LADDER_BAD, /* what was sent reached nobody, or was refused */
	LADDER_STRONG,
};

/* "UDP A host.example.", "TCP connection refused"; OUTCOME for the end. */
void ladder_words(const struct ladder_event *, const char *outcome,
    struct text *out);
enum ladder_tone ladder_tone(const struct ladder_event *);
/* "1.98 s", "480 ms" */
void ladder_words_wait(long long us, struct text *out);
/* S, harmless. */
void ladder_words_plain(const char *s, struct text *out);

#endif
