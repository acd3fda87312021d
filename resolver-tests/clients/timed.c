#define _GNU_SOURCE
#include "timed.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "loop.h"

enum { MOST = 1000000, STATUS_OCTETS = 32, WORDS = 1 };

static const char option[] = "--bench";

int
timed_wanted(int argc, char **argv)
{
	return argc > 1 && strcmp(argv[1], option) == 0;
}

/* "ms=100,threads=8".  Returns 0, or -1 where something is wrong with it. */
static int
parse_spec(const char *text, struct loop_spec *spec)
{
	const struct {
		const char *key;
		unsigned *value;
	} keys[] = {
		{ "ms=", &spec->ms },
		{ "warm=", &spec->warm },
		{ "threads=", &spec->threads },
		{ "rate=", &spec->rate },
		{ "lookups=", &spec->lookups },
		{ "stack=", &spec->stack },
	};
	enum { KEYS = sizeof keys / sizeof keys[0] };
	size_t i;
	char *end;

	*spec = (struct loop_spec){ .threads = 1 };
	for (;;) {
		unsigned long n;

		for (i = 0; i < KEYS; i++) {
			if (strncmp(text, keys[i].key, strlen(keys[i].key)) ==
			    0)
				break;
		}
		if (i == KEYS)
			return -1;
		text += strlen(keys[i].key);
		n = strtoul(text, &end, 10);
		if (text[0] < '0' || text[0] > '9' || n > MOST)
			return -1;
		*keys[i].value = (unsigned)n;
		if (*end == '\0')
			break;
		if (*end != ',')
			return -1;
		text = end + 1;
	}
	return spec->threads > 0 && (spec->ms > 0 || spec->lookups > 0) ? 0
									: -1;
}

/* The report, in little-endian octets, kept until all of it is there. */
struct octets {
	unsigned char *v;
	size_t len, size;
};

static void
add_octets(struct octets *o, const void *octets, size_t len)
{
	if (o->len + len > o->size) {
		o->size = 2 * o->size + len;
		o->v = realloc(o->v, o->size);
		if (o->v == NULL)
			abort();
	}
	memcpy(o->v + o->len, octets, len);
	o->len += len;
}

static void
add_number(struct octets *o, uint64_t n)
{
	unsigned char octets[8];
	unsigned i;

	for (i = 0; i < sizeof octets; i++)
		octets[i] = (unsigned char)(n >> 8 * i);
	add_octets(o, octets, sizeof octets);
}

static void
add_buckets(struct octets *o, const struct tally *t)
{
	unsigned i;

	for (i = 0; i < TALLY_BUCKETS; i++) {
		if (t->buckets[i] == 0)
			continue;
		add_number(o, i);
		add_number(o, t->buckets[i]);
	}
}

static void
add_outcomes(struct octets *o, const struct tally *t, const struct timed *call)
{
	unsigned i;

	for (i = 0; i < t->outcome_count; i++) {
		char status[STATUS_OCTETS] = { 0 };
		struct emit text = { 0 };

		call->describe(&text, t->outcomes[i].outcome.status);
		snprintf(status, sizeof status, "%.*s",
		    (int)strcspn(text.text, "\n"), text.text);
		emit_free(&text);
		add_number(o, t->outcomes[i].lookups);
		add_number(o, t->outcomes[i].outcome.addresses);
		add_octets(o, status, sizeof status);
	}
}

static void
make_report(struct octets *o, const struct loop_spec *spec,
    const struct timed *call, const struct loop_result *r)
{
	const struct tally *t = &r->tally;
	const struct usage *u = &r->usage;
	uint64_t buckets = 0, numbers[] = { spec->threads, r->start_ns,
		r->end_ns, u->cpu_ns, u->user_us, u->system_us, u->switches,
		u->forced_switches, u->faults, u->runqueue_ns, usage_peak_kb(),
		r->stack, t->lookups, t->sum_ns, t->min_ns, t->max_ns,
		t->late };
	size_t i;

	add_octets(o, "RTBENCH1", 8);
	for (i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		add_number(o, numbers[i]);
	for (i = 0; i < TALLY_BUCKETS; i++)
		buckets += t->buckets[i] > 0;
	add_number(o, buckets);
	add_number(o, t->outcome_count);
	add_buckets(o, t);
	add_outcomes(o, t, call);
	add_octets(o, "RTBENDED", 8);
}

static int
write_all(const struct octets *o)
{
	size_t at = 0;

	while (at < o->len) {
		ssize_t n = write(STDOUT_FILENO, o->v + at, o->len - at);

		if (n <= 0)
			return -1;
		at += (size_t)n;
	}
	return 0;
}

/* What a short-lived program does: one look-up, and its end. */
static int
run_once(const struct timed *call, int argc, char **argv)
{
	struct timed_outcome o;
	struct args args;
	void *state;

	args_init(&args, argc, argv, WORDS);
	state = call->open(&args);
	if (state == NULL || args_bad(&args))
		return 2;
	call->once(state, &o);
	return o.status == 0 ? 0 : 1;
}

static int
run_loop(const struct loop_spec *spec, const struct timed *call, int argc,
    char **argv)
{
	static struct loop_result result;
	struct octets report = { NULL, 0, 0 };
	int status = 2;

	if (loop_run(spec, call, argc, argv, WORDS, &result) == -1)
		return 2;
	make_report(&report, spec, call, &result);
	if (write_all(&report) == 0)
		status = 0;
	free(report.v);
	return status;
}

int
timed_main(int argc, char **argv, const struct timed *calls)
{
	struct loop_spec spec = { 0 };
	bool once = argc > 2 && strcmp(argv[2], "once") == 0;

	if (argc < 4 || (!once && parse_spec(argv[2], &spec) == -1)) {
		fputs("usage: client --bench once | ms=N,warm=N,threads=N,"
		      "rate=N,lookups=N,stack=N\n    CALL ARGS...\n",
		    stderr);
		return 2;
	}
	for (; calls->name != NULL; calls++) {
		if (strcmp(calls->name, argv[3]) != 0)
			continue;
		return once ? run_once(calls, argc - 4, argv + 4)
			    : run_loop(&spec, calls, argc - 4, argv + 4);
	}
	return 3;
}
