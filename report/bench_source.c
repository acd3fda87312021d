#include "config.h"

#include <stdint.h>
#include <stdlib.h>

#include "bench/bench_read.h"
#include "fakedns/xalloc.h"
#include "report/bench_source.h"

static int
take(struct bench_source *b, const struct options *o, const char *path,
    struct error *err)
{
	if (b->there) {
		error_set(err, "%s: another benchmark, want one", path);
		return -1;
	}
	if (o->format != FORMAT_HTML || o->claims) {
		error_set(err,
		    "%s: a benchmark, which only the page has a place for",
		    path);
		return -1;
	}
	if (bench_read(&b->set, path, err) == -1)
		return -1;
	stats_init(&b->stats, &b->set);
	b->there = true;
	return 0;
}

int
bench_source_load(struct bench_source *b, const struct options *o,
    struct error *err)
{
	*b = (struct bench_source){ .there = false,
		.others = xcalloc(o->word_count + 1, sizeof *b->others) };
	for (size_t i = 0; i < o->word_count; i++)
		if (!bench_read_is(o->words[i]))
			b->others[b->other_count++] = o->words[i];
		else if (take(b, o, o->words[i], err) == -1)
			return -1;
	return 0;
}

void
bench_source_clear(struct bench_source *b)
{
	stats_clear(&b->stats);
	bench_set_clear(&b->set);
	free((void *)(uintptr_t)b->others);
	*b = (struct bench_source){ .there = false };
}
