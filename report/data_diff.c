/* a diff without the folder of the corpus and without the client's name */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "report/data_internal.h"
#include "resolver-tests/text.h"

/* Where in the LEN octets at LINE "NEEDLE" stands; LEN where it does not. */
static size_t
find(const char *line, size_t len, const char *needle)
{
	const size_t n = strlen(needle);

	for (size_t i = 0; i + n <= len; i++)
		if (memcmp(line + i, needle, n) == 0)
			return i;
	return len;
}

/* Where the folder begins that ends at AT: behind "(/", else the last "(". */
static size_t
folder(const char *line, size_t at)
{
	size_t i = find(line, at, "(/");

	if (i < at)
		return i + 1;
	i = at;
	while (i > 0 && line[i - 1] != '(')
		i--;
	/* a folder ends in a slash */
	return i == 0 || line[at - 1] != '/' ? at : i;
}

/*
 * "(/home/me/corpus/tcp/eof.scn:12)" and a record's "(/…/known/musl.tsv:3)":
 * the octets of the folder are left out.
 */
static void
add_without_folder(struct text *out, const char *line, size_t len,
    const char *file)
{
	size_t at;

	while ((at = find(line, len, file)) < len) {
		text_add_octets(out, line, folder(line, at));
		text_add(out, "%s", file);
		line += at + strlen(file);
		len -= at + strlen(file);
	}
	text_add_octets(out, line, len);
}

static bool
begins(const struct line *line, const char *words)
{
	return line->len >= strlen(words) &&
	       memcmp(line->s, words, strlen(words)) == 0;
}

static void
add_line(struct text *out, const struct line *line, const char *client)
{
	const size_t len = strlen("+++ ") + strlen(client);
	const bool names = begins(line, "+++ ") && line->len >= len &&
			   memcmp(line->s + 4, client, len - 4) == 0;

	text_add(out, "%s", names ? "+++ came" : "");
	text_add_octets(out, line->s + (names ? len : 0),
	    line->len - (names ? len : 0));
	text_add(out, "\n");
}

/* TEXT, to be freed, with FILE wherever a folder and FILE stood. */
static char *
without_folder(char *text, char *file)
{
	struct text out = { 0 };
	struct lines lines;

	lines_split(text, &lines);
	for (size_t i = 0; i < lines.count; i++) {
		add_without_folder(&out, lines.v[i].s, lines.v[i].len, file);
		text_add(&out, "\n");
	}
	lines_clear(&lines);
	free(text);
	free(file);
	return text_take(&out);
}

char *
report_diff(const struct results_trial *t, const struct results_client *client)
{
	struct text out = { 0 };
	struct lines lines;
	char *s;

	lines_split(t->diff, &lines);
	for (size_t i = 0; i < lines.count; i++)
		if (*t->reason == '\0' || !begins(&lines.v[i], "known: "))
			add_line(&out, &lines.v[i], client->name);
	lines_clear(&lines);
	s = without_folder(text_take(&out),
	    xasprintf("%.*s.scn:", (int)strcspn(t->scenario, ":"),
		t->scenario));
	return without_folder(s, xasprintf("known/%s.tsv:", client->family));
}
