#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/summary_print.h"
#include "resolver-tests/text.h"
#include "resolver-tests/wrap.h"

enum { INDENT = 2, NAME_WIDTH = 14 };

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

/* True where no trial like T stands before it. */
static bool
is_first_policy(const struct summary *s, const struct summary_trial *t)
{
	if (t->verdict != VERDICT_POLICY)
		return false;
	for (const struct summary_trial *k = s->v; k < t; k++)
		if (same_policy(t, k))
			return false;
	return true;
}

void
summary_print_policies(const struct summary *s, FILE *out)
{
	size_t count = 0;

	for (size_t i = 0; i < s->count; i++)
		count += is_first_policy(s, &s->v[i]);
	if (count == 0)
		return;
	fputs("Permitted by the standards, but not what a user wants:", out);
	if (!s->in_full && count > SUMMARY_BRIEF) {
		fprintf(out, "\n  %zu outcomes, which --long lists\n\n", count);
		return;
	}
	fputc('\n', out);
	for (size_t i = 0; i < s->count; i++)
		if (is_first_policy(s, &s->v[i]))
			print_policy(s, &s->v[i], out);
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
