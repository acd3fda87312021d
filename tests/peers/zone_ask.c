#include "config.h"

#include <arpa/inet.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "tests/peers/zone_ask.h"

enum {
	PORT = 53,
	READY_TRIES = 400,
	READY_MS = 25, /* a try */
	WIRE_OCTETS = 65535,
};

static int
connect_to(const char *address, int type)
{
	struct sockaddr_in to = { .sin_family = AF_INET,
		.sin_port = htons(PORT) };
	int fd = socket(AF_INET, type | SOCK_CLOEXEC, 0);

	if (fd == -1 || inet_pton(AF_INET, address, &to.sin_addr) != 1)
		abort();
	if (connect(fd, (struct sockaddr *)&to, sizeof to) == 0)
		return fd;
	close(fd);
	return -1;
}

static int
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int)(t.tv_sec % 1000000) * 1000 + (int)(t.tv_nsec / 1000000);
}

/* Octets read up to the deadline; 0 at the end of all. */
static size_t
read_some(int fd, uint8_t *buf, size_t size, int deadline_ms)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };
	int left = deadline_ms - now_ms();
	ssize_t n;

	if (left <= 0 || poll(&p, 1, left) <= 0)
		return 0;
	n = recv(fd, buf, size, 0);
	return n < 0 ? 0 : (size_t)n;
}

static unsigned
id_of(const uint8_t *octets)
{
	return (unsigned)octets[0] << 8 | octets[1];
}

void
zone_ask_udp(const char *address, int wait_ms, const struct zone_query *q,
    struct zone_reply *out)
{
	static uint8_t buf[WIRE_OCTETS + 1];
	int fd = connect_to(address, SOCK_DGRAM);
	int deadline_ms = now_ms() + wait_ms;
	size_t len;

	if (fd == -1)
		return;
	if (send(fd, q->octets, q->len, 0) == (ssize_t)q->len)
		do {
			len = read_some(fd, buf, sizeof buf, deadline_ms);
			if (len >= 2 && id_of(buf) == q->id)
				zone_reply_decode(out, buf, len);
		} while (len > 0 && !out->came);
	close(fd);
}

/* How many octets of a stream are a whole message; 0 where none is there. */
static size_t
frame_len(const uint8_t *buf, size_t len)
{
	size_t frame = len < 2 ? 0 : id_of(buf) + 2U;

	return frame <= len ? frame : 0;
}

static void
take_reply(const uint8_t *octets, size_t len,
    const struct zone_query *const *queries, struct zone_reply *const *out,
    size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (len >= 2 && id_of(octets) == queries[i]->id &&
		    !out[i]->came) {
			zone_reply_decode(out[i], octets, len);
			return;
		}
}

static void
read_replies(int fd, int wait_ms, const struct zone_query *const *queries,
    struct zone_reply *const *out, size_t count)
{
	static uint8_t buf[2 * (WIRE_OCTETS + 2)];
	int deadline_ms = now_ms() + wait_ms;
	size_t len = 0, left = count, more, frame;

	while (left > 0 && (more = read_some(fd, buf + len, sizeof buf - len,
				deadline_ms)) > 0) {
		len += more;
		while ((frame = frame_len(buf, len)) > 0) {
			take_reply(buf + 2, frame - 2, queries, out, count);
			memmove(buf, buf + frame, len - frame);
			len -= frame;
			left -= left > 0;
		}
	}
}

void
zone_ask_tcp(const char *address, int wait_ms,
    const struct zone_query *const *queries, struct zone_reply *const *out,
    size_t count)
{
	static uint8_t buf[ASK_GROUP_MAX * (QUERY_MAX + 2)];
	int fd = connect_to(address, SOCK_STREAM);
	size_t len = 0;

	if (fd == -1)
		return;
	for (size_t i = 0; i < count; i++) {
		buf[len++] = (uint8_t)(queries[i]->len >> 8);
		buf[len++] = (uint8_t)queries[i]->len;
		memcpy(buf + len, queries[i]->octets, queries[i]->len);
		len += queries[i]->len;
	}
	if (send(fd, buf, len, MSG_NOSIGNAL) == (ssize_t)len)
		read_replies(fd, wait_ms, queries, out, count);
	close(fd);
}

/* The RCODE of what comes within READY_MS; -1 where nothing does. */
static int
probe(int fd, const uint8_t *query, size_t query_len)
{
	int deadline_ms = now_ms() + READY_MS;
	uint8_t buf[WIRE_OCTETS];

	send(fd, query, query_len, 0);
	while (now_ms() < deadline_ms) /* a port unreachable ends no wait */
		if (read_some(fd, buf, sizeof buf, deadline_ms) > 3)
			return buf[3] & 15;
	return -1;
}

int
zone_ask_ready(const char *address)
{
	static const uint8_t query[] = { 0, 1, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 7,
		'e', 'x', 'a', 'm', 'p', 'l', 'e', 0, 0, 6, 0, 1 };
	int fd = connect_to(address, SOCK_DGRAM);
	int rcode = -1;

	for (int i = 0; fd != -1 && rcode != 0 && i < READY_TRIES; i++)
		rcode = probe(fd, query, sizeof query);
	if (fd != -1)
		close(fd);
	return rcode == 0 ? 0 : -1;
}
