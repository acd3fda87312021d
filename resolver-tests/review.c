#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/review.h"

/* Families whose clients may confirm an expectation; the bits of a sighting. */
static const char *const references[] = { "glibc", "c-ares", "ldns" };
enum { REFERENCES = 3, ALL_REFERENCES = (1 << REFERENCES) - 1 };

/* What all trials of one scenario (one variant) came to. */
struct sighting {
	const struct scenario *scenario;
	struct bits used; /* lines of entries that answered, in any trial */
	size_t trials;    /* that were run to their end */
	unsigned seen;    /* references that have a verdict */
	unsigned met;     /* those that passed */
	bool undecided;   /* a reference's verdict says nothing */
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

/* The outcome was compared, or the client cannot have one. */
static bool
is_decided(enum verdict verdict)
{
	return verdict == VERDICT_PASS || verdict == VERDICT_POLICY ||
	       verdict == VERDICT_KNOWN || verdict == VERDICT_FAIL ||
	       verdict == VERDICT_NA;
}

static void
note_reference(struct sighting *s, const struct review_trial *t)
{
	for (unsigned i = 0; i < REFERENCES; i++) {
		if (strcmp(t->client->family, references[i]) != 0)
			continue;
		s->seen |= 1U << i;
		if (t->verdict == VERDICT_PASS)
			s->met |= 1U << i;
		if (!is_decided(t->verdict))
			s->undecided = true;
	}
}

void
review_note(struct review *r, const struct review_trial *t)
{
	const struct sighting key = { .scenario = t->scenario };
	const struct sighting *wanted = &key;
	struct sighting **found = bsearch(&wanted, r->index, r->count,
	    sizeof(struct sighting *), compare_sightings);
	const struct known_deviation *record;

	if (found == NULL)
		return;
	note_reference(*found, t);
	if (!t->was_run)
		return;
	(*found)->trials++;
	bits_add_all(&(*found)->used, t->lines);
	record = known_find(r->known, t->scenario->name, t->client);
	if (record == NULL)
		return;
	r->tried[record - r->known->v] = true;
	if (t->needs_record)
		r->needed[record - r->known->v] = true;
}

void
review_add(struct review *r, const struct finished *f)
{
	struct bits lines = { 0 };
	const struct review_trial t = { .scenario = f->scenario,
		.client = f->client,
		.verdict = f->judgement->verdict,
		.was_run =
		    f->observation != NULL && f->observation->kind == OBSERVED,
		.needs_record = f->judgement->known != NULL &&
				f->judgement->verdict != VERDICT_FIXED,
		.lines = &lines };

	for (size_t i = 0; t.was_run && i < f->scenario->entry_count; i++)
		if (bits_has(&f->observation->entries_used, i))
			bits_add(&lines, f->scenario->entries[i].at.line);
	review_note(r, &t);
	bits_clear(&lines);
}

static void
finish_entry(const struct sighting *first, size_t variants,
    const struct entry *e, struct lint *out)
{
	for (size_t i = 0; i < variants; i++)
		if (bits_has(&first[i].used, e->at.line))
			return;
	lint_problem(out, &e->at,
	    "an entry no query ever used, want one that answers something");
}

/* Variants of one file share entries: unused in all of them is unused. */
static void
finish_entries(const struct sighting *first, size_t variants, struct lint *out)
{
	for (size_t i = 0; i < variants; i++)
		if (first[i].trials == 0)
			return;
	for (size_t i = 0; i < variants; i++)
		for (size_t k = 0; k < first[i].scenario->entry_count; k++)
			finish_entry(first, variants,
			    &first[i].scenario->entries[k], out);
}

/*
 * One reference passes, or UNCONFIRMED says why the expectation stands.  Where
 * it does and some pass, those of another system may not: only that all pass
 * tells that the line is out of date.
 */
static void
finish_expectation(const struct sighting *s, struct lint *out)
{
	const char *reason = s->scenario->unconfirmed;

	if (s->seen != ALL_REFERENCES)
		return;
	if (s->met == 0 && reason == NULL && !s->undecided)
		lint_problem(out, &s->scenario->at,
		    "%s: no reference (glibc, c-ares, ldns) passes, want one "
		    "that does, or UNCONFIRMED and the clause that demands it",
		    s->scenario->name);
	if (s->met == ALL_REFERENCES && reason != NULL)
		lint_problem(out, &s->scenario->at,
		    "%s: UNCONFIRMED, and each reference (glibc, c-ares, ldns) "
		    "passes; want the line dropped, or in a WHEN for the "
		    "variants it is about",
		    s->scenario->name);
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
	for (size_t i = 0; i < r->count; i++)
		finish_expectation(&r->v[i], out);
	for (size_t i = 0; i < r->known->count; i++)
		if (r->tried[i] && !r->needed[i])
			lint_problem(out, &r->known->v[i].at,
			    "%s no longer deviates so, want the record "
			    "dropped or brought up to date",
			    r->known->v[i].scenario);
}
