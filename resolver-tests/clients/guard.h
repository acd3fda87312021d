/*
 * guard.h -- a buffer to hand to a call, with octets of known value behind it
 * and, after those, memory that cannot be touched: what a call wrote, and
 * whether it wrote past the end.
 */
#ifndef CLIENTS_GUARD_H
#define CLIENTS_GUARD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "args.h"
#include "emit.h"

struct guard {
	uint8_t *octets; /* NULL for buf=NULL; starts a page */
	int claim;       /* the length to tell the call: 0 for NULL, or -1 */
	size_t len;      /* octets that belong to the call: 512 for buf=-1 */
	size_t canary;   /* octets behind them; a PROT_NONE page follows */
	bool asked;      /* the caller named a size */
};

/*
 * A buffer as the option KEY says (512, 0, NULL, -1), or of FALLBACK octets.
 * Returns 0, or -1 with ARGS->error set; guard_close() gives it back, opened
 * or not.
 */
int guard_open(struct guard *g, struct args *args, const char *key,
    int fallback);
void guard_close(struct guard *g);

/* One more than the offset of the last octet of the buffer that changed. */
size_t guard_written(const struct guard *g);
bool guard_overrun(const struct guard *g);

/*
 * A line `written N`, compared only where a size was given, and `overrun` where
 * that happened.
 */
void guard_emit(const struct guard *g, struct emit *out);

/*
 * As emit_text() for a string that should lie in the buffer; `KEY outside`
 * where it starts behind the buffer or has no end in it.
 */
void guard_emit_text(const struct guard *g, struct emit *out, const char *key,
    const char *text);

/*
 * Lines `name` and `alias` by guard_emit_text().  An alias that repeats the
 * name, as musl lists it, says nothing new and is not compared.
 */
void guard_emit_names(const struct guard *g, struct emit *out, const char *name,
    char *const *aliases);

#endif
