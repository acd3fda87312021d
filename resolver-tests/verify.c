#include "config.h"

#include <event2/event.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fakedns/scenario.h"
#include "fakedns/xalloc.h"
#include "resolver-tests/trial.h"
#include "resolver-tests/verify.h"

struct verification;

struct question_for {
	struct verification *v;
	const struct client *client;
	char *program; /* owned */
};

struct verification {
	struct event_base *base;
	const struct scenario *scenario;
	struct question_for *questions; /* owned */
	size_t count, next, active;
	unsigned width;
	struct error *err;
};

static void ask_more(struct verification *v);

/* The line of TEXT that names a library; the first where none does. */
static const char *
library_line(const char *text)
{
	const char *line = strstr(text, "\nlibrary ");

	if (line == NULL)
		line = strstr(text, "\nlibc ");
	return line == NULL ? text : line + 1;
}

/* "libc musl 1.2.5", "library c-ares 1.18.1" among the lines of TEXT. */
static bool
names_library(const char *text, const struct client *c)
{
	char *libc = xasprintf("libc %s %s\n", c->family, c->version);
	char *library = xasprintf("library %s %s\n", c->family, c->version);
	bool found =
	    strstr(text, libc) != NULL || strstr(text, library) != NULL;

	free(libc);
	free(library);
	return found;
}

static void
answered(struct observation *o, void *arg)
{
	struct question_for *q = arg;
	struct verification *v = q->v;

	if (o->kind != OBSERVED)
		error_set(v->err, "%s: %s: %s", q->client->name, q->program,
		    o->failure != NULL ? o->failure : "knows no `version'");
	else if (!names_library(o->steps[0].text, q->client)) {
		const char *line = library_line(o->steps[0].text);

		error_set(v->err,
		    "%s: %s says it contains `%.*s', want %s %s: was it "
		    "built with another library?",
		    q->client->name, q->program, (int)strcspn(line, "\n"), line,
		    q->client->family, q->client->version);
	}
	observation_clear(o);
	v->active--;
	ask_more(v);
}

static void
ask_more(struct verification *v)
{
	while (v->active < v->width && v->next < v->count) {
		struct question_for *q = &v->questions[v->next++];
		struct trial_spec spec = { .scenario = v->scenario,
			.client = q->client,
			.program = q->program };

		v->active++;
		trial_start(v->base, &spec, answered, q);
	}
	if (v->active == 0)
		event_base_loopexit(v->base, NULL);
}

static void
add_question(struct verification *v, const struct client *c, const char *name)
{
	char *program = xasprintf("%s/%s", c->dir, name);

	if (access(program, F_OK) != 0) {
		free(program);
		return;
	}
	v->questions = xgrow(v->questions, v->count, sizeof *v->questions);
	v->questions[v->count++] = (struct question_for){ v, c, program };
}

int
verify_clients(struct event_base *base, const struct clients *clients,
    unsigned width, struct error *err)
{
	static const char *const programs[] = { "addrinfo", "hostent", "res",
		"misc", "any" };
	static char call_name[] = "version", path[] = "(version)",
		    hostname[] = "probe", address[] = "127.0.0.1";
	static char *argv[] = { call_name };
	struct call call = { .step = 1,
		.argv = { argv, 1 },
		.manner.repeat = 1 };
	struct server_spec server = { .address = address, .port = 53 };
	struct scenario s = { .path = path,
		.name = path,
		.servers = &server,
		.server_count = 1,
		.calls = &call,
		.call_count = 1,
		.deadline_ms = 10000,
		.kernel = { .bindv6only = -1,
		    .tcp_fastopen = -1,
		    .hostname = hostname } };
	struct verification v = { .base = base,
		.scenario = &s,
		.width = width,
		.err = err };

	for (size_t i = 0; i < clients->count; i++)
		for (size_t k = 0; k < sizeof programs / sizeof *programs; k++)
			add_question(&v, &clients->v[i], programs[k]);
	ask_more(&v);
	event_base_dispatch(base);
	for (size_t i = 0; i < v.count; i++)
		free(v.questions[i].program);
	free(v.questions);
	return err->text[0] == '\0' ? 0 : -1;
}
