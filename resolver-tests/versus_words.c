/* the pieces of lines, for text and for Markdown */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "resolver-tests/inert.h"
#include "resolver-tests/versus_print.h"

const struct versus_style versus_plain = { inert_add, inert_add, "->" };

void
versus_add_pair(struct text *out, const struct versus_pair *p,
    const struct versus_style *style)
{
	const struct results_client *first = p->a != NULL ? p->a : p->b;

	style->add_code(out, first->name);
	if (p->a == NULL || p->b == NULL)
		text_add(out, " (in %c only)", p->b == NULL ? 'A' : 'B');
	else if (strcmp(p->a->name, p->b->name) != 0) {
		text_add(out, " %s ", style->arrow);
		style->add_code(out, p->b->name);
	}
}

bool
versus_has_pair(const struct versus *v, size_t i)
{
	const struct versus_pair *p = &v->pairs[v->v[i].pair];

	return p->a != NULL && p->b != NULL;
}

size_t
versus_add_pairs(struct text *out, const struct versus *v, size_t i,
    const struct versus_style *style)
{
	size_t count = versus_same_pair(v, i), next = i + count;
	bool several = false;

	versus_add_pair(out, &v->pairs[v->v[i].pair], style);
	while (versus_has_pair(v, i) && next < v->count &&
	       versus_has_pair(v, next) && versus_same_pair(v, next) == count &&
	       versus_same_changes(v, i, next, count)) {
		text_add(out, ", ");
		versus_add_pair(out, &v->pairs[v->v[next].pair], style);
		next += count;
		several = true;
	}
	text_add(out, ": %zu%s", count, several ? " each" : "");
	return next;
}

/* " #3fa9c1", of an outcome or of one of several: S stands at the "#". */
static bool
is_hash(const char *s)
{
	const size_t digits = 6;

	return *s == '#' && strspn(s + 1, "0123456789abcdef") >= digits &&
	       (s[digits + 1] == ' ' || s[digits + 1] == '\0');
}

/* An outcome without its hashes, which say nothing to people; to be freed. */
static char *
without_hashes(const char *outcome)
{
	struct text out = { 0 };

	while (*outcome != '\0')
		if (*outcome == ' ' && is_hash(outcome + 1))
			outcome += 1 + strcspn(outcome + 1, " ");
		else
			text_add_octets(&out, outcome++, 1);
	return text_take(&out);
}

static void
add_outcome(struct text *out, const char *outcome,
    const struct versus_style *style)
{
	if (*outcome == '\0')
		text_add(out, "no outcome");
	else
		style->add_code(out, outcome);
}

/* "ok 20+0 -> EAI_AGAIN"; hashes where nothing else differs. */
static void
add_outcomes(struct text *out, const struct versus_trial *t,
    const struct versus_style *style)
{
	char *a = without_hashes(t->a->summary);
	char *b = without_hashes(t->b->summary);
	bool same = strcmp(t->a->summary, t->b->summary) == 0;
	bool only_hashes = !same && strcmp(a, b) == 0;

	add_outcome(out, only_hashes ? t->a->summary : a, style);
	if (same)
		text_add(out, " in both");
	else {
		text_add(out, " %s ", style->arrow);
		add_outcome(out, only_hashes ? t->b->summary : b, style);
	}
	free(a);
	free(b);
}

static void
add_verdicts(struct text *out, const struct versus_trial *t,
    const struct versus_style *style)
{
	text_add(out, "%s", verdict_names[t->a->verdict]);
	if (t->a->verdict != t->b->verdict)
		text_add(out, " %s %s", style->arrow,
		    verdict_names[t->b->verdict]);
}

static bool
same_outcomes(const struct versus_trial *t, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (strcmp(t[0].a->summary, t[i].a->summary) != 0 ||
		    strcmp(t[0].b->summary, t[i].b->summary) != 0)
			return false;
	return true;
}

/* "tcp/eof:*" of several, else the name. */
static void
add_name(struct text *out, const struct versus_trial *t, size_t count,
    const struct versus_style *style)
{
	const char *name = versus_trial_any(t)->scenario;
	struct text folded = { 0 };

	if (count > 1) {
		text_add_octets(&folded, name, strcspn(name, ":"));
		text_add(&folded, ":*");
		name = folded.s;
	}
	style->add_code(out, name);
	text_clear(&folded);
}

/* Of a trial that is in one file only: how many, and why not in the other. */
static void
add_absence(struct text *out, const struct versus_trial *t, size_t count)
{
	const struct results_trial *other =
	    t->kind == VERSUS_ONLY_A ? t->b : t->a;

	if (count > 1)
		text_add(out, " (%zu trials%s", count,
		    other == NULL ? ")" : ", ");
	else if (other != NULL)
		text_add(out, " (");
	if (other != NULL)
		text_add(out, "%s in %c)", verdict_names[other->verdict],
		    t->kind == VERSUS_ONLY_A ? 'B' : 'A');
}

void
versus_add_item(struct text *out, const struct versus *v, size_t i,
    size_t count, const struct versus_style *style)
{
	const struct versus_trial *t = &v->v[i];

	add_name(out, t, count, style);
	if (t->kind == VERSUS_ONLY_A || t->kind == VERSUS_ONLY_B) {
		add_absence(out, t, count);
		return;
	}
	text_add(out, " (");
	if (count > 1)
		text_add(out, "%zu trials, ", count);
	add_verdicts(out, t, style);
	text_add(out, ", ");
	add_outcomes(out, t, style);
	text_add(out, "%s)", same_outcomes(t, count) ? "" : " and others");
}

void
versus_add_reason(struct text *out, const struct versus_trial *t,
    const struct versus_style *style)
{
	const struct results_trial *r = versus_trial_reason(t);
	struct text reference = { 0 };

	if (r == NULL) {
		text_add(out, "no reason is on record");
		return;
	}
	style->add_prose(out, r->reason);
	text_add_octets(&reference, r->reference, strcspn(r->reference, " "));
	if (reference.len > 0 && strncmp(reference.s, "behaviour:", 10) != 0) {
		text_add(out, " [");
		style->add_code(out, reference.s);
		text_add(out, "]");
	}
	text_clear(&reference);
}

void
versus_add_note(struct text *out, const struct results_file *f)
{
	if (!f->ended)
		text_add(out,
		    "the run did not come to its end: compared as far as it "
		    "went");
	else if (f->claimed != f->count)
		text_add(out, "the run had %zu trials: compared are those here",
		    f->claimed);
}

void
versus_add_end(struct text *out, const struct versus *v)
{
	const size_t *n = v->counts;

	if (n[VERSUS_WORSE] > 0)
		text_add(out, "Worse: ");
	else
		text_add(out, "No regression: ");
	text_add(out,
	    "%zu newly failing, %zu newly passing, %zu changed, %zu alike",
	    n[VERSUS_WORSE], n[VERSUS_BETTER], n[VERSUS_CHANGED],
	    n[VERSUS_ALIKE]);
	if (n[VERSUS_EDITED] > 0)
		text_add(out, "; %zu whose scenario was edited",
		    n[VERSUS_EDITED]);
	if (n[VERSUS_ONLY_A] + n[VERSUS_ONLY_B] > 0)
		text_add(out, "; %zu only in A, %zu only in B",
		    n[VERSUS_ONLY_A], n[VERSUS_ONLY_B]);
	text_add(out, ".");
}
