/* Which rows are covered, by what, and what is missing */
#include "config.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/coverage.h"

enum state { COVERED, MISSING, NOT_APPLICABLE, STATES };
static const char *const states[STATES] = { "covered", "missing", "n/a" };

struct coverage_row *
coverage_find(const struct coverage *all, const char *id)
{
	for (size_t i = 0; i < all->count; i++)
		for (size_t k = 0; k < all->v[i].count; k++)
			if (strcmp(all->v[i].v[k].id, id) == 0)
				return &all->v[i].v[k];
	return NULL;
}

/* Variants of one scenario adjoin, and count once. */
static void
note(struct coverage_row *row, const struct scenario *s)
{
	struct words *names = &row->scenarios;
	char *name = xstrndup(s->name, strcspn(s->name, ":"));

	if (names->count == 0 || strcmp(names->v[names->count - 1], name) != 0)
		words_add(names, name);
	free(name);
}

void
coverage_count(struct coverage *all, const struct scenarios *scenarios)
{
	for (size_t i = 0; i < scenarios->count; i++) {
		const struct scenario *s = scenarios->v[i];

		for (size_t k = 0; k < s->refs.count; k++) {
			struct coverage_row *row =
			    coverage_find(all, s->refs.v[k]);

			if (row != NULL)
				note(row, s);
		}
	}
}

void
coverage_lint(const struct coverage *all, struct lint *lint)
{
	for (size_t i = 0; i < all->count; i++)
		for (size_t k = 0; k < all->v[i].count; k++) {
			const struct coverage_row *row = &all->v[i].v[k];

			if (row->reason != NULL && row->scenarios.count > 0)
				lint_problem(lint, &row->at,
				    "%s is said to be out of reach, and %s "
				    "has it; want one of both",
				    row->id, row->scenarios.v[0]);
		}
}

static enum state
state_of(const struct coverage_row *row)
{
	if (row->scenarios.count > 0)
		return COVERED;
	return row->reason != NULL ? NOT_APPLICABLE : MISSING;
}

static bool
matches(const char *pattern, const struct coverage_list *list,
    const struct coverage_row *row)
{
	return fnmatch(pattern, row->id, 0) == 0 ||
	       fnmatch(pattern, list->name, 0) == 0;
}

static bool
is_wanted(const struct coverage_list *list, const struct coverage_row *row,
    char *const *patterns, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (matches(patterns[i], list, row))
			return true;
	return count == 0;
}

static void
print_row(FILE *out, const struct coverage_row *row)
{
	fprintf(out, "%s\t%s\t%s", states[state_of(row)], row->id, row->demand);
	if (state_of(row) == NOT_APPLICABLE)
		fprintf(out, "\t%s", row->reason);
	for (size_t i = 0; i < row->scenarios.count; i++)
		fprintf(out, "%s%s", i == 0 ? "\t" : " ", row->scenarios.v[i]);
	fputc('\n', out);
}

static size_t
print_list(const struct coverage_list *list, FILE *out, char *const *patterns,
    size_t pattern_count)
{
	size_t counts[STATES] = { 0 };
	bool any = pattern_count == 0;

	for (size_t i = 0; i < list->count; i++)
		if (is_wanted(list, &list->v[i], patterns, pattern_count)) {
			counts[state_of(&list->v[i])]++;
			any = true;
		}
	if (any)
		fprintf(out, "%s covered: %zu missing: %zu n/a: %zu\n",
		    list->name, counts[COVERED], counts[MISSING],
		    counts[NOT_APPLICABLE]);
	for (size_t i = 0; i < list->count; i++) {
		const struct coverage_row *row = &list->v[i];

		if (is_wanted(list, row, patterns, pattern_count) &&
		    (pattern_count > 0 || state_of(row) == MISSING))
			print_row(out, row);
	}
	return counts[MISSING];
}

size_t
coverage_print(const struct coverage *all, FILE *out, char *const *patterns,
    size_t pattern_count)
{
	size_t missing = 0;

	for (size_t i = 0; i < all->count; i++)
		missing += print_list(&all->v[i], out, patterns, pattern_count);
	return missing;
}

bool
coverage_matches(const struct coverage *all, const char *pattern)
{
	for (size_t i = 0; i < all->count; i++)
		for (size_t k = 0; k < all->v[i].count; k++)
			if (matches(pattern, &all->v[i], &all->v[i].v[k]))
				return true;
	return false;
}
