/*
 * slice_command.h -- how the client of a slice is called; for slice.c alone.
 */
#ifndef BENCH_SLICE_COMMAND_H
#define BENCH_SLICE_COMMAND_H

#include "bench/slice.h"
#include "resolver-tests/plan.h"

/* Words that are owned, NULL behind the last. */
struct slice_command {
	char **argv;
	struct cold_spec *cold; /* owned; or NULL */
};

/* Makes PLAN that of the slice; the plan borrows from OUT. */
void slice_command_make(const struct slice_spec *, struct plan *,
    struct slice_command *out);
/* The plan no longer borrows: before plan_clear(). */
void slice_command_release(struct plan *);
void slice_command_clear(struct slice_command *);

#endif
