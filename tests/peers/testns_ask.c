#include "config.h"

#include <arpa/inet.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fakedns/xalloc.h"
#include "tests/peers/testns_ask.h"

enum {
	ANSWER_MS = 20000,
	READY_MS = 25, /* a try */
	READY_TRIES = 800,
};

static int
connect_to(unsigned port, int type)
{
	struct sockaddr_in to = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	int fd = socket(AF_INET, type | SOCK_CLOEXEC, 0);

	if (fd == -1 || connect(fd, (struct sockaddr *)&to, sizeof to) == 0)
		return fd;
	close(fd);
	return -1;
}

/* -1 where nothing comes in time. */
static ssize_t
read_some(int fd, uint8_t *buf, size_t size, int wait_ms)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };

	return poll(&p, 1, wait_ms) == 1 ? recv(fd, buf, size, 0) : -1;
}

/* Keeps a message; true for the sentinel's. */
static bool
take(struct testns_replies *out, const uint8_t *octets, size_t len)
{
	static const char name[] = "\10sentinel";
	struct writer w = { 0 };

	if (len > WIRE_HEADER + sizeof name &&
	    (octets[0] << 8 | octets[1]) == SENTINEL_ID &&
	    memcmp(octets + WIRE_HEADER, name, sizeof name - 1) == 0)
		return true;
	writer_octets(&w, octets, len);
	out->v = xgrow(out->v, out->count, sizeof *out->v);
	out->v[out->count++] = w;
	return false;
}

static void
ask_udp(int fd, const struct testns_query *q, const struct writer *sentinel,
    struct testns_replies *out)
{
	uint8_t buf[WIRE_MAX];
	ssize_t len;

	if (send(fd, q->in.octets, q->in.len, 0) == -1 ||
	    send(fd, sentinel->octets, sentinel->len, 0) == -1) {
		out->failed = "cannot send";
		return;
	}
	do {
		len = read_some(fd, buf, sizeof buf, ANSWER_MS);
		if (len == -1)
			out->failed = "the sentinel over UDP has no answer";
	} while (len != -1 && !take(out, buf, (size_t)len));
}

static void
ask_tcp(int fd, const struct testns_query *q, const struct writer *sentinel,
    struct testns_replies *out)
{
	static uint8_t buf[4 * WIRE_MAX];
	struct writer w = { 0 };
	size_t have = 0, used = 0;

	writer_u16(&w, (unsigned)q->in.len);
	writer_octets(&w, q->in.octets, q->in.len);
	writer_u16(&w, (unsigned)sentinel->len);
	writer_octets(&w, sentinel->octets, sentinel->len);
	send(fd, w.octets, w.len, MSG_NOSIGNAL);
	writer_clear(&w);
	for (;;) {
		size_t len = have - used < 2
				 ? SIZE_MAX
				 : (size_t)buf[used] << 8 | buf[used + 1];
		ssize_t n;

		if (len != SIZE_MAX && have - used - 2 >= len) {
			used += 2 + len;
			if (take(out, buf + used - len, len))
				return;
			continue;
		}
		n = read_some(fd, buf + have, sizeof buf - have, ANSWER_MS);
		if (n <= 0) {
			out->failed = "the sentinel over TCP has no answer";
			return;
		}
		have += (size_t)n;
	}
}

void
testns_ask(unsigned port, const struct testns_query *q,
    struct testns_replies *out)
{
	int fd = connect_to(port, q->in.tcp ? SOCK_STREAM : SOCK_DGRAM);
	struct writer sentinel = { 0 };

	*out = (struct testns_replies){ 0 };
	if (fd == -1) {
		out->failed = "cannot connect";
		return;
	}
	testns_query_sentinel(&sentinel);
	(q->in.tcp ? ask_tcp : ask_udp)(fd, q, &sentinel, out);
	writer_clear(&sentinel);
	close(fd);
}

void
testns_replies_clear(struct testns_replies *r)
{
	for (size_t i = 0; i < r->count; i++)
		writer_clear(&r->v[i]);
	free(r->v);
}

int
testns_ask_ready(unsigned port)
{
	struct writer sentinel = { 0 };
	struct testns_replies none = { 0 };
	int fd = connect_to(port, SOCK_DGRAM);
	bool answered = false;
	uint8_t buf[512];

	testns_query_sentinel(&sentinel);
	for (int i = 0; i < READY_TRIES && !answered; i++) {
		ssize_t len;

		send(fd, sentinel.octets, sentinel.len, 0);
		len = read_some(fd, buf, sizeof buf, READY_MS);
		answered = len > 0 && take(&none, buf, (size_t)len);
		if (len == -1) /* refused: nobody is there; wait */
			poll(NULL, 0, READY_MS);
	}
	testns_replies_clear(&none);
	writer_clear(&sentinel);
	close(fd);
	return answered ? 0 : -1;
}
