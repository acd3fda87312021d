/* compare: two benchmarks */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "bench/bench_read.h"
#include "bench/command_bench_compare.h"
#include "bench/delta_print.h"
#include "resolver-tests/inert.h"

bool
bench_compare_wanted(const struct options *o)
{
	return bench_read_is(o->words[0]) || bench_read_is(o->words[1]);
}

static void
print(const struct deltas *c, const struct options *o)
{
	if (o->format == FORMAT_JSON)
		delta_print_json(c, stdout);
	else if (o->format == FORMAT_MARKDOWN)
		delta_print_markdown(c, stdout);
	else
		delta_print_text(c, stdout, o->in_full);
}

static int
compare(const struct options *o, struct stats stats[2], struct error *err)
{
	struct deltas c = { .side = { &stats[0], &stats[1] },
		.path = { o->words[0], o->words[1] } };
	int status = STATUS_BAD_INPUT;

	if (deltas_init(&c, o->as, o->as_count, err) == 0) {
		print(&c, o);
		status =
		    c.counts[DELTA_WORSE] > 0 ? STATUS_DEVIATES : STATUS_GOOD;
	}
	deltas_clear(&c);
	return status;
}

int
command_bench_compare(const struct options *o)
{
	struct bench_set sets[2] = { 0 };
	struct stats stats[2] = { 0 };
	struct error err = { "" };
	int status = STATUS_BAD_INPUT;

	if (bench_read(&sets[0], o->words[0], &err) == 0 &&
	    bench_read(&sets[1], o->words[1], &err) == 0) {
		stats_init(&stats[0], &sets[0]);
		stats_init(&stats[1], &sets[1]);
		status = compare(o, stats, &err);
	}
	if (err.text[0] != '\0') {
		char *text = inert_text(err.text); /* names from the files */

		fprintf(stderr, "resolver-tests: %s\n", text);
		free(text);
	}
	for (int side = 0; side < 2; side++) {
		stats_clear(&stats[side]);
		bench_set_clear(&sets[side]);
	}
	return fflush(stdout) == EOF ? STATUS_BAD_INPUT : status;
}
