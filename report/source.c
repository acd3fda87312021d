/* what a scenario says: what is wanted of whom, and the text of its file */
#include "config.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/html.h"
#include "report/page_parts.h"

enum { LINES_SHOWN = 12 }; /* of one outcome */

static void
put_result(const struct result *result, FILE *f)
{
	fprintf(f, "%s:\n", result->permitted ? "permitted" : "wanted");
	for (size_t i = 0; i < result->count; i++) {
		if (i + 1 == LINES_SHOWN && result->count > LINES_SHOWN) {
			fprintf(f, "    and %zu lines more\n",
			    result->count - i);
			return;
		}
		fputs("    ", f);
		html_text(f, result->lines[i].text);
		fputc('\n', f);
	}
}

static void
put_fact(const struct fact *fact, const struct scenario *s, FILE *f)
{
	fputs(fact->is_pin ? "noted down: " : "wanted: ", f);
	if (fact->family != NULL) {
		html_text(f, fact->family);
		html_text(f, fact->versions == NULL ? "" : fact->versions);
		fputs(": ", f);
	}
	if (fact->server >= 0) {
		html_text(f, s->servers[fact->server].address);
		fputc(' ', f);
	}
	fputs(fact_names[fact->kind], f);
	if (fact->lo == fact->hi)
		fprintf(f, "=%ld\n", fact->lo);
	else if (fact->hi == LONG_MAX)
		fprintf(f, "&gt;=%ld\n", fact->lo);
	else
		fprintf(f, "=%ld..%ld\n", fact->lo, fact->hi);
}

static void
put_call(const struct scenario *s, const struct call *c, FILE *f)
{
	if (s->call_count > 1)
		fprintf(f, "step %u: ", c->step);
	fputs("CALL", f);
	for (size_t i = 0; i < c->argv.count; i++) {
		fputc(' ', f);
		html_text(f, c->argv.v[i]);
	}
	fputc('\n', f);
	for (size_t i = 0; i < c->result_count; i++)
		put_result(&c->results[i], f);
	for (size_t i = 0; i < c->fact_count; i++)
		put_fact(&c->facts[i], s, f);
}

static void
put_wanted(const struct scenario *s, FILE *f)
{
	fputs("<section class=\"wanted\"><h3>The call, and what is wanted", f);
	if (*s->variant != '\0') {
		fputs(" with ", f);
		html_text(f, s->variant);
	}
	fputs("</h3>\n<pre tabindex=\"0\">", f);
	for (size_t i = 0; i < s->call_count; i++)
		put_call(s, &s->calls[i], f);
	fputs("</pre></section>\n", f);
}

static void
put_file(FILE *from, FILE *f)
{
	char *line = NULL;
	size_t capacity = 0;
	ssize_t len;

	while ((len = getline(&line, &capacity, from)) != -1) {
		if (len > 0 && line[len - 1] == '\n')
			line[len - 1] = '\0';
		fputs("<span>", f);
		html_lines(f, line);
		fputs("</span>\n", f);
	}
	free(line);
}

/* What cannot be read now was read when the corpus was: it says nothing. */
void
source_html(const struct report_scenario *s, FILE *f)
{
	FILE *from;

	if (s->first == NULL)
		return;
	put_wanted(s->first, f);
	from = fopen(s->first->path, "re");
	if (from == NULL)
		return;
	fputs("<details class=\"source\"><summary>The scenario: ", f);
	html_text(f, s->name);
	fputs(".scn</summary>\n<pre class=\"scn\" tabindex=\"0\">", f);
	put_file(from, f);
	fputs("</pre></details>\n", f);
	fclose(from);
}
