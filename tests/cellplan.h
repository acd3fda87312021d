/*
 * cellplan.h -- cells for the tests of the cell: this program is its own
 * client, told by words what to do inside (inside.c).
 */
#ifndef TESTS_CELLPLAN_H
#define TESTS_CELLPLAN_H

#include <check.h>

#include "tests/celltrial.h"

/* A cell of one step; room for a second one. */
struct plan {
	struct cell_spec spec;
	struct cell_step steps[2];
	char *argv[16];
	char words[256];
};

/* WORDS: what the client does, separated by blanks. */
void plan_init(struct plan *, const char *words);
void plan_clear(struct plan *);
/* Both borrow the list. */
void plan_set_sockets(struct plan *, const struct cell_socket *, size_t count);
void plan_set_addresses(struct plan *, const char *const *, size_t count);

/*
 * Runs the one step and clears the plan; counts what went to SERVERS, until
 * trial_clear().  plan_run() counts nothing and needs no trial_clear().
 */
void plan_run_counting(struct plan *, struct trial *,
    const struct ip_end *servers, size_t count);
void plan_run(struct plan *, struct trial *);

struct ip_end plan_server(const char *text, uint16_t port);
/* The client has ended with this exit status. */
void plan_expect_exited(const struct trial *, int status);

/*
 * main() of such a test.  Where no cell can be made, all of it is skipped:
 * a TAP line says why.
 */
int plan_main(int argc, char **argv, Suite *(*suite)(void));

#endif
