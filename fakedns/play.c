#include "config.h"

#include <errno.h>
#include <event2/event.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "fakedns/exposure.h"
#include "fakedns/listen.h"
#include "fakedns/outputs.h"
#include "fakedns/play.h"

static int
check_exposure(const struct options *o, const char *address)
{
	if (o->expose || exposure_is_none(address))
		return 0;
	fprintf(stderr,
	    "fakedns: %s is not on a loopback interface, want one that is "
	    "(`ip address add %s dev lo`, or -a 127.0.0.1), or --expose\n",
	    address, address);
	return -1;
}

/* The socket, or -1 after saying why there is none. */
static int
open_socket(const struct listen_spec *spec)
{
	int fds[2]; /* what fills a backlog stays until the process ends */

	if (listen_open(spec, fds) == 0)
		return fds[0];
	fprintf(stderr, "fakedns: %s port %u (%s): %s%s\n", spec->address,
	    spec->port, spec->tcp ? "TCP" : "UDP", strerror(errno),
	    errno == EADDRNOTAVAIL ? "; add it to lo, or use -a"
	    : errno == EACCES      ? "; ports below 1024 need root, or use -p"
				   : "");
	return -1;
}

/* In the state that the scenario gives it. */
static int
open_server(struct server *server, const struct scenario *s, size_t i,
    unsigned step)
{
	struct listen_spec spec = { .address = s->servers[i].address,
		.port = s->servers[i].port };
	enum udp_state udp;
	enum tcp_state tcp;
	int fd;

	scenario_server_state(s, i, step, &udp, &tcp);
	if (udp != UDP_CLOSED) {
		fd = open_socket(&spec);
		if (fd == -1)
			return -1;
		server_add_socket(server, i, false, fd);
	}
	if (tcp == TCP_REFUSED)
		return 0;
	spec.tcp = true;
	spec.fast_open = s->servers[i].tfo;
	spec.state = tcp == TCP_FULL        ? LISTEN_FULL
		     : tcp == TCP_BLACKHOLE ? LISTEN_BLACKHOLE
					    : LISTEN_OPEN;
	fd = open_socket(&spec);
	if (fd == -1)
		return -1;
	server_add_socket(server, i, true, fd);
	return 0;
}

/* Where answers come from that no server sends from its own address. */
static int
open_source(struct server *server, const struct scenario *s, size_t i)
{
	const struct listen_spec spec = { .address = s->sources[i].address,
		.port = s->sources[i].port };
	int fd;

	if (scenario_source_server(s, i) != -1)
		return 0;
	fd = open_socket(&spec);
	if (fd == -1)
		return -1;
	server_add_source(server, i, fd);
	return 0;
}

static int
open_sockets(const struct options *o, struct server *server,
    const struct scenario *s)
{
	for (size_t i = 0; i < s->server_count; i++)
		if (check_exposure(o, s->servers[i].address) == -1 ||
		    open_server(server, s, i, o->step) == -1)
			return -1;
	for (size_t i = 0; i < s->source_count; i++)
		if (check_exposure(o, s->sources[i].address) == -1 ||
		    open_source(server, s, i) == -1)
			return -1;
	return 0;
}

static void
stop(evutil_socket_t sig, short what, void *base)
{
	(void)sig;
	(void)what;
	event_base_loopbreak(base);
}

/*
 * Who reads "ready" may send a signal at once: it is listened for before. A
 * second one, while the last lines are written, ends the process.
 */
static void
serve(struct event_base *base, struct outputs *outputs)
{
	struct event *term = evsignal_new(base, SIGTERM, stop, base);
	struct event *interrupt = evsignal_new(base, SIGINT, stop, base);

	event_add(term, NULL);
	event_add(interrupt, NULL);
	outputs_say(outputs, "ready\n");
	event_base_dispatch(base);
	event_free(term);
	event_free(interrupt);
}

static int
run(const struct options *o, const struct scenario *s, struct event_base *base,
    struct outputs *outputs)
{
	struct error err = { 0 };
	struct server *server;
	int ret = EXIT_CANNOT_RUN;

	if (outputs_open(outputs, o, base, s, &err) == -1) {
		fprintf(stderr, "fakedns: %s\n", err.text);
		return EXIT_BAD_INPUT;
	}
	server = server_new(base, s, outputs->journal, outputs->journal_arg);
	server_set_step(server, o->step);
	if (open_sockets(o, server, s) == -1) {
		;
	} else if (outputs_capture(outputs, base, s, &err) == -1) {
		fprintf(stderr, "fakedns: %s\n", err.text);
	} else {
		serve(base, outputs);
		ret = 0;
	}
	server_free(server);
	return ret;
}

int
play(const struct options *o, const struct scenario *s)
{
	struct event_base *base = server_base_new();
	struct outputs outputs = { 0 };
	int ret = run(o, s, base, &outputs);

	if (outputs_close(&outputs) == -1 && ret == 0)
		ret = EXIT_LOST;
	event_base_free(base);
	return ret;
}
