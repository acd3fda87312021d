#include "config.h"

#include <event2/event.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/share.h"
#include "bench/slice.h"
#include "bench/slice_command.h"
#include "fakedns/server.h"
#include "fakedns/xalloc.h"
#include "resolver-tests/text.h"

enum { OUTPUT_MAX = 1 << 20 }; /* octets kept of either stream */

/* A pipe of the client, and what came from it. */
struct stream {
	struct slice *slice;
	int fd; /* -1: closed */
	struct event *readable;
	struct text text;
};

struct slice {
	struct event_base *base;
	struct slice_spec spec;
	slice_done *done;
	void *done_arg;
	struct cell cell;
	struct server *server;
	struct event *control, *deadline, *start, *ended; /* owned */
	struct stream out, err;
	struct share_mark begin, end; /* of the timed part */
	int packets;
	struct traffic traffic;
	struct ip_end *addresses; /* of the servers */
	bool ending;
	struct slice_result result;
};

static void
ignore_event(const struct journal_event *e, void *arg)
{
	(void)e;
	(void)arg;
}

/* The first octet says that the warm-up is over, the next that all is. */
static void
note_progress(struct slice *s)
{
	if (s->out.text.len > 0)
		share_mark(&s->begin, s->server);
	if (s->out.text.len > 1)
		share_mark(&s->end, s->server);
}

/* Returns false at the end, for now or for good. */
static bool
stream_read(struct stream *st)
{
	char buf[16384];
	ssize_t n = read(st->fd, buf, sizeof buf);

	if (n == 0)
		event_del(st->readable);
	if (n <= 0)
		return false;
	if (st->text.len + (size_t)n <= OUTPUT_MAX)
		text_add_octets(&st->text, buf, (size_t)n);
	return true;
}

static void
stream_readable(evutil_socket_t fd, short what, void *arg)
{
	struct stream *st = arg;

	(void)fd;
	(void)what;
	stream_read(st);
	note_progress(st->slice);
}

static void
stream_open(struct slice *s, struct stream *st, int fd)
{
	st->slice = s;
	st->fd = fd;
	evutil_make_socket_nonblocking(fd);
	st->readable =
	    event_new(s->base, fd, EV_READ | EV_PERSIST, stream_readable, st);
	event_add(st->readable, NULL);
}

static void
stream_close(struct stream *st)
{
	if (st->fd == -1)
		return;
	event_free(st->readable);
	close(st->fd);
	st->fd = -1;
}

static void
slice_free(struct slice *s)
{
	server_free(s->server);
	stream_close(&s->out);
	stream_close(&s->err);
	text_clear(&s->out.text);
	text_clear(&s->err.text);
	if (s->control != NULL)
		event_free(s->control);
	if (s->deadline != NULL)
		event_free(s->deadline);
	if (s->start != NULL)
		event_free(s->start);
	if (s->ended != NULL)
		event_free(s->ended);
	traffic_clear(&s->traffic);
	free(s->addresses);
	free(s);
}

/* From the loop, with no event of the slice's being worked. */
static void
hand_over(evutil_socket_t fd, short what, void *arg)
{
	struct slice *s = arg;

	(void)fd;
	(void)what;
	cell_reap(&s->cell);
	s->result.stderr_text = text_take(&s->err.text);
	s->done(&s->result, s->done_arg);
	slice_free(s);
}

/* The cell is told to end; the rest happens when it has. */
static void
slice_end(struct slice *s)
{
	if (s->ending)
		return;
	s->ending = true;
	event_del(s->control);
	event_del(s->deadline);
	if (s->start != NULL)
		event_del(s->start);
	if (s->packets != -1)
		close(s->packets);
	s->packets = -1;
	cell_kill(&s->cell);
	if (s->cell.pidfd == -1) {
		event_base_once(s->base, -1, EV_TIMEOUT, hand_over, s, NULL);
		return;
	}
	s->ended = event_new(s->base, s->cell.pidfd, EV_READ, hand_over, s);
	event_add(s->ended, NULL);
}

static void
fail(struct slice *s, const char *why)
{
	if (s->ending)
		return;
	error_set(&s->result.failure, "%s: %s: %s", s->spec.scenario->name,
	    s->spec.client->name, why);
	slice_end(s);
}

static void
start_client(evutil_socket_t fd, short what, void *arg)
{
	struct slice *s = arg;

	(void)fd;
	(void)what;
	cell_start(&s->cell);
}

void
slice_go(struct slice *s, unsigned delay_ms)
{
	const struct timeval tv = { delay_ms / 1000,
		(suseconds_t)(delay_ms % 1000) * 1000 };

	s->start = evtimer_new(s->base, start_client, s);
	event_add(s->start, &tv);
}

void
slice_stop(struct slice *s)
{
	fail(s, "interrupted");
}

static void
take_descriptors(struct slice *s, const struct cell_report *r)
{
	const size_t servers = 2 * s->spec.scenario->server_count;

	for (size_t i = 0; i < r->handed_count; i++) {
		int tag = r->handed[i].tag, fd = r->handed[i].fd;

		if (tag == CELL_TAG_PACKETS)
			s->packets = fd;
		else if (tag == CELL_TAG_STDOUT)
			stream_open(s, &s->out, fd);
		else if (tag == CELL_TAG_STDERR)
			stream_open(s, &s->err, fd);
		else if ((size_t)tag < servers)
			server_add_socket(s->server, (size_t)tag / 2,
			    tag % 2 != 0, fd);
		else
			server_add_source(s->server, (size_t)tag - servers, fd);
	}
	if (!r->last)
		return;
	if (s->spec.ready != NULL)
		s->spec.ready(s, s->spec.ready_arg);
	else
		cell_start(&s->cell);
}

static void
see_frame(const struct packets_frame *f, void *arg)
{
	struct slice *s = arg;
	struct ip_packet p;
	bool inward = false;

	if (ip_read_frame(f->octets, f->len, &p) != 0 ||
	    !ip_concerns(&p, s->addresses, s->spec.scenario->server_count))
		return;
	ip_ports(&p);
	for (size_t i = 0; i < s->spec.scenario->server_count; i++)
		inward = inward || ip_end_equal(&p.from, &s->addresses[i]);
	s->result.wire.frames[inward]++;
	s->result.wire.octets[inward] += f->whole - (IP_FRAME_MAX - 65536);
}

static void
client_exited(struct slice *s, const struct cell_report *r)
{
	struct slice_result *out = &s->result;
	char why[64] = "its report makes no sense";

	share_mark(&s->end, s->server);
	while (stream_read(&s->out))
		;
	while (stream_read(&s->err))
		;
	if (s->packets != -1)
		traffic_drain(&s->traffic, s->packets, see_frame, s);
	out->wire.sent = s->traffic.total;
	out->system_calls = r->system_calls;
	out->instructions = r->instructions;
	if (WIFSIGNALED(r->status))
		snprintf(why, sizeof why, "ended by signal %d",
		    WTERMSIG(r->status));
	else if (WEXITSTATUS(r->status) > 1)
		snprintf(why, sizeof why, "exit status %d",
		    WEXITSTATUS(r->status));
	else if (s->spec.mode.cold && s->spec.kind != SLICE_TIMED)
		out->ended = true; /* one process, that tells nothing */
	else
		out->ended =
		    s->out.text.len > 1 &&
		    loop_report_read((const uint8_t *)s->out.text.s + 1,
			s->out.text.len - 1, &out->report) == 0;
	if (out->ended)
		share_fill(&s->begin, &s->end, &out->report.sample);
	else
		fail(s, why);
	slice_end(s);
}

static void
control_readable(evutil_socket_t fd, short what, void *arg)
{
	struct slice *s = arg;

	(void)fd;
	(void)what;
	while (!s->ending) {
		struct cell_report r;

		cell_receive(&s->cell, &r);
		switch (r.kind) {
		case CELL_NOTHING:
			return;
		case CELL_SOCKETS:
			take_descriptors(s, &r);
			break;
		case CELL_EXITED:
			client_exited(s, &r);
			break;
		case CELL_FAILED:
			fail(s, r.failure.text);
			break;
		case CELL_GONE:
			fail(s, "the cell ended before its client");
			break;
		}
	}
}

static void
deadline_passed(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	fail(arg, "the client did not come to an end");
}

static void
start_cell(struct slice *s)
{
	const struct scenario *sc = s->spec.scenario;
	const struct timeval limit = { s->spec.limit_ms / 1000,
		(suseconds_t)(s->spec.limit_ms % 1000) * 1000 };

	s->server = server_new(s->base, sc, ignore_event, NULL);
	if (s->spec.kind == SLICE_TIMED)
		server_watch_load(s->server);
	s->control = event_new(s->base, s->cell.control, EV_READ | EV_PERSIST,
	    control_readable, s);
	s->deadline = evtimer_new(s->base, deadline_passed, s);
	event_add(s->control, NULL);
	event_add(s->deadline, &limit);
	s->addresses = xcalloc(sc->server_count, sizeof *s->addresses);
	for (size_t i = 0; i < sc->server_count; i++)
		ip_end_parse(sc->servers[i].address, sc->servers[i].port,
		    &s->addresses[i]);
	traffic_init(&s->traffic, s->addresses, sc->server_count);
	server_set_step(s->server, sc->calls[0].step);
	cell_begin_step(&s->cell, 0);
}

static void
not_started(evutil_socket_t fd, short what, void *arg)
{
	struct slice *s = arg;

	(void)fd;
	(void)what;
	s->done(&s->result, s->done_arg);
	slice_free(s);
}

struct slice *
slice_start(struct event_base *base, const struct slice_spec *spec,
    slice_done *done, void *arg)
{
	const char *program = spec->wrapper != NULL ? spec->wrapper[0] : NULL;
	struct slice *s = xcalloc(1, sizeof *s);
	struct slice_command command = { NULL, NULL };
	struct error err = { 0 };
	struct plan plan;
	int ret;

	s->base = base;
	s->spec = *spec;
	s->done = done;
	s->done_arg = arg;
	s->packets = s->out.fd = s->err.fd = -1;
	s->cell = (struct cell){ .pidfd = -1, .control = -1 };
	ret = plan_make(spec->scenario, spec->client, program, &plan, &err);
	if (ret == 0) {
		slice_command_make(spec, &plan, &command);
		ret = cell_spawn(&plan.spec, &s->cell, &err);
		slice_command_release(&plan);
	}
	slice_command_clear(&command);
	plan_clear(&plan);
	if (ret == 0) {
		start_cell(s);
		return s;
	}
	s->ending = true;
	s->result.failure = err;
	event_base_once(base, -1, EV_TIMEOUT, not_started, s, NULL);
	return s;
}
