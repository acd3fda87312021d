/*
 * plan.h -- a scenario and a client as a cell: addresses, files, switches,
 * sockets and commands.
 */
#ifndef RESOLVER_TESTS_PLAN_H
#define RESOLVER_TESTS_PLAN_H

#include "fakedns/scenario.h"
#include "resolver-tests/cell.h"
#include "resolver-tests/client.h"

/* Socket tags: which server and transport a descriptor is of. */
static inline int
plan_tag(size_t server, bool tcp)
{
	return (int)(2 * server + tcp);
}

/* The same of a socket that answers leave from (FROM). */
static inline int
plan_source_tag(const struct scenario *s, size_t source)
{
	return (int)(2 * s->server_count + source);
}

struct plan {
	struct cell_spec spec; /* what it points to is owned by the plan */
	int *program_fds;      /* one a step; closed by plan_clear() */
	char **owned;          /* texts the spec borrows */
	size_t owned_count;
};

/*
 * PROGRAM, where not NULL, is run in place of the one the client has for each
 * call.  Returns 0; 1 where the client lacks a call; -1 with ERR set.
 */
int plan_make(const struct scenario *, const struct client *,
    const char *program, struct plan *out, struct error *err);
void plan_clear(struct plan *);

#endif
