/*
 * text.h -- text that grows, and text as lines.
 */
#ifndef RESOLVER_TESTS_TEXT_H
#define RESOLVER_TESTS_TEXT_H

#include <stdbool.h>
#include <stddef.h>

/* Zero-initialise it. */
struct text {
	char *s; /* owned, NUL at len; NULL while empty */
	size_t len;
	size_t capacity;
};

void text_add(struct text *, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));
void text_add_octets(struct text *, const char *octets, size_t len);
/* The text, "" where there is none, to be freed; the struct is empty then. */
char *text_take(struct text *);
void text_clear(struct text *);

/* A line without its newline; the octets are borrowed. */
struct line {
	const char *s;
	size_t len;
};
struct lines {
	struct line *v; /* owned; lines_clear() */
	size_t count;
};

/* A last line without a newline counts too; OUT is overwritten. */
void lines_split(const char *text, struct lines *out);
void lines_clear(struct lines *);
/* Order of octets, for qsort() too. */
int line_compare(const void *, const void *);
/* True where the first word of LINE is KEY. */
bool line_has_key(const struct line *, const char *key);
/* Octets of the first word. */
size_t line_key_len(const struct line *);

#endif
