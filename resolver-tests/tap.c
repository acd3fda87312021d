#include "config.h"

#include <string.h>

#include "resolver-tests/tap.h"
#include "resolver-tests/text.h"

void
tap_start(struct tap *tap, FILE *out)
{
	tap->out = out;
	tap->count = 0;
	fputs("TAP version 13\n", out);
}

/* "#" starts a directive, so it does not stand as it is in a description. */
static void
put_description(struct tap *tap, const char *text)
{
	for (; *text != '\0'; text++) {
		if (*text == '#' || *text == '\\')
			putc('\\', tap->out);
		putc(*text, tap->out);
	}
}

static void
put_comments(struct tap *tap, const char *text)
{
	struct lines lines;

	lines_split(text, &lines);
	for (size_t i = 0; i < lines.count; i++)
		fprintf(tap->out, "# %.*s\n", (int)lines.v[i].len,
		    lines.v[i].s);
	lines_clear(&lines);
}

/* The first line of the diff is the reason. */
static void
put_reason(struct tap *tap, const char *diff)
{
	fprintf(tap->out, " # SKIP %.*s", (int)strcspn(diff, "\n"), diff);
}

void
tap_add(struct tap *tap, const struct finished *f)
{
	const struct judgement *j = f->judgement;
	bool ok = j->verdict != VERDICT_KNOWN && !verdict_is_bad(j->verdict);

	fprintf(tap->out, "%s %zu - ", ok ? "ok" : "not ok", ++tap->count);
	put_description(tap, f->scenario->name);
	fputc(' ', tap->out);
	put_description(tap, f->client->name);
	if (j->verdict == VERDICT_NA || j->verdict == VERDICT_SKIP)
		put_reason(tap, j->diff);
	if (j->verdict == VERDICT_KNOWN)
		fprintf(tap->out, " # TODO known: %s",
		    j->known == NULL ? "" : j->known->reason);
	if (j->verdict == VERDICT_POLICY)
		fprintf(tap->out, " # policy: %s", j->summary);
	fputc('\n', tap->out);
	if (verdict_is_bad(j->verdict)) {
		fprintf(tap->out, "# %s: %s\n", verdict_names[j->verdict],
		    j->summary);
		put_comments(tap, j->diff);
	}
	fflush(tap->out);
}

int
tap_end(struct tap *tap)
{
	fprintf(tap->out, "1..%zu\n", tap->count);
	return fflush(tap->out) == EOF || ferror(tap->out) ? -1 : 0;
}
