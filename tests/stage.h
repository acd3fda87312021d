/*
 * stage.h -- a server on loopback and its clients in one event loop, for
 * tests.  Nothing sleeps: STAGE_UNTIL turns the loop until something is so.
 */
#ifndef TESTS_STAGE_H
#define TESTS_STAGE_H

#include <errno.h>
#include <event2/event.h>
#include <linux/tcp.h> /* netinet/tcp.h has states named as ours */
#include <netinet/in.h>
#include <signal.h>
#include <stdio.h>
#include <sys/socket.h>
#include <time.h>

#include "fakedns/listen.h"
#include "fakedns/server.h"
#include "tests/scenario_text.h"

enum { STAGE_SERVERS = 2, STAGE_GUARD_S = 60 };

struct stage {
	struct event_base *base;
	struct scenarios list;
	struct server *server;
	struct event *guard;
	char events[4096]; /* their kinds, a blank behind each */
	char rule[200];    /* of the last that had one */
	char trouble[200]; /* the same, of trouble only */
	unsigned count[JOURNAL_TROUBLE + 1];
	struct sockaddr_in at[STAGE_SERVERS][2]; /* [server][TCP?] */
};

/* What a client got. */
struct peer {
	struct stage *stage;
	struct event *readable;
	int fd;
	uint8_t *octets; /* owned; the datagrams one behind the other */
	size_t len;
	size_t datagrams;
	size_t ends[8]; /* of the first datagrams */
	bool eof, reset;
};

#define STAGE_UNTIL(stage, condition)                                          \
	while (!(condition))                                                   \
	ck_assert_int_eq(event_base_loop((stage)->base, EVLOOP_ONCE), 0)

static inline void
stage_note(const struct journal_event *e, void *arg)
{
	static const char *const kinds[] = { "query ", "reply ", "drop ",
		"accept ", "fin ", "reset ", "stall ", "eof ", "aborted ",
		"trouble " };
	struct stage *stage = arg;

	if (strlen(stage->events) + 20 < sizeof stage->events)
		strcat(stage->events, kinds[e->kind]);
	if (e->rule != NULL && e->rule_line > 0)
		snprintf(stage->rule, sizeof stage->rule, "%s:%u", e->rule,
		    e->rule_line);
	else if (e->rule != NULL)
		snprintf(stage->rule, sizeof stage->rule, "%s", e->rule);
	if (e->kind == JOURNAL_TROUBLE)
		strcpy(stage->trouble, stage->rule);
	stage->count[e->kind]++;
}

static inline void
stage_hangs(evutil_socket_t fd, short what, void *arg)
{
	const struct stage *stage = arg;

	(void)fd;
	(void)what;
	ck_abort_msg("nothing happens any more; events: %s", stage->events);
}

static inline void
stage_open(struct stage *stage, const char *text)
{
	const struct timeval guard = { STAGE_GUARD_S, 0 };
	const struct scenario *s;

	memset(stage, 0, sizeof *stage);
	signal(SIGPIPE, SIG_IGN);
	s = scenario_text_load(&stage->list, text);
	stage->base = server_base_new();
	stage->guard = evtimer_new(stage->base, stage_hangs, stage);
	event_add(stage->guard, &guard);
	stage->server = server_new(stage->base, s, stage_note, stage);
	ck_assert_uint_le(s->server_count, STAGE_SERVERS);
	for (size_t i = 0; i < s->server_count; i++)
		for (int tcp = 0; tcp < 2; tcp++) {
			struct listen_spec spec = { .address = "127.0.0.1",
				.tcp = tcp,
				.fast_open = tcp && s->servers[i].tfo };
			socklen_t len = sizeof stage->at[i][tcp];
			int fds[2];

			ck_assert_int_eq(listen_open(&spec, fds), 0);
			getsockname(fds[0],
			    (struct sockaddr *)&stage->at[i][tcp], &len);
			server_add_socket(stage->server, i, tcp, fds[0]);
		}
}

static inline void
stage_close(struct stage *stage)
{
	server_free(stage->server);
	event_free(stage->guard);
	event_base_free(stage->base);
	scenarios_clear(&stage->list);
}

static inline void
peer_readable(evutil_socket_t fd, short what, void *arg)
{
	enum { MOST = 65536 };
	struct peer *p = arg;
	ssize_t n;

	(void)what;
	p->octets = realloc(p->octets, p->len + MOST);
	n = recv(fd, p->octets + p->len, MOST, MSG_DONTWAIT);
	if (n == -1 && errno == EAGAIN)
		return;
	if (n > 0)
		p->len += (size_t)n;
	if (p->datagrams < sizeof p->ends / sizeof *p->ends)
		p->ends[p->datagrams] = p->len;
	p->datagrams++;
	p->eof = n == 0;
	p->reset = n == -1 && errno == ECONNRESET;
	if (p->reset || n == -1)
		event_del(p->readable);
}

static inline void
peer_open(struct peer *p, struct stage *stage, size_t server, bool tcp)
{
	const struct sockaddr_in *to = &stage->at[server][tcp];
	const int small = 4096; /* what is not read stays at the server */
	const int on = 1;       /* each send a segment of its own */

	memset(p, 0, sizeof *p);
	p->stage = stage;
	p->fd = socket(AF_INET, tcp ? SOCK_STREAM : SOCK_DGRAM, 0);
	if (tcp) {
		setsockopt(p->fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
		setsockopt(p->fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
	}
	ck_assert_int_eq(connect(p->fd, (const struct sockaddr *)to,
			     sizeof *to),
	    0);
	p->readable = event_new(stage->base, p->fd, EV_READ | EV_PERSIST,
	    peer_readable, p);
	event_add(p->readable, NULL);
}

static inline void
peer_close(struct peer *p)
{
	event_free(p->readable);
	close(p->fd);
	free(p->octets);
}

static inline void
peer_send(struct peer *p, const void *octets, size_t len)
{
	ck_assert_int_eq(send(p->fd, octets, len, 0), (ssize_t)len);
}

/* Sends "NAME TYPE", over TCP with its length in front. */
static inline void
peer_ask(struct peer *p, const char *question, bool tcp)
{
	const struct asking a = { .question = question };
	struct writer w = { 0 };

	if (tcp)
		writer_u16(&w, 0);
	asking_encode(&a, &w);
	if (tcp)
		writer_put_u16(&w, 0, (unsigned)w.len - 2);
	peer_send(p, w.octets, w.len);
	writer_clear(&w);
}

/* True where nothing is there to read, not even an end. */
static inline bool
peer_is_quiet(const struct peer *p)
{
	char octet;

	return recv(p->fd, &octet, 1, MSG_DONTWAIT | MSG_PEEK) == -1 &&
	       errno == EAGAIN;
}

static inline unsigned long long
stage_now_us(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (unsigned long long)ts.tv_sec * 1000000 +
	       (unsigned long long)ts.tv_nsec / 1000;
}

#endif
