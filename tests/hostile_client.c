/*
 * hostile_client.c -- a client that does to a nameserver at 127.0.0.1 what no
 * resolver would, while another one, in the same process, asks for
 * www.example. over UDP and TCP and has to get 192.0.2.1 each time.
 *
 * usage: hostile_client PORT ATTACK; exit status 0: every answer was right
 */
#include "config.h"

#include <net/if.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/hostile_ask.h"

enum {
	DATAGRAM_MAX = 65507, /* over IPv4 */
	IDLE = 2500,
};

/* Any octets, and queries of which some are wrong. */
static void
attack_datagrams(void)
{
	static uint8_t octets[DATAGRAM_MAX];
	int fd = hostile_open_socket(false, INADDR_LOOPBACK);

	for (size_t i = 0; i < 12000; i++) {
		size_t len = i % 4 == 0   ? i * DATAGRAM_MAX / 11996
			     : i % 4 == 1 ? hostile_draw() % 64
					  : hostile_draw() % 600;

		hostile_draw_octets(octets, len < 4096 ? len : 4096);
		if (i % 4 == 3) {
			uint8_t query[HOSTILE_QUERY_MAX];

			len = hostile_put_query(query, (uint16_t)i, "www") - 2;
			memcpy(octets, query + 2, len);
			octets[hostile_draw() % len] = (uint8_t)hostile_draw();
		}
		if (i % 8 == 1 && len > 2)
			octets[2] &= 0x7f; /* not an answer */
		(void)!send(fd, octets, len, 0);
		if (i % 16 == 0) /* before its queue is full */
			hostile_ask_udp();
	}
	close(fd);
	hostile_ask();
}

/* One connection: a part of something, and how it ends. */
static void
spoil(unsigned i, int *kept)
{
	uint8_t octets[2000], query[HOSTILE_QUERY_MAX];
	size_t len =
	    hostile_put_query(query, (uint16_t)i, i % 3 == 0 ? "big" : "www");
	size_t some = hostile_draw() % (sizeof octets + 1);
	int fd = hostile_open_tcp();

	hostile_draw_octets(octets, sizeof octets);
	switch (i % 6) {
	case 0: /* any octets */
		(void)!send(fd, octets, some, MSG_NOSIGNAL);
		break;
	case 1: /* a part of a query */
		(void)!send(fd, query, hostile_draw() % len, MSG_NOSIGNAL);
		break;
	case 2: /* empty messages */
		memset(octets, 0, sizeof octets);
		(void)!send(fd, octets, some, MSG_NOSIGNAL);
		break;
	case 3: /* the longest message, and nothing of it */
		(void)!send(fd, "\xff\xff", 2, MSG_NOSIGNAL);
		break;
	case 4: /* a query and a part of the next */
		(void)!send(fd, query, len, MSG_NOSIGNAL);
		(void)!send(fd, query, 1 + hostile_draw() % (len - 1),
		    MSG_NOSIGNAL);
		break;
	default: /* queries */
		for (int k = 0; k < 5; k++)
			(void)!send(fd, query, len, MSG_NOSIGNAL);
		break;
	}
	if (i % 7 == 0)
		shutdown(fd, SHUT_WR);
	if (*kept != -1)
		i % 5 == 0 ? (void)close(*kept) : hostile_reset(*kept);
	*kept = fd;
}

static void
attack_streams(void)
{
	int kept[40];

	memset(kept, -1, sizeof kept);
	for (unsigned i = 0; i < 1500; i++) {
		spoil(i, &kept[hostile_draw() % 40]);
		if (i % 20 == 0)
			hostile_ask();
	}
	for (size_t i = 0; i < 40; i++)
		if (kept[i] != -1)
			hostile_reset(kept[i]);
	hostile_ask();
}

/* As many connections as files are left for, with nothing said on them. */
static void
attack_idle(void)
{
	static int fds[IDLE];
	struct rlimit files;
	size_t count;

	getrlimit(RLIMIT_NOFILE, &files);
	files.rlim_cur = files.rlim_max;
	setrlimit(RLIMIT_NOFILE, &files);
	for (count = 0; count < IDLE && count + 20 < files.rlim_cur; count++) {
		fds[count] = hostile_open_tcp();
		if (count % 100 == 0)
			hostile_ask();
	}
	for (size_t i = 0; i < count; i += 50)
		hostile_ask_over(fds[i]);
	for (size_t i = 0; i < count; i++)
		i % 2 == 0 ? (void)close(fds[i]) : hostile_reset(fds[i]);
	hostile_ask();
}

/* So many clients ask for 48 kB again and again, and read nothing. */
static void
attack_deaf(void)
{
	enum { DEAF = 150, QUERIES_MAX = 20000 };
	const int small = 4096; /* what is not read stays at the server */
	uint8_t query[HOSTILE_QUERY_MAX];
	size_t len = hostile_put_query(query, 1, "big");
	int fds[DEAF];

	for (size_t i = 0; i < DEAF; i++) {
		unsigned sent = 0;

		fds[i] = hostile_open_tcp();
		setsockopt(fds[i], SOL_SOCKET, SO_SNDBUF, &small, sizeof small);
		setsockopt(fds[i], SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
		while (sent < QUERIES_MAX &&
		       send(fds[i], query, len, MSG_NOSIGNAL | MSG_DONTWAIT) ==
			   (ssize_t)len)
			if (++sent % 1000 == 0)
				hostile_ask_udp();
		hostile_ask();
	}
	for (size_t i = 0; i < DEAF; i++)
		i % 2 == 0 ? (void)close(fds[i]) : hostile_reset(fds[i]);
	hostile_ask();
}

/* LABEL.example. over UDP, more often than anybody wants to know. */
static void
flood(const char *label, unsigned count)
{
	int fd = hostile_open_socket(false, INADDR_LOOPBACK);
	uint8_t query[HOSTILE_QUERY_MAX];

	for (unsigned i = 0; i < count; i++) {
		size_t len = hostile_put_query(query, (uint16_t)i, label);

		(void)!send(fd, query + 2, len - 2, 0);
		if (i % 200 == 0)
			hostile_ask_udp(); /* by then the server has them all */
	}
	hostile_ask();
	close(fd);
}

static void
attack_flood(void)
{
	flood("big", 8000);
}

static void
attack_late(void)
{
	flood("late", 150000);
}

/* Its answers stop in the middle, or nothing is ever read; the client goes. */
static void
attack_stalled(void)
{
	uint8_t query[HOSTILE_QUERY_MAX];
	size_t len = hostile_put_query(query, 7, "stalled");

	for (unsigned i = 0; i < 200; i++) {
		uint32_t address = INADDR_LOOPBACK + i % 2;
		int fd = hostile_open_socket(true, address); /* .2 is silent */

		(void)!send(fd, query, len, MSG_NOSIGNAL);
		if (i % 2 == 0 && !hostile_can_read(fd))
			hostile_fail("no part of an answer");
		i % 4 < 2 ? (void)close(fd) : hostile_reset(fd);
	}
	hostile_ask();
}

/* More connections than the server has files: those it has still work. */
static void
attack_exhaust(void)
{
	enum { MANY = 300 };
	int first = hostile_open_tcp(), fds[MANY];

	hostile_ask_over(first);
	for (size_t i = 0; i < MANY; i++)
		fds[i] = hostile_open_tcp();
	for (int i = 0; i < 50; i++) {
		hostile_ask_udp();
		hostile_ask_over(first);
	}
	for (size_t i = 0; i < MANY; i++)
		i % 2 == 0 ? (void)close(fds[i]) : hostile_reset(fds[i]);
	hostile_ask();
	hostile_ask_over(first);
	close(first);
}

/* The loopback interface of a new namespace is down. */
static void
attack_nobody(void)
{
	struct ifreq lo = { .ifr_name = "lo", .ifr_flags = IFF_UP };
	int fd = socket(AF_INET, SOCK_DGRAM, 0);

	if (ioctl(fd, SIOCSIFFLAGS, &lo) == -1)
		hostile_fail("lo up");
	close(fd);
}

int
main(int argc, char **argv)
{
	static const struct {
		const char *name;
		void (*attack)(void);
	} attacks[] = {
		{ "ask", hostile_ask },
		{ "datagrams", attack_datagrams },
		{ "deaf", attack_deaf },
		{ "exhaust", attack_exhaust },
		{ "flood", attack_flood },
		{ "idle", attack_idle },
		{ "late", attack_late },
		{ "nobody", attack_nobody },
		{ "stalled", attack_stalled },
		{ "streams", attack_streams },
	};

	if (argc != 3)
		return 2;
	hostile_port = (uint16_t)atoi(argv[1]);
	for (size_t i = 0; i < sizeof attacks / sizeof *attacks; i++)
		if (strcmp(argv[2], attacks[i].name) == 0) {
			attacks[i].attack();
			return EXIT_SUCCESS;
		}
	return 2;
}
