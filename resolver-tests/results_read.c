#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/results_lines.h"
#include "resolver-tests/results_read.h"

struct file_reader {
	const struct scenarios *scenarios;
	const struct clients *clients;
	struct scenario **sorted; /* by name */
	bool *seen;               /* a scenario of SORTED, a client: trials */
	struct review *review;
	struct lint *lint;
	struct place at;
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
	size_t s = find_scenario(r, results_lines_text(line, "scenario"));
	size_t c = find_client(r, results_lines_text(line, "client"));
	struct bits entries = { 0 };
	struct review_trial t = { .lines = &entries };
	int ret;

	if (s == r->scenarios->count)
		return bad(r,
		    "a scenario that there is not, want the results of a run "
		    "of this corpus");
	if (c == r->clients->count)
		return bad(r,
		    "a client that there is not, want the results of a run of "
		    "these clients");
	if (verdict_parse(results_lines_text(line, "verdict"), &t.verdict) ==
	    -1)
		return bad(r, "no verdict, want one of resolver-tests(1)");
	t.scenario = r->sorted[s];
	t.client = &r->clients->v[c];
	t.was_run = t.verdict != VERDICT_NA && t.verdict != VERDICT_SKIP &&
		    t.verdict != VERDICT_ERROR;
	t.needs_record = t.verdict != VERDICT_FIXED &&
			 *results_lines_text(line, "reference") != '\0';
	ret = read_entries(r, line, t.scenario, &entries);
	if (ret == 0) {
		r->seen[s * r->clients->count + c] = true;
		review_note(r->review, &t);
		complain(r, &t);
	}
	bits_clear(&entries);
	return ret;
}

static int
read_line(enum results_line type, const json_t *line, const struct place *at,
    void *arg, struct error *err)
{
	struct file_reader *r = arg;

	(void)err; /* R has it */
	r->at = *at;
	return type == RESULTS_TRIAL ? read_trial(r, line) : 0;
}

/* Every scenario on every client, up to the last line. */
static int
check_whole(struct file_reader *r, const struct results_extent *extent)
{
	size_t clients = r->clients->count;

	r->at = extent->at;
	if (!extent->ended)
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

int
results_read(const char *path, const struct scenarios *scenarios,
    const struct clients *clients, struct review *review, struct lint *lint,
    struct error *err)
{
	struct file_reader r = { .scenarios = scenarios,
		.clients = clients,
		.review = review,
		.lint = lint,
		.err = err };
	const struct results_visitor visitor = { read_line, &r };
	struct results_extent extent;
	int ret;

	r.sorted =
	    xmemdup(scenarios->v, scenarios->count * sizeof(struct scenario *));
	r.seen = xcalloc(scenarios->count * clients->count, sizeof *r.seen);
	qsort(r.sorted, scenarios->count, sizeof(struct scenario *),
	    compare_names);
	ret = results_lines_read(path, &visitor, &extent, err);
	if (ret == 0)
		ret = check_whole(&r, &extent);
	free(r.sorted);
	free(r.seen);
	return ret;
}
