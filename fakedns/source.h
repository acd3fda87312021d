/*
 * source.h -- a file as lines, its VARY lines worked in, and lines as words.
 */
#ifndef FAKEDNS_SOURCE_H
#define FAKEDNS_SOURCE_H

#include "fakedns/error.h"

#include <stdbool.h>
#include <stddef.h>

/* Octets of one line, as it is written and with its variables replaced. */
enum { LINE_OCTETS_MAX = 1 << 20 };

struct source {
	char *path;   /* owned */
	char **lines; /* owned; without their newlines; line 1 is [0] */
	size_t count;
};

/* Returns -1 with ERR set: unreadable, a NUL octet, a line over the limit. */
int source_load(struct source *out, const char *path, struct error *err);
void source_clear(struct source *);

/* Where line I begins a FILE block, its last line, else I. */
size_t source_skip_file(const struct source *, size_t i);

/* VARY lines: every variable, and the values it takes. */
struct vary {
	char *name;    /* starts with a letter, lower case */
	char **values; /* owned */
	size_t count;
	bool follows; /* in one line with the variable before it, row by row */
	struct place at;
};
struct varies {
	struct vary *v; /* owned */
	size_t count;
};
enum { VARIANTS_MAX = 4096, VARIES_MAX = 16, VARY_VALUE_MAX = 255 };

/* Collects the VARY lines of a source. */
int varies_read(const struct source *, struct varies *out, struct error *err);
void varies_clear(struct varies *);
/* How many variants there are: the product of the counts, 1 without VARY. */
size_t varies_variants(const struct varies *);
/* The INDEXth: "n=46,m=2", to be freed; "" without VARY, no followers. */
char *varies_name(const struct varies *, size_t index);
/* What the variable has in variant INDEX, or NULL; NAME has LEN octets. */
const char *varies_value(const struct varies *, size_t index, const char *name,
    size_t len);
/* Some variant has that value. */
bool varies_takes(const struct varies *, const char *name, size_t name_len,
    const char *value, size_t value_len);
/*
 * LINE with every ${name} replaced by its value in variant INDEX, to be
 * freed.  "${" before anything but a letter is $GENERATE's and stays.
 * Returns NULL with ERR set for a name no VARY line has, and for a line that
 * gets too long.
 */
char *varies_expand(const struct varies *, size_t index, const char *line,
    const struct place *at, struct error *err);

/* One word of a line. */
struct token {
	char *text;      /* owned; quotes gone, escapes kept */
	unsigned column; /* from 1 */
	unsigned end;    /* column behind it, a closing quote included */
	bool quoted;
};
struct tokens {
	struct token *v; /* owned */
	size_t count;
};

/*
 * Splits at white space; "…" is one word, \" inside it a quote; `;` outside
 * quotes ends the line.  Returns -1 with ERR set at an open quote.
 */
int tokens_split(const char *line, const struct place *at, struct tokens *out,
    struct error *err);
/* The same for a line of prose: its first word, and the rest as one word. */
void tokens_split_prose(const char *line, struct tokens *out);
void tokens_clear(struct tokens *);
/* AT with the column of word I, or of the line's end behind the last. */
struct place tokens_place(const struct tokens *, size_t i,
    const struct place *at);

#endif
