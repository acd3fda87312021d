#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/inert.h"
#include "resolver-tests/tap.h"
#include "resolver-tests/text.h"

/* One trial; everything is borrowed. */
struct point {
	const char *scenario, *client, *summary, *diff, *reason;
	enum verdict verdict;
};

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
	char *s = inert_text(text);

	for (const char *at = s; *at != '\0'; at++) {
		if (*at == '#' || *at == '\\')
			putc('\\', tap->out);
		putc(*at, tap->out);
	}
	free(s);
}

/* BEFORE and the LEN octets of TEXT. */
static void
put_words(struct tap *tap, const char *before, const char *text, size_t len)
{
	char *part = xstrndup(text, len), *s = inert_text(part);

	fprintf(tap->out, "%s%s", before, s);
	free(part);
	free(s);
}

static void
put_comments(struct tap *tap, const char *text)
{
	struct lines lines;

	lines_split(text, &lines);
	for (size_t i = 0; i < lines.count; i++) {
		put_words(tap, "# ", lines.v[i].s, lines.v[i].len);
		putc('\n', tap->out);
	}
	lines_clear(&lines);
}

static void
put_point(struct tap *tap, const struct point *p)
{
	bool bad = verdict_is_bad(p->verdict);
	bool ok = p->verdict != VERDICT_KNOWN && !bad;

	fprintf(tap->out, "%s %zu - ", ok ? "ok" : "not ok", ++tap->count);
	put_description(tap, p->scenario);
	fputc(' ', tap->out);
	put_description(tap, p->client);
	if (p->verdict == VERDICT_NA || p->verdict == VERDICT_SKIP)
		put_words(tap, " # SKIP ", p->diff, strcspn(p->diff, "\n"));
	if (p->verdict == VERDICT_KNOWN)
		put_words(tap, " # TODO known: ", p->reason, strlen(p->reason));
	if (p->verdict == VERDICT_POLICY)
		put_words(tap, " # policy: ", p->summary, strlen(p->summary));
	fputc('\n', tap->out);
	if (bad) {
		fprintf(tap->out, "# %s", verdict_names[p->verdict]);
		put_words(tap, ": ", p->summary, strlen(p->summary));
		fputc('\n', tap->out);
		put_comments(tap, p->diff);
	}
}

void
tap_add(struct tap *tap, const struct finished *f)
{
	const struct judgement *j = f->judgement;
	const struct point p = { .scenario = f->scenario->name,
		.client = f->client->name,
		.summary = j->summary,
		.diff = j->diff,
		.reason = j->known == NULL ? "" : j->known->reason,
		.verdict = j->verdict };

	put_point(tap, &p);
	fflush(tap->out);
}

int
tap_end(struct tap *tap)
{
	fprintf(tap->out, "1..%zu\n", tap->count);
	return fflush(tap->out) == EOF || ferror(tap->out) ? -1 : 0;
}

void
tap_print(const struct results_file *f, FILE *out)
{
	const char *lack = results_file_lack(f);
	struct tap tap;

	tap_start(&tap, out);
	for (size_t i = 0; i < f->count; i++) {
		const struct results_trial *t = &f->trials[i];
		const struct point p = { .scenario = t->scenario,
			.client = f->clients[t->client].name,
			.summary = t->summary,
			.diff = t->diff,
			.reason = t->reason,
			.verdict = t->verdict };

		put_point(&tap, &p);
	}
	fprintf(out, "1..%zu\n", tap.count);
	if (lack != NULL)
		fprintf(out, "Bail out! %s\n", lack);
}
