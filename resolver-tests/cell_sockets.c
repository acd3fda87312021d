#include "config.h"

#include <unistd.h>

#include "fakedns/listen.h"
#include "fakedns/packets.h"
#include "resolver-tests/cell_internal.h"
#include "resolver-tests/traffic.h"

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
		.fast_open = s->fast_open,
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
	const char *what;
	const int fd = packets_open(BUFFER, &what);

	return fd == -1 ? cell_trouble_set(t, "%s", what) : fd;
}
