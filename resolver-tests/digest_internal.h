/*
 * digest_internal.h -- shared by digest*.c only.
 */
#ifndef RESOLVER_TESTS_DIGEST_INTERNAL_H
#define RESOLVER_TESTS_DIGEST_INTERNAL_H

#include "resolver-tests/digest.h"
#include "resolver-tests/text.h"

/* Markdown that grows; items that have no room are counted. */
struct digest {
	const struct results_file *file;
	size_t verdicts[VERDICTS]; /* of all trials */
	struct text text;
	size_t end;  /* how far the part may go, in octets */
	size_t lost; /* items of it */
};

/* ITEM is empty then. */
void digest_add(struct digest *, struct text *item);
/* The part ends: says how many WHAT it lacks. */
void digest_end_part(struct digest *, const char *what);

/* Folded: reasons and outcomes, each list ROOM octets at most. */
void digest_add_lists(struct digest *, size_t room);
/* Folded: what was tested. */
void digest_add_clients(struct digest *);

#endif
