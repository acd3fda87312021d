/* load -- asks a nameserver as much as it can answer, judges the answers. */
#include "config.h"

#include <arpa/inet.h>
#include <errno.h>
#include <getopt.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tests/bench/idle.h"
#include "tests/bench/load.h"

struct options {
	const char *name, *type, *file;
	unsigned names;
};

static const char usage_text[] =
    "usage: load [OPTION]... udp|tcp ADDRESS PORT\n"
    "\n"
    "Asks the nameserver, judges each answer, and prints one line key=value "
    "...\n"
    "Exits with 1 where no answer was good, one was wrong, or an idle\n"
    "connection was not held.\n"
    "\n"
    "  -n NAME     ask for this name (www.bench.example); % is replaced by a\n"
    "              random number from 1 to COUNT\n"
    "  -c COUNT    see -n (1)\n"
    "  -f FILE     ask for random ones of these: `name type' a line\n"
    "  -t TYPE     type of the queries of -n (A)\n"
    "  -a COUNT    records an answer must have, exactly (1)\n"
    "  -z OCTETS   length an answer must have, at least (0)\n"
    "  -k COUNT    sockets or connections (4)\n"
    "  -m COUNT    queries each of them waits for, at most (32; 1 with -q 1)\n"
    "  -q COUNT    tcp: queries a connection, then a new one (0: no end)\n"
    "  -i COUNT    TCP connections that only stay open meanwhile, and are\n"
    "              asked one query at the end (0)\n"
    "  -s SECONDS  measure for so long (2)\n"
    "  -w SECONDS  after so long (0.2)\n"
    "  -T MS       an answer that takes longer is lost (1000)\n"
    "  -P PIDS     processes of the server, 12,13: tell what they used\n"
    "  -S SEED     of names and IDs (the clock)\n";

uint64_t
load_now_us(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000000 + (uint64_t)t.tv_nsec / 1000;
}

static void
take_mark(struct mark *mark, const struct load *l)
{
	mark->at_us = load_now_us();
	mark->tally = l->tally;
	mark->own = usage_of("self");
	mark->server = usage_of(l->server_pids);
}

void
load_begin(struct load *l)
{
	l->start.at_us = load_now_us() + l->warmup_us;
	l->end.at_us = 0;
}

bool
load_goes_on(struct load *l, uint64_t now_us)
{
	if (l->end.at_us != 0)
		return false;
	if (!l->measuring) {
		l->measuring = now_us >= l->start.at_us;
		if (l->measuring)
			take_mark(&l->start, l);
		return true;
	}
	if (now_us - l->start.at_us < l->measure_us)
		return true;
	take_mark(&l->end, l);
	return false;
}

/* Returns 0, or -1: TEXT is no number from MIN to MAX. */
static int
number(const char *text, double min, double max, double *out)
{
	char *end;

	*out = strtod(text, &end);
	if (end != text && *end == '\0' && *out >= min && *out <= max)
		return 0;
	fprintf(stderr, "load: want a number from %g to %g, got `%s'\n", min,
	    max, text);
	return -1;
}

/* An option with a number.  Returns 0 or -1. */
static int
number_option(int c, const char *text, struct options *o, struct load *l)
{
	double n, max = c == 's' ? 3600 : 1e6;

	if (c == 'm')
		max = WINDOW_MAX;
	if (number(text, strchr("ckmsST", c) != NULL ? 0.001 : 0, max, &n))
		return -1;
	switch (c) {
	case 'c':
		o->names = (unsigned)n;
		return 0;
	case 'a':
		l->wanted.answers = (unsigned)n;
		return 0;
	case 'z':
		l->wanted.min_octets = (size_t)n;
		return 0;
	case 'k':
		l->sockets = (unsigned)n;
		return 0;
	case 'm':
		l->window = (unsigned)n;
		return 0;
	case 'q':
		l->per_connection = (unsigned)n;
		return 0;
	case 'i':
		l->idle = (unsigned)n;
		return 0;
	case 's':
		l->measure_us = (uint64_t)(n * 1e6);
		return 0;
	case 'w':
		l->warmup_us = (uint64_t)(n * 1e6);
		return 0;
	case 'T':
		l->timeout_us = (uint64_t)(n * 1e3);
		return 0;
	default:
		l->queries.random = (uint64_t)n;
		return 0;
	}
}

/* Returns 0, 1: help was given, or -1. */
static int
read_options(int argc, char **argv, struct options *o, struct load *l)
{
	int c;

	while (
	    (c = getopt(argc, argv, "n:c:f:t:a:z:k:m:q:i:s:w:T:P:S:h")) != -1) {
		if (c == 'h')
			return fputs(usage_text, stdout) == EOF ? -1 : 1;
		if (c == '?')
			return -1;
		if (c == 'n')
			o->name = optarg;
		else if (c == 'f')
			o->file = optarg;
		else if (c == 't')
			o->type = optarg;
		else if (c == 'P')
			l->server_pids = optarg;
		else if (number_option(c, optarg, o, l) == -1)
			return -1;
	}
	if (argc - optind != 3)
		return -1;
	if (l->window == 0)
		l->window = l->per_connection == 1 ? 1 : 32;
	return 0;
}

/* Returns 0, or -1: not an address and a port. */
static int
read_server(const char *address, const char *port, struct load *l)
{
	struct sockaddr_in *v4 = (struct sockaddr_in *)&l->server;
	struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)&l->server;
	double n;

	if (number(port, 1, 65535, &n) == -1)
		return -1;
	if (inet_pton(AF_INET, address, &v4->sin_addr) == 1) {
		v4->sin_family = AF_INET;
		v4->sin_port = htons((uint16_t)n);
		l->server_len = sizeof *v4;
		return 0;
	}
	if (inet_pton(AF_INET6, address, &v6->sin6_addr) != 1)
		return -1;
	v6->sin6_family = AF_INET6;
	v6->sin6_port = htons((uint16_t)n);
	l->server_len = sizeof *v6;
	return 0;
}

static uint64_t
bad_answers(const struct tally *t)
{
	return t->wrong_id + t->wrong_question + t->wrong_header +
	       t->wrong_rcode + t->wrong_count + t->short_octets;
}

/* Microseconds on a processor for each answer, and shares of the time. */
static void
print_usage(const struct load *l, double seconds, double answers)
{
	double own = (double)(l->end.own.ran_ns - l->start.own.ran_ns);
	double ran = (double)(l->end.server.ran_ns - l->start.server.ran_ns);
	double waited =
	    (double)(l->end.server.waited_ns - l->start.server.waited_ns);

	printf(" load_busy=%.2f", own / seconds / 1e9);
	if (l->server_pids == NULL)
		return;
	printf(" server_busy=%.2f server_waited=%.2f cpu_us=%.3f",
	    ran / seconds / 1e9, waited / seconds / 1e9,
	    answers > 0 ? ran / answers / 1e3 : 0);
}

static void
print_tally(const struct load *l, uint64_t seed, const struct idle *idle)
{
	const struct tally *t = &l->tally;
	double seconds = (double)(l->end.at_us - l->start.at_us) / 1e6;
	double answers =
	    (double)(l->end.tally.answers - l->start.tally.answers);

	printf("rate=%.0f seconds=%.3f", answers / seconds, seconds);
	print_usage(l, seconds, answers);
	printf(" octets=%.0f",
	    t->answers > 0 ? (double)t->octets / (double)t->answers : 0);
	printf(" queries=%" PRIu64 " answers=%" PRIu64 " lost=%" PRIu64
	       " wrong_id=%" PRIu64 " wrong_question=%" PRIu64
	       " wrong_header=%" PRIu64 " wrong_rcode=%" PRIu64
	       " wrong_count=%" PRIu64 " short=%" PRIu64,
	    t->queries, t->answers, t->lost, t->wrong_id, t->wrong_question,
	    t->wrong_header, t->wrong_rcode, t->wrong_count, t->short_octets);
	printf(" connections=%" PRIu64 " refused=%" PRIu64, t->connections,
	    t->refused);
	if (l->idle > 0)
		printf(" idle=%u idle_answered=%u", idle->count,
		    idle->answered);
	printf(" seed=%" PRIu64 "\n", seed);
}

/* Returns 0, or -1: the queries cannot be made. */
static int
make_queries(const struct options *o, struct queries *q)
{
	if (o->file != NULL)
		return queries_load(q, o->file);
	return queries_generate(q, o->name, o->names, o->type);
}

/* Returns the exit status. */
static int
run(struct load *l, bool udp)
{
	uint64_t seed = l->queries.random;
	struct idle idle = { 0 };
	int result;

	if (l->idle > 0)
		idle_open(&idle, l, l->idle);
	result = udp ? udp_run(l) : tcp_run(l);
	if (result == -1)
		perror("load");
	if (l->idle > 0)
		idle_ask(&idle, l);
	if (result == 0)
		print_tally(l, seed, &idle);
	idle_close(&idle);
	return result == 0 && l->tally.answers > 0 &&
		       idle.answered == l->idle && bad_answers(&l->tally) == 0
		   ? 0
		   : 1;
}

int
main(int argc, char **argv)
{
	struct options o = { "www.bench.example", "A", NULL, 1 };
	struct load l = { .sockets = 4,
		.wanted.answers = 1,
		.warmup_us = 200000,
		.measure_us = 2000000,
		.timeout_us = 1000000 };
	int status = read_options(argc, argv, &o, &l);

	if (status == 1)
		return 0;
	if (status == -1 ||
	    read_server(argv[optind + 1], argv[optind + 2], &l) == -1 ||
	    (strcmp(argv[optind], "udp") != 0 &&
		strcmp(argv[optind], "tcp") != 0)) {
		fputs(usage_text, stderr);
		return 2;
	}
	if (l.queries.random == 0)
		l.queries.random = load_now_us();
	if (make_queries(&o, &l.queries) == -1 || l.queries.count == 0) {
		fputs("load: want names and types that can be asked\n", stderr);
		return 2;
	}
	status = run(&l, strcmp(argv[optind], "udp") == 0);
	queries_clear(&l.queries);
	return status;
}
