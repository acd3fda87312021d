/* the lines that say what was measured and where */
#include "config.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "bench/bench_file.h"
#include "bench/bench_read_internal.h"
#include "fakedns/xalloc.h"

static void
take_command(struct bench_set *set, struct bench_line *l)
{
	const json_t *list = bench_line_any_list(l, "command"), *word;
	size_t i;

	json_array_foreach(list, i, word)
	{
		set->command = xgrow(set->command, set->command_count,
		    sizeof *set->command);
		set->command[set->command_count++] = xstrdup(
		    json_is_string(word) ? json_string_value(word) : "");
	}
}

static size_t
find_client(const struct bench_set *set, const char *name)
{
	size_t i = 0;

	while (i < set->client_count && strcmp(set->clients[i].name, name) != 0)
		i++;
	return i;
}

static void
take_client(struct bench_set *set, struct bench_line *l, const json_t *json)
{
	struct bench_line sub = *l;
	struct bench_client *c;

	sub.json = json;
	set->clients =
	    xgrow(set->clients, set->client_count, sizeof *set->clients);
	c = &set->clients[set->client_count];
	*c = (struct bench_client){ 0 };
	c->name = bench_line_text(&sub, "name");
	c->family = bench_line_text(&sub, "family");
	c->version = bench_line_text(&sub, "version");
	c->arch = bench_line_text(&sub, "arch");
	c->package = bench_line_text(&sub, "package");
	c->sha256 = bench_line_text(&sub, "sha256");
	c->binary_octets = bench_line_any_real(&sub, "binary_octets");
	if (find_client(set, c->name) < set->client_count)
		bench_line_bad(&sub, "clients",
		    "two clients of one name, want names that differ");
	set->client_count++;
	l->bad |= sub.bad;
}

static void
take_clients(struct bench_set *set, struct bench_line *l)
{
	const json_t *list = bench_line_any_list(l, "clients"), *one;
	size_t i;

	json_array_foreach(list, i, one) take_client(set, l, one);
	if (set->client_count == 0)
		bench_line_bad(l, "clients", "no clients, want one at least");
}

static void
check_format(struct bench_line *l)
{
	const uint64_t format = bench_line_count(l, "format", INT64_MAX);

	if (format < 1 || format > BENCH_FILE_FORMAT)
		bench_line_bad(l, "format",
		    "a format that is not known here, want %d",
		    BENCH_FILE_FORMAT);
}

void
bench_take_header(struct bench_set *set, struct bench_line *l)
{
	char *seed, *baseline;

	check_format(l);
	if (l->bad)
		return;
	set->version = bench_line_text(l, "version");
	set->machine = bench_line_text(l, "machine");
	set->kernel = bench_line_text(l, "kernel");
	set->date = bench_line_text(l, "date");
	take_command(set, l);
	seed = bench_line_text(l, "seed");
	set->seed = strtoull(seed, NULL, 10);
	free(seed);
	set->processors = (unsigned)bench_line_count(l, "processors", UINT_MAX);
	set->pinned = bench_line_any_flag(l, "pinned");
	set->realtime = bench_line_any_flag(l, "realtime");
	set->quick = bench_line_any_flag(l, "quick");
	set->slice_ms = (unsigned)bench_line_count(l, "slice_ms", UINT_MAX);
	set->rounds = (unsigned)bench_line_count(l, "rounds", UINT_MAX);
	take_clients(set, l);
	baseline = bench_line_text(l, "baseline");
	set->baseline = find_client(set, baseline);
	free(baseline);
	if (set->baseline < set->client_count)
		return;
	bench_line_bad(l, "baseline",
	    "a baseline that is no client, want one of the clients");
	set->baseline = 0;
}

static size_t
find_workload(const struct bench_set *set, const char *name)
{
	size_t i = 0;

	while (i < set->workload_count &&
	       strcmp(set->workloads[i].name, name) != 0)
		i++;
	return i;
}

void
bench_take_workload(struct bench_set *set, struct bench_line *l)
{
	struct bench_workload *w;

	set->workloads =
	    xgrow(set->workloads, set->workload_count, sizeof *set->workloads);
	w = &set->workloads[set->workload_count];
	*w = (struct bench_workload){ 0 };
	w->name = bench_line_text(l, "workload");
	w->title = bench_line_text(l, "title");
	w->mode.cold = bench_line_any_flag(l, "cold");
	w->mode.together = bench_line_any_flag(l, "together");
	w->mode.threads = (unsigned)bench_line_count(l, "threads", UINT_MAX);
	w->mode.rate = (unsigned)bench_line_count(l, "rate", UINT_MAX);
	w->mode.lookups = (unsigned)bench_line_count(l, "lookups", UINT_MAX);
	if (find_workload(set, w->name) < set->workload_count)
		bench_line_bad(l, "workload",
		    "that workload for the second time, want it once");
	set->workload_count++;
}

void
bench_take_pair(const struct bench_set *set, struct bench_line *l,
    size_t *workload, size_t *client)
{
	char *name = bench_line_text(l, "workload");

	*workload = find_workload(set, name);
	if (*workload == set->workload_count)
		bench_line_bad(l, "workload",
		    "a workload without a line, want that line before");
	free(name);
	name = bench_line_text(l, "client");
	*client = find_client(set, name);
	if (*client == set->client_count)
		bench_line_bad(l, "client",
		    "a client that the first line does not have, want one of "
		    "those");
	free(name);
}
