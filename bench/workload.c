#include "config.h"

#include <limits.h>
#include <string.h>

#include "bench/workload.h"

static bool
is_call(const struct call *c, const char *name)
{
	return strcmp(c->argv.v[0], name) == 0;
}

int
workload_mode(const struct scenario *s, struct bench_mode *out,
    struct error *err)
{
	const struct bench_spec *b = &s->bench;

	*out = (struct bench_mode){ .cold = b->cold,
		.together = b->together,
		.threads = b->threads > 0 ? b->threads : 1,
		.rate = b->rate,
		.lookups = b->lookups };
	if (s->call_count == 1 && (is_call(&s->calls[0], "getaddrinfo") ||
				      is_call(&s->calls[0], "getnameinfo")))
		return 0;
	error_at(err, b->wanted ? &b->at : &s->at,
	    "%s cannot be measured, want one CALL, of getaddrinfo or "
	    "getnameinfo",
	    s->name);
	return -1;
}

/* How many addresses or names the lines of R stand for. */
static void
count_lines(const struct result *r, uint64_t *least, uint64_t *most)
{
	static const char *const kinds[] = { "address ", "host " };

	*least = *most = 0;
	for (size_t i = 1; i < r->count; i++) {
		const struct result_line *line = &r->lines[i];

		if (line->is_range) {
			*least += (uint64_t)line->lo;
			*most = line->hi == LONG_MAX
				    ? UINT64_MAX / 2
				    : *most + (uint64_t)line->hi;
			continue;
		}
		for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
			bool is = strncmp(line->text, kinds[k],
				      strlen(kinds[k])) == 0;

			*least += is;
			*most += is;
		}
	}
}

bool
workload_accepts(const struct scenario *s, const struct bench_outcome *o,
    bool counted)
{
	const struct call *c = &s->calls[0];

	for (size_t i = 0; i < c->result_count; i++) {
		const struct result *r = &c->results[i];
		uint64_t least, most;

		if (r->count == 0 || strcmp(r->lines[0].text, o->status) != 0)
			continue;
		count_lines(r, &least, &most);
		if (!counted || (o->addresses >= least && o->addresses <= most))
			return true;
	}
	return false;
}

void
workload_judge(const struct scenario *s, const struct bench_mode *mode,
    struct bench_sample *sample)
{
	sample->errors = 0;
	for (size_t i = 0; i < sample->outcome_count; i++)
		if (!workload_accepts(s, &sample->outcomes[i], !mode->cold))
			sample->errors += sample->outcomes[i].lookups;
}
