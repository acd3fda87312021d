#include "config.h"

#include <stdlib.h>

#include "bench/cold.h"
#include "bench/slice_command.h"
#include "fakedns/xalloc.h"

enum { STACK = 512 << 10 }; /* octets; more than any look-up needs */

static void
add_word(struct slice_command *c, size_t *count, char *word)
{
	c->argv = xgrow(c->argv, *count, sizeof *c->argv);
	c->argv[(*count)++] = word;
}

/* As the client's timed.c reads it. */
static char *
loop_words(const struct slice_spec *spec)
{
	const struct bench_mode *m = &spec->mode;

	if (m->cold)
		return xstrdup("once");
	return xasprintf("ms=%u,warm=%u,threads=%u,rate=%u,lookups=%u,stack=%d",
	    m->lookups > 0 ? 0 : spec->ms, spec->warm_ms, m->threads, m->rate,
	    m->lookups, spec->kind == SLICE_WIRE ? STACK : 0);
}

static void
make_argv(const struct slice_spec *spec, const char *program,
    struct slice_command *out)
{
	const struct call *call = &spec->scenario->calls[0];
	size_t n = 0;

	for (size_t i = 0; spec->wrapper != NULL && spec->wrapper[i] != NULL;
	     i++)
		add_word(out, &n, xstrdup(spec->wrapper[i]));
	add_word(out, &n, xstrdup(program));
	add_word(out, &n, xstrdup("--bench"));
	add_word(out, &n, loop_words(spec));
	for (size_t i = 0; i < call->argv.count; i++)
		add_word(out, &n, xstrdup(call->argv.v[i]));
	add_word(out, &n, NULL);
}

void
slice_command_make(const struct slice_spec *spec, struct plan *plan,
    struct slice_command *out)
{
	struct cell_step *step = (struct cell_step *)plan->spec.steps;
	struct cell_command *c = &step->command;
	char *program =
	    client_program(spec->client, spec->scenario->calls[0].argv.v[0]);
	char *path = realpath(program, NULL);

	*out = (struct slice_command){ NULL, NULL };
	make_argv(spec, path != NULL ? path : program, out);
	free(path);
	free(program);
	free((void *)(uintptr_t)c->argv); /* the plan's own */
	c->argv = out->argv;
	c->processors = spec->processors;
	c->traced = spec->kind == SLICE_TRACED;
	plan->spec.no_packets = spec->kind != SLICE_WIRE;
	if (!spec->mode.cold || spec->kind != SLICE_TIMED)
		return;
	out->cold = xcalloc(1, sizeof *out->cold);
	*out->cold =
	    (struct cold_spec){ spec->ms, spec->warm_ms, spec->mode.lookups };
	c->conduct = cold_conduct;
	c->conduct_arg = out->cold;
}

void
slice_command_release(struct plan *plan)
{
	struct cell_step *step = (struct cell_step *)plan->spec.steps;

	step->command.argv = NULL;
}

void
slice_command_clear(struct slice_command *c)
{
	for (size_t i = 0; c->argv != NULL && c->argv[i] != NULL; i++)
		free(c->argv[i]);
	free(c->argv);
	free(c->cold);
	*c = (struct slice_command){ NULL, NULL };
}
