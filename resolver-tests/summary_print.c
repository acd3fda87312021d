#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/summary_print.h"
#include "resolver-tests/text.h"
#include "resolver-tests/wrap.h"

enum { INDENT = 2, NAME_WIDTH = 14, REASON_INDENT = 6 };

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
		fprintf(out, "    %-*s %s", NAME_WIDTH, t->client->name,
		    t->headline);
		if (t->verdict != VERDICT_PASS)
			fprintf(out, "  (%s)", verdict_names[t->verdict]);
		fputc('\n', out);
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

static size_t
count_known(const struct summary *s, const struct client *client)
{
	size_t n = 0;

	for (size_t i = 0; i < s->count; i++)
		n += s->v[i].client == client &&
		     s->v[i].verdict == VERDICT_KNOWN;
	return n;
}

/* COUNT trials of one client and one record, from FIRST on. */
static void
print_record(const struct summary_trial *first, size_t count, FILE *out)
{
	const struct known_deviation *r = first->known;
	char *reason = xasprintf("%s [%s]", r->reason, r->reference);

	if (count == 1)
		fprintf(out, "%*s%s: %s\n", INDENT, "", first->scenario->name,
		    first->outcome);
	else
		fprintf(out, "%*s%s, %zu trials: %s\n", INDENT, "", r->scenario,
		    count, r->outcome);
	wrap_print(out, REASON_INDENT, 0, reason);
	free(reason);
}

void
summary_print_known(const struct summary *s, FILE *out)
{
	const struct client *client = NULL;

	for (size_t i = 0, run; i < s->count; i += run) {
		const struct summary_trial *t = &s->v[i];

		run = 1;
		if (t->verdict != VERDICT_KNOWN || t->known == NULL)
			continue;
		while (i + run < s->count && t[run].known == t->known &&
		       t[run].verdict == VERDICT_KNOWN &&
		       t[run].client == t->client)
			run++;
		if (t->client != client) {
			size_t n = count_known(s, t->client);

			fprintf(out, "%s%s: %zu known deviation%s\n",
			    client == NULL ? "" : "\n", t->client->name, n,
			    n == 1 ? "" : "s");
			client = t->client;
		}
		print_record(t, run, out);
	}
	if (client != NULL)
		fputc('\n', out);
}

static bool
same_policy(const struct summary_trial *a, const struct summary_trial *b)
{
	return b->verdict == VERDICT_POLICY && a->scenario == b->scenario &&
	       strcmp(a->outcome, b->outcome) == 0;
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
			continue; /* stands with an earlier client */
		if (!any)
			fputs("Permitted by the standards, but not what a user "
			      "wants:\n",
			    out);
		any = true;
		fprintf(out, "%*s%s: %s by", INDENT, "", t->scenario->name,
		    t->outcome);
		for (k = i; k < s->count; k++)
			if (same_policy(t, &s->v[k]))
				fprintf(out, " %s", s->v[k].client->name);
		fputc('\n', out);
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
		fprintf(out, "skipped, %zu trial%s: %s", same,
		    same == 1 ? "" : "s", t->diff);
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
