#include "config.h"

#include "fakedns/journal_lines.h"

enum { WAIT_MS = 3000 }; /* for a reader that does not read, at the end */

static bool
add_line(struct journal_lines *j, const struct journal_event *e)
{
	j->line.len = 0;
	journal_write(&j->line, e, j->with_octets);
	return sink_add(j->sink, j->line.octets, j->line.len);
}

static void
tell_lost(struct journal_lines *j)
{
	const struct journal_event e = { .kind = JOURNAL_LOST,
		.us = j->us,
		.lost = j->lost };

	if (j->lost > 0 && !sink_is_full(j->sink) && add_line(j, &e))
		j->lost = 0;
}

void
journal_lines_add(const struct journal_event *e, void *arg)
{
	struct journal_lines *j = arg;

	tell_lost(j);
	if (!add_line(j, e))
		j->lost++;
	j->us = e->us;
}

/* A stretch at a time: there is room for the next, as long as it is read. */
static void
add_from_memory(const struct journal_event *e, void *arg)
{
	enum { STRETCH = 1024 };
	struct journal_lines *j = arg;

	if (j->count == 0)
		j->us = e->us;
	journal_lines_add(e, j);
	if (++j->count % STRETCH == 0 && !j->is_stuck)
		j->is_stuck = !sink_finish(j->sink, WAIT_MS);
}

void
journal_lines_add_all(struct journal_lines *j, const struct journal_memory *m)
{
	j->lost = journal_memory_lost(m);
	journal_memory_each(m, add_from_memory, j);
}

void
journal_lines_finish(struct journal_lines *j)
{
	if (sink_finish(j->sink, WAIT_MS) && j->lost > 0) {
		tell_lost(j);
		sink_finish(j->sink, WAIT_MS);
	}
	writer_clear(&j->line);
}
