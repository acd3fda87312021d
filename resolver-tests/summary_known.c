/* the part of the page about known deviations */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/summary_print.h"
#include "resolver-tests/text.h"
#include "resolver-tests/wrap.h"

enum { INDENT = 2, RECORD_INDENT = 6, COUNT_WIDTH = 6 };

/* The known deviations of one client: trials that stand side by side. */
struct stretch {
	const struct summary_trial *v;
	size_t count;
};

static bool
is_known(const struct summary_trial *t)
{
	return t->verdict == VERDICT_KNOWN && t->known != NULL;
}

/* The next stretch from *AT on; false where there is none. */
static bool
next_stretch(const struct summary *s, size_t *at, struct stretch *out)
{
	size_t i = *at, end;

	while (i < s->count && !is_known(&s->v[i]))
		i++;
	for (end = i; end < s->count; end++)
		if (!is_known(&s->v[end]) || s->v[end].client != s->v[i].client)
			break;
	*out = (struct stretch){ s->v + i, end - i };
	*at = end;
	return out->count > 0;
}

static bool
same_stretch(const struct stretch *a, const struct stretch *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (a->v[i].known != b->v[i].known ||
		    a->v[i].scenario != b->v[i].scenario)
			return false;
	return true;
}

/* An outcome without its hashes, which say nothing to people. */
static void
add_outcome(struct text *out, const char *outcome)
{
	while (*outcome != '\0') {
		size_t len = strcspn(outcome, "#");

		if (outcome[len] == '#' && len > 0)
			text_add_octets(out, outcome, len - 1);
		else
			text_add_octets(out, outcome, len);
		outcome += len;
		if (*outcome == '#')
			outcome += strcspn(outcome, " ;");
	}
}

/* COUNT trials of one record, from T on. */
static void
add_record(struct text *out, const struct summary_trial *t, size_t count)
{
	const struct known_deviation *r = t->known;

	if (out->len > 0)
		text_add(out, ", ");
	if (count == 1)
		text_add(out, "%s (", t->scenario->name);
	else
		text_add(out, "%s (%zu trials, ", r->scenario, count);
	add_outcome(out, count == 1 ? t->outcome : r->outcome);
	text_add(out, ")");
}

/* The reason, and the commit or report that tells more; to be freed. */
static char *
reason_text(const struct known_deviation *r)
{
	const char *ref = r->reference;
	size_t len = strcspn(ref, " ");

	if (len == 0 || strncmp(ref, "behaviour:", 10) == 0)
		return xstrdup(r->reason);
	return xasprintf("%s [%.*s]", r->reason, (int)len, ref);
}

/* Trials with one reason, from S->v[I] on; returns how many. */
static size_t
print_one_reason(const struct stretch *s, size_t i, FILE *out)
{
	const char *reason = s->v[i].known->reason;
	struct text records = { 0 };
	size_t end = i, run;
	char *text = reason_text(s->v[i].known);

	wrap_print(out, INDENT, 0, text);
	free(text);
	for (; end < s->count && strcmp(s->v[end].known->reason, reason) == 0;
	     end += run) {
		for (run = 1; end + run < s->count; run++)
			if (s->v[end + run].known != s->v[end].known)
				break;
		add_record(&records, &s->v[end], run);
	}
	text = text_take(&records);
	wrap_print(out, RECORD_INDENT, 0, text);
	free(text);
	return end - i;
}

/* Trials with one reason, side by side. */
struct cause {
	const struct known_deviation *record; /* the first */
	size_t count;
};

static int
compare_causes(const void *left, const void *right)
{
	const struct cause *a = left, *b = right;

	if (a->count != b->count)
		return a->count < b->count ? 1 : -1;
	return strcmp(a->record->reason, b->record->reason);
}

/* The reasons that most trials have, and how many more there are. */
static void
print_in_brief(const struct stretch *s, FILE *out)
{
	struct cause *causes = xcalloc(s->count, sizeof *causes);
	size_t count = 0;

	for (size_t i = 0; i < s->count; i++) {
		if (count == 0 || strcmp(causes[count - 1].record->reason,
				      s->v[i].known->reason) != 0)
			causes[count++].record = s->v[i].known;
		causes[count - 1].count++;
	}
	qsort(causes, count, sizeof *causes, compare_causes);
	for (size_t i = 0; i < count && i < SUMMARY_BRIEF; i++) {
		char *text = reason_text(causes[i].record);

		fprintf(out, "%*zu  ", COUNT_WIDTH, causes[i].count);
		wrap_print(out, COUNT_WIDTH + 2, COUNT_WIDTH + 2, text);
		free(text);
	}
	if (count > SUMMARY_BRIEF)
		fprintf(out, "%*s  and %zu more reasons, which --long lists\n",
		    COUNT_WIDTH, "", count - SUMMARY_BRIEF);
	free(causes);
}

static void
print_stretch(const struct summary *s, const struct stretch *one, FILE *out)
{
	if (!s->in_full && one->count > SUMMARY_BRIEF) {
		print_in_brief(one, out);
		return;
	}
	for (size_t i = 0; i < one->count;)
		i += print_one_reason(one, i, out);
}

void
summary_print_known(const struct summary *s, FILE *out)
{
	size_t at = 0, next;
	struct stretch one, other;

	while (next_stretch(s, &at, &one)) {
		fprintf(out, "%s", one.v[0].client->name);
		/* clients that deviate alike stand together */
		for (next = at; next_stretch(s, &next, &other) &&
				same_stretch(&one, &other);
		     at = next)
			fprintf(out, ", %s", other.v[0].client->name);
		fprintf(out, ": %zu known deviation%s\n", one.count,
		    one.count == 1 ? "" : "s");
		print_stretch(s, &one, out);
		fputc('\n', out);
	}
}
