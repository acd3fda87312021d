#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "fakedns/server_internal.h"
#include "fakedns/xalloc.h"

unsigned long long
clock_us(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (unsigned long long)ts.tv_sec * 1000000 +
	       (unsigned long long)ts.tv_nsec / 1000;
}

unsigned
sockaddr_port(const struct sockaddr_storage *ss)
{
	if (ss->ss_family == AF_INET)
		return ntohs(((const struct sockaddr_in *)ss)->sin_port);
	return ntohs(((const struct sockaddr_in6 *)ss)->sin6_port);
}

struct server *
server_new(struct event_base *base, const struct scenario *s,
    server_journal *journal, void *arg)
{
	struct server *server = xcalloc(1, sizeof *server);

	server->base = base;
	server->scenario = s;
	server->responder = responder_new(s);
	server->step = 1;
	server->journal = journal;
	server->journal_arg = arg;
	server->opened_us = clock_us();
	LIST_INIT(&server->sockets);
	LIST_INIT(&server->connections);
	LIST_INIT(&server->pending);
	return server;
}

static void
pending_free(struct pending *p)
{
	LIST_REMOVE(p, link);
	if (p->timer != NULL)
		event_free(p->timer);
	reply_clear(&p->reply);
	free(p);
}

static void
socket_free(struct server_socket *s)
{
	server_drop_pending(s->server, s, NULL);
	LIST_REMOVE(s, link);
	event_free(s->readable);
	if (s->retry != NULL)
		event_free(s->retry);
	close(s->fd);
	free(s);
}

void
server_free(struct server *server)
{
	struct pending *p, *next_p;
	struct server_socket *s, *next_s;

	if (server == NULL)
		return;
	for (p = LIST_FIRST(&server->pending); p != NULL; p = next_p) {
		next_p = LIST_NEXT(p, link);
		pending_free(p);
	}
	tcp_free_all(server);
	for (s = LIST_FIRST(&server->sockets); s != NULL; s = next_s) {
		next_s = LIST_NEXT(s, link);
		socket_free(s);
	}
	responder_free(server->responder);
	free(server);
}

void
server_add_socket(struct server *server, size_t index, bool tcp, int fd)
{
	struct server_socket *s = xcalloc(1, sizeof *s);

	s->server = server;
	s->index = index;
	s->tcp = tcp;
	s->fd = fd;
	evutil_make_socket_nonblocking(fd);
	evutil_make_socket_closeonexec(fd);
	s->readable = event_new(server->base, fd, EV_READ | EV_PERSIST,
	    tcp ? tcp_acceptable : udp_readable, s);
	event_add(s->readable, NULL);
	LIST_INSERT_HEAD(&server->sockets, s, link);
}

void
server_remove_sockets(struct server *server, size_t index, bool tcp)
{
	struct server_socket *s, *next;

	for (s = LIST_FIRST(&server->sockets); s != NULL; s = next) {
		next = LIST_NEXT(s, link);
		if (s->index == index && s->tcp == tcp)
			socket_free(s);
	}
}

void
server_set_step(struct server *server, unsigned step)
{
	server->step = step;
	responder_set_step(server->responder, step);
}

bool
server_entry_used(const struct server *server, size_t entry)
{
	return responder_used(server->responder, entry);
}

void
server_note(struct server *server, size_t index, struct journal_event *e)
{
	e->us = clock_us() - server->opened_us;
	e->server = server->scenario->servers[index].address;
	server->journal(e, server->journal_arg);
}

bool
server_has_pending(const struct server *server, const struct connection *c)
{
	const struct pending *p;

	LIST_FOREACH(p, &server->pending, link)
	if (p->connection == c)
		return true;
	return false;
}

void
server_drop_pending(struct server *server, const struct server_socket *s,
    const struct connection *c)
{
	struct pending *p, *next;

	for (p = LIST_FIRST(&server->pending); p != NULL; p = next) {
		next = LIST_NEXT(p, link);
		if (s != NULL ? p->socket == s : p->connection == c)
			pending_free(p);
	}
}

static void
send_packet(struct pending *p, const struct outgoing *o)
{
	if (p->connection != NULL)
		tcp_send(p->connection, o);
	else
		udp_send(p->socket, &p->peer, p->peer_len, o);
}

/* Sends what is due; waits for the next packet, or is done. */
static void
send_due(struct pending *p, bool waited)
{
	if (waited)
		send_packet(p, &p->reply.packets[p->next++]);
	while (p->next < p->reply.count) {
		const struct outgoing *o = &p->reply.packets[p->next];
		struct timeval tv = { o->delay_ms / 1000,
			(suseconds_t)(o->delay_ms % 1000) * 1000 };

		if (o->delay_ms > 0) {
			event_add(p->timer, &tv);
			return;
		}
		send_packet(p, o);
		p->next++;
	}
	pending_free(p);
}

static void
pending_go_on(struct pending *p, bool waited)
{
	struct connection *c = p->connection;

	send_due(p, waited); /* P may be gone now, C is not */
	if (c != NULL)
		tcp_settle(c);
}

static void
pending_timeout(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	pending_go_on(arg, true);
}

/* What answered, for the journal. */
static void
name_rule(const struct server *server, const struct reply *reply,
    struct journal_event *e)
{
	static const char *const words[] = { [RULE_ZONE] = "zone",
		[RULE_MALFORMED] = "not a query",
		[RULE_NONE] = "nothing answers" };
	const struct scenario *s = server->scenario;

	e->rule = reply->rule == RULE_ENTRY ? s->path : words[reply->rule];
	e->rule_line =
	    reply->rule == RULE_ENTRY ? s->entries[reply->entry].at.line : 0;
}

static void
note_query(struct server *server, size_t index, const struct reply *reply,
    struct journal_event *e)
{
	name_rule(server, reply, e);
	server_note(server, index, e);
	if (reply->count == 0) {
		e->kind = JOURNAL_DROP;
		server_note(server, index, e);
	}
	if (reply->trouble != NULL) {
		e->kind = JOURNAL_TROUBLE;
		e->rule = reply->trouble;
		e->rule_line = 0;
		server_note(server, index, e);
	}
}

void
server_query(struct server *server, size_t index, struct server_socket *s,
    struct connection *c, const struct sockaddr_storage *peer,
    socklen_t peer_len, const uint8_t *octets, size_t len)
{
	struct journal_event e = { .kind = JOURNAL_QUERY,
		.tcp = c != NULL,
		.has_message = true,
		.octets = octets,
		.len = len };
	struct pending *p = xcalloc(1, sizeof *p);
	enum udp_state udp;
	enum tcp_state tcp;

	e.client_port = c != NULL ? tcp_client_port(c) : sockaddr_port(peer);
	scenario_server_state(server->scenario, index, server->step, &udp,
	    &tcp);
	if (c == NULL && udp != UDP_OPEN)
		p->reply.rule = RULE_NONE;
	else
		responder_answer(server->responder, index, c != NULL, octets,
		    len, &p->reply);
	p->server = server;
	p->socket = s;
	p->connection = c;
	if (c == NULL)
		memcpy(&p->peer, peer, peer_len);
	p->peer_len = peer_len;
	LIST_INSERT_HEAD(&server->pending, p, link);
	p->timer = evtimer_new(server->base, pending_timeout, p);
	note_query(server, index, &p->reply, &e);
	pending_go_on(p, false);
}
