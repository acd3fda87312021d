/* all figures of a workload as a table */
#include "config.h"

#include "bench/table.h"
#include "report/bench_html.h"
#include "report/html.h"

/* Figures that somebody has. */
static bool
occurs(const struct stats *s, size_t workload, enum figure f)
{
	for (size_t c = 0; c < s->set->client_count; c++)
		if (stats_pair(s, workload, c)->figures[f] >= 0)
			return true;
	return false;
}

static void
put_head(const struct stats *s, size_t workload, FILE *f)
{
	static const char *const aspects[STATS_ASPECTS] = { "speed, times",
		"CPU, times" };

	fputs("<thead><tr><th scope=\"col\">Client</th>", f);
	for (int a = 0; a < STATS_ASPECTS; a++)
		fprintf(f, "<th scope=\"col\">%s</th>", aspects[a]);
	for (int k = 0; k < FIGURES; k++)
		if (occurs(s, workload, (enum figure)k))
			fprintf(f,
			    "<th scope=\"col\"><abbr title=\"%s\">%s</abbr>"
			    "</th>",
			    figure_kinds[k].what, figure_kinds[k].name);
	fputs("</tr></thead>\n", f);
}

static void
put_ratios(const struct stats *s, size_t workload, size_t client, FILE *f)
{
	const struct stats_workload *w = &s->workloads[workload];
	const struct stats_pair *p = stats_pair(s, workload, client);
	struct text text = { 0 };

	if (p->standing != STATS_MEASURED || w->invalid) {
		table_add_standing(&text, s, workload, client);
		fprintf(f, "<td class=\"note\" colspan=\"%d\">", STATS_ASPECTS);
		html_text(f, text.s == NULL ? "not compared" : text.s);
		fputs("</td>", f);
		text_clear(&text);
		return;
	}
	for (int a = 0; a < STATS_ASPECTS; a++) {
		const struct stats_ratio *r = &p->ratios[a];

		if (client == w->baseline)
			text_add(&text, "baseline");
		else
			table_add_ratio(&text, r);
		fprintf(f, "<td%s>%s</td>",
		    !r->differs ? ""
		    : r->better ? " class=\"better\""
				: " class=\"worse\"",
		    text.s);
		text_clear(&text);
	}
}

static void
put_row(const struct stats *s, size_t workload, size_t client, FILE *f)
{
	const struct stats_pair *p = stats_pair(s, workload, client);

	fputs("<tr><th scope=\"row\">", f);
	html_text(f, s->set->clients[client].name);
	fputs("</th>", f);
	put_ratios(s, workload, client, f);
	for (int k = 0; k < FIGURES; k++) {
		struct text text = { 0 };

		if (!occurs(s, workload, (enum figure)k))
			continue;
		figure_add_long(&text, (enum figure)k, p->figures[k]);
		fprintf(f, "<td>%s</td>", text.s);
		text_clear(&text);
	}
	fputs("</tr>\n", f);
}

void
bench_figures_html(const struct stats *s, size_t workload, FILE *f)
{
	fprintf(f,
	    "<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
	    "aria-labelledby=\"bench-w%zu\">\n<table class=\"figures\">"
	    "<caption id=\"bench-w%zu\">Figures of ",
	    workload, workload);
	html_text(f, s->set->workloads[workload].name);
	fputs("</caption>\n", f);
	put_head(s, workload, f);
	fputs("<tbody>\n", f);
	for (size_t c = 0; c < s->set->client_count; c++)
		put_row(s, workload, c, f);
	fputs("</tbody></table></div>\n", f);
}
