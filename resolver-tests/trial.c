#include "config.h"

#include <errno.h>
#include <event2/event.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fakedns/server.h"
#include "fakedns/xalloc.h"
#include "resolver-tests/plan.h"
#include "resolver-tests/trial.h"
#include "resolver-tests/trial_internal.h"

/* A busy machine takes its time; none of it is the client's. */
enum { SETUP_MS = 60000 };

static void
note_event(const struct journal_event *e, void *arg)
{
	struct trial *t = arg;
	struct writer line = { 0 };

	witness_hear(&t->witness, e);
	if (t->journal.len >= JOURNAL_MAX) {
		t->observation.journal_lost++;
		return;
	}
	journal_write(&line, e, t->spec.with_octets);
	text_add_octets(&t->journal, (const char *)line.octets, line.len);
	writer_clear(&line);
}

static void
open_packets(struct trial *t, int fd)
{
	const struct trial_spec *spec = &t->spec;

	t->packets = fd;
	t->capture = captures_begin(spec->captures, spec->scenario->name,
	    spec->client->name, spec->again);
	packets_stamp(fd);
}

static void
see_frame(const struct packets_frame *f, void *arg)
{
	struct trial *t = arg;

	witness_see(&t->witness, f);
	if (t->capture != NULL)
		trial_capture_add(f, t->capture);
}

static void
drain_packets(struct trial *t)
{
	traffic_drain(&t->traffic, t->packets, see_frame, t);
	t->packets_lost += packets_lost(t->packets);
}

/* Before the cell ends: who closes the last copy waits for the kernel. */
static void
close_packets(struct trial *t)
{
	if (t->packets != -1) {
		if (t->capture != NULL)
			drain_packets(t);
		close(t->packets);
	}
	trial_capture_end(t->capture, t->packets_lost);
	t->capture = NULL;
	t->packets = -1;
}

static void
trial_free(struct trial *t)
{
	server_free(t->server);
	collector_close(&t->out);
	collector_close(&t->err);
	close_packets(t);
	if (t->control != NULL)
		event_free(t->control);
	if (t->ended != NULL)
		event_free(t->ended);
	if (t->deadline != NULL)
		event_free(t->deadline);
	traffic_clear(&t->traffic);
	free(t->addresses);
	witness_clear(&t->witness);
	text_clear(&t->journal);
	text_clear(&t->out.text);
	text_clear(&t->err.text);
	free(t);
}

static void
keep_used_entries(struct trial *t)
{
	size_t n = t->spec.scenario->entry_count;

	for (size_t i = 0; i < n && t->server != NULL; i++)
		if (server_entry_used(t->server, i))
			bits_add(&t->observation.entries_used, i);
}

/* From the loop, with no event of the trial's being worked. */
static void
hand_over(evutil_socket_t fd, short what, void *arg)
{
	struct trial *t = arg;

	(void)fd;
	(void)what;
	cell_reap(&t->cell);
	keep_used_entries(t);
	t->observation.journal = text_take(&t->journal);
	t->observation.diagnostics = text_take(&t->err.text);
	t->done(&t->observation, t->done_arg);
	trial_free(t);
}

/* The cell is told to end; the rest happens when it has. */
void
trial_end(struct trial *t)
{
	if (t->ending)
		return;
	t->ending = true;
	event_del(t->control);
	event_del(t->deadline);
	close_packets(t);
	cell_kill(&t->cell);
	if (t->cell.pidfd == -1) {
		event_base_once(t->base, -1, EV_TIMEOUT, hand_over, t, NULL);
		return;
	}
	t->ended = event_new(t->base, t->cell.pidfd, EV_READ, hand_over, t);
	event_add(t->ended, NULL);
}

static void
fail(struct trial *t, const char *why)
{
	if (t->ending)
		return;
	t->observation.kind = OBSERVED_FAILURE;
	free(t->observation.failure);
	t->observation.failure = xstrdup(why);
	trial_end(t);
}

static void
begin_step(struct trial *t)
{
	const struct scenario *s = t->spec.scenario;
	unsigned now = s->calls[t->step].step;

	for (size_t i = 0; t->step > 0 && i < s->server_count; i++) {
		enum udp_state udp, udp_before;
		enum tcp_state tcp, tcp_before;

		scenario_server_state(s, i, now, &udp, &tcp);
		scenario_server_state(s, i, s->calls[t->step - 1].step,
		    &udp_before, &tcp_before);
		if (udp != udp_before)
			server_remove_sockets(t->server, i, false);
		if (tcp != tcp_before)
			server_remove_sockets(t->server, i, true);
	}
	server_set_step(t->server, now);
	traffic_clear(&t->traffic);
	traffic_init(&t->traffic, t->addresses, s->server_count);
	cell_begin_step(&t->cell, t->step);
}

static void
arm_deadline(struct trial *t, unsigned ms)
{
	const struct timeval tv = { ms / 1000,
		(suseconds_t)(ms % 1000) * 1000 };

	event_add(t->deadline, &tv);
}

static void
take_descriptors(struct trial *t, const struct cell_report *r)
{
	const size_t servers = 2 * t->spec.scenario->server_count;

	for (size_t i = 0; i < r->handed_count; i++) {
		int tag = r->handed[i].tag, fd = r->handed[i].fd;

		if (tag == CELL_TAG_PACKETS)
			open_packets(t, fd);
		else if (tag == CELL_TAG_STDOUT)
			collector_open(&t->out, t->base, fd, t);
		else if (tag == CELL_TAG_STDERR)
			collector_open(&t->err, t->base, fd, t);
		else if ((size_t)tag < servers)
			server_add_socket(t->server, (size_t)tag / 2,
			    tag % 2 != 0, fd);
		else
			server_add_source(t->server, (size_t)tag - servers, fd);
	}
	if (!r->last)
		return;
	if (!t->started)
		arm_deadline(t, t->spec.scenario->deadline_ms);
	t->started = true;
	witness_begin(&t->witness, (unsigned)t->step + 1, &t->journal);
	cell_start(&t->cell);
}

/* The client has ended, or is made to. */
void
trial_step_done(struct trial *t, const char *outcome, unsigned elapsed_ms)
{
	collector_drain(&t->out);
	collector_drain(&t->err);
	if (t->out.overflowed || t->err.overflowed)
		outcome = "output limit";
	drain_packets(t);
	t->observation.packets_lost = t->packets_lost > 0;
	t->observation.journal_lost +=
	    witness_end(&t->witness, (unsigned)t->step + 1, &t->journal);
	observe_step(t, outcome, elapsed_ms);
	collector_close(&t->out);
	collector_close(&t->err);
	if (outcome != NULL || t->observation.kind != OBSERVED ||
	    ++t->step == t->spec.scenario->call_count)
		trial_end(t);
	else
		begin_step(t);
}

static void
client_exited(struct trial *t, const struct cell_report *r)
{
	char *outcome = exit_words(r->status);

	t->observation.cpu_us += (unsigned)(r->user_us + r->system_us);
	trial_step_done(t, outcome, (unsigned)((r->elapsed_us + 500) / 1000));
	free(outcome);
}

static void
control_readable(evutil_socket_t fd, short what, void *arg)
{
	struct trial *t = arg;

	(void)fd;
	(void)what;
	while (!t->ending) {
		struct cell_report r;

		cell_receive(&t->cell, &r);
		switch (r.kind) {
		case CELL_NOTHING:
			return;
		case CELL_SOCKETS:
			take_descriptors(t, &r);
			break;
		case CELL_EXITED:
			client_exited(t, &r);
			break;
		case CELL_FAILED:
			fail(t, r.failure.text);
			break;
		case CELL_GONE:
			fail(t, "the cell ended before its client");
			break;
		}
	}
}

static void
deadline_passed(evutil_socket_t fd, short what, void *arg)
{
	struct trial *t = arg;
	unsigned limit = t->spec.scenario->deadline_ms;
	unsigned spent = t->observation.elapsed_ms;

	(void)fd;
	(void)what;
	if (t->started)
		trial_step_done(t, "deadline",
		    limit > spent ? limit - spent : 0);
	else
		fail(t, "the cell was not set up in time");
}

static void
fill_addresses(struct trial *t)
{
	const struct scenario *s = t->spec.scenario;

	t->addresses = xcalloc(s->server_count, sizeof *t->addresses);
	for (size_t i = 0; i < s->server_count; i++)
		ip_end_parse(s->servers[i].address, s->servers[i].port,
		    &t->addresses[i]);
}

static void
start_cell(struct trial *t)
{
	const struct scenario *s = t->spec.scenario;

	t->server = server_new(t->base, s, note_event, t);
	t->control = event_new(t->base, t->cell.control, EV_READ | EV_PERSIST,
	    control_readable, t);
	t->deadline = evtimer_new(t->base, deadline_passed, t);
	event_add(t->control, NULL);
	arm_deadline(t, SETUP_MS);
	fill_addresses(t);
	witness_init(&t->witness, s, t->addresses, server_opened_us(t->server));
	t->witness.with_octets = t->spec.with_octets;
	begin_step(t);
}

static void
not_started(evutil_socket_t fd, short what, void *arg)
{
	struct trial *t = arg;

	(void)fd;
	(void)what;
	t->done(&t->observation, t->done_arg);
	trial_free(t);
}

void
trial_start(struct event_base *base, const struct trial_spec *spec,
    trial_done *done, void *arg)
{
	struct trial *t = xcalloc(1, sizeof *t);
	struct error err = { 0 };
	struct plan plan;
	int lacks;

	t->base = base;
	t->spec = *spec;
	t->done = done;
	t->done_arg = arg;
	t->packets = t->out.fd = t->err.fd = -1;
	lacks =
	    plan_make(spec->scenario, spec->client, spec->program, &plan, &err);
	if (lacks == 0 && cell_spawn(&plan.spec, &t->cell, &err) == 0) {
		plan_clear(&plan);
		start_cell(t);
		return;
	}
	plan_clear(&plan);
	t->observation.kind =
	    lacks == 1 ? OBSERVED_UNSUPPORTED : OBSERVED_FAILURE;
	if (lacks != 1)
		t->observation.failure = xstrdup(err.text);
	event_base_once(base, -1, EV_TIMEOUT, not_started, t, NULL);
}
