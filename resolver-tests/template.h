/*
 * template.h -- a file with places for words: what call.c of a bug report is
 * made from.
 *
 *   @key@            the value, within a line
 *   @if key          the lines up to @end where there is a value;
 *   @if !key         where there is none
 *   @each key        the lines up to @end once for each value of that key
 *   @part name       the file part-NAME.in
 *
 * Directives stand alone in their line.  They nest, but for @each.
 */
#ifndef RESOLVER_TESTS_TEMPLATE_H
#define RESOLVER_TESTS_TEMPLATE_H

#include "fakedns/error.h"
#include "resolver-tests/text.h"

struct template_value {
	char *key, *value; /* owned */
};
struct template_values {
	struct template_value *v; /* owned */
	size_t count;
};

/* A further value of KEY, as printf(3) has it. */
void template_set(struct template_values *, const char *key, const char *fmt,
    ...) __attribute__((format(printf, 3, 4)));
void template_values_clear(struct template_values *);

/*
 * Appends the file DIR/NAME.in, filled in, to OUT.  Returns -1 with ERR set: a
 * file that cannot be read, a key in a line that has no value.
 */
int template_fill(const char *dir, const char *name,
    const struct template_values *, struct text *out, struct error *err);

#endif
