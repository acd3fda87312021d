/* where the results come from */
#include "config.h"

#include <string.h>

#include "report/command_words.h"
#include "report/html.h"
#include "report/page_parts.h"
#include "resolver-tests/text.h"

static void
put_row(const char *name, const char *value, FILE *f)
{
	if (value == NULL || *value == '\0')
		return;
	fprintf(f, "<div><dt>%s</dt><dd>", name);
	html_text(f, value);
	fputs("</dd></div>\n", f);
}

/* "6.18" of "6.18.44-mine": what a version says, and no more. */
static void
put_kernel(const char *kernel, bool anonymous, FILE *f)
{
	static const char digits[] = "0123456789";
	size_t len = strlen(kernel);
	struct text shown = { 0 };

	if (anonymous) {
		len = strspn(kernel, digits);
		if (kernel[len] == '.')
			len += 1 + strspn(kernel + len + 1, digits);
	}
	text_add(&shown, "Linux %.*s", (int)len, kernel);
	put_row("Kernel", len == 0 ? "" : shown.s, f);
	text_clear(&shown);
}

static void
put_command(const struct words *words, bool anonymous, FILE *f)
{
	if (words->count == 0)
		return;
	fputs("<div><dt>Command</dt><dd><code>", f);
	for (size_t i = 0; i < words->count; i++) {
		fputs(i == 0 ? "" : " ", f);
		html_text(f, anonymous ? command_word(words, i) : words->v[i]);
	}
	fputs("</code></dd></div>\n", f);
}

static void
put_run(const struct report *r, size_t i, FILE *f)
{
	const struct report_run *run = &r->runs[i];
	const struct results_file *file = &run->file;

	if (r->run_count > 1)
		fprintf(f, "<h3>File %zu</h3>\n", i + 1);
	fputs("<dl class=\"facts\">\n", f);
	if (!r->anonymous)
		put_row("Results", file->path, f);
	put_row("Date", file->date, f);
	put_row("resolver-tests", file->program, f);
	put_kernel(file->kernel == NULL ? "" : file->kernel, r->anonymous, f);
	put_row("Machine", file->machine, f);
	put_command(&run->command, r->anonymous, f);
	fprintf(f,
	    "<div><dt>Trials</dt><dd>%zu of %u scenarios, variants "
	    "counted, and %zu clients",
	    file->count, run->scenarios, file->client_count);
	if (file->wall_ms > 0)
		fprintf(f, ", in %u.%u s", file->wall_ms / 1000,
		    file->wall_ms / 100 % 10);
	fputs("</dd></div>\n</dl>\n", f);
}

static void
put_client(const struct report_client *c, FILE *f)
{
	const struct results_client *of = c->client;

	fputs("<tr><th scope=\"row\">", f);
	html_text(f, c->label);
	fputs("</th><td>", f);
	html_text(f, of->version);
	fputs("</td><td>", f);
	html_text(f, of->package);
	fputs("</td><td>", f);
	html_text(f, of->arch);
	fputs("</td><td><code>", f);
	html_text(f, of->sha256);
	fputs("</code></td></tr>\n", f);
}

static void
put_clients(const struct report *r, FILE *f)
{
	fputs("<div class=\"scroll\" tabindex=\"0\" role=\"region\" "
	      "aria-labelledby=\"clients-caption\">\n<table><caption "
	      "id=\"clients-caption\">The clients: what was tested, and "
	      "the hash of the library in it</caption>\n"
	      "<thead><tr><th scope=\"col\">Client</th>"
	      "<th scope=\"col\">Version</th><th scope=\"col\">Package</th>"
	      "<th scope=\"col\">Architecture</th>"
	      "<th scope=\"col\">SHA-256</th></tr></thead>\n<tbody>\n",
	    f);
	for (size_t i = 0; i < r->client_count; i++)
		put_client(&r->clients[i], f);
	fputs("</tbody></table></div>\n", f);
}

/* Files of the corpus; variants stand one behind the other. */
static size_t
count_files(const struct scenarios *corpus)
{
	size_t count = 0;

	for (size_t i = 0; i < corpus->count; i++)
		if (i == 0 ||
		    strcmp(corpus->v[i]->path, corpus->v[i - 1]->path) != 0)
			count++;
	return count;
}

static void
put_corpus(const struct report *r, FILE *f)
{
	size_t gone = 0;

	for (size_t i = 0; i < r->count; i++)
		gone += r->scenarios[i].first == NULL;
	fprintf(f,
	    "<p>Titles, reasons and texts of the scenarios are those of the "
	    "corpus when this page was made: it has %zu scenarios, %zu with "
	    "their variants; the results have %zu",
	    count_files(&r->suite->scenarios), r->suite->scenarios.count,
	    r->count);
	if (gone > 0)
		fprintf(f, ", of which the corpus does not have %zu", gone);
	fputs(".</p>\n", f);
}

void
provenance_html(const struct report *r, FILE *f)
{
	fputs("<section id=\"provenance\" "
	      "aria-labelledby=\"provenance-title\">\n"
	      "<h2 id=\"provenance-title\">Where this comes from</h2>\n",
	    f);
	for (size_t i = 0; i < r->run_count; i++)
		put_run(r, i, f);
	put_clients(r, f);
	put_corpus(r, f);
	fputs("<p>Everything happened on a loopback interface, in namespaces "
	      "of its own. Nothing is lost, reordered or slow there unless a "
	      "scenario says so.</p>\n</section>\n",
	    f);
}
