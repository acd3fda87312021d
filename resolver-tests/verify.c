#include "config.h"

#include <event2/event.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fakedns/scenario.h"
#include "fakedns/xalloc.h"
#include "resolver-tests/trial.h"
#include "resolver-tests/verify.h"

struct verification {
	struct event_base *base;
	size_t active;
	struct error *err;
};

struct question_for {
	struct verification *v;
	const struct client *client;
	char *program; /* owned */
};

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
	free(q->program);
	free(q);
	if (--v->active == 0)
		event_base_loopexit(v->base, NULL);
}

static void
ask(struct verification *v, const struct scenario *s, const struct client *c,
    const char *name)
{
	struct question_for *q;
	char *program = xasprintf("%s/%s", c->dir, name);

	if (access(program, F_OK) != 0) {
		free(program);
		return;
	}
	q = xcalloc(1, sizeof *q);
	*q = (struct question_for){ v, c, program };
	v->active++;
	trial_start(v->base,
	    &(struct trial_spec){ .scenario = s,
		.client = c,
		.program = q->program },
	    answered, q);
}

int
verify_clients(struct event_base *base, const struct clients *clients,
    struct error *err)
{
	static const char *const programs[] = { "addrinfo", "hostent", "res",
		"misc", "any" };
	static char call_name[] = "version", path[] = "(version)",
		    hostname[] = "probe", address[] = "127.0.0.1";
	static char *argv[] = { call_name };
	struct call call = { .step = 1, .argv = { argv, 1 }, .repeat = 1 };
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
	struct verification v = { .base = base, .err = err };

	for (size_t i = 0; i < clients->count; i++)
		for (size_t k = 0; k < sizeof programs / sizeof *programs; k++)
			ask(&v, &s, &clients->v[i], programs[k]);
	if (v.active > 0)
		event_base_dispatch(base);
	return err->text[0] == '\0' ? 0 : -1;
}
