/*
 * trial_internal.h -- shared by trial.c, collector.c and observe.c.
 */
#ifndef RESOLVER_TESTS_TRIAL_INTERNAL_H
#define RESOLVER_TESTS_TRIAL_INTERNAL_H

#include "resolver-tests/captures.h"
#include "resolver-tests/cell.h"
#include "resolver-tests/collector.h"
#include "resolver-tests/traffic.h"
#include "resolver-tests/trial.h"
#include "resolver-tests/witness.h"

enum { JOURNAL_MAX = 256 * 1024 }; /* octets kept */

struct trial {
	struct event_base *base;
	struct trial_spec spec;
	trial_done *done;
	void *done_arg;
	struct cell cell;
	struct server *server;
	struct event *control, *deadline, *ended; /* owned */
	struct collector out, err;
	int packets; /* the cell's packet socket, or -1 */
	unsigned packets_lost;
	struct trial_capture *capture; /* owned; or NULL */
	struct traffic traffic;
	struct ip_end *addresses; /* of the servers */
	struct witness witness;
	struct text journal;
	size_t step;  /* index of the call being made */
	bool started; /* the deadline is the client's, not the set-up's */
	bool ending;
	struct observation observation;
};

void trial_end(struct trial *);
/* OUTCOME is NULL where the client ended well and its output counts. */
void trial_step_done(struct trial *, const char *outcome, unsigned elapsed_ms);
/* Adds a step to the observation from the output and the traffic. */
void observe_step(struct trial *, const char *outcome, unsigned elapsed_ms);
/* "signal SEGV", "exit 3", to be freed; NULL for exit status 0. */
char *exit_words(int status);

#endif
