#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/filter.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "resolver-tests/cell_internal.h"
#include "resolver-tests/traffic.h"

#ifndef PACKET_IGNORE_OUTGOING
#define PACKET_IGNORE_OUTGOING 23
#endif

enum { BUFFER = 1 << 20, BACKLOG = 511 };

/* Best effort: the kernel caps it at net.core.rmem_max and wmem_max. */
static void
enlarge_buffers(int fd)
{
	const int size = BUFFER;

	(void)setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
	(void)setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
}

/* A filter that keeps no octet: SYNs vanish, as behind a firewall. */
static int
attach_blackhole(int fd)
{
	struct sock_filter none[] = { BPF_STMT(BPF_RET | BPF_K, 0) };
	const struct sock_fprog program = { 1, none };

	return setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &program,
	    sizeof program);
}

/* Sets what has to be there before bind(2). */
static int
prepare(int fd, int family, const struct cell_socket *s)
{
	const int on = 1;

	if (family == AF_INET6 &&
	    setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on) == -1)
		return -1;
	if (!s->tcp) {
		enlarge_buffers(fd);
		return 0;
	}
	/* Connections of an earlier step may linger on the port. */
	if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1)
		return -1;
	return s->state == CELL_SOCKET_BLACKHOLE ? attach_blackhole(fd) : 0;
}

/*
 * Takes the only place in the backlog of a listener with listen(fd, 0).  Its
 * port is one a client without capabilities cannot have, so the count of what
 * went over the wire can leave it out.
 */
static int
connect_filler(const struct sockaddr_storage *to, socklen_t len)
{
	struct sockaddr_storage from = { .ss_family = to->ss_family };
	const int on = 1;
	int fd = socket(to->ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd == -1)
		return -1;
	if (to->ss_family == AF_INET)
		((struct sockaddr_in *)&from)->sin_port =
		    htons(TRAFFIC_HIDDEN_PORT);
	else
		((struct sockaddr_in6 *)&from)->sin6_port =
		    htons(TRAFFIC_HIDDEN_PORT);
	if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 &&
	    bind(fd, (const struct sockaddr *)&from, len) == 0 &&
	    connect(fd, (const struct sockaddr *)to, len) == 0)
		return fd;
	close(fd);
	return -1;
}

static int
open_one(const struct cell_socket *s, struct cell_fds *handed,
    struct cell_fds *kept)
{
	const bool full = s->tcp && s->state == CELL_SOCKET_FULL;
	const int type = s->tcp ? SOCK_STREAM : SOCK_DGRAM;
	struct sockaddr_storage ss;
	socklen_t len;
	int fd, filler;

	errno = EINVAL;
	if (cell_address_parse(s->address, s->port, &ss, &len) == -1)
		return -1;
	fd = socket(ss.ss_family, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd == -1)
		return -1;
	cell_fds_add(s->state == CELL_SOCKET_OPEN ? handed : kept, s->tag, fd);
	if (prepare(fd, ss.ss_family, s) == -1 ||
	    bind(fd, (struct sockaddr *)&ss, len) == -1 ||
	    (s->tcp && listen(fd, full ? 0 : BACKLOG) == -1))
		return -1;
	if (!full)
		return 0;
	filler = connect_filler(&ss, len);
	if (filler == -1)
		return -1;
	cell_fds_add(kept, s->tag, filler);
	return 0;
}

int
cell_sockets_open(const struct cell_step *step, struct cell_fds *handed,
    struct cell_fds *kept, struct cell_trouble *t)
{
	const struct cell_socket *s;
	size_t i;

	for (i = 0; i < step->socket_count; i++) {
		s = &step->sockets[i];
		if (open_one(s, handed, kept) == -1)
			return cell_trouble_set(t, "open %s socket %s port %u",
			    s->tcp ? "TCP" : "UDP", s->address,
			    (unsigned)s->port);
	}
	return 0;
}

int
cell_sockets_open_packets(struct cell_trouble *t)
{
	const struct sockaddr_ll lo = {
		.sll_family = AF_PACKET,
		.sll_protocol = htons(ETH_P_ALL),
		.sll_ifindex = 1,
	};
	const int on = 1;
	int fd;

	/* Protocol 0 hears nothing until bind(2) names lo. */
	fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd == -1)
		return cell_trouble_set(t, "packet socket");
	enlarge_buffers(fd);
	/* On lo each frame passes twice, going out and coming in. */
	if (setsockopt(fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, &on,
		sizeof on) == -1)
		cell_trouble_set(t, "PACKET_IGNORE_OUTGOING");
	else if (bind(fd, (const struct sockaddr *)&lo, sizeof lo) == -1)
		cell_trouble_set(t, "bind the packet socket to lo");
	else
		return fd;
	close(fd);
	return -1;
}
