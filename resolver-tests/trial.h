/*
 * trial.h -- one scenario and one client: a cell, a server in the caller's
 * event loop, the client, and what all of them saw.
 */
#ifndef RESOLVER_TESTS_TRIAL_H
#define RESOLVER_TESTS_TRIAL_H

#include "resolver-tests/client.h"
#include "resolver-tests/observation.h"

struct captures;
struct event_base;
struct trial; /* opaque: owns the cell and all descriptors */

struct trial_spec {
	const struct scenario *scenario; /* borrowed until done */
	const struct client *client;     /* borrowed until done */
	const char *program;       /* in place of the client's own, or NULL */
	struct captures *captures; /* borrowed; NULL: the traffic is not kept */
	bool again;       /* a repeat: it has a file of its own there */
	bool with_octets; /* in the events of the journal */
};

/* The observation is the callee's: observation_clear(). */
typedef void trial_done(struct observation *, void *arg);

/*
 * Starts a trial; DONE is called once, from the loop, never from here.  What
 * cannot be started is an observation too (OBSERVED_FAILURE).
 */
void trial_start(struct event_base *, const struct trial_spec *,
    trial_done *done, void *arg);

#endif
