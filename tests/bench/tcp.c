/* The TCP load: connections that ask one query, several or for ever. */
#include "config.h"

#include <errno.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fakedns/xalloc.h"
#include "tests/bench/load.h"

enum {
	PREFIX = 2, /* octets of the length (RFC 1035 4.2.2) */
	IN_MAX = 4 * 65536,
	BIG = 16384, /* such a message is read to its end and no further */
	EVENTS = 64,
	TICK_MS = 10
};

struct connection {
	int fd; /* -1: closed, to be opened by the next tick */
	struct window window;
	uint8_t *in;  /* owned; IN_MAX */
	uint8_t *out; /* owned; room for a whole window */
	size_t in_len, out_len, out_sent;
	unsigned asked; /* on this connection */
	bool wants_out; /* epoll is to say when it can be written */
};

struct tcp {
	struct load *load;
	int epoll;
	struct connection *connections; /* owned; load->sockets of them */
	bool asking;
	uint64_t now_us;
};

static void
connection_close(struct tcp *t, struct connection *c)
{
	if (c->fd == -1)
		return;
	close(c->fd);
	c->fd = -1;
	window_expire(&c->window, UINT64_MAX, &t->load->tally);
}

/* Sends what there is to send.  Returns 0, or -1: the connection broke. */
static int
connection_send(struct tcp *t, struct connection *c)
{
	ssize_t sent = 0;
	bool blocked;
	struct epoll_event event = { .events = EPOLLIN, .data.ptr = c };

	if (c->out_sent < c->out_len)
		sent = send(c->fd, c->out + c->out_sent,
		    c->out_len - c->out_sent, MSG_DONTWAIT | MSG_NOSIGNAL);
	if (sent == -1 && errno != EAGAIN && errno != ENOTCONN)
		return -1;
	if (sent > 0)
		c->out_sent += (size_t)sent;
	blocked = c->out_sent < c->out_len;
	if (!blocked)
		c->out_sent = c->out_len = 0;
	if (blocked == c->wants_out)
		return 0;
	c->wants_out = blocked;
	if (blocked)
		event.events |= EPOLLOUT;
	return epoll_ctl(t->epoll, EPOLL_CTL_MOD, c->fd, &event);
}

/* Asks as many queries as window and connection allow. */
static int
connection_ask(struct tcp *t, struct connection *c)
{
	const struct load *l = t->load;
	uint8_t *at;
	size_t len;

	if (c->out_len > 0)
		return connection_send(t, c); /* one batch at a time */
	while (c->window.idle_count > 0 &&
	       (l->per_connection == 0 || c->asked < l->per_connection)) {
		at = c->out + c->out_len;
		len = window_ask(&c->window, &t->load->queries, t->now_us,
		    at + PREFIX, &t->load->tally);
		at[0] = (uint8_t)(len >> 8);
		at[1] = (uint8_t)len;
		c->out_len += PREFIX + len;
		c->asked++;
	}
	return c->out_len > 0 ? connection_send(t, c) : 0;
}

/* Returns 0, or -1: no connection. */
static int
connection_open(struct tcp *t, struct connection *c)
{
	const struct load *l = t->load;
	struct epoll_event event = { .events = EPOLLIN, .data.ptr = c };
	int on = 1;

	c->in_len = c->out_len = c->out_sent = 0;
	c->asked = 0;
	c->wants_out = false;
	c->fd = socket(l->server.ss_family,
	    SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (c->fd == -1)
		return -1;
	if (l->per_connection != 1)
		setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	if (connect(c->fd, (const struct sockaddr *)&l->server,
		l->server_len) == -1 &&
	    errno != EINPROGRESS)
		return -1;
	t->load->tally.connections++;
	if (epoll_ctl(t->epoll, EPOLL_CTL_ADD, c->fd, &event) == -1)
		return -1;
	return connection_ask(t, c);
}

static void
connection_start(struct tcp *t, struct connection *c)
{
	if (connection_open(t, c) == 0)
		return;
	t->load->tally.refused++;
	connection_close(t, c);
}

/* How much to read at once: see BIG. */
static size_t
room(const struct connection *c)
{
	size_t whole;

	if (c->in_len < PREFIX)
		return IN_MAX - c->in_len;
	whole = PREFIX + ((size_t)c->in[0] << 8 | c->in[1]);
	return (whole < BIG ? IN_MAX : whole + PREFIX) - c->in_len;
}

/* Judges every whole message that is there, keeps the rest. */
static void
take_messages(struct tcp *t, struct connection *c)
{
	struct load *l = t->load;
	size_t at = 0, len;

	while (c->in_len - at >= PREFIX) {
		len = (size_t)c->in[at] << 8 | c->in[at + 1];
		if (c->in_len - at - PREFIX < len)
			break;
		window_answer(&c->window, &l->queries, &l->wanted,
		    c->in + at + PREFIX, len, &l->tally);
		at += PREFIX + len;
	}
	c->in_len -= at;
	memmove(c->in, c->in + at, c->in_len);
}

/* Returns 0, or -1: the connection ended. */
static int
connection_read(struct tcp *t, struct connection *c)
{
	size_t size = room(c);
	ssize_t got = recv(c->fd, c->in + c->in_len, size, MSG_DONTWAIT);

	if (got == -1)
		return errno == EAGAIN ? 0 : -1;
	if (got == 0)
		return -1;
	c->in_len += (size_t)got;
	take_messages(t, c);
	return 0;
}

/* One event: read, then ask more, or close and open anew when done. */
static void
connection_turn(struct tcp *t, struct connection *c, uint32_t events)
{
	const struct load *l = t->load;
	bool over = false;

	if ((events & EPOLLOUT) != 0)
		over = connection_send(t, c) == -1;
	if (!over && (events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0)
		over = connection_read(t, c) == -1;
	if (!over && l->per_connection != 0 && c->asked >= l->per_connection)
		over = window_is_empty(&c->window);
	else if (!over && t->asking)
		over = connection_ask(t, c) == -1;
	if (!over)
		return;
	connection_close(t, c);
	if (t->asking)
		connection_start(t, c);
}

/* Returns how many queries are still waited for; opens what is closed. */
static unsigned
tick(struct tcp *t)
{
	struct load *l = t->load;
	unsigned waiting = 0;

	for (unsigned i = 0; i < l->sockets; i++) {
		struct connection *c = &t->connections[i];

		if (window_expire(&c->window, t->now_us - l->timeout_us,
			&l->tally) > 0)
			connection_close(t, c);
		if (c->fd == -1 && t->asking)
			connection_start(t, c);
		waiting += c->window.size - c->window.idle_count;
	}
	return waiting;
}

static void
serve(struct tcp *t)
{
	struct epoll_event events[EVENTS];
	uint64_t tick_us;
	unsigned waiting;

	t->now_us = tick_us = load_now_us();
	t->asking = true;
	waiting = tick(t);
	while (t->asking || waiting > 0) {
		int count = epoll_wait(t->epoll, events, EVENTS, TICK_MS);

		t->now_us = load_now_us();
		t->asking = load_goes_on(t->load, t->now_us);
		for (int i = 0; i < count; i++)
			connection_turn(t, events[i].data.ptr,
			    events[i].events);
		if (t->asking && t->now_us - tick_us < TICK_MS * 1000)
			continue;
		tick_us = t->now_us;
		waiting = tick(t);
	}
}

int
tcp_run(struct load *l)
{
	struct tcp t = { .load = l };
	struct connection *c;

	t.epoll = epoll_create1(EPOLL_CLOEXEC);
	if (t.epoll == -1)
		return -1;
	t.connections = xcalloc(l->sockets, sizeof *t.connections);
	for (unsigned i = 0; i < l->sockets; i++) {
		c = &t.connections[i];
		c->fd = -1;
		window_init(&c->window, l->window);
		c->in = xmalloc(IN_MAX);
		c->out = xcalloc(l->window, PREFIX + QUERY_MAX);
	}
	load_begin(l);
	serve(&t);
	for (unsigned i = 0; i < l->sockets; i++) {
		c = &t.connections[i];
		connection_close(&t, c);
		window_clear(&c->window);
		free(c->in);
		free(c->out);
	}
	close(t.epoll);
	free(t.connections);
	return 0;
}
