/* the call of a scenario, and what is wanted of whom: once for all variants
 * that want the same */
#include "config.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
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

/* To be freed; NULL where the corpus no longer has the variant. */
static char *
wanted_text(const struct scenario *s)
{
	char *text = NULL;
	size_t len;
	FILE *f;

	if (s == NULL)
		return NULL;
	f = open_memstream(&text, &len);
	if (f == NULL)
		abort();
	for (size_t i = 0; i < s->call_count; i++)
		put_call(s, &s->calls[i], f);
	if (fclose(f) == EOF)
		abort();
	return text;
}

static bool
are_alike(const struct report_scenario *s, char *const *texts, size_t i,
    size_t k)
{
	return texts[i] != NULL && texts[k] != NULL &&
	       strcmp(texts[i], texts[k]) == 0 &&
	       strcmp(s->variants[i].scenario->title,
		   s->variants[k].scenario->title) == 0;
}

static bool
was_told(const struct report_scenario *s, char *const *texts, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (are_alike(s, texts, i, k))
			return true;
	return false;
}

/* What the script shows with one of these variants: page.h. */
static void
put_wanted(const struct report_scenario *s, char *const *texts, size_t i,
    FILE *f)
{
	bool first = true;

	fputs("<section class=\"wanted\" data-v=\"", f);
	for (size_t k = i; k < s->count; k++)
		if (are_alike(s, texts, i, k))
			fprintf(f, k == i ? "%zu" : " %zu", k);
	fputs("\" data-title=\"", f);
	html_text(f, s->variants[i].scenario->title);
	fputs("\"><h3>The call, and what is wanted", f);
	for (size_t k = i; k < s->count; k++) {
		if (!are_alike(s, texts, i, k) ||
		    *s->variants[k].variant == '\0')
			continue;
		fputs(first ? " with " : "; ", f);
		html_text(f, s->variants[k].variant);
		first = false;
	}
	fprintf(f, "</h3>\n<pre tabindex=\"0\">%s</pre></section>\n", texts[i]);
}

void
wanted_html(const struct report_scenario *s, FILE *f)
{
	char **texts = xcalloc(s->count, sizeof *texts);

	for (size_t i = 0; i < s->count; i++)
		texts[i] = wanted_text(s->variants[i].scenario);
	for (size_t i = 0; i < s->count; i++)
		if (texts[i] != NULL && !was_told(s, texts, i))
			put_wanted(s, texts, i, f);
	for (size_t i = 0; i < s->count; i++)
		free(texts[i]);
	free(texts);
}
