#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/if_packet.h>
#include <net/ethernet.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fakedns/listen.h"
#include "resolver-tests/cell_internal.h"
#include "resolver-tests/traffic.h"

#ifndef PACKET_IGNORE_OUTGOING
#define PACKET_IGNORE_OUTGOING 23
#endif

enum { BUFFER = 1 << 20 };

static int
open_one(const struct cell_socket *s, struct cell_fds *handed,
    struct cell_fds *kept)
{
	static const enum listen_state states[] = {
		[CELL_SOCKET_OPEN] = LISTEN_OPEN,
		[CELL_SOCKET_FULL] = LISTEN_FULL,
		[CELL_SOCKET_BLACKHOLE] = LISTEN_BLACKHOLE,
	};
	const struct listen_spec spec = {
		.address = s->address,
		.port = s->port,
		.tcp = s->tcp,
		.state = states[s->state],
		/* not a client's: the count of the traffic leaves it out */
		.filler_port = TRAFFIC_HIDDEN_PORT,
	};
	int fds[2];

	if (listen_open(&spec, fds) == -1)
		return -1;
	cell_fds_add(s->state == CELL_SOCKET_OPEN ? handed : kept, s->tag,
	    fds[0]);
	if (fds[1] != -1)
		cell_fds_add(kept, s->tag, fds[1]);
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
	const int on = 1, size = BUFFER;
	int fd;

	/* Protocol 0 hears nothing until bind(2) names lo. */
	fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd == -1)
		return cell_trouble_set(t, "packet socket");
	/* best effort: the kernel caps it at net.core.rmem_max */
	(void)setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
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
