#include "config.h"

#include <errno.h>
#include <linux/tcp.h> /* netinet/tcp.h has states named as ours */
#include <stdlib.h>
#include <unistd.h>

#include "fakedns/connection.h"

enum { RESET_RETRY_MS = 5 };
enum { READS_MAX = 64 }; /* of what comes faster than it is read */

unsigned
tcp_client_port(const struct connection *c)
{
	return (unsigned)c->client[CLIENT_OCTETS - 2] << 8 |
	       c->client[CLIENT_OCTETS - 1];
}

struct pendings *
tcp_pendings(struct connection *c)
{
	return &c->pendings;
}

void
connection_note(struct connection *c, enum journal_kind kind)
{
	struct journal_event e = { .kind = kind,
		.tcp = true,
		.client_port = tcp_client_port(c) };

	server_note(c->tcp->server, c->index, &e);
}

void
connection_bury(struct connection *c)
{
	struct tcp *tcp = c->tcp;

	if (c->dead)
		return;
	c->dead = true;
	tcp_unwatch(c);
	tcp_drop_output(c);
	close(c->fd);
	c->fd = -1;
	LIST_REMOVE(c, link);
	LIST_INSERT_HEAD(&tcp->dead, c, link);
	event_active(tcp->burial, EV_TIMEOUT, 0);
}

static void
connection_free(struct connection *c)
{
	LIST_REMOVE(c, link);
	pending_drop(&c->pendings);
	free(c->rest);
	free(c);
}

void
connection_free_dead(evutil_socket_t fd, short what, void *arg)
{
	struct tcp *tcp = arg;
	struct connection *c, *next;

	(void)fd;
	(void)what;
	for (c = LIST_FIRST(&tcp->dead); c != NULL; c = next) {
		next = LIST_NEXT(c, link);
		connection_free(c);
	}
}

void
tcp_free_all(struct server *server)
{
	struct tcp *tcp = server->tcp;
	struct connection *c, *next;

	if (tcp == NULL)
		return;
	for (c = LIST_FIRST(&tcp->alive); c != NULL; c = next) {
		next = LIST_NEXT(c, link);
		connection_bury(c);
	}
	connection_free_dead(-1, 0, tcp);
	event_free(tcp->ready);
	event_free(tcp->burial);
	close(tcp->set);
	free(tcp);
	server->tcp = NULL;
}

void
connection_end(struct connection *c, enum journal_kind kind)
{
	if (c->dead)
		return;
	connection_note(c, kind);
	connection_bury(c);
}

static void
reset(struct connection *c)
{
	const struct linger now = { 1, 0 };

	if (c->dead)
		return;
	setsockopt(c->fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
	connection_end(c, JOURNAL_RESET);
}

/* close(2) sends a FIN only where nothing is left unread. */
static void
finish(struct connection *c)
{
	for (int i = 0; i < READS_MAX; i++)
		if (tcp_waste(c) <= 0)
			break;
	connection_end(c, JOURNAL_FIN);
}

/* True where octets still wait for the client's window. */
static bool
is_sending(const struct connection *c)
{
	struct tcp_info info = { 0 };
	socklen_t len = sizeof info;

	return getsockopt(c->fd, IPPROTO_TCP, TCP_INFO, &info, &len) == 0 &&
	       info.tcpi_notsent_bytes > 0;
}

void
connection_work_ending(struct connection *c)
{
	enum ending ending = (enum ending)c->ending;

	if (c->dead || c->ended || ending == END_NONE)
		return;
	if (ending == END_RESET && is_sending(c)) {
		tcp_write_later(c, RESET_RETRY_MS);
		return;
	}
	c->ended = true;
	if (ending == END_STALL) {
		connection_note(c, JOURNAL_STALL);
		connection_deafen(c);
	} else if (ending == END_RESET) {
		reset(c);
	} else if (ending == END_FIN && !c->deaf) {
		finish(c);
	} else { /* what is not read would make a RST of close(2)'s FIN */
		connection_note(c, JOURNAL_FIN);
		shutdown(c->fd, SHUT_WR);
	}
}

void
connection_eof(struct connection *c)
{
	if (c->eof)
		return;
	connection_note(c, JOURNAL_EOF);
	c->eof = true;
}

void
connection_deafen(struct connection *c)
{
	const int smallest = 0;

	if (c->deaf || c->dead)
		return;
	c->deaf = true;
	free(c->rest);
	c->rest = NULL;
	c->rest_len = 0;
	setsockopt(c->fd, SOL_SOCKET, SO_RCVBUF, &smallest, sizeof smallest);
	if (c->hung_up)
		connection_eof(c); /* nobody will read up to it */
}

void
connection_hang_up(struct connection *c)
{
	c->hung_up = true;
	if (c->deaf) /* or else it is read later */
		connection_eof(c);
}

bool
connection_hears(const struct connection *c)
{
	return !c->dead && !c->deaf && c->ending == END_NONE &&
	       !tcp_is_overfull(c);
}

bool
connection_reads(const struct connection *c)
{
	return !c->dead && !c->deaf && !c->eof &&
	       (c->ending != END_NONE || !tcp_is_overfull(c));
}

void
tcp_settle(struct connection *c)
{
	if (c->dead)
		return;
	if (c->eof && c->rest == NULL && !tcp_has_output(c) &&
	    (c->ended || LIST_EMPTY(&c->pendings)))
		connection_bury(c);
}

void
tcp_set_step(struct server *server)
{
	struct connection *c, *next;
	enum udp_state udp;
	enum tcp_state tcp;

	if (server->tcp == NULL)
		return;
	for (c = LIST_FIRST(&server->tcp->alive); c != NULL; c = next) {
		next = LIST_NEXT(c, link);
		scenario_server_state(server->scenario, c->index, server->step,
		    &udp, &tcp);
		if (tcp == TCP_REFUSED)
			reset(c);
	}
}
