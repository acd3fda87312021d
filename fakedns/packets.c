#include "config.h"

#include <errno.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "fakedns/packets.h"

#ifndef PACKET_IGNORE_OUTGOING
#define PACKET_IGNORE_OUTGOING 23
#endif

/* Best effort: without a capability the kernel caps it at rmem_max. */
static void
set_buffer(int fd, int size)
{
	if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size) ==
	    -1)
		(void)setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
}

int
packets_open(int buffer, const char **what)
{
	const struct sockaddr_ll lo = {
		.sll_family = AF_PACKET,
		.sll_protocol = htons(ETH_P_ALL),
		.sll_ifindex = 1,
	};
	const int on = 1;
	int fd, why;

	/* Protocol 0 hears nothing until bind(2) names lo. */
	fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	*what = "packet socket";
	if (fd == -1)
		return -1;
	set_buffer(fd, buffer);
	/* On lo each frame passes twice, going out and coming in. */
	*what = "PACKET_IGNORE_OUTGOING";
	if (setsockopt(fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, &on,
		sizeof on) == 0) {
		*what = "bind the packet socket to lo";
		if (bind(fd, (const struct sockaddr *)&lo, sizeof lo) == 0)
			return fd;
	}
	why = errno;
	close(fd);
	errno = why;
	return -1;
}

void
packets_stamp(int fd)
{
	const int on = 1;

	(void)setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
}

static uint64_t
stamp_of(struct msghdr *m)
{
	struct cmsghdr *c;
	struct timespec ts;

	for (c = CMSG_FIRSTHDR(m); c != NULL; c = CMSG_NXTHDR(m, c)) {
		if (c->cmsg_level != SOL_SOCKET ||
		    c->cmsg_type != SCM_TIMESTAMPNS)
			continue;
		memcpy(&ts, CMSG_DATA(c), sizeof ts);
		return (uint64_t)ts.tv_sec * 1000000000 + (uint64_t)ts.tv_nsec;
	}
	return 0;
}

int
packets_read(int fd, struct packets_frame *out)
{
	union {
		struct cmsghdr alignment;
		uint8_t octets[CMSG_SPACE(sizeof(struct timespec))];
	} control;
	struct iovec part = { out->octets, sizeof out->octets };
	struct msghdr m = { .msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = &control,
		.msg_controllen = sizeof control };
	ssize_t n;

	do
		n = recvmsg(fd, &m, MSG_DONTWAIT | MSG_TRUNC);
	while (n == -1 && errno == EINTR);
	if (n == -1)
		return -1;
	out->whole = (size_t)n;
	out->len =
	    out->whole < sizeof out->octets ? out->whole : sizeof out->octets;
	out->ns = stamp_of(&m);
	return 0;
}

unsigned
packets_lost(int fd)
{
	struct tpacket_stats stats = { 0, 0 };
	socklen_t len = sizeof stats;

	if (getsockopt(fd, SOL_PACKET, PACKET_STATISTICS, &stats, &len) == -1)
		return 0;
	return stats.tp_drops;
}
