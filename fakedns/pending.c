#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/server_internal.h"
#include "fakedns/xalloc.h"

/* What may wait in one server at most. */
enum { WAITING_MAX = 65536, WAITING_OCTETS_MAX = 64 << 20 };

/* A reply on its way: the packets that are left, and whom they go to. */
struct pending {
	LIST_ENTRY(pending) link;
	TAILQ_ENTRY(pending) after; /* in the server's queue where is_after */
	struct route route;
	struct reply reply;
	size_t next;     /* packet */
	unsigned copies; /* of it that were sent */
	bool is_after;
	bool has_met;        /* the next packet waits for no entry any more */
	bool has_waited;     /* nor for the clock */
	struct event *timer; /* owned */
};

static void
leave_queue(struct pending *p)
{
	if (p->is_after)
		TAILQ_REMOVE(&p->route.server->after, p, after);
	p->is_after = false;
}

static void
pending_free(struct pending *p)
{
	struct server *server = p->route.server;

	server->waiting--;
	server->waiting_octets -= p->reply.answer->size + sizeof *p;
	leave_queue(p);
	LIST_REMOVE(p, link);
	event_free(p->timer);
	reply_clear(&p->reply);
	free(p);
	if (server->waiting < WAITING_MAX / 2 &&
	    server->waiting_octets < WAITING_OCTETS_MAX / 2)
		server->is_full = false;
}

void
pending_drop(struct pendings *list)
{
	struct pending *p, *next;

	for (p = LIST_FIRST(list); p != NULL; p = next) {
		next = LIST_NEXT(p, link);
		pending_free(p);
	}
}

static void
send_packet(const struct route *route, const struct outgoing *o)
{
	if (route->connection != NULL)
		tcp_send(route->connection, o);
	else
		udp_send(route, o);
}

static void
wait_for_clock(struct pending *p, unsigned ms)
{
	const struct timeval tv = { ms / 1000,
		(suseconds_t)(ms % 1000) * 1000 };

	event_add(p->timer, &tv);
}

/* True where packet O has to wait; that is arranged then. */
static bool
waits(struct pending *p, const struct outgoing *o)
{
	struct server *server = p->route.server;

	if (!p->has_met && o->after_entry > 0 &&
	    !server->entry_sent[o->after_entry - 1]) {
		TAILQ_INSERT_TAIL(&server->after, p, after);
		p->is_after = true;
		return true;
	}
	p->has_met = true;
	if (p->has_waited || o->delay_ms == 0)
		return false;
	p->has_waited = true;
	wait_for_clock(p, o->delay_ms);
	return true;
}

/* One copy of packet O; true where its next one has to wait for the clock. */
static bool
send_copy(struct pending *p, struct outgoing *o)
{
	p->copies++;
	o->last = o->last && p->copies == o->copies;
	send_packet(&p->route, o);
	if (p->copies == o->copies) {
		p->next++;
		p->copies = 0;
		p->has_met = p->has_waited = false;
		return false;
	}
	if (o->copies_gap_ms > 0)
		wait_for_clock(p, o->copies_gap_ms);
	return o->copies_gap_ms > 0;
}

/* Sends what is due; waits for the next packet, or is done. */
static void
send_due(struct pending *p)
{
	while (p->next < p->reply.answer->count) {
		struct outgoing o = reply_packet(&p->reply, p->next);

		if ((p->copies == 0 && waits(p, &o)) || send_copy(p, &o))
			return;
	}
	pending_free(p);
}

static void
pending_go_on(struct pending *p)
{
	struct connection *c = p->route.connection;

	send_due(p); /* P may be gone now, C is not */
	if (c != NULL)
		tcp_settle(c);
}

static void
pending_timeout(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	pending_go_on(arg);
}

static bool
is_immediate(const struct answer *a)
{
	for (size_t i = 0; i < a->count; i++) {
		const struct outgoing *o = &a->packets[i];

		if (o->delay_ms > 0 || o->after_entry > 0 ||
		    (o->copies > 1 && o->copies_gap_ms > 0))
			return false;
	}
	return true;
}

static void
send_all(const struct route *route, struct reply *reply)
{
	for (size_t i = 0; i < reply->answer->count; i++) {
		struct outgoing o = reply_packet(reply, i);
		bool last = o.last;

		for (unsigned n = 1; n <= o.copies; n++) {
			o.last = last && n == o.copies;
			send_packet(route, &o);
		}
	}
	reply_clear(reply);
}

/* The reply is dropped; why is said once, until there is room again. */
static void
say_full(const struct route *route, size_t index)
{
	struct journal_event e = { .kind = JOURNAL_DROP,
		.tcp = route->connection != NULL,
		.rule = "too many replies wait" };

	e.client_port = route->connection != NULL
			    ? tcp_client_port(route->connection)
			    : sockaddr_port(&route->peer);
	server_note(route->server, index, &e);
	e.kind = JOURNAL_TROUBLE;
	if (!route->server->is_full)
		server_note(route->server, index, &e);
	route->server->is_full = true;
}

void
pending_start(const struct route *route, size_t index, struct reply *reply)
{
	struct server *server = route->server;
	struct pending *p;

	if (is_immediate(reply->answer)) {
		send_all(route, reply);
		return;
	}
	if (server->waiting >= WAITING_MAX ||
	    server->waiting_octets >= WAITING_OCTETS_MAX) {
		say_full(route, index);
		reply_clear(reply);
		return;
	}
	p = xcalloc(1, sizeof *p);
	p->route = *route;
	p->reply = *reply;
	*reply = (struct reply){ 0 };
	p->timer = evtimer_new(server->base, pending_timeout, p);
	server->waiting++;
	server->waiting_octets += p->reply.answer->size + sizeof *p;
	LIST_INSERT_HEAD(route->connection != NULL
			     ? tcp_pendings(route->connection)
			     : &route->socket->waiting,
	    p, link);
	pending_go_on(p);
}

void
server_packet_sent(struct server *server, const struct outgoing *o)
{
	const struct answer *a = o->answer;

	if (!server->has_after || !o->last || a->rule != RULE_ENTRY ||
	    server->entry_sent[a->entry])
		return;
	server->entry_sent[a->entry] = true;
	if (!TAILQ_EMPTY(&server->after))
		event_active(server->release, EV_TIMEOUT, 0);
}

static bool
still_waits(const struct pending *p)
{
	const struct outgoing *o = &p->reply.answer->packets[p->next];

	return !p->route.server->entry_sent[o->after_entry - 1];
}

/* Each that an entry was sent for goes on, oldest first. */
void
pending_release(evutil_socket_t fd, short what, void *arg)
{
	struct server *server = arg;
	struct pending *p, *next;

	(void)fd;
	(void)what;
	for (p = TAILQ_FIRST(&server->after); p != NULL; p = next) {
		next = TAILQ_NEXT(p, after);
		if (still_waits(p))
			continue;
		leave_queue(p);
		pending_go_on(p);
	}
}

void
pending_set_step(struct server *server)
{
	memset(server->entry_sent, 0,
	    server->scenario->entry_count * sizeof *server->entry_sent);
}
