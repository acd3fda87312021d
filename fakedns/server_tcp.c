#include "config.h"

#include <errno.h>
#include <event2/buffer.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fakedns/server_internal.h"
#include "fakedns/xalloc.h"

enum { PREFIX = 2, READ_OCTETS = 65536, ACCEPTS_A_TURN = 64 };
/* Who does not read so many octets of answers is not heard any more. */
enum { UNREAD_MAX = 1 << 24 };
enum { RETRY_US = 100000 }; /* until accept(2) is tried again */

/* What happens when everything before it was sent. */
enum ending { END_NONE, END_FIN, END_RESET, END_STALL };

struct connection {
	LIST_ENTRY(connection) link;
	struct server *server;
	size_t index;
	int fd;
	unsigned client_port;
	struct event *readable, *writable; /* owned */
	struct event *burial;              /* owned */
	struct evbuffer *in, *out;         /* owned */
	enum ending ending;
	bool eof;   /* the client's half has ended: answers are still sent */
	bool ended; /* the ending was worked: nothing is sent any more */
	bool dead;  /* it is freed when the loop comes round */
};

unsigned
tcp_client_port(const struct connection *c)
{
	return c->client_port;
}

static void
note(struct connection *c, enum journal_kind kind)
{
	struct journal_event e = { .kind = kind,
		.tcp = true,
		.client_port = c->client_port };

	server_note(c->server, c->index, &e);
}

void
tcp_free(struct connection *c)
{
	server_drop_pending(c->server, NULL, c);
	LIST_REMOVE(c, link);
	event_free(c->readable);
	event_free(c->writable);
	event_free(c->burial);
	evbuffer_free(c->in);
	evbuffer_free(c->out);
	close(c->fd);
	free(c);
}

void
tcp_free_all(struct server *server)
{
	struct connection *c, *next;

	for (c = LIST_FIRST(&server->connections); c != NULL; c = next) {
		next = LIST_NEXT(c, link);
		tcp_free(c);
	}
}

/* It is freed by an event of its own: nobody on the stack still uses it. */
static void
bury(struct connection *c)
{
	c->dead = true;
	event_del(c->readable);
	event_del(c->writable);
	event_active(c->burial, EV_TIMEOUT, 0);
}

static void
burial_due(evutil_socket_t fd, short what, void *c)
{
	(void)fd;
	(void)what;
	tcp_free(c);
}

/* Octets of the next message, its prefix counted; 0 where it is not whole. */
static size_t
whole_message(const struct connection *c)
{
	uint8_t prefix[PREFIX];
	size_t len;

	if (evbuffer_copyout(c->in, prefix, PREFIX) != PREFIX)
		return 0;
	len = PREFIX + ((size_t)prefix[0] << 8 | prefix[1]);
	return evbuffer_get_length(c->in) < len ? 0 : len;
}

void
tcp_settle(struct connection *c)
{
	if (!c->dead && c->eof && c->ending != END_STALL &&
	    evbuffer_get_length(c->out) == 0 && whole_message(c) == 0 &&
	    !server_has_pending(c->server, c))
		bury(c);
}

static void
end_connection(struct connection *c, enum journal_kind kind)
{
	if (c->dead)
		return;
	note(c, kind);
	bury(c);
}

static void
reset(struct connection *c)
{
	struct linger now = { 1, 0 };

	setsockopt(c->fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
	end_connection(c, JOURNAL_RESET);
}

static void
work_ending(struct connection *c)
{
	if (c->ended || c->ending == END_NONE)
		return;
	c->ended = true;
	switch (c->ending) {
	case END_NONE:
		break;
	case END_STALL:
		note(c, JOURNAL_STALL);
		event_del(c->readable);
		break;
	case END_FIN: /* the client's half is read until it ends, too */
		note(c, JOURNAL_FIN);
		shutdown(c->fd, SHUT_WR);
		break;
	case END_RESET:
		reset(c);
		break;
	}
}

static void
flush(struct connection *c)
{
	while (evbuffer_get_length(c->out) > 0) {
		int n = evbuffer_write(c->out, c->fd);

		if (n == -1 && errno == EAGAIN) {
			event_add(c->writable, NULL);
			return;
		}
		if (n == -1) {
			end_connection(c, JOURNAL_ABORTED);
			return;
		}
	}
	work_ending(c);
}

/* The first of the faults that happen; LEN octets are there to send. */
static size_t
choose_ending(const struct tcp_fault *f, size_t len, enum ending *ending)
{
	const struct {
		long after;
		enum ending ending;
	} faults[] = {
		{ f->close_after, END_FIN },
		{ f->rst_after, END_RESET },
		{ f->stall_after, END_STALL },
	};
	size_t keep = len;

	*ending = END_NONE;
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		size_t after = faults[i].after == TCP_AFTER_END
				   ? len
				   : (size_t)faults[i].after;

		if (faults[i].after == TCP_AFTER_NEVER || after > len)
			continue;
		if (*ending == END_NONE || after < keep) {
			keep = after;
			*ending = faults[i].ending;
		}
	}
	return keep;
}

void
tcp_send(struct connection *c, const struct outgoing *o)
{
	struct journal_event e = { .kind = JOURNAL_REPLY,
		.tcp = true,
		.client_port = c->client_port,
		.has_message = true,
		.octets = o->octets,
		.len = o->len };
	const struct tcp_fault *f = &o->tcp;
	struct writer w = { 0 };
	int length = (int)o->len;
	size_t keep;

	if (c->dead || c->ending != END_NONE)
		return;
	if (f->has_length)
		length = f->length_is_relative ? length + f->length : f->length;
	writer_u16(&w, (unsigned)length & 0xffff);
	writer_octets(&w, o->octets, o->len);
	keep = choose_ending(f, w.len, &c->ending);
	evbuffer_add(c->out, w.octets, keep);
	writer_clear(&w);
	if (keep > 0)
		server_note(c->server, c->index, &e);
	flush(c);
}

/* Hands over the next whole message; false where there is none yet. */
static bool
next_message(struct connection *c)
{
	size_t len = whole_message(c);
	uint8_t *octets;

	if (len == 0)
		return false;
	octets = xmalloc(len);
	evbuffer_remove(c->in, octets, len);
	server_query(c->server, c->index, NULL, c, NULL, 0, octets + PREFIX,
	    len - PREFIX);
	free(octets);
	return true;
}

/* Answers what has arrived, as long as the client reads what it gets. */
static void
work_messages(struct connection *c)
{
	while (!c->dead && c->ending == END_NONE &&
	       evbuffer_get_length(c->out) < UNREAD_MAX && next_message(c))
		;
	if (c->dead)
		return;
	if (c->ending != END_NONE)
		evbuffer_drain(c->in, evbuffer_get_length(c->in));
	else if (evbuffer_get_length(c->out) >= UNREAD_MAX)
		event_del(c->readable);
}

static void
connection_writable(evutil_socket_t fd, short what, void *arg)
{
	struct connection *c = arg;

	(void)fd;
	(void)what;
	flush(c);
	if (!c->dead && !c->eof && c->ending != END_STALL)
		event_add(c->readable, NULL);
	work_messages(c);
	tcp_settle(c);
}

static void
connection_readable(evutil_socket_t fd, short what, void *arg)
{
	struct connection *c = arg;
	int n = evbuffer_read(c->in, fd, READ_OCTETS);

	(void)what;
	if (n == -1 && (errno == EAGAIN || errno == EINTR))
		return;
	if (n == -1) {
		end_connection(c, JOURNAL_ABORTED);
		return;
	}
	if (n == 0) {
		note(c, JOURNAL_EOF);
		c->eof = true;
		event_del(c->readable);
	}
	work_messages(c);
	tcp_settle(c);
}

static void
connection_new(struct server_socket *s, int fd, unsigned port)
{
	struct connection *c = xcalloc(1, sizeof *c);
	enum udp_state udp;
	enum tcp_state tcp;

	c->server = s->server;
	c->index = s->index;
	c->fd = fd;
	c->client_port = port;
	c->in = evbuffer_new();
	c->out = evbuffer_new();
	c->readable = event_new(s->server->base, fd, EV_READ | EV_PERSIST,
	    connection_readable, c);
	c->writable =
	    event_new(s->server->base, fd, EV_WRITE, connection_writable, c);
	c->burial = evtimer_new(s->server->base, burial_due, c);
	LIST_INSERT_HEAD(&s->server->connections, c, link);
	note(c, JOURNAL_ACCEPT);
	scenario_server_state(s->server->scenario, s->index, s->server->step,
	    &udp, &tcp);
	if (tcp == TCP_OPEN || tcp == TCP_CLOSE)
		event_add(c->readable, NULL);
	c->ending = tcp == TCP_CLOSE    ? END_FIN
		    : tcp == TCP_RESET  ? END_RESET
		    : tcp == TCP_SILENT ? END_STALL
					: END_NONE;
	work_ending(c);
}

static void
accept_again(evutil_socket_t fd, short what, void *arg)
{
	struct server_socket *s = arg;

	(void)fd;
	(void)what;
	event_add(s->readable, NULL);
}

/* Without a file left the listener would stay readable: it has to wait. */
static void
starve(struct server_socket *s, int why)
{
	const struct timeval wait = { 0, RETRY_US };
	struct journal_event e = { .kind = JOURNAL_TROUBLE,
		.tcp = true,
		.rule = strerror(why) };

	if (why != EMFILE && why != ENFILE && why != ENOBUFS && why != ENOMEM)
		return;
	if (s->retry == NULL)
		s->retry = evtimer_new(s->server->base, accept_again, s);
	event_del(s->readable);
	event_add(s->retry, &wait);
	if (!s->is_starved)
		server_note(s->server, s->index, &e);
	s->is_starved = true;
}

void
tcp_acceptable(evutil_socket_t fd, short what, void *arg)
{
	struct server_socket *s = arg;
	enum udp_state udp;
	enum tcp_state tcp;

	(void)what;
	scenario_server_state(s->server->scenario, s->index, s->server->step,
	    &udp, &tcp);
	if (tcp == TCP_FULL || tcp == TCP_BLACKHOLE) {
		event_del(s->readable); /* the backlog stays as it is */
		return;
	}
	for (int i = 0; i < ACCEPTS_A_TURN; i++) {
		struct sockaddr_storage peer;
		socklen_t len = sizeof peer;
		int accepted = accept4(fd, (struct sockaddr *)&peer, &len,
		    SOCK_NONBLOCK | SOCK_CLOEXEC);

		if (accepted == -1) {
			starve(s, errno);
			return;
		}
		s->is_starved = false;
		connection_new(s, accepted, sockaddr_port(&peer));
	}
}
