/* trials that are no pass: why, the difference, and the ladder */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "report/group.h"
#include "report/html.h"
#include "report/matrix_cell.h"
#include "report/page_parts.h"
#include "report/refs.h"
#include "resolver-tests/ladder_text.h"

enum { LADDER_WIDTH = 96 };

static void
put_names(const struct report *r, const struct report_variant *v,
    const struct group *g, FILE *f)
{
	fputs("<h3><span class=\"which\">", f);
	if (*v->variant != '\0') {
		html_text(f, v->variant);
		fputs(": ", f);
	}
	for (size_t i = 0; i < g->count; i++) {
		fputs(i == 0 ? "" : ", ", f);
		html_text(f, r->clients[g->clients[i]].label);
	}
	fputs("</span>", f);
}

static void
put_reason(const struct results_trial *t, FILE *f)
{
	if (*t->reason == '\0')
		return;
	fputs("<p class=\"reason\">", f);
	html_text(f, t->reason);
	if (refs_is_told(t->reference)) {
		fputs(" [", f);
		refs_html(f, t->reference);
		fputs("]", f);
	}
	fputs("</p>\n", f);
}

static void
put_ladder(const struct ladders *all, FILE *f)
{
	const struct ladder_style style = { .utf8 = true,
		.columns = LADDER_WIDTH };
	struct text out = { 0 };

	if (all->count == 0)
		return;
	for (size_t i = 0; i < all->count; i++) {
		if (all->count > 1)
			text_add(&out, "%sstep %u:\n", i == 0 ? "" : "\n",
			    all->v[i].step);
		ladder_text(all, i, &style, &out);
	}
	fputs("<figure class=\"ladder\"><pre tabindex=\"0\">", f);
	html_lines(f, out.s);
	fputs("</pre></figure>\n", f);
	text_clear(&out);
}

/* What the suite says of its own failure can name files of the machine. */
static bool
may_show_diff(const struct report *r, const struct report_trial *t)
{
	const enum verdict v = t->result->verdict;

	return !r->anonymous || (v != VERDICT_ERROR && v != VERDICT_SKIP);
}

static void
put_group(const struct report *r, const struct report_variant *v,
    const struct group *g, FILE *f)
{
	const struct report_trial *t = &v->trials[g->clients[0]];

	put_names(r, v, g, f);
	fprintf(f, " <span class=\"verdict %s\">%s</span></h3>\n",
	    matrix_cell_class(t->result->verdict),
	    verdict_names[t->result->verdict]);
	put_reason(t->result, f);
	if (t->diff != NULL && *t->diff != '\0' && may_show_diff(r, t)) {
		fputs("<pre class=\"diff\" tabindex=\"0\">", f);
		html_lines(f, t->diff);
		fputs("</pre>\n", f);
	}
	put_ladder(&t->ladders, f);
}

static void
put_variant(const struct report *r, const struct report_scenario *s, size_t i,
    FILE *f)
{
	struct groups groups;

	groups_make(r, &s->variants[i], &groups);
	for (size_t g = 0; g < groups.count; g++) {
		fputs("<section class=\"trial\" id=\"t/", f);
		html_text(f, s->name);
		fprintf(f, "/%zu/%zu\" data-v=\"%zu\" data-c=\"", i, g, i);
		for (size_t k = 0; k < groups.v[g].count; k++)
			fprintf(f, "%s%zu", k == 0 ? "" : " ",
			    groups.v[g].clients[k]);
		fputs("\">", f);
		put_group(r, &s->variants[i], &groups.v[g], f);
		fputs("</section>\n", f);
	}
	groups_clear(&groups);
}

void
trials_html(const struct report *r, const struct report_scenario *s, FILE *f)
{
	for (size_t i = 0; i < s->count; i++)
		put_variant(r, s, i, f);
}
