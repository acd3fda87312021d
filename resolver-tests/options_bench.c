#include "config.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "resolver-tests/options_bench.h"

enum { ROUNDS_MAX = 10000, SLICE_MIN_MS = 10, SLICE_MAX_MS = 60000 };

static bool
read_number(const char *text, unsigned long long least, unsigned long long most,
    unsigned long long *out)
{
	char *end;

	errno = 0;
	*out = strtoull(text, &end, 10);
	return text[0] >= '0' && text[0] <= '9' && *end == '\0' && errno == 0 &&
	       *out >= least && *out <= most;
}

int
options_bench_read(int c, const char *text, struct options *o, const char **why)
{
	unsigned long long n;

	switch (c) {
	case OPTION_QUICK:
		o->quick = true;
		return 0;
	case OPTION_BASELINE:
		o->baseline = text;
		return 0;
	case OPTION_SEED:
		*why = "--seed wants a number, got";
		o->has_seed = read_number(text, 0, UINT64_MAX, &n);
		o->seed = n;
		return o->has_seed ? 0 : -1;
	case OPTION_ROUNDS:
		*why = "--rounds wants a number from 1 to 10000, got";
		if (!read_number(text, 1, ROUNDS_MAX, &n))
			return -1;
		o->rounds = (unsigned)n;
		return 0;
	case OPTION_SLICE:
		*why = "--slice wants milliseconds from 10 to 60000, got";
		if (!read_number(text, SLICE_MIN_MS, SLICE_MAX_MS, &n))
			return -1;
		o->slice_ms = (unsigned)n;
		return 0;
	default:
		return 1;
	}
}

const char *
options_bench_check(const struct options *o)
{
	if (strcmp(o->command, "bench") == 0)
		return NULL;
	if (o->quick || o->has_seed || o->baseline != NULL || o->rounds > 0 ||
	    o->slice_ms > 0)
		return "--quick, --seed, --baseline, --rounds and --slice are "
		       "for bench, got";
	return NULL;
}
