/*
 * emit.h -- the text a client prints: lines of `key value`, kept in memory
 * until the call has returned, so that a crash leaves no half of an outcome.
 * Octets outside printable ASCII are \DDD, a backslash is \\; `;` and `"` mean
 * something in a scenario, so they are \059 and \034.
 */
#ifndef CLIENTS_EMIT_H
#define CLIENTS_EMIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Zero-initialise it; emit_free() gives the memory back. */
struct emit {
	char *text;        /* owned; NUL-terminated once anything was added */
	size_t len;        /* octets, without the NUL */
	size_t size;       /* octets allocated */
	bool errno_counts; /* what errno became is part of the outcome */
};

void emit_free(struct emit *out);

/* Adds formatted text that is canonical already. */
void emit_add(struct emit *out, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/* As emit_add(), and ends the line. */
void emit_line(struct emit *out, const char *fmt, ...)
    __attribute__((format(printf, 2, 3)));

/*
 * Adds LEN octets, escaped.  The characters of ALSO become \DDD too, though
 * they are printable.
 */
void emit_add_octets(struct emit *out, const void *octets, size_t len,
    const char *also);

/*
 * A line `KEY TEXT`, TEXT escaped: "" for the empty string, NULL for the null
 * pointer (and \078ULL for those four letters), \032 for a space at an end.
 */
void emit_text(struct emit *out, const char *key, const char *text);

/* As emit_text() for LEN octets. */
void emit_octets(struct emit *out, const char *key, const void *octets,
    size_t len);

#endif
