/* the columns of a report, and what tells those of one name apart */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "report/data_internal.h"

/* How far a label has to go. */
enum detail { NAME, DAY, TIME, FILE_NUMBER };

static const char *
date(const struct report *r, const struct report_client *c)
{
	const char *s = r->runs[c->run].file.date;

	return s == NULL ? "" : s;
}

/* "musl-1.2.5", "musl-1.2.5 (2026-11-23)", "musl-1.2.5 (file 2)" */
static char *
label(const struct report *r, const struct report_client *c, enum detail detail)
{
	enum { DAY_LEN = 10 }; /* "2026-11-23T05:58:07Z" */
	const char *name = c->client->name, *when = date(r, c);

	if (detail == NAME)
		return xstrdup(name);
	if (detail == FILE_NUMBER || *when == '\0')
		return xasprintf("%s (file %zu)", name, c->run + 1);
	return xasprintf("%s (%.*s)", name, detail == DAY ? DAY_LEN : -1, when);
}

static bool
is_alone(const struct report *r, size_t i)
{
	for (size_t k = 0; k < r->client_count; k++)
		if (k != i &&
		    strcmp(r->clients[k].label, r->clients[i].label) == 0)
			return false;
	return true;
}

/* Every label that is not alone gets DETAIL. */
static void
tell_apart(struct report *r, enum detail detail)
{
	bool *alone = xcalloc(r->client_count + 1, sizeof *alone);

	for (size_t i = 0; i < r->client_count; i++)
		alone[i] = is_alone(r, i);
	for (size_t i = 0; i < r->client_count; i++) {
		if (alone[i])
			continue;
		free(r->clients[i].label);
		r->clients[i].label = label(r, &r->clients[i], detail);
	}
	free(alone);
}

void
report_make_clients(struct report *r)
{
	for (size_t i = 0; i < r->run_count; i++)
		for (size_t k = 0; k < r->runs[i].file.client_count; k++) {
			struct report_client c = { .run = i,
				.index = k,
				.client = &r->runs[i].file.clients[k] };

			c.label = label(r, &c, NAME);
			r->clients = xgrow(r->clients, r->client_count,
			    sizeof *r->clients);
			r->clients[r->client_count++] = c;
		}
	for (int detail = DAY; detail <= FILE_NUMBER; detail++)
		tell_apart(r, (enum detail)detail);
}
