#include "config.h"

#include <limits.h>

#include "resolver-tests/fact.h"
#include "resolver-tests/version.h"

bool
fact_applies(const struct fact *f, const struct client *client)
{
	if (f->family != NULL && !client_matches(client, f->family))
		return false;
	return f->versions == NULL ||
	       version_in_range(client->version, f->versions);
}

long
fact_value(const struct step_observation *step, int server, enum fact_kind kind)
{
	if (kind == FACT_ELAPSED_MS)
		return (long)step->elapsed_ms;
	if (server < 0)
		return step->total.v[kind];
	if ((size_t)server >= step->server_count)
		return 0;
	return step->servers[server].v[kind];
}

bool
fact_holds(const struct fact *f, const struct step_observation *step)
{
	long value = fact_value(step, f->server, f->kind);

	return value >= f->lo && value <= f->hi;
}

static void
format_bounds(const struct fact *f, struct text *out)
{
	if (f->lo == f->hi)
		text_add(out, "%ld", f->lo);
	else if (f->hi == LONG_MAX)
		text_add(out, "%ld or more", f->lo);
	else
		text_add(out, "%ld..%ld", f->lo, f->hi);
}

void
fact_format_miss(const struct fact *f, const struct scenario *s,
    const struct step_observation *step, struct text *out)
{
	if (f->server >= 0 && (size_t)f->server < s->server_count)
		text_add(out, "%s ", s->servers[f->server].address);
	text_add(out, "%s=%ld, want ", fact_names[f->kind],
	    fact_value(step, f->server, f->kind));
	format_bounds(f, out);
	text_add(out, " (%s:%u)", f->at.file, f->at.line);
}
