#include "config.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/results.h"
#include "resolver-tests/results_read.h"

struct file_reader {
	const struct scenarios *scenarios;
	const struct clients *clients;
	struct scenario **sorted; /* by name */
	bool *seen;               /* a scenario of SORTED, a client: trials */
	struct review *review;
	struct lint *lint;
	struct place at;
	bool begun, ended;
	struct error *err;
};

static int
compare_names(const void *left, const void *right)
{
	const struct scenario *const *a = left, *const *b = right;

	return strcmp((*a)->name, (*b)->name);
}

static int
bad(struct file_reader *r, const char *what)
{
	error_at(r->err, &r->at, "%s", what);
	return -1;
}

static const char *
text(const json_t *line, const char *key)
{
	const char *value = json_string_value(json_object_get(line, key));

	return value == NULL ? "" : value;
}

static int
read_verdict(const char *name, enum verdict *out)
{
	for (int i = 0; i < VERDICTS; i++)
		if (strcmp(verdict_names[i], name) == 0) {
			*out = (enum verdict)i;
			return 0;
		}
	return -1;
}

/* Index in SORTED, or the count of them. */
static size_t
find_scenario(const struct file_reader *r, const char *name)
{
	struct scenario *key = &(struct scenario){ .name = xstrdup(name) };
	struct scenario **found = bsearch(&key, r->sorted, r->scenarios->count,
	    sizeof(struct scenario *), compare_names);

	free(key->name);
	return found == NULL ? r->scenarios->count
			     : (size_t)(found - r->sorted);
}

static size_t
find_client(const struct file_reader *r, const char *name)
{
	size_t i = 0;

	while (
	    i < r->clients->count && strcmp(r->clients->v[i].name, name) != 0)
		i++;
	return i;
}

static bool
has_entry_at(const struct scenario *s, json_int_t line)
{
	for (size_t i = 0; i < s->entry_count; i++)
		if ((json_int_t)s->entries[i].at.line == line)
			return true;
	return false;
}

static int
read_entries(struct file_reader *r, const json_t *trial,
    const struct scenario *s, struct bits *out)
{
	const json_t *list = json_object_get(trial, "entries"), *one;
	size_t i;

	if (!json_is_array(list))
		return bad(r,
		    "no \"entries\", want the results of this version");
	json_array_foreach(list, i, one)
	{
		if (!has_entry_at(s, json_integer_value(one)))
			return bad(r,
			    "an entry that the scenario does not have, want "
			    "the results of a run of this corpus");
		bits_add(out, (size_t)json_integer_value(one));
	}
	return 0;
}

static void
complain(struct file_reader *r, const struct review_trial *t)
{
	if (verdict_is_bad(t->verdict))
		lint_problem(r->lint, &r->at,
		    "%s on %s: %s, want a run in which all is as expected or "
		    "as recorded",
		    t->scenario->name, t->client->name,
		    verdict_names[t->verdict]);
}

static int
read_trial(struct file_reader *r, const json_t *line)
{
	size_t s = find_scenario(r, text(line, "scenario"));
	size_t c = find_client(r, text(line, "client"));
	struct bits entries = { 0 };
	struct review_trial t = { .lines = &entries };

	if (!r->begun)
		return bad(r, "a trial before the run, want that line first");
	if (s == r->scenarios->count)
		return bad(r,
		    "a scenario that there is not, want the results of a run "
		    "of this corpus");
	if (c == r->clients->count)
		return bad(r,
		    "a client that there is not, want the results of a run of "
		    "these clients");
	if (read_verdict(text(line, "verdict"), &t.verdict) == -1)
		return bad(r, "no verdict, want one of resolver-tests(1)");
	t.scenario = r->sorted[s];
	t.client = &r->clients->v[c];
	t.was_run = t.verdict != VERDICT_NA && t.verdict != VERDICT_SKIP &&
		    t.verdict != VERDICT_ERROR;
	t.needs_record =
	    t.verdict != VERDICT_FIXED && *text(line, "reference") != '\0';
	if (read_entries(r, line, t.scenario, &entries) == -1)
		return -1;
	r->seen[s * r->clients->count + c] = true;
	review_note(r->review, &t);
	complain(r, &t);
	bits_clear(&entries);
	return 0;
}

static int
read_line(struct file_reader *r, const char *octets, size_t len)
{
	json_t *line = json_loadb(octets, len, 0, NULL);
	const char *type = text(line, "type");
	int ret = 0;

	if (r->ended)
		ret = bad(r, "a line behind the last one, want one run");
	else if (strcmp(type, "trial") == 0)
		ret = read_trial(r, line);
	else if (strcmp(type, "end") == 0)
		r->ended = true;
	else if (strcmp(type, "run") != 0 || r->begun ||
		 json_integer_value(json_object_get(line, "format")) !=
		     RESULTS_FORMAT)
		ret = bad(r, "no line of results, want format 1");
	else
		r->begun = true;
	json_decref(line);
	return ret;
}

/* Every scenario on every client, up to the last line. */
static int
check_whole(struct file_reader *r)
{
	size_t clients = r->clients->count;

	if (!r->ended)
		return bad(r, "the run did not come to its end, want one that "
			      "did");
	for (size_t i = 0; i < r->scenarios->count * clients; i++)
		if (!r->seen[i] && !r->sorted[i / clients]->is_plain) {
			error_at(r->err, &r->at,
			    "%s was not run on %s, want a run of everything",
			    r->sorted[i / clients]->name,
			    r->clients->v[i % clients].name);
			return -1;
		}
	return 0;
}

static int
read_file(struct file_reader *r, FILE *f)
{
	char *line = NULL;
	size_t capacity = 0;
	ssize_t len;
	int ret = 0;

	while (ret == 0 && (len = getline(&line, &capacity, f)) != -1) {
		r->at.line++;
		ret = read_line(r, line, (size_t)len);
	}
	free(line);
	if (ret == 0 && ferror(f)) {
		error_set(r->err, "%s: %s", r->at.file, strerror(errno));
		ret = -1;
	}
	return ret == 0 ? check_whole(r) : -1;
}

int
results_read(const char *path, const struct scenarios *scenarios,
    const struct clients *clients, struct review *review, struct lint *lint,
    struct error *err)
{
	struct file_reader r = { .scenarios = scenarios,
		.clients = clients,
		.review = review,
		.lint = lint,
		.at = { path, 0, 1 },
		.err = err };
	FILE *f = fopen(path, "re");
	int ret;

	if (f == NULL) {
		error_set(err, "%s: %s", path, strerror(errno));
		return -1;
	}
	r.sorted =
	    xmemdup(scenarios->v, scenarios->count * sizeof(struct scenario *));
	r.seen = xcalloc(scenarios->count * clients->count, sizeof *r.seen);
	qsort(r.sorted, scenarios->count, sizeof(struct scenario *),
	    compare_names);
	ret = read_file(&r, f);
	free(r.sorted);
	free(r.seen);
	fclose(f);
	return ret;
}
