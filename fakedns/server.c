#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "fakedns/clock.h"
#include "fakedns/server_internal.h"
#include "fakedns/server_load.h"
#include "fakedns/xalloc.h"

unsigned long long
clock_us(void)
{
	return clock_ns(CLOCK_MONOTONIC) / 1000;
}

struct event_base *
server_base_new(void)
{
	struct event_config *config = event_config_new();
	struct event_base *base = NULL;

	if (config != NULL &&
	    event_config_set_flag(config, EVENT_BASE_FLAG_PRECISE_TIMER) == 0)
		base = event_base_new_with_config(config);
	if (config != NULL)
		event_config_free(config);
	return base;
}

static bool
has_after(const struct scenario *s)
{
	for (size_t i = 0; i < s->entry_count; i++)
		for (size_t k = 0; k < s->entries[i].packet_count; k++)
			if (s->entries[i].packets[k].after_entry > 0)
				return true;
	return false;
}

struct server *
server_new(struct event_base *base, const struct scenario *s,
    server_journal *journal, void *arg)
{
	struct server *server = xcalloc(1, sizeof *server);

	server->base = base;
	server->scenario = s;
	server->responder = responder_new(s);
	server->journal = journal;
	server->journal_arg = arg;
	server->opened_us = clock_us();
	LIST_INIT(&server->sockets);
	server->has_after = has_after(s);
	TAILQ_INIT(&server->after);
	server->entry_sent =
	    xcalloc(s->entry_count, sizeof *server->entry_sent);
	server->release = evtimer_new(base, pending_release, server);
	server->udp = udp_shared();
	server->sources = sources_new(s);
	server_set_step(server, 1);
	return server;
}

static void
socket_free(struct server_socket *s)
{
	pending_drop(&s->waiting);
	LIST_REMOVE(s, link);
	event_free(s->readable);
	if (s->retry != NULL)
		event_free(s->retry);
	close(s->fd);
	free(s);
}

void
server_free(struct server *server)
{
	struct server_socket *s, *next;

	if (server == NULL)
		return;
	tcp_free_all(server);
	for (s = LIST_FIRST(&server->sockets); s != NULL; s = next) {
		next = LIST_NEXT(s, link);
		socket_free(s);
	}
	sources_free(server);
	event_free(server->release);
	responder_free(server->responder);
	free(server->entry_sent);
	free(server);
}

/* Bursts wait in the socket: as much as the kernel lets us have. */
static void
make_room(int fd)
{
	const int octets = 4 << 20;

	if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &octets,
		sizeof octets) == -1)
		setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &octets, sizeof octets);
}

void
server_add_socket(struct server *server, size_t index, bool tcp, int fd)
{
	struct server_socket *s = xcalloc(1, sizeof *s);

	if (!tcp)
		make_room(fd);
	if (!tcp && server->is_watched)
		load_stamp(fd);
	s->server = server;
	s->index = index;
	s->tcp = tcp;
	s->fd = fd;
	LIST_INIT(&s->waiting);
	evutil_make_socket_nonblocking(fd);
	evutil_make_socket_closeonexec(fd);
	s->readable = event_new(server->base, fd, EV_READ | EV_PERSIST,
	    tcp ? tcp_acceptable : udp_readable, s);
	event_add(s->readable, NULL);
	LIST_INSERT_HEAD(&server->sockets, s, link);
}

void
server_remove_sockets(struct server *server, size_t index, bool tcp)
{
	struct server_socket *s, *next;

	for (s = LIST_FIRST(&server->sockets); s != NULL; s = next) {
		next = LIST_NEXT(s, link);
		if (s->index == index && s->tcp == tcp)
			socket_free(s);
	}
}

void
server_set_step(struct server *server, unsigned step)
{
	enum udp_state udp;
	enum tcp_state tcp;

	server->step = step;
	server->silent = 0;
	for (size_t i = 0; i < server->scenario->server_count; i++) {
		scenario_server_state(server->scenario, i, step, &udp, &tcp);
		if (udp != UDP_OPEN)
			server->silent |= UINT64_C(1) << i;
	}
	responder_set_step(server->responder, step);
	pending_set_step(server);
	tcp_set_step(server);
}

unsigned long long
server_opened_us(const struct server *server)
{
	return server->opened_us;
}

void
server_watch_load(struct server *server)
{
	server->is_watched = true;
}

const struct server_load *
server_load(const struct server *server)
{
	return &server->load;
}

bool
server_entry_used(const struct server *server, size_t entry)
{
	return responder_used(server->responder, entry);
}
