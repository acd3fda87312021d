#include "config.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/results_file.h"

static char *
text(const json_t *line, const char *key)
{
	return xstrdup(results_lines_text(line, key));
}

static unsigned
number(const json_t *line, const char *key)
{
	json_int_t n = json_integer_value(json_object_get(line, key));

	return n < 0 ? 0 : n > UINT_MAX ? UINT_MAX : (unsigned)n;
}

const char *
results_file_lack(const struct results_file *f)
{
	if (!f->ended)
		return "the run did not come to its end";
	return f->claimed == f->count ? NULL
				      : "not all trials of the run are here";
}

size_t
results_file_client(const struct results_file *f, const char *name)
{
	size_t i = 0;

	while (i < f->client_count && strcmp(f->clients[i].name, name) != 0)
		i++;
	return i;
}

/* The client that LINE names at KEY; a new one takes the rest from there. */
static size_t
note_client(struct results_file *f, const json_t *line, const char *key)
{
	const char *name = results_lines_text(line, key);
	size_t i = results_file_client(f, name);

	if (i < f->client_count)
		return i;
	f->clients = xgrow(f->clients, i, sizeof *f->clients);
	f->clients[i] = (struct results_client){ .name = xstrdup(name),
		.family = text(line, "family"),
		.version = text(line, "version"),
		.arch = text(line, "arch"),
		.package = text(line, "package"),
		.sha256 = text(line, "sha256") };
	f->client_count++;
	return i;
}

static void
read_run(struct results_file *f, const json_t *line)
{
	const json_t *one;
	size_t i;

	f->format = number(line, "format");
	f->date = text(line, "date");
	f->program = text(line, "version");
	f->kernel = text(line, "kernel");
	f->machine = text(line, "machine");
	json_array_foreach(json_object_get(line, "clients"), i, one)
	{
		if (*results_lines_text(one, "name") != '\0')
			note_client(f, one, "name");
	}
}

/* The outcome in a line; without it, all of its text tells as much. */
static const char *
outcome(const json_t *line)
{
	const char *summary = results_lines_text(line, "summary");

	return *summary != '\0' ? summary : results_lines_text(line, "outcome");
}

static int
read_trial(struct results_file *f, const json_t *line, const struct place *at,
    struct error *err)
{
	struct results_trial t = { .elapsed_ms = number(line, "elapsed_ms"),
		.line = at->line };

	if (*results_lines_text(line, "scenario") == '\0') {
		error_at(err, at, "no \"scenario\", want a name");
		return -1;
	}
	if (*results_lines_text(line, "client") == '\0') {
		error_at(err, at, "no \"client\", want a name");
		return -1;
	}
	if (verdict_parse(results_lines_text(line, "verdict"), &t.verdict) ==
	    -1) {
		error_at(err, at,
		    "no verdict that is known here, want one of "
		    "resolver-tests(1)");
		return -1;
	}
	t.client = note_client(f, line, "client");
	t.scenario = text(line, "scenario");
	t.scenario_hash = text(line, "scenario_hash");
	t.summary = xstrdup(outcome(line));
	t.diff = text(line, "diff");
	t.reason = text(line, "known");
	t.reference = text(line, "reference");
	f->trials = xgrow(f->trials, f->count, sizeof *f->trials);
	f->trials[f->count++] = t;
	return 0;
}

int
results_file_take(struct results_file *f, enum results_line type,
    const json_t *line, const struct place *at, struct error *err)
{
	if (type == RESULTS_TRIAL)
		return read_trial(f, line, at, err);
	if (type == RESULTS_RUN) {
		read_run(f, line);
		return 0;
	}
	f->ended = true;
	f->claimed = number(line, "trials");
	f->wall_ms = number(line, "wall_ms");
	return 0;
}

static int
read_line(enum results_line type, const json_t *line, const struct place *at,
    void *arg, struct error *err)
{
	return results_file_take(arg, type, line, at, err);
}

static int
compare_trials(const void *left, const void *right)
{
	const struct results_trial *a = left, *b = right;

	if (a->client != b->client)
		return a->client < b->client ? -1 : 1;
	return strcmp(a->scenario, b->scenario);
}

static int
compare_lines(const void *left, const void *right)
{
	const struct results_trial *a = left, *b = right;
	int order = compare_trials(a, b);

	return order != 0 ? order : (a->line > b->line) - (a->line < b->line);
}

void
results_file_sort(struct results_file *f)
{
	if (f->count > 0)
		qsort(f->trials, f->count, sizeof *f->trials, compare_lines);
}

static int
check_trials(struct results_file *f, const struct results_extent *extent,
    struct error *err)
{
	struct place at = extent->at;

	if (f->count == 0) {
		if (at.line == 0)
			at.line = 1;
		error_at(err, &at,
		    extent->begun ? "no trial, want results of a run"
				  : "no line of results, want those of a run");
		return -1;
	}
	results_file_sort(f);
	for (size_t i = 1; i < f->count; i++)
		if (compare_trials(&f->trials[i - 1], &f->trials[i]) == 0) {
			at.line = f->trials[i].line;
			error_at(err, &at,
			    "the same trial as in line %u, want one run",
			    f->trials[i - 1].line);
			return -1;
		}
	return 0;
}

int
results_file_load(struct results_file *f, const char *path, struct error *err)
{
	const struct results_visitor visitor = { read_line, f };
	struct results_extent extent;

	*f = (struct results_file){ .path = xstrdup(path) };
	if (results_lines_read(path, &visitor, &extent, err) == -1)
		return -1;
	return check_trials(f, &extent, err);
}

const struct results_trial *
results_file_find(const struct results_file *f, size_t client,
    const char *scenario)
{
	char *name = xstrdup(scenario);
	const struct results_trial key = { .scenario = name, .client = client };
	const struct results_trial *found = bsearch(&key, f->trials, f->count,
	    sizeof *f->trials, compare_trials);

	free(name);
	return found;
}

void
results_file_clear(struct results_file *f)
{
	for (size_t i = 0; i < f->client_count; i++) {
		free(f->clients[i].name);
		free(f->clients[i].family);
		free(f->clients[i].version);
		free(f->clients[i].arch);
		free(f->clients[i].package);
		free(f->clients[i].sha256);
	}
	for (size_t i = 0; i < f->count; i++) {
		free(f->trials[i].scenario);
		free(f->trials[i].scenario_hash);
		free(f->trials[i].summary);
		free(f->trials[i].diff);
		free(f->trials[i].reason);
		free(f->trials[i].reference);
	}
	free(f->clients);
	free(f->trials);
	free(f->path);
	free(f->date);
	free(f->program);
	free(f->kernel);
	free(f->machine);
	memset(f, 0, sizeof *f);
}
