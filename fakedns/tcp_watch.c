/*
 * The connections of a server are in an epoll(7) set of their own, which the
 * event loop sees as one file: a connection costs no event, waits for a
 * different thing with one system call, and its end is seen unread.
 */
#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <unistd.h>

#include "fakedns/connection.h"
#include "fakedns/xalloc.h"

enum { READY_A_TURN = 64 }; /* connections; then others have their turn */

/* Something happened on a connection. */
static void
work(struct connection *c, uint32_t events)
{
	if ((events & EPOLLOUT) != 0)
		tcp_write(c);
	if (connection_reads(c)) {
		if ((events & ~(uint32_t)EPOLLOUT) != 0)
			tcp_read(c);
	} else if (!c->dead && (events & (EPOLLERR | EPOLLHUP)) != 0) {
		connection_end(c,
		    (events & EPOLLERR) != 0 || c->eof || c->hung_up
			? JOURNAL_ABORTED
			: JOURNAL_EOF);
	} else if (!c->dead && (events & EPOLLRDHUP) != 0) {
		connection_hang_up(c);
	}
	tcp_settle(c);
	tcp_watch(c);
}

static void
set_ready(evutil_socket_t set, short what, void *arg)
{
	struct epoll_event events[READY_A_TURN];
	int count = epoll_wait(set, events, READY_A_TURN, 0);

	(void)what;
	(void)arg;
	for (int i = 0; i < count; i++) {
		struct connection *c = events[i].data.ptr;

		if (!c->dead) /* none is freed before the turn is over */
			work(c, events[i].events);
	}
}

static bool
greets(const struct scenario *s)
{
	for (size_t i = 0; i < s->entry_count; i++)
		if (s->entries[i].match.accept)
			return true;
	return false;
}

struct tcp *
tcp_of(struct server *server)
{
	struct tcp *tcp;
	int set;

	if (server->tcp != NULL)
		return server->tcp;
	set = epoll_create1(EPOLL_CLOEXEC);
	if (set == -1)
		return NULL;
	tcp = server->tcp = xcalloc(1, sizeof *tcp);
	tcp->server = server;
	tcp->set = set;
	tcp->ready =
	    event_new(server->base, set, EV_READ | EV_PERSIST, set_ready, tcp);
	tcp->burial = evtimer_new(server->base, connection_free_dead, tcp);
	event_add(tcp->ready, NULL);
	LIST_INIT(&tcp->alive);
	LIST_INIT(&tcp->dead);
	tcp->greets = greets(server->scenario);
	return tcp;
}

static uint32_t
wanted(const struct connection *c)
{
	uint32_t events = tcp_is_full(c) ? EPOLLOUT : 0;

	if (connection_reads(c))
		events |= EPOLLIN;
	else if (!c->eof && !c->hung_up)
		events |= EPOLLRDHUP;
	return events;
}

void
tcp_watch(struct connection *c)
{
	struct epoll_event event = { .data.ptr = c };

	if (c->dead)
		return;
	event.events = wanted(c);
	if (c->is_watched && event.events == c->watched)
		return;
	if (epoll_ctl(c->tcp->set,
		c->is_watched ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, c->fd,
		&event) == -1) {
		connection_end(c, JOURNAL_ABORTED); /* ENOSPC, ENOMEM */
		return;
	}
	c->is_watched = true;
	c->watched = event.events;
}

void
tcp_unwatch(struct connection *c)
{
	/* a child between fork(2) and exec(2) would keep it in the set */
	if (c->is_watched)
		epoll_ctl(c->tcp->set, EPOLL_CTL_DEL, c->fd, NULL);
	c->is_watched = false;
}
