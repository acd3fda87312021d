/*
 * server.h -- plays the server half of one scenario on sockets it is given,
 * in an event loop it is given.  Many servers share one loop.
 */
#ifndef FAKEDNS_SERVER_H
#define FAKEDNS_SERVER_H

#include "fakedns/journal.h"
#include "fakedns/scenario.h"

struct event_base;
struct server; /* opaque: owns sockets, connections and timers */

/*
 * An event base whose timers are true to the millisecond; without it a gap of
 * 1 ms takes as long as a tick of the kernel.  NULL where there is none.
 */
struct event_base *server_base_new(void);

typedef void server_journal(const struct journal_event *, void *arg);

/*
 * Base and scenario are borrowed until server_free().  JOURNAL is called for
 * each event; the event is the callee's until it returns.
 */
struct server *server_new(struct event_base *, const struct scenario *,
    server_journal *journal, void *arg);
/* Closes every socket.  Not from inside a journal call. */
void server_free(struct server *);

/*
 * FD is a bound UDP socket or a listening TCP socket of server INDEX, and the
 * callee's from now on; it is made non-blocking.
 */
void server_add_socket(struct server *, size_t index, bool tcp, int fd);
/*
 * FD is a UDP socket bound to source I of the scenario (FROM), and the
 * callee's from now on; what arrives there is read and thrown away.
 */
void server_add_source(struct server *, size_t i, int fd);
/* Closes the sockets of server INDEX on one transport; connections live on. */
void server_remove_sockets(struct server *, size_t index, bool tcp);
/* STEP n: entries, zones and server states of step n hold from now on. */
void server_set_step(struct server *, unsigned step);
/* Of CLOCK_MONOTONIC, when the journal was opened: its times start there. */
unsigned long long server_opened_us(const struct server *);
/* Datagrams, and how long those lay there that came while it was at work. */
struct server_load {
	uint64_t turns; /* in which some were read */
	uint64_t datagrams;
	uint64_t queued; /* of these */
	uint64_t queued_ns;
};
/* Counts for sockets that are added from now on; costs a little. */
void server_watch_load(struct server *);
/* Since then; borrowed. */
const struct server_load *server_load(const struct server *);
bool server_entry_used(const struct server *, size_t entry);

#endif
