/* the rows of a report: what the runs have, in the order of the corpus */
#include "config.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "report/data_internal.h"

/* A scenario that a run has, variant counted. */
struct row {
	const char *name;
	const struct scenario *scenario; /* NULL: not in the corpus */
	size_t place;                    /* in the corpus; SIZE_MAX */
};
struct rows {
	struct row *v;
	size_t count;
};

static int
compare_names(const void *left, const void *right)
{
	const struct row *a = left, *b = right;

	return strcmp(a->name, b->name);
}

static size_t
base_len(const char *name)
{
	return strcspn(name, ":");
}

static int
compare_bases(const char *a, const char *b)
{
	const size_t i = base_len(a), k = base_len(b);
	const int order = strncmp(a, b, i < k ? i : k);

	return order != 0 ? order : (i > k) - (i < k);
}

/* Variants as their file has them; those that it has no more come last. */
static int
compare_rows(const void *left, const void *right)
{
	const struct row *a = left, *b = right;
	const int order = compare_bases(a->name, b->name);

	if (order != 0)
		return order;
	if (a->place != b->place)
		return a->place < b->place ? -1 : 1;
	return strcmp(a->name, b->name);
}

/* Sorted by name. */
static struct rows
corpus_rows(const struct scenarios *corpus)
{
	struct rows rows = { .v = xcalloc(corpus->count + 1, sizeof *rows.v) };

	for (size_t i = 0; i < corpus->count; i++)
		if (!corpus->v[i]->is_plain)
			rows.v[rows.count++] =
			    (struct row){ .name = corpus->v[i]->name,
				    .scenario = corpus->v[i],
				    .place = i };
	qsort(rows.v, rows.count, sizeof *rows.v, compare_names);
	return rows;
}

/* Every scenario of the runs, once, in the order of a report. */
static struct rows
run_rows(const struct report *r, const struct rows *corpus)
{
	struct rows rows = { 0 };
	size_t kept = 0;

	for (size_t i = 0; i < r->run_count; i++)
		for (size_t k = 0; k < r->runs[i].file.count; k++) {
			struct row row = {
				.name = r->runs[i].file.trials[k].scenario,
				.place = SIZE_MAX
			};
			const struct row *known = bsearch(&row, corpus->v,
			    corpus->count, sizeof *corpus->v, compare_names);

			rows.v = xgrow(rows.v, rows.count, sizeof *rows.v);
			rows.v[rows.count++] = known != NULL ? *known : row;
		}
	if (rows.count > 0)
		qsort(rows.v, rows.count, sizeof *rows.v, compare_rows);
	for (size_t i = 0; i < rows.count; i++)
		if (kept == 0 ||
		    strcmp(rows.v[i].name, rows.v[kept - 1].name) != 0)
			rows.v[kept++] = rows.v[i];
	rows.count = kept;
	return rows;
}

static void
find_results(const struct report *r, struct report_variant *v)
{
	for (size_t i = 0; i < r->client_count; i++) {
		const struct report_client *c = &r->clients[i];

		v->trials[i].result =
		    results_file_find(&r->runs[c->run].file, c->index, v->name);
	}
}

static void
add_variant(const struct report *r, struct report_scenario *s,
    const struct row *row)
{
	struct report_variant v = { .name = xstrdup(row->name),
		.scenario = row->scenario,
		.trials = xcalloc(r->client_count, sizeof *v.trials) };

	v.variant = v.name + base_len(v.name);
	v.variant += *v.variant == ':';
	find_results(r, &v);
	s->variants = xgrow(s->variants, s->count, sizeof *s->variants);
	s->variants[s->count++] = v;
}

/* The first variant that the corpus has of it, whether a run has it or not. */
static const struct scenario *
find_first(const struct scenarios *corpus, const char *name)
{
	for (size_t i = 0; i < corpus->count; i++)
		if (!corpus->v[i]->is_plain &&
		    compare_bases(corpus->v[i]->name, name) == 0)
			return corpus->v[i];
	return NULL;
}

void
report_make_rows(struct report *r)
{
	const struct scenarios *corpus = &r->suite->scenarios;
	struct rows known = corpus_rows(corpus), rows = run_rows(r, &known);
	struct report_scenario *s = NULL;

	for (size_t i = 0; i < rows.count; i++) {
		const char *name = rows.v[i].name;

		if (s == NULL || compare_bases(s->name, name) != 0) {
			r->scenarios =
			    xgrow(r->scenarios, r->count, sizeof *r->scenarios);
			s = &r->scenarios[r->count++];
			*s = (struct report_scenario){ .name = xstrndup(name,
							   base_len(name)),
				.first = find_first(corpus, name) };
		}
		add_variant(r, s, &rows.v[i]);
	}
	free(rows.v);
	free(known.v);
}

struct report_variant *
report_find_variant(const struct report *r, const char *name)
{
	char *base = xstrndup(name, base_len(name));
	const struct report_scenario *s = report_find(r, base);

	free(base);
	for (size_t i = 0; s != NULL && i < s->count; i++)
		if (strcmp(s->variants[i].name, name) == 0)
			return &s->variants[i];
	return NULL;
}
