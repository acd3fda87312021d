/*
 * tags.h -- corpus/TAGS: the words a TAGS line may use, and what they mean.
 */
#ifndef RESOLVER_TESTS_TAGS_H
#define RESOLVER_TESTS_TAGS_H

#include "fakedns/error.h"

#include <stdbool.h>
#include <stddef.h>

struct tag {
	char *name;
	char *meaning;
};
struct tags {
	struct tag *v; /* owned */
	size_t count;
};

/*
 * "tag meaning", one a line; "#" starts a comment line.  Returns -1 with ERR
 * set; OUT is overwritten, and empty then.
 */
int tags_load(const char *path, struct tags *out, struct error *err);
bool tags_have(const struct tags *, const char *name);
void tags_clear(struct tags *);

#endif
