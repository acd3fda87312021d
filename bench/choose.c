#include "config.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/utsname.h>
#include <time.h>

#include "bench/choose.h"
#include "bench/workload.h"
#include "fakedns/xalloc.h"

static double
binary_octets(const struct client *c)
{
	char *path = client_program(c, "getaddrinfo");
	struct stat st;
	double octets = BENCH_UNKNOWN;

	if (path != NULL && stat(path, &st) == 0)
		octets = (double)st.st_size;
	free(path);
	return octets;
}

/* "musl-1.2.5", and "musl-1.2.5#2" where it is there already. */
static char *
name_of(const struct engine *e, const struct client *c)
{
	unsigned before = 0;

	for (size_t i = 0; i < e->set.client_count; i++)
		before += e->clients[i] == c;
	return before == 0 ? xstrdup(c->name)
			   : xasprintf("%s#%u", c->name, before + 1);
}

static void
add_client(struct engine *e, const struct client *c)
{
	struct bench_set *set = &e->set;
	const size_t n = set->client_count;
	char *name = name_of(e, c);

	set->clients = xgrow(set->clients, n, sizeof *set->clients);
	set->clients[n] = (struct bench_client){ .name = name,
		.family = xstrdup(c->family),
		.version = xstrdup(c->version),
		.arch = xstrdup(c->arch),
		.package = xstrdup(c->package),
		.sha256 = xstrdup(c->sha256),
		.binary_octets = binary_octets(c) };
	e->clients = xgrow(e->clients, n, sizeof *e->clients);
	e->clients[n] = c;
	set->client_count++;
}

/* In the order they were named, each as often as it was. */
static void
choose_clients(struct engine *e)
{
	const struct options *o = e->suite.options;
	const struct clients *all = &e->suite.clients;

	for (size_t i = 0; i < all->count && o->client_glob_count == 0; i++)
		add_client(e, &all->v[i]);
	for (size_t k = 0; k < o->client_glob_count; k++)
		for (size_t i = 0; i < all->count; i++)
			if (fnmatch(o->client_globs[k], all->v[i].name, 0) == 0)
				add_client(e, &all->v[i]);
}

static int
choose_baseline(struct engine *e)
{
	const char *name = e->suite.options->baseline;
	struct bench_set *set = &e->set;

	for (size_t i = 0; i < set->client_count && name != NULL; i++)
		if (strcmp(set->clients[i].name, name) == 0) {
			set->baseline = i;
			return STATUS_GOOD;
		}
	if (name == NULL)
		return STATUS_GOOD;
	fprintf(stderr,
	    "resolver-tests: --baseline `%s' is none of the clients:", name);
	for (size_t i = 0; i < set->client_count; i++)
		fprintf(stderr, " %s", set->clients[i].name);
	fputc('\n', stderr);
	return STATUS_BAD_INPUT;
}

static void
add_workload(struct engine *e, struct scenario *s, const struct bench_mode *m)
{
	struct bench_set *set = &e->set;
	const size_t n = set->workload_count;

	set->workloads = xgrow(set->workloads, n, sizeof *set->workloads);
	set->workloads[n] = (struct bench_workload){ .name = xstrdup(s->name),
		.title = xstrdup(s->title),
		.mode = *m };
	e->scenarios = xgrow(e->scenarios, n, sizeof *e->scenarios);
	e->scenarios[n] = s;
	set->workload_count++;
}

/* Those with a BENCH line; those that were named, where they can be. */
static int
choose_workloads(struct engine *e)
{
	const bool named = e->suite.options->word_count > 0;
	struct error err = { 0 };

	for (size_t i = 0; i < e->suite.scenarios.count; i++) {
		struct scenario *s = e->suite.scenarios.v[i];
		struct bench_mode mode;

		if (!suite_wants_scenario(&e->suite, s) ||
		    (!named && !s->bench.wanted))
			continue;
		if (workload_mode(s, &mode, &err) == 0)
			add_workload(e, s, &mode);
		else if (s->bench.wanted)
			break;
	}
	if (e->set.workload_count > 0)
		return STATUS_GOOD;
	fprintf(stderr, "resolver-tests: %s\n",
	    err.text[0] != '\0' ? err.text
				: "no scenario of this corpus has BENCH");
	return STATUS_BAD_INPUT;
}

static void
fill_header(struct bench_set *set, const struct options *o)
{
	struct utsname machine = { 0 };
	time_t now = time(NULL);
	struct tm utc = { 0 };
	char date[32];

	uname(&machine);
	gmtime_r(&now, &utc);
	strftime(date, sizeof date, "%Y-%m-%dT%H:%M:%SZ", &utc);
	set->version = xstrdup(PACKAGE_VERSION);
	set->machine = xstrdup(machine.machine);
	set->kernel = xstrdup(machine.release);
	set->date = xstrdup(date);
	set->command = xcalloc((size_t)o->argc, sizeof *set->command);
	for (int i = 0; i < o->argc; i++)
		set->command[set->command_count++] = xstrdup(o->argv[i]);
}

int
choose(struct engine *e)
{
	int status = suite_check_words(&e->suite);

	fill_header(&e->set, e->suite.options);
	if (status != STATUS_GOOD)
		return status;
	choose_clients(e);
	status = choose_baseline(e);
	return status == STATUS_GOOD ? choose_workloads(e) : status;
}
