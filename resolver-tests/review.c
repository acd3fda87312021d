#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/review.h"

/* What all trials of one scenario (one variant) came to. */
struct sighting {
	const struct scenario *scenario;
	struct bits used; /* entries, in any trial */
	size_t trials, met;
	const char *family; /* of the first client */
	bool two_families;
};

struct review {
	const struct known *known;
	struct sighting *v; /* as the scenarios are ordered: variants adjoin */
	size_t count;
	struct sighting **index; /* by address of the scenario */
	bool *needed, *tried;    /* a record each */
};

static int
compare_sightings(const void *left, const void *right)
{
	const struct sighting *const *a = left, *const *b = right;

	return ((*a)->scenario > (*b)->scenario) -
	       ((*a)->scenario < (*b)->scenario);
}

struct review *
review_new(const struct scenarios *scenarios, const struct known *known)
{
	struct review *r = xcalloc(1, sizeof *r);

	r->known = known;
	r->count = scenarios->count;
	r->v = xcalloc(r->count, sizeof *r->v);
	r->index = xcalloc(r->count, sizeof *r->index);
	r->needed = xcalloc(known->count, sizeof *r->needed);
	r->tried = xcalloc(known->count, sizeof *r->tried);
	for (size_t i = 0; i < r->count; i++) {
		r->v[i].scenario = scenarios->v[i];
		r->index[i] = &r->v[i];
	}
	qsort(r->index, r->count, sizeof(struct sighting *), compare_sightings);
	return r;
}

void
review_free(struct review *r)
{
	if (r == NULL)
		return;
	for (size_t i = 0; i < r->count; i++)
		bits_clear(&r->v[i].used);
	free(r->v);
	free(r->index);
	free(r->needed);
	free(r->tried);
	free(r);
}

static bool
is_met(enum verdict verdict)
{
	return verdict == VERDICT_PASS || verdict == VERDICT_FIXED;
}

void
review_add(struct review *r, const struct finished *f)
{
	const struct sighting key = { .scenario = f->scenario };
	const struct sighting *wanted = &key;
	struct sighting **found = bsearch(&wanted, r->index, r->count,
	    sizeof(struct sighting *), compare_sightings);
	const struct known_deviation *record;

	if (found == NULL || f->observation == NULL ||
	    f->observation->kind != OBSERVED)
		return;
	bits_add_all(&(*found)->used, &f->observation->entries_used);
	(*found)->trials++;
	(*found)->met += is_met(f->judgement->verdict);
	if ((*found)->family == NULL)
		(*found)->family = f->client->family;
	else if (strcmp((*found)->family, f->client->family) != 0)
		(*found)->two_families = true;
	record = known_find(r->known, f->scenario->name, f->client);
	if (record != NULL)
		r->tried[record - r->known->v] = true;
	if (f->judgement->known != NULL &&
	    f->judgement->verdict != VERDICT_FIXED)
		r->needed[f->judgement->known - r->known->v] = true;
}

/* Variants of one file share entries: unused in all of them is unused. */
static void
finish_entries(const struct sighting *first, size_t variants, struct lint *out)
{
	struct bits used = { 0 };
	size_t trials = 0, entries = first->scenario->entry_count;

	for (size_t i = 0; i < variants; i++) {
		if (first[i].scenario->entry_count != entries)
			goto out;
		bits_add_all(&used, &first[i].used);
		trials += first[i].trials;
	}
	for (size_t i = 0; i < entries && trials > 0; i++)
		if (!bits_has(&used, i))
			lint_problem(out, &first->scenario->entries[i].at,
			    "an entry no query ever used, want one that "
			    "answers something");
out:
	bits_clear(&used);
}

void
review_finish(const struct review *r, struct lint *out)
{
	for (size_t i = 0, n; i < r->count; i += n) {
		const struct sighting *s = &r->v[i];

		for (n = 1; i + n < r->count; n++)
			if (strcmp(s[n].scenario->path, s->scenario->path) != 0)
				break;
		finish_entries(s, n, out);
	}
	for (size_t i = 0; i < r->count; i++) {
		const struct sighting *s = &r->v[i];

		if (s->two_families && s->met == 0 &&
		    s->scenario->unconfirmed == NULL)
			lint_problem(out, &s->scenario->at,
			    "%s: no client meets the expectation, want one "
			    "that does or UNCONFIRMED and the reason",
			    s->scenario->name);
	}
	for (size_t i = 0; i < r->known->count; i++)
		if (r->tried[i] && !r->needed[i])
			lint_problem(out, &r->known->v[i].at,
			    "%s no longer deviates so, want the record "
			    "dropped or brought up to date",
			    r->known->v[i].scenario);
}
