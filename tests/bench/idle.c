#include "config.h"

#include <stdlib.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "fakedns/xalloc.h"
#include "tests/bench/idle.h"

enum { PREFIX = 2, PATIENCE = 5, AT_ONCE = 1000 };

void
idle_open(struct idle *idle, const struct load *l, unsigned count)
{
	struct timeval limit = { .tv_sec = 2 };
	int fd;

	idle->fds = xcalloc(count, sizeof *idle->fds);
	idle->count = 0;
	while (idle->count < count) {
		fd = socket(l->server.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
		if (fd == -1)
			return;
		setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
		setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
		idle->fds[idle->count] = fd;
		if (connect(fd, (const struct sockaddr *)&l->server,
			l->server_len) == -1) {
			close(fd);
			return;
		}
		idle->count++;
	}
}

/* Sends one query on FD.  Returns 0 or -1. */
static int
send_query(int fd, struct load *l, struct window *w, struct tally *t)
{
	uint8_t octets[PREFIX + QUERY_MAX];
	size_t len =
	    window_ask(w, &l->queries, load_now_us(), octets + PREFIX, t);

	octets[0] = (uint8_t)(len >> 8);
	octets[1] = (uint8_t)len;
	len += PREFIX;
	return send(fd, octets, len, MSG_NOSIGNAL) == (ssize_t)len ? 0 : -1;
}

/* Reads one message to OCTETS.  Returns its length, or 0. */
static size_t
read_message(int fd, uint8_t *octets)
{
	size_t len;

	if (recv(fd, octets, PREFIX, MSG_WAITALL) != PREFIX)
		return 0;
	len = (size_t)octets[0] << 8 | octets[1];
	return recv(fd, octets, len, MSG_WAITALL) == (ssize_t)len ? len : 0;
}

/*
 * Asks on each of COUNT connections, then reads each answer; gives up after
 * a few that do not come.  Returns how many were good.
 */
static unsigned
ask_some(const int *fds, unsigned count, struct load *l, struct window *w)
{
	struct tally t = { 0 };
	uint8_t *octets = xmalloc(65536);
	unsigned failed = 0;
	size_t len;

	for (unsigned i = 0; i < count; i++)
		send_query(fds[i], l, w, &t);
	for (unsigned i = 0; i < count && failed < PATIENCE; i++) {
		len = read_message(fds[i], octets);
		if (len > 0)
			window_answer(w, &l->queries, &l->wanted, octets, len,
			    &t);
		else
			failed++;
	}
	window_expire(w, UINT64_MAX, &t);
	free(octets);
	return (unsigned)t.answers;
}

void
idle_ask(struct idle *idle, struct load *l)
{
	struct window w;
	unsigned at = 0, count;

	window_init(&w, AT_ONCE);
	while (at < idle->count && idle->answered == at) {
		count = idle->count - at;
		if (count > AT_ONCE)
			count = AT_ONCE;
		idle->answered += ask_some(idle->fds + at, count, l, &w);
		at += count;
	}
	window_clear(&w);
}

void
idle_close(struct idle *idle)
{
	for (unsigned i = 0; i < idle->count; i++)
		close(idle->fds[i]);
	free(idle->fds);
	idle->fds = NULL;
	idle->count = 0;
}
