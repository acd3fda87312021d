#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/digest_internal.h"
#include "resolver-tests/inert.h"
#include "resolver-tests/xml.h"

/* In octets; a little is left for titles. */
enum {
	ROOM = DIGEST_MAX / 10,    /* of each part */
	BAD_ROOM = DIGEST_MAX / 2, /* of what is not as expected */
};
enum { DIFF_LINES_MAX = 200, DIFF_OCTETS_MAX = 20000 };

void
digest_add(struct digest *d, struct text *item)
{
	if (d->text.len + item->len > d->end)
		d->lost++;
	else if (item->len > 0)
		text_add_octets(&d->text, item->s, item->len);
	text_clear(item);
}

void
digest_end_part(struct digest *d, const char *what)
{
	if (d->lost > 0)
		text_add(&d->text,
		    "\n…and %zu more %s, for which there is no room\n", d->lost,
		    what);
	d->lost = 0;
}

static size_t
count_bad(const size_t *verdicts)
{
	size_t count = 0;

	for (int v = 0; v < VERDICTS; v++)
		if (verdict_is_bad((enum verdict)v))
			count += verdicts[v];
	return count;
}

static void
add_head(struct digest *d)
{
	const char *lack = results_file_lack(d->file);
	size_t bad = count_bad(d->verdicts);

	if (bad > 0)
		text_add(&d->text, "## Not as expected: %zu of %zu trials\n\n",
		    bad, d->file->count);
	else
		text_add(&d->text,
		    "## Everything is as expected or as recorded\n\n");
	if (lack != NULL)
		text_add(&d->text, "**Incomplete: %s.**\n\n", lack);
}

/* Columns that no trial needs are left out; "pass" always stands. */
static bool
is_column(const struct digest *d, int verdict)
{
	return verdict == VERDICT_PASS || d->verdicts[verdict] > 0;
}

/* A row for the client whose first trial is I; returns where they end. */
static size_t
add_row(struct digest *d, size_t i)
{
	const struct results_file *f = d->file;
	const size_t client = f->trials[i].client;
	size_t counts[VERDICTS] = { 0 };
	struct text row = { 0 };

	text_add(&row, "| ");
	inert_add_code(&row, f->clients[client].name);
	text_add(&row, " |");
	for (; i < f->count && f->trials[i].client == client; i++)
		counts[f->trials[i].verdict]++;
	for (int v = 0; v < VERDICTS; v++)
		if (is_column(d, v))
			text_add(&row, " %zu |", counts[v]);
	text_add(&row, "\n");
	digest_add(d, &row);
	return i;
}

static void
add_table(struct digest *d)
{
	d->end = d->text.len + ROOM;
	text_add(&d->text, "| trials |");
	for (int v = 0; v < VERDICTS; v++)
		if (is_column(d, v))
			text_add(&d->text, " %s |", verdict_names[v]);
	text_add(&d->text, "\n| --- |");
	for (int v = 0; v < VERDICTS; v++)
		if (is_column(d, v))
			text_add(&d->text, " ---: |");
	text_add(&d->text, "\n");
	for (size_t i = 0; i < d->file->count;)
		i = add_row(d, i);
	digest_end_part(d, "clients");
}

static void
add_fact(struct text *out, const char *name, const char *value)
{
	if (*value == '\0')
		return;
	text_add(out, ", %s ", name);
	inert_add_code(out, value);
}

/* "9926 trials in 43.2 s, resolver-tests `0.1.0`, kernel `6.1`, at `2026…`" */
static void
add_circumstances(struct digest *d)
{
	const struct results_file *f = d->file;

	text_add(&d->text, "\n%zu trial%s", f->count, f->count == 1 ? "" : "s");
	if (f->wall_ms > 0)
		text_add(&d->text, " in %.1f s", f->wall_ms / 1000.0);
	add_fact(&d->text, "resolver-tests", f->program);
	add_fact(&d->text, "kernel", f->kernel);
	add_fact(&d->text, "at", f->date);
	text_add(&d->text, "\n");
}

/* More backticks than TEXT has in a row, three at least. */
static char *
fence_around(const char *text)
{
	size_t longest = 2;
	char *fence;

	while (*text != '\0') {
		size_t len = strspn(text, "`");

		longest = len > longest ? len : longest;
		text += len == 0 ? 1 : len;
	}
	fence = xcalloc(longest + 2, 1);
	memset(fence, '`', longest + 1);
	return fence;
}

static void
add_diff(struct text *out, const char *diff)
{
	char *fence = fence_around(diff);
	struct lines lines;
	size_t i, len = 0;

	text_add(out, "\n%sdiff\n", fence);
	lines_split(diff, &lines);
	for (i = 0; i < lines.count && i < DIFF_LINES_MAX; i++) {
		char *line;

		len += lines.v[i].len;
		if (len > DIFF_OCTETS_MAX)
			break;
		line = xstrndup(lines.v[i].s, lines.v[i].len);
		inert_add(out, line);
		text_add(out, "\n");
		free(line);
	}
	text_add(out, "%s\n", fence);
	if (i < lines.count)
		text_add(out, "\n…and %zu more lines\n", lines.count - i);
	lines_clear(&lines);
	free(fence);
}

/* Markdown is not read in a summary; names of people are, outside code. */
static void
add_html_code(struct text *out, const char *text)
{
	text_add(out, "<code>");
	xml_add_value(out, text);
	text_add(out, "</code>");
}

static void
add_bad(struct digest *d)
{
	const struct results_file *f = d->file;

	d->end = d->text.len + BAD_ROOM;
	for (size_t i = 0; i < f->count; i++) {
		const struct results_trial *t = &f->trials[i];
		struct text item = { 0 };

		if (!verdict_is_bad(t->verdict))
			continue;
		text_add(&item,
		    "\n<details>\n<summary>%s: ", verdict_names[t->verdict]);
		add_html_code(&item, t->scenario);
		text_add(&item, " on ");
		add_html_code(&item, f->clients[t->client].name);
		if (*t->summary != '\0') {
			text_add(&item, ": ");
			add_html_code(&item, t->summary);
		}
		text_add(&item, "</summary>\n");
		add_diff(&item, t->diff);
		text_add(&item, "\n</details>\n");
		digest_add(d, &item);
	}
	digest_end_part(d, "trials that are not as expected");
}

void
digest_print(const struct results_file *f, FILE *out)
{
	struct digest d = { .file = f };

	for (size_t i = 0; i < f->count; i++)
		d.verdicts[f->trials[i].verdict]++;
	add_head(&d);
	add_table(&d);
	add_circumstances(&d);
	add_bad(&d);
	digest_add_lists(&d, ROOM);
	d.end = d.text.len + ROOM / 2;
	digest_add_clients(&d);
	fputs(d.text.s, out);
	text_clear(&d.text);
}
