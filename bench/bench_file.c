#include "config.h"

#include <errno.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "bench/bench_file.h"
#include "fakedns/xalloc.h"
#include "resolver-tests/member.h"
#include "resolver-tests/results_json.h"

static int
write_line(struct bench_file *file, json_t *line, struct error *err)
{
	int ret = 0;

	if (file->f != NULL &&
	    (json_dumpf(line, file->f, JSON_COMPACT | JSON_ENSURE_ASCII) ==
		    -1 ||
		fputc('\n', file->f) == EOF || fflush(file->f) == EOF)) {
		error_set(err, "%s: cannot write: %s", file->path,
		    strerror(errno));
		ret = -1;
	}
	json_decref(line);
	return ret;
}

static void
set_bool(json_t *o, const char *key, bool value)
{
	json_object_set_new(o, key, json_boolean(value));
}

/* Left out where it is not known. */
static void
set_real(json_t *o, const char *key, double value)
{
	if (value >= 0)
		json_object_set_new(o, key, json_real(value));
}

static json_t *
line_of(const char *type)
{
	json_t *o = json_object();

	member_text(o, "type", type);
	return o;
}

static json_t *
client_json(const struct bench_client *c)
{
	json_t *o = json_object();

	member_text(o, "name", c->name);
	member_text(o, "family", c->family);
	member_text(o, "version", c->version);
	member_text(o, "arch", c->arch);
	member_text(o, "package", c->package);
	member_text(o, "sha256", c->sha256);
	set_real(o, "binary_octets", c->binary_octets);
	return o;
}

static json_t *
header_json(const struct bench_set *set)
{
	json_t *o = line_of("bench"), *command = json_array();
	json_t *clients = json_array();
	char seed[32];

	for (size_t i = 0; i < set->command_count; i++)
		json_array_append_new(command,
		    results_json_text(set->command[i]));
	for (size_t i = 0; i < set->client_count; i++)
		json_array_append_new(clients, client_json(&set->clients[i]));
	member_count(o, "format", BENCH_FILE_FORMAT);
	member_text(o, "program", PACKAGE_NAME);
	member_text(o, "version", set->version);
	member_text(o, "machine", set->machine);
	member_text(o, "kernel", set->kernel);
	member_text(o, "date", set->date);
	json_object_set_new(o, "command", command);
	snprintf(seed, sizeof seed, "%llu", (unsigned long long)set->seed);
	member_text(o, "seed", seed); /* not every reader keeps 64 bits */
	member_count(o, "processors", set->processors);
	set_bool(o, "pinned", set->pinned);
	set_bool(o, "realtime", set->realtime);
	set_bool(o, "quick", set->quick);
	member_count(o, "slice_ms", set->slice_ms);
	member_count(o, "rounds", set->rounds);
	member_text(o, "baseline", set->clients[set->baseline].name);
	json_object_set_new(o, "clients", clients);
	return o;
}

int
bench_file_open(struct bench_file *file, const char *path,
    const struct bench_set *set, struct error *err)
{
	file->path = xstrdup(path);
	file->f = fopen(path, "we");
	if (file->f == NULL) {
		error_set(err, "%s: cannot open: %s", path, strerror(errno));
		return -1;
	}
	return write_line(file, header_json(set), err);
}

int
bench_file_workload(struct bench_file *file, const struct bench_workload *w,
    struct error *err)
{
	json_t *o = line_of("workload");

	member_text(o, "workload", w->name);
	member_text(o, "title", w->title);
	set_bool(o, "cold", w->mode.cold);
	set_bool(o, "together", w->mode.together);
	member_count(o, "threads", w->mode.threads);
	member_count(o, "rate", w->mode.rate);
	member_count(o, "lookups", w->mode.lookups);
	return write_line(file, o, err);
}

static void
set_pair(json_t *o, const struct bench_set *set, size_t workload, size_t client)
{
	member_text(o, "workload", set->workloads[workload].name);
	member_text(o, "client", set->clients[client].name);
}

int
bench_file_proof(struct bench_file *file, const struct bench_set *set,
    const struct bench_proof *p, struct error *err)
{
	json_t *o = line_of("proof");

	set_pair(o, set, p->workload, p->client);
	member_text(o, "verdict", p->verdict);
	member_text(o, "summary", p->summary);
	return write_line(file, o, err);
}

static json_t *
outcomes_json(const struct bench_sample *s)
{
	json_t *list = json_array();

	for (size_t i = 0; i < s->outcome_count; i++) {
		const struct bench_outcome *out = &s->outcomes[i];
		json_t *one = json_array();

		json_array_append_new(one, results_json_text(out->status));
		json_array_append_new(one,
		    json_integer((json_int_t)out->addresses));
		json_array_append_new(one,
		    json_integer((json_int_t)out->lookups));
		json_array_append_new(list, one);
	}
	return list;
}

static json_t *
latency_json(const struct histogram *h)
{
	json_t *list = json_array();

	for (size_t i = 0; i < h->size; i++) {
		json_t *one;

		if (h->counts[i] == 0)
			continue;
		one = json_array();
		json_array_append_new(one,
		    json_integer((json_int_t)(h->first + i)));
		json_array_append_new(one,
		    json_integer((json_int_t)h->counts[i]));
		json_array_append_new(list, one);
	}
	return list;
}

int
bench_file_sample(struct bench_file *file, const struct bench_set *set,
    const struct bench_sample *s, struct error *err)
{
	json_t *o = line_of("sample");

	set_pair(o, set, s->workload, s->client);
	member_count(o, "round", s->round);
	member_count(o, "position", s->position);
	set_bool(o, "disturbed", s->disturbed);
	member_count(o, "wall_ns", s->wall_ns);
	member_count(o, "lookups", s->lookups);
	member_count(o, "errors", s->errors);
	member_count(o, "late", s->late);
	member_count(o, "cpu_ns", s->cpu_ns);
	member_count(o, "user_us", s->user_us);
	member_count(o, "system_us", s->system_us);
	member_count(o, "switches", s->switches);
	member_count(o, "forced_switches", s->forced_switches);
	member_count(o, "faults", s->faults);
	member_count(o, "runqueue_ns", s->runqueue_ns);
	member_count(o, "hwm_kb", s->hwm_kb);
	member_count(o, "server_cpu_ns", s->server_cpu_ns);
	member_count(o, "server_forced_switches", s->server_forced_switches);
	member_count(o, "datagrams", s->datagrams);
	member_count(o, "queued", s->queued);
	member_count(o, "queued_ns", s->queued_ns);
	member_count(o, "min_ns", s->min_ns);
	member_count(o, "max_ns", s->max_ns);
	member_count(o, "sum_ns", s->sum_ns);
	json_object_set_new(o, "outcomes", outcomes_json(s));
	json_object_set_new(o, "latency", latency_json(&s->latency));
	return write_line(file, o, err);
}

int
bench_file_counts(struct bench_file *file, const struct bench_set *set,
    const struct bench_counts *c, struct error *err)
{
	json_t *o = line_of("counts");

	set_pair(o, set, c->workload, c->client);
	set_real(o, "system_calls", c->system_calls);
	set_real(o, "instructions", c->instructions);
	if (c->instructions_by != NULL)
		member_text(o, "instructions_by", c->instructions_by);
	set_real(o, "packets_out", c->packets_out);
	set_real(o, "packets_in", c->packets_in);
	set_real(o, "octets_out", c->octets_out);
	set_real(o, "octets_in", c->octets_in);
	set_real(o, "udp_sent", c->udp_sent);
	set_real(o, "tcp_connections", c->tcp_connections);
	set_real(o, "stack_octets", c->stack_octets);
	set_real(o, "rss_kb", c->rss_kb);
	return write_line(file, o, err);
}

int
bench_file_end(struct bench_file *file, const struct bench_set *set,
    struct error *err)
{
	json_t *o = line_of("end");
	int ret;

	set_bool(o, "interrupted", set->interrupted);
	member_count(o, "samples", set->sample_count);
	set_real(o, "seconds", set->seconds);
	ret = write_line(file, o, err);
	bench_file_close(file);
	return ret;
}

void
bench_file_close(struct bench_file *file)
{
	if (file->f != NULL)
		fclose(file->f);
	free(file->path);
	*file = (struct bench_file){ NULL, NULL };
}
