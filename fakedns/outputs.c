#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fakedns/log.h"
#include "fakedns/outputs.h"
#include "fakedns/xalloc.h"

enum { WAITING_MAX = 4 << 20 }; /* octets kept for a slow reader */
enum { MEMORY_MAX = 64 << 20 }; /* octets of --journal memory */

static void
forget_event(const struct journal_event *e, void *arg)
{
	(void)e;
	(void)arg;
}

static int
open_journal_file(struct outputs *o, struct event_base *base, struct error *err)
{
	struct sink_spec spec = { .base = base,
		.owned = true,
		.name = o->options->journal,
		.max = WAITING_MAX };

	spec.fd =
	    open(spec.name, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
	if (spec.fd == -1) {
		error_set(err, "%s: %s", spec.name, strerror(errno));
		return -1;
	}
	o->file = sink_new(&spec);
	return 0;
}

static int
open_journal(struct outputs *o, struct event_base *base, struct error *err)
{
	const char *where = o->options->journal;

	o->journal = journal_lines_add;
	o->journal_arg = &o->lines;
	o->lines.with_octets = o->options->with_octets;
	o->lines.sink = o->out;
	if (strcmp(where, "none") == 0) {
		o->journal = forget_event;
	} else if (strcmp(where, "memory") == 0) {
		o->memory = journal_memory_new(MEMORY_MAX);
		o->journal = journal_memory_add;
		o->journal_arg = o->memory;
	} else if (strcmp(where, "-") != 0) {
		if (open_journal_file(o, base, err) == -1)
			return -1;
		o->lines.sink = o->file;
	}
	return 0;
}

static int
open_capture_file(struct outputs *o, struct event_base *base,
    const struct scenario *s, struct error *err)
{
	char *comment = xasprintf("fakedns %s%s%s, step %u", s->path,
	    *s->variant == '\0' ? "" : " ", s->variant, o->options->step);
	const struct capture_file_spec spec = { .base = base,
		.path = o->options->capture,
		.comment = comment };

	o->capture_file = capture_file_new(&spec, err);
	free(comment);
	return o->capture_file == NULL ? -1 : 0;
}

int
outputs_open(struct outputs *o, const struct options *options,
    struct event_base *base, const struct scenario *s, struct error *err)
{
	const struct sink_spec out = { .base = base,
		.fd = STDOUT_FILENO,
		.name = "standard output",
		.max = WAITING_MAX };

	o->options = options;
	o->out = sink_new(&out);
	if (open_journal(o, base, err) == -1)
		return -1;
	if (options->capture == NULL)
		return 0;
	return open_capture_file(o, base, s, err);
}

int
outputs_capture(struct outputs *o, struct event_base *base,
    const struct scenario *s, struct error *err)
{
	const size_t count = s->server_count + s->source_count;
	struct ip_end *ends;
	struct capture_spec spec = { .base = base, .file = o->capture_file };

	if (o->capture_file == NULL)
		return 0;
	ends = xcalloc(count, sizeof *ends);
	for (size_t i = 0; i < s->server_count; i++)
		if (ip_end_parse(s->servers[i].address, s->servers[i].port,
			&ends[spec.count]) == 0)
			spec.count++;
	for (size_t i = 0; i < s->source_count; i++)
		if (ip_end_parse(s->sources[i].address, s->sources[i].port,
			&ends[spec.count]) == 0)
			spec.count++;
	spec.servers = ends;
	o->capture = capture_start(&spec, err);
	o->capture_file = NULL; /* the capture's now */
	free(ends);
	return o->capture == NULL ? -1 : 0;
}

void
outputs_say(struct outputs *o, const char *line)
{
	sink_add(o->out, line, strlen(line));
	sink_flush(o->out);
}

int
outputs_close(struct outputs *o)
{
	unsigned long long lost;
	int ret = 0;

	if (o->capture_file != NULL)
		capture_file_end(o->capture_file, 0);
	else
		ret = capture_stop(o->capture);
	if (o->memory != NULL)
		journal_lines_add_all(&o->lines, o->memory);
	journal_lines_finish(&o->lines);
	lost = sink_lost(o->out);
	if (o->file != NULL) {
		sink_finish(o->out, 0);
		lost += sink_lost(o->file);
	}
	if (lost > 0)
		log_warn("lost for good: %llu lines", lost);
	sink_free(o->file);
	sink_free(o->out);
	journal_memory_free(o->memory);
	return lost > 0 ? -1 : ret;
}
