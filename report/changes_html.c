#include "config.h"

#include <string.h>

#include "report/changes.h"
#include "report/html.h"
#include "report/refs.h"

static const struct {
	const char *title, *noun;
} texts[CHANGES] = {
	[CHANGE_DEFECT_GONE] = { "Defects gone", "defects gone" },
	[CHANGE_DEFECT_NEW] = { "New defects", "new defects" },
	[CHANGE_POLICY_GONE] = { "Wanted now, only permitted before",
	    "wanted now and only permitted before" },
	[CHANGE_POLICY_NEW] = { "Only permitted now, wanted before",
	    "only permitted now and wanted before" },
	[CHANGE_DEFECT] = { "Defects that changed: their new form",
	    "defects changed" },
	[CHANGE_OUTCOME] = { "Other outcomes, no defect before nor now",
	    "other outcomes" },
};

static size_t
base_len(const struct versus_trial *t)
{
	return strcspn(t->b->scenario, ":");
}

static bool
same_scenario(const struct versus_trial *a, const struct versus_trial *b)
{
	return base_len(a) == base_len(b) &&
	       memcmp(a->b->scenario, b->b->scenario, base_len(a)) == 0;
}

/* The next trial of this change and reason, at I or behind it. */
static size_t
next(const struct versus *v, enum change change, const char *reason, size_t i)
{
	for (; i < v->count; i++) {
		const struct results_trial *r = change_record(&v->v[i]);

		if (change_classify(&v->v[i]) == change &&
		    strcmp(r == NULL ? "" : r->reason, reason) == 0)
			break;
	}
	return i;
}

/* "tcp/eof (3)": links, and how many variants where they are several. */
static void
put_scenarios(const struct versus *v, enum change change, const char *reason,
    FILE *f)
{
	const char *between = "";
	size_t i = next(v, change, reason, 0);

	while (i < v->count) {
		const struct versus_trial *t = &v->v[i];
		size_t count = 0;

		while (i < v->count && same_scenario(&v->v[i], t)) {
			count++;
			i = next(v, change, reason, i + 1);
		}
		fputs(between, f);
		html_base_link(f, t->b->scenario);
		if (count > 1)
			fprintf(f, " (%zu)", count);
		between = ", ";
	}
}

static void
put_item(const struct versus *v, enum change change,
    const struct change_item *item, FILE *f)
{
	const char *more = item->reference + item->words;

	fprintf(f, "<li><details><summary><b>%zu</b> ", item->count);
	html_text(f, item->reason);
	fputs("</summary>", f);
	put_scenarios(v, change, item->reason, f);
	if (refs_is_told(more)) {
		fputs(" [", f);
		refs_html(f, more);
		fputs("]", f);
	}
	fputs("</details></li>\n", f);
}

/* Items of one commit, from I on; returns the one behind them. */
static size_t
put_commit(const struct versus *v, enum change change,
    const struct change_items *items, size_t i, FILE *f)
{
	const struct change_item *first = &items->v[i];

	fprintf(f, "<li><b>%zu</b> ", first->weight);
	if (first->words > 0)
		refs_html_octets(f, first->reference, first->words);
	else
		fputs("without a commit on record", f);
	fputs("\n<ul>\n", f);
	for (;
	     i < items->count && items->v[i].words == first->words &&
	     memcmp(items->v[i].reference, first->reference, first->words) == 0;
	     i++)
		put_item(v, change, &items->v[i], f);
	fputs("</ul></li>\n", f);
	return i;
}

static void
put_change(const struct versus *v, enum change change, size_t count, FILE *f)
{
	struct change_items items;
	size_t i = 0;

	change_items_make(v, change, &items);
	fprintf(f, "<h4>%s: %zu</h4>\n", texts[change].title, count);
	if (items.count == 1 && *items.v[0].reason == '\0') {
		fputs("<p>", f);
		put_scenarios(v, change, "", f);
		fputs("</p>\n", f);
	} else {
		fputs("<ul class=\"changes\">\n", f);
		while (i < items.count)
			i = put_commit(v, change, &items, i, f);
		fputs("</ul>\n", f);
	}
	change_items_clear(&items);
}

void
changes_html(const struct versus *v, FILE *f)
{
	size_t counts[CHANGES + 1] = { 0 };
	const char *between = ": ";

	for (size_t i = 0; i < v->count; i++)
		counts[change_classify(&v->v[i])]++;
	fprintf(f, "<p>%zu trials, %zu of them alike", v->both,
	    v->counts[VERSUS_ALIKE]);
	for (size_t i = 0; i < CHANGES; i++) {
		if (counts[i] == 0)
			continue;
		fprintf(f, "%s%zu %s", between, counts[i], texts[i].noun);
		between = ", ";
	}
	fputs(".</p>\n", f);
	for (size_t i = 0; i < CHANGES; i++)
		if (counts[i] > 0)
			put_change(v, (enum change)i, counts[i], f);
}
