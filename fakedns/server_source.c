#include "config.h"

#include <stdlib.h>
#include <unistd.h>

#include "fakedns/server_internal.h"
#include "fakedns/xalloc.h"

enum { DATAGRAMS_A_TURN = 64 };

struct server_source *
sources_new(const struct scenario *s)
{
	struct server_source *sources =
	    xcalloc(s->source_count, sizeof *sources);

	for (size_t i = 0; i < s->source_count; i++) {
		sources[i].fd = -1;
		sources[i].server = scenario_source_server(s, i);
	}
	return sources;
}

void
sources_free(struct server *server)
{
	for (size_t i = 0; i < server->scenario->source_count; i++) {
		struct server_source *s = &server->sources[i];

		if (s->fd == -1)
			continue;
		event_free(s->readable);
		close(s->fd);
	}
	free(server->sources);
}

static void
source_readable(evutil_socket_t fd, short what, void *arg)
{
	char octet;

	(void)what;
	(void)arg;
	for (int i = 0; i < DATAGRAMS_A_TURN; i++)
		if (recv(fd, &octet, 1, MSG_DONTWAIT) == -1)
			return;
}

void
server_add_source(struct server *server, size_t i, int fd)
{
	struct server_source *s = &server->sources[i];

	evutil_make_socket_nonblocking(fd);
	evutil_make_socket_closeonexec(fd);
	s->fd = fd;
	s->readable = event_new(server->base, fd, EV_READ | EV_PERSIST,
	    source_readable, NULL);
	event_add(s->readable, NULL);
}
