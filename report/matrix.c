/* every scenario with every client */
#include "config.h"

#include "report/html.h"
#include "report/matrix_cell.h"
#include "report/page_parts.h"

static const char *const meanings[VERDICTS] = {
	[VERDICT_PASS] = "the outcome is what standards and users want",
	[VERDICT_POLICY] =
	    "the standards permit it, but it is not what a user wants",
	[VERDICT_KNOWN] = "a defect that is on record, just as recorded",
	[VERDICT_FIXED] = "a defect is on record and no longer happens",
	[VERDICT_CHANGED] = "behaviour that was noted down has moved",
	[VERDICT_FAIL] = "a defect that is not on record",
	[VERDICT_NA] = "the client has no such call, or is left out",
	[VERDICT_SKIP] = "the machine lacks something",
	[VERDICT_UNSTABLE] = "two runs disagree",
	[VERDICT_ERROR] = "the suite itself failed",
};

static bool
occurs(const struct report *r, enum verdict verdict)
{
	for (size_t i = 0; i < r->run_count; i++)
		for (size_t k = 0; k < r->runs[i].file.count; k++)
			if (r->runs[i].file.trials[k].verdict == verdict)
				return true;
	return false;
}

static void
put_legend(const struct report *r, FILE *f)
{
	fputs("<dl class=\"legend\">\n", f);
	for (int v = 0; v < VERDICTS; v++)
		if (occurs(r, (enum verdict)v))
			fprintf(f,
			    "<div><dt class=\"%s\">%s</dt><dd>%s</dd></div>\n",
			    matrix_cell_class((enum verdict)v),
			    verdict_names[v], meanings[v]);
	fputs("</dl>\n", f);
}

static void
put_head(const struct report *r, FILE *f)
{
	fputs("<thead><tr><th scope=\"col\">Scenario</th>", f);
	for (size_t i = 0; i < r->client_count; i++) {
		fputs("<th scope=\"col\">", f);
		html_text(f, r->clients[i].label);
		fputs("</th>", f);
	}
	fputs("</tr></thead>\n", f);
}

static void
put_cell(const struct report_scenario *s, size_t client, FILE *f)
{
	struct text words = { 0 };
	const char *class = matrix_cell_words(s, client, &words);

	fprintf(f, "<td class=\"%s\">%s</td>", class, words.s);
	text_clear(&words);
}

static void
put_row(const struct report *r, const struct report_scenario *s, FILE *f)
{
	fputs("<tr><th scope=\"row\">", f);
	html_scenario_link(f, s->name);
	fputs(" <span class=\"title\">", f);
	html_text(f, s->first == NULL ? "not in the corpus" : s->first->title);
	fputs("</span></th>", f);
	for (size_t i = 0; i < r->client_count; i++)
		put_cell(s, i, f);
	fputs("</tr>\n", f);
}

static size_t
count_variants(const struct report *r)
{
	size_t count = 0;

	for (size_t i = 0; i < r->count; i++)
		count += r->scenarios[i].count;
	return count;
}

void
matrix_html(const struct report *r, FILE *f)
{
	fputs("<section id=\"matrix\" aria-labelledby=\"matrix-title\">\n"
	      "<h2 id=\"matrix-title\">Every scenario with every client</h2>\n"
	      "<p>A scenario is a file that says what nameservers do, which "
	      "call a program makes, and which outcome is right. Some are "
	      "played in variants: <q>known 4 of 16</q> says that four of "
	      "sixteen have that verdict. Each name leads to the scenario, "
	      "what came of it, and what passed between client and "
	      "nameservers.</p>\n",
	    f);
	put_legend(r, f);
	fputs("<div id=\"controls\" hidden=\"hidden\"></div>\n"
	      "<p id=\"shown\" role=\"status\"></p>\n"
	      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
	      "aria-labelledby=\"grid-caption\">\n"
	      "<table id=\"grid\">\n",
	    f);
	fprintf(f,
	    "<caption id=\"grid-caption\">Verdicts of %zu scenarios, %zu with "
	    "their variants, by client</caption>\n",
	    r->count, count_variants(r));
	put_head(r, f);
	fputs("<tbody>\n", f);
	for (size_t i = 0; i < r->count; i++)
		put_row(r, &r->scenarios[i], f);
	fputs("</tbody>\n</table>\n</div>\n</section>\n", f);
}
