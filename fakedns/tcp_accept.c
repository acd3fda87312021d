#include "config.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "fakedns/connection.h"
#include "fakedns/xalloc.h"

enum { ACCEPTS_A_TURN = 64 };
enum { RETRY_US = 100000 }; /* until accept(2) is tried again */

/* The message that some entry has for who has asked nothing yet. */
static void
greet(struct connection *c)
{
	const struct route route = { .server = c->tcp->server,
		.connection = c };
	struct incoming in = { .server = c->index,
		.tcp = true,
		.accept = true };

	memcpy(in.client, c->client, sizeof in.client);
	server_query(&route, &in);
}

/* What a connection is in for in this state of its server. */
static void
begin(struct connection *c, enum tcp_state state)
{
	c->ending = state == TCP_CLOSE    ? END_HALF
		    : state == TCP_RESET  ? END_RESET
		    : state == TCP_SILENT ? END_STALL
					  : END_NONE;
	connection_work_ending(c);
	if (c->tcp->greets && state == TCP_OPEN)
		greet(c);
	if (connection_reads(c)) /* its query may be there already */
		tcp_read(c);
	tcp_settle(c);
	tcp_watch(c);
}

static void
connection_new(struct tcp *tcp, size_t index, int fd,
    const struct sockaddr_storage *peer, enum tcp_state state)
{
	struct connection *c = xcalloc(1, sizeof *c);

	c->tcp = tcp;
	c->index = (uint8_t)index;
	c->fd = fd;
	sockaddr_client(peer, c->client);
	LIST_INIT(&c->pendings);
	LIST_INSERT_HEAD(&tcp->alive, c, link);
	connection_note(c, JOURNAL_ACCEPT);
	begin(c, state);
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
	enum tcp_state state;
	struct tcp *tcp;

	(void)what;
	scenario_server_state(s->server->scenario, s->index, s->server->step,
	    &udp, &state);
	if (state == TCP_FULL || state == TCP_BLACKHOLE) {
		event_del(s->readable); /* the backlog stays as it is */
		return;
	}
	tcp = tcp_of(s->server);
	for (int i = 0; i < ACCEPTS_A_TURN; i++) {
		struct sockaddr_storage peer;
		socklen_t len = sizeof peer;
		int accepted = tcp == NULL
				   ? -1
				   : accept4(fd, (struct sockaddr *)&peer, &len,
					 SOCK_NONBLOCK | SOCK_CLOEXEC);

		if (accepted == -1) {
			starve(s, errno);
			return;
		}
		s->is_starved = false;
		connection_new(tcp, s->index, accepted, &peer, state);
	}
}
