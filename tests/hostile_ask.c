#include "config.h"

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/hostile_ask.h"

enum { TRY_MS = 1000, TRIES = 20 };

uint16_t hostile_port;
static uint32_t state = 2463534242U; /* the same octets in each run */

_Noreturn void
hostile_fail(const char *what)
{
	printf("%s: %s\n", what, strerror(errno));
	exit(EXIT_FAILURE);
}

uint32_t
hostile_draw(void)
{
	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return state;
}

void
hostile_draw_octets(uint8_t *octets, size_t len)
{
	for (size_t i = 0; i < len; i++)
		octets[i] = (uint8_t)hostile_draw();
}

int
hostile_open_socket(bool tcp, uint32_t address)
{
	const struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_port = htons(hostile_port),
		.sin_addr.s_addr = htonl(address) };
	int fd = socket(AF_INET, tcp ? SOCK_STREAM : SOCK_DGRAM, 0);

	if (fd == -1 ||
	    connect(fd, (const struct sockaddr *)&at, sizeof at) == -1)
		hostile_fail(tcp ? "a TCP connection" : "a UDP socket");
	return fd;
}

int
hostile_open_tcp(void)
{
	return hostile_open_socket(true, INADDR_LOOPBACK);
}

size_t
hostile_put_query(uint8_t out[HOSTILE_QUERY_MAX], uint16_t id,
    const char *label)
{
	static const uint8_t middle[] = { 1, 0, 0, 1, 0, 0, 0, 0, 0, 0 };
	static const uint8_t end[] = { 7, 'e', 'x', 'a', 'm', 'p', 'l', 'e', 0,
		0, 1, 0, 1 };
	size_t label_len = strlen(label);
	size_t len = 2 + sizeof middle + 1 + label_len + sizeof end;
	uint8_t *p = out + 4;

	out[0] = 0;
	out[1] = (uint8_t)len;
	out[2] = (uint8_t)(id >> 8);
	out[3] = (uint8_t)id;
	memcpy(p, middle, sizeof middle);
	p += sizeof middle;
	*p++ = (uint8_t)label_len;
	memcpy(p, label, label_len);
	memcpy(p + label_len, end, sizeof end);
	return len + 2;
}

bool
hostile_can_read(int fd)
{
	struct pollfd p = { fd, POLLIN, 0 };

	return poll(&p, 1, TRY_MS) == 1;
}

/* ID, QR and no error, one answer, and the address at its end. */
static bool
is_right(const uint8_t *octets, size_t len, uint16_t id)
{
	static const uint8_t address[] = { 192, 0, 2, 1 };

	return len > 16 && octets[0] == id >> 8 && octets[1] == (id & 0xff) &&
	       (octets[2] & 0x80) != 0 && (octets[3] & 0xf) == 0 &&
	       octets[7] == 1 && memcmp(octets + len - 4, address, 4) == 0;
}

/* A datagram may be lost where the server's queue is full. */
void
hostile_ask_udp(void)
{
	uint16_t id = (uint16_t)hostile_draw();
	uint8_t query[HOSTILE_QUERY_MAX], answer[512];
	size_t len = hostile_put_query(query, id, "www");
	int fd = hostile_open_socket(false, INADDR_LOOPBACK);
	ssize_t got = -1;

	for (int i = 0; i < TRIES && got == -1; i++) {
		if (send(fd, query + 2, len - 2, 0) == -1)
			hostile_fail("a query over UDP");
		if (hostile_can_read(fd))
			got = recv(fd, answer, sizeof answer, 0);
	}
	close(fd);
	if (got == -1 || !is_right(answer, (size_t)got, id))
		hostile_fail("no right answer over UDP");
}

void
hostile_ask_over(int fd)
{
	uint16_t id = (uint16_t)hostile_draw();
	uint8_t query[HOSTILE_QUERY_MAX], answer[512];
	size_t len = hostile_put_query(query, id, "www"), want = 2, have = 0;
	ssize_t got;

	if (send(fd, query, len, MSG_NOSIGNAL) == -1)
		hostile_fail("a query over TCP");
	while (have < want) {
		int tries = 0;

		while (!hostile_can_read(fd))
			if (++tries == TRIES)
				hostile_fail("no answer over TCP");
		got = recv(fd, answer + have, want - have, 0);
		if (got <= 0)
			hostile_fail("the connection ended, no answer");
		have += (size_t)got;
		if (have == 2)
			want = 2U + answer[1] + answer[0] * 256U;
		if (want > sizeof answer)
			hostile_fail("too long an answer over TCP");
	}
	if (!is_right(answer + 2, have - 2, id))
		hostile_fail("no right answer over TCP");
}

static void
ask_tcp(void)
{
	int fd = hostile_open_tcp();

	hostile_ask_over(fd);
	close(fd);
}

void
hostile_ask(void)
{
	hostile_ask_udp();
	ask_tcp();
}

void
hostile_reset(int fd)
{
	const struct linger now = { 1, 0 };

	setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof now);
	close(fd);
}
