/* the folded lists of a digest: a line for all trials that have it in common */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/digest_internal.h"
#include "resolver-tests/inert.h"

struct part {
	enum verdict verdict;
	const char *title;
	const char *what; /* its items */
	/* Of pointers to trials, for qsort(): 0 where both are in one item. */
	int (*compare)(const void *, const void *);
	void (*add)(struct text *, const struct results_trial *, size_t count);
};

static int
by_reason(const void *left, const void *right)
{
	const struct results_trial *const *a = left, *const *b = right;

	return strcmp((*a)->reason, (*b)->reason);
}

static void
add_reason(struct text *out, const struct results_trial *t, size_t count)
{
	char *reference = xstrndup(t->reference, strcspn(t->reference, " "));

	text_add(out, "- %zu: ", count);
	inert_add_prose(out, t->reason);
	if (*reference != '\0' && strncmp(reference, "behaviour:", 10) != 0) {
		text_add(out, " (");
		inert_add_code(out, reference);
		text_add(out, ")");
	}
	free(reference);
}

/* Octets of the name without the variant. */
static size_t
base_len(const struct results_trial *t)
{
	return strcspn(t->scenario, ":");
}

static int
by_outcome(const void *left, const void *right)
{
	const struct results_trial *a =
	    *(const struct results_trial *const *)left;
	const struct results_trial *b =
	    *(const struct results_trial *const *)right;
	size_t len = base_len(a) < base_len(b) ? base_len(a) : base_len(b);
	int order = strncmp(a->scenario, b->scenario, len);

	if (order == 0)
		order = (base_len(a) > len) - (base_len(b) > len);
	return order != 0 ? order : strcmp(a->summary, b->summary);
}

static void
add_outcome(struct text *out, const struct results_trial *t, size_t count)
{
	char *name = count == 1
			 ? xstrdup(t->scenario)
			 : xasprintf("%.*s:*", (int)base_len(t), t->scenario);

	text_add(out, "- ");
	inert_add_code(out, name);
	if (count > 1)
		text_add(out, " (%zu trials)", count);
	text_add(out, ": ");
	inert_add_code(out, t->summary);
	free(name);
}

static int
by_words(const void *left, const void *right)
{
	const struct results_trial *const *a = left, *const *b = right;

	return strcmp((*a)->diff, (*b)->diff);
}

static void
add_words(struct text *out, const struct results_trial *t, size_t count)
{
	char *words = xstrndup(t->diff, strcspn(t->diff, "\n"));

	text_add(out, "- %zu: ", count);
	inert_add_prose(out, words);
	free(words);
}

static const struct part parts[] = {
	{ VERDICT_KNOWN, "Known deviations", "reasons", by_reason, add_reason },
	{ VERDICT_POLICY,
	    "Permitted by the standards, but not what a user wants", "outcomes",
	    by_outcome, add_outcome },
	{ VERDICT_SKIP, "Skipped", "reasons", by_words, add_words },
};

/* COUNT trials of one client, which the part is about. */
static void
add_items(struct digest *d, const struct part *p,
    const struct results_trial **v, size_t count)
{
	struct text item = { 0 };

	qsort(v, count, sizeof(const struct results_trial *), p->compare);
	text_add(&item, "\n");
	inert_add_code(&item, d->file->clients[v[0]->client].name);
	text_add(&item, ": %zu\n\n", count);
	digest_add(d, &item);
	for (size_t i = 0, end; i < count; i = end) {
		for (end = i + 1; end < count; end++)
			if (p->compare(&v[i], &v[end]) != 0)
				break;
		p->add(&item, v[i], end - i);
		text_add(&item, "\n");
		digest_add(d, &item);
	}
}

static void
add_part(struct digest *d, const struct part *p)
{
	const struct results_file *f = d->file;
	const struct results_trial **v;
	size_t count = 0;

	if (d->verdicts[p->verdict] == 0)
		return;
	v = xcalloc(d->verdicts[p->verdict],
	    sizeof(const struct results_trial *));
	text_add(&d->text, "\n<details>\n<summary>%s: %zu</summary>\n",
	    p->title, d->verdicts[p->verdict]);
	for (size_t i = 0; i < f->count; i++) {
		const struct results_trial *t = &f->trials[i];

		if (count > 0 && v[0]->client != t->client) {
			add_items(d, p, v, count);
			count = 0;
		}
		if (t->verdict == p->verdict)
			v[count++] = t;
	}
	if (count > 0)
		add_items(d, p, v, count);
	digest_end_part(d, p->what);
	text_add(&d->text, "\n</details>\n");
	free(v);
}

void
digest_add_lists(struct digest *d, size_t room)
{
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		d->end = d->text.len + room;
		add_part(d, &parts[i]);
	}
}

void
digest_add_clients(struct digest *d)
{
	const struct results_file *f = d->file;

	text_add(&d->text, "\n<details>\n<summary>What was tested</summary>\n\n"
			   "| client | version | package | SHA-256 |\n"
			   "| --- | --- | --- | --- |\n");
	for (size_t i = 0; i < f->client_count; i++) {
		const struct results_client *c = &f->clients[i];
		const char *const cells[] = { c->name, c->version, c->package,
			c->sha256 };
		struct text row = { 0 };

		text_add(&row, "|");
		for (size_t k = 0; k < sizeof cells / sizeof *cells; k++) {
			text_add(&row, " ");
			inert_add_code(&row, cells[k]);
			text_add(&row, " |");
		}
		text_add(&row, "\n");
		digest_add(d, &row);
	}
	digest_end_part(d, "clients");
	text_add(&d->text, "\n</details>\n");
}
