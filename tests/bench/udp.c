/* The UDP load: batches over a few connected sockets. */
#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fakedns/xalloc.h"
#include "tests/bench/load.h"

enum { BATCH = 64, ANSWER_MAX = 65535, EVENTS = 64, TICK_MS = 10 };

struct batch {
	struct mmsghdr messages[BATCH];
	struct iovec parts[BATCH];
};

struct udp_socket {
	int fd;
	struct window window;
};

struct udp {
	struct load *load;
	int epoll;
	struct udp_socket *sockets; /* owned; load->sockets of them */
	struct batch in, out;
	uint8_t (*answers)[ANSWER_MAX]; /* owned; BATCH of them */
	uint8_t queries[BATCH][QUERY_MAX];
};

static void
batch_init(struct batch *b, uint8_t *octets, size_t each)
{
	for (size_t i = 0; i < BATCH; i++) {
		b->parts[i].iov_base = octets + i * each;
		b->parts[i].iov_len = each;
		b->messages[i].msg_hdr.msg_iov = &b->parts[i];
		b->messages[i].msg_hdr.msg_iovlen = 1;
	}
}

/* Returns 0, or -1 with errno set. */
static int
open_socket(struct udp *u, struct udp_socket *s)
{
	const struct load *l = u->load;
	struct epoll_event event = { .events = EPOLLIN, .data.ptr = s };
	int octets = 1 << 20;

	s->fd = socket(l->server.ss_family,
	    SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (s->fd == -1)
		return -1;
	setsockopt(s->fd, SOL_SOCKET, SO_RCVBUF, &octets, sizeof octets);
	if (connect(s->fd, (const struct sockaddr *)&l->server,
		l->server_len) == -1)
		return -1;
	return epoll_ctl(u->epoll, EPOLL_CTL_ADD, s->fd, &event);
}

/* Takes back what was not sent of COUNT queries. */
static void
forget(struct udp *u, struct udp_socket *s, unsigned first, unsigned count)
{
	for (unsigned i = first; i < count; i++)
		window_forget(&s->window, u->queries[i], &u->load->tally);
}

/* Asks as many queries as the window allows.  Returns whether all went. */
static bool
ask_batch(struct udp *u, struct udp_socket *s, uint64_t now_us)
{
	unsigned count = s->window.idle_count, i;
	int sent;

	if (count > BATCH)
		count = BATCH;
	for (i = 0; i < count; i++)
		u->out.parts[i].iov_len = window_ask(&s->window,
		    &u->load->queries, now_us, u->queries[i], &u->load->tally);
	sent = sendmmsg(s->fd, u->out.messages, count, MSG_DONTWAIT);
	if (sent == -1) {
		if (errno != EAGAIN)
			u->load->tally.refused++;
		sent = 0;
	}
	forget(u, s, (unsigned)sent, count);
	return (unsigned)sent == count;
}

static void
ask(struct udp *u, struct udp_socket *s, uint64_t now_us)
{
	while (s->window.idle_count > 0)
		if (!ask_batch(u, s, now_us))
			return;
}

static void
take_answers(struct udp *u, struct udp_socket *s)
{
	struct load *l = u->load;
	int count;

	do {
		count =
		    recvmmsg(s->fd, u->in.messages, BATCH, MSG_DONTWAIT, NULL);
		if (count == -1 && errno != EAGAIN)
			l->tally.refused++;
		for (int i = 0; i < count; i++)
			window_answer(&s->window, &l->queries, &l->wanted,
			    u->in.parts[i].iov_base, u->in.messages[i].msg_len,
			    &l->tally);
	} while (count == BATCH);
}

/* Counts as lost what waits for too long; returns what is still waited for. */
static unsigned
expire(struct udp *u, uint64_t now_us)
{
	const struct load *l = u->load;
	unsigned waiting = 0;

	for (unsigned i = 0; i < l->sockets; i++) {
		struct window *w = &u->sockets[i].window;

		window_expire(w, now_us - l->timeout_us, &u->load->tally);
		waiting += w->size - w->idle_count;
	}
	return waiting;
}

static void
ask_all(struct udp *u)
{
	uint64_t now_us = load_now_us();

	for (unsigned i = 0; i < u->load->sockets; i++)
		ask(u, &u->sockets[i], now_us);
}

static void
serve(struct udp *u)
{
	struct epoll_event events[EVENTS];
	uint64_t now_us = load_now_us(), tick_us = now_us;
	bool asking = true;
	unsigned waiting = 1;

	ask_all(u);
	while (asking || waiting > 0) {
		int count = epoll_wait(u->epoll, events, EVENTS, TICK_MS);

		now_us = load_now_us();
		asking = load_goes_on(u->load, now_us);
		for (int i = 0; i < count; i++) {
			take_answers(u, events[i].data.ptr);
			if (asking)
				ask(u, events[i].data.ptr, now_us);
		}
		if (asking && now_us - tick_us < TICK_MS * 1000)
			continue;
		tick_us = now_us;
		waiting = expire(u, now_us);
		if (asking)
			ask_all(u);
	}
}

int
udp_run(struct load *l)
{
	struct udp *u = xcalloc(1, sizeof *u);
	int result = 0;

	u->load = l;
	u->epoll = epoll_create1(EPOLL_CLOEXEC);
	u->answers = xcalloc(BATCH, sizeof *u->answers);
	u->sockets = xcalloc(l->sockets, sizeof *u->sockets);
	batch_init(&u->in, u->answers[0], ANSWER_MAX);
	batch_init(&u->out, u->queries[0], QUERY_MAX);
	for (unsigned i = 0; i < l->sockets; i++) {
		window_init(&u->sockets[i].window, l->window);
		if (open_socket(u, &u->sockets[i]) == -1)
			result = -1;
	}
	load_begin(l);
	if (result == 0)
		serve(u);
	for (unsigned i = 0; i < l->sockets; i++) {
		close(u->sockets[i].fd);
		window_clear(&u->sockets[i].window);
	}
	close(u->epoll);
	free(u->sockets);
	free(u->answers);
	free(u);
	return result;
}
