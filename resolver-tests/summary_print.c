#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/summary_print.h"
#include "resolver-tests/text.h"
#include "resolver-tests/wrap.h"

enum { INDENT = 2, NAME_WIDTH = 14, RECORD_INDENT = 6 };

/* "    musl-1.2.3     EAI_NONAME, no TCP connection; known: why" */
static void
print_headline(const struct summary_trial *t, FILE *out)
{
	const unsigned indent = 2 * INDENT + NAME_WIDTH + 1;
	char *text;

	if (t->verdict == VERDICT_PASS)
		text = xstrdup(t->headline);
	else
		text = xasprintf("%s; %s%s%s", t->headline,
		    verdict_names[t->verdict], t->known == NULL ? "" : ": ",
		    t->known == NULL ? "" : t->known->reason);
	fprintf(out, "%*s%-*s ", 2 * INDENT, "", NAME_WIDTH, t->client->name);
	wrap_print(out, indent, indent, text);
	free(text);
}

void
summary_print_headline(const struct summary *s, FILE *out)
{
	const struct scenario *scenario = NULL;

	for (size_t i = 0; i < s->count; i++) {
		const struct summary_trial *t = &s->v[i];

		if (t->headline == NULL)
			continue;
		if (scenario == NULL) {
			scenario = t->scenario;
			fprintf(out, "%s (%s)\n", scenario->title,
			    scenario->name);
			for (size_t k = 0; k < scenario->why.count; k++)
				wrap_print(out, INDENT, 0, scenario->why.v[k]);
		}
		print_headline(t, out);
	}
	if (scenario != NULL)
		fputc('\n', out);
}

/* Columns that no trial needs are left out; "pass" always stands. */
static bool
is_column(const struct summary *s, int verdict)
{
	return verdict == VERDICT_PASS || s->verdicts[verdict] > 0;
}

void
summary_print_table(const struct summary *s, FILE *out,
    const struct clients *clients)
{
	if (s->count == 0)
		return;
	fprintf(out, "%-*s", NAME_WIDTH + INDENT, "trials");
	for (int v = 0; v < VERDICTS; v++)
		if (is_column(s, v))
			fprintf(out, " %8s", verdict_names[v]);
	fputc('\n', out);
	for (size_t c = 0; c < clients->count; c++) {
		size_t counts[VERDICTS] = { 0 }, all = 0;

		for (size_t i = 0; i < s->count; i++)
			if (s->v[i].client == &clients->v[c]) {
				counts[s->v[i].verdict]++;
				all++;
			}
		if (all == 0)
			continue;
		fprintf(out, "%*s%-*s", INDENT, "", NAME_WIDTH,
		    clients->v[c].name);
		for (int v = 0; v < VERDICTS; v++)
			if (is_column(s, v))
				fprintf(out, " %8zu", counts[v]);
		fputc('\n', out);
	}
	fputc('\n', out);
}

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

/* The reason, and the commit or report that tells more, where there is one. */
static void
print_reason(const struct known_deviation *r, FILE *out)
{
	const char *ref = r->reference;
	size_t len = strcspn(ref, " ");
	char *text;

	if (len == 0 || strncmp(ref, "behaviour:", 10) == 0)
		text = xstrdup(r->reason);
	else
		text = xasprintf("%s [%.*s]", r->reason, (int)len, ref);
	wrap_print(out, INDENT, 0, text);
	free(text);
}

/* Trials with one reason, from S->v[I] on; returns how many. */
static size_t
print_one_reason(const struct stretch *s, size_t i, FILE *out)
{
	const char *reason = s->v[i].known->reason;
	struct text records = { 0 };
	size_t end = i, run;
	char *text;

	print_reason(s->v[i].known, out);
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

static void
print_stretch(const struct stretch *s, FILE *out)
{
	for (size_t i = 0; i < s->count;)
		i += print_one_reason(s, i, out);
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
		print_stretch(&one, out);
		fputc('\n', out);
	}
}

/* The same outcome in variants of the same scenario. */
static bool
same_policy(const struct summary_trial *a, const struct summary_trial *b)
{
	return b->verdict == VERDICT_POLICY &&
	       strcmp(a->scenario->path, b->scenario->path) == 0 &&
	       strcmp(a->outcome, b->outcome) == 0;
}

/* T and all trials like it, none of which stands before it. */
static void
print_policy(const struct summary *s, const struct summary_trial *t, FILE *out)
{
	const struct client *client = NULL;
	size_t variants = 0, base = strcspn(t->scenario->name, ":");

	for (size_t k = 0; k < s->count; k++)
		variants +=
		    same_policy(t, &s->v[k]) && s->v[k].scenario != t->scenario;
	if (variants > 0)
		fprintf(out, "%*s%.*s:*: %s by", INDENT, "", (int)base,
		    t->scenario->name, t->outcome);
	else
		fprintf(out, "%*s%s: %s by", INDENT, "", t->scenario->name,
		    t->outcome);
	for (size_t k = 0; k < s->count; k++) {
		if (!same_policy(t, &s->v[k]) || s->v[k].client == client)
			continue;
		client = s->v[k].client;
		fprintf(out, " %s", client->name);
	}
	fputc('\n', out);
}

void
summary_print_policies(const struct summary *s, FILE *out)
{
	bool any = false;

	for (size_t i = 0, k; i < s->count; i++) {
		const struct summary_trial *t = &s->v[i];

		for (k = 0; k < i && !same_policy(t, &s->v[k]); k++)
			;
		if (t->verdict != VERDICT_POLICY || k < i)
			continue; /* stands with an earlier one */
		if (!any)
			fputs("Permitted by the standards, but not what a user "
			      "wants:\n",
			    out);
		any = true;
		print_policy(s, t, out);
	}
	if (any)
		fputc('\n', out);
}

void
summary_print_skips(const struct summary *s, FILE *out)
{
	bool any = false;

	for (size_t i = 0, k; i < s->count; i++) {
		const struct summary_trial *t = &s->v[i];
		size_t same = 0;

		if (t->verdict != VERDICT_SKIP)
			continue;
		for (k = 0; k < s->count; k++) {
			if (s->v[k].verdict != VERDICT_SKIP ||
			    strcmp(s->v[k].diff, t->diff) != 0)
				continue;
			if (k < i)
				break;
			same++;
		}
		if (k < s->count)
			continue; /* stands with an earlier one */
		fprintf(out, "skipped, %zu trial%s: %.*s\n", same,
		    same == 1 ? "" : "s", (int)strcspn(t->diff, "\n"), t->diff);
		any = true;
	}
	if (any)
		fputc('\n', out);
}

void
summary_print_bad(const struct summary *s, FILE *out)
{
	for (size_t i = 0; i < s->count; i++) {
		const struct summary_trial *t = &s->v[i];
		struct lines lines;

		if (!verdict_is_bad(t->verdict))
			continue;
		fprintf(out, "%s: %s %s\n", verdict_names[t->verdict],
		    t->scenario->name, t->client->name);
		lines_split(t->diff, &lines);
		for (size_t k = 0; k < lines.count; k++)
			fprintf(out, "    %.*s\n", (int)lines.v[k].len,
			    lines.v[k].s);
		lines_clear(&lines);
		fputc('\n', out);
	}
}
