/* verdicts, counted by client */
#include "config.h"

#include "report/html.h"
#include "report/matrix_cell.h"
#include "report/page_parts.h"

/* Trials of the client with this verdict. */
static size_t
count_trials(const struct report_client *c, const struct report *r,
    enum verdict verdict)
{
	const struct results_file *file = &r->runs[c->run].file;
	size_t count = 0;

	for (size_t i = 0; i < file->count; i++)
		if (file->trials[i].client == c->index &&
		    file->trials[i].verdict == verdict)
			count++;
	return count;
}

static bool
occurs(const struct report *r, enum verdict verdict)
{
	for (size_t i = 0; i < r->client_count; i++)
		if (count_trials(&r->clients[i], r, verdict) > 0)
			return true;
	return false;
}

static void
put_row(const struct report *r, size_t client, const bool *columns, FILE *f)
{
	fputs("<tr><th scope=\"row\">", f);
	html_text(f, r->clients[client].label);
	fputs("</th>", f);
	for (int v = 0; v < VERDICTS; v++)
		if (columns[v])
			fprintf(f, "<td>%zu</td>",
			    count_trials(&r->clients[client], r,
				(enum verdict)v));
	fputs("</tr>\n", f);
}

static void
put_note(const struct report *r, size_t run, FILE *f)
{
	const char *lack = results_file_lack(&r->runs[run].file);

	if (lack == NULL)
		return;
	fputs("<p class=\"warning\"><strong>Not a whole run:</strong> ", f);
	if (r->run_count > 1)
		fprintf(f, "file %zu: ", run + 1);
	fprintf(f, "%s.</p>\n", lack);
}

void
totals_html(const struct report *r, FILE *f)
{
	bool columns[VERDICTS];

	fputs("<section id=\"totals\" aria-labelledby=\"totals-title\">\n"
	      "<h2 id=\"totals-title\">Verdicts</h2>\n",
	    f);
	for (size_t i = 0; i < r->run_count; i++)
		put_note(r, i, f);
	fputs("<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
	      "aria-labelledby=\"totals-caption\">\n"
	      "<table class=\"numbers\"><caption id=\"totals-caption\">Trials "
	      "by client and verdict; a trial is one scenario, or one variant "
	      "of it, with one client</caption>\n"
	      "<thead><tr><th scope=\"col\">Client</th>",
	    f);
	for (int v = 0; v < VERDICTS; v++) {
		columns[v] = occurs(r, (enum verdict)v);
		if (columns[v])
			fprintf(f, "<th scope=\"col\" class=\"%s\">%s</th>",
			    matrix_cell_class((enum verdict)v),
			    verdict_names[v]);
	}
	fputs("</tr></thead>\n<tbody>\n", f);
	for (size_t i = 0; i < r->client_count; i++)
		put_row(r, i, columns, f);
	fputs("</tbody></table></div>\n</section>\n", f);
}
