/*
 * variant_lines.h -- what one variant of a scenario says about the nameservers,
 * as lines of a file that fakedns plays: no VARY, no WHEN_BEGIN, nothing of the
 * client's side but the CALL lines where there are several.
 */
#ifndef FAKEDNS_VARIANT_LINES_H
#define FAKEDNS_VARIANT_LINES_H

#include "fakedns/error.h"

#include <stdbool.h>
#include <stddef.h>

struct variant_line {
	char *text;    /* owned */
	unsigned line; /* of the scenario's file, from 1 */
	bool is_call;  /* a CALL, one of several */
};
struct variant_lines {
	struct variant_line *v; /* owned */
	size_t count;
};

/*
 * VARIANT is the whole name, "n=48,m=2", or "".  Returns -1 with ERR set where
 * the file cannot be read or has no such variant.  OUT is to be cleared either
 * way.
 */
int variant_lines_read(const char *path, const char *variant,
    struct variant_lines *out, struct error *err);
void variant_lines_clear(struct variant_lines *);

#endif
