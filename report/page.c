#include "config.h"

#include "report/bench_html.h"
#include "report/embedded.h"
#include "report/html.h"
#include "report/motivation.h"
#include "report/page.h"
#include "report/page_parts.h"

/* Only our own script and style do anything; nothing is loaded. */
static void
put_policy(FILE *f)
{
	fprintf(f,
	    "<meta http-equiv=\"Content-Security-Policy\" content=\""
	    "default-src 'none'; script-src 'sha256-%s'; "
	    "style-src 'sha256-%s'; base-uri 'none'; form-action 'none'\" "
	    "/>\n",
	    embedded_js_sha256, embedded_css_sha256);
}

static void
put_head(FILE *f)
{
	fputs("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n"
	      "<meta charset=\"utf-8\" />\n",
	    f);
	put_policy(f);
	fputs("<meta name=\"viewport\" content=\"width=device-width, "
	      "initial-scale=1\" />\n"
	      "<meta name=\"color-scheme\" content=\"light dark\" />\n"
	      "<meta name=\"referrer\" content=\"no-referrer\" />\n"
	      "<meta name=\"generator\" content=\"" PACKAGE_STRING "\" />\n"
	      "<title>Stub resolvers, tested: resolver-tests</title>\n"
	      "<style>",
	    f);
	fwrite(embedded_css, 1, embedded_css_len, f);
	fputs("</style>\n</head>\n", f);
}

static size_t
count_trials(const struct report *r)
{
	size_t count = 0;

	for (size_t i = 0; i < r->run_count; i++)
		count += r->runs[i].file.count;
	return count;
}

static void
put_lead(const struct report *r, FILE *f)
{
	fprintf(f,
	    "<p class=\"lead\">%zu scenarios of a nameserver that lies, %zu "
	    "resolvers, %zu trials",
	    r->count, r->client_count, count_trials(r));
	for (size_t i = 0; i < r->run_count; i++) {
		const char *date = r->runs[i].file.date;

		if (date == NULL || *date == '\0')
			continue;
		fputs(i == 0 ? ", " : " and ", f);
		html_text(f, date);
	}
	fputs(": ", f);
	for (size_t i = 0; i < r->client_count; i++) {
		fputs(i == 0 ? "" : ", ", f);
		html_text(f, r->clients[i].label);
	}
	fputs(".</p>\n", f);
}

static void
put_header(const struct report *r, bool motivated, bool versioned, FILE *f)
{
	fputs("<body>\n<a class=\"skip\" href=\"#main\">Skip to the "
	      "results</a>\n<header id=\"top\">\n"
	      "<h1>Stub resolvers, tested</h1>\n",
	    f);
	put_lead(r, f);
	fputs("<nav aria-label=\"Sections\"><ul>\n"
	      "<li><a href=\"#totals\">Verdicts</a></li>\n",
	    f);
	if (motivated)
		fputs("<li><a href=\"#motivation\">Claims</a></li>\n", f);
	if (versioned)
		fputs("<li><a href=\"#versions\">Versions</a></li>\n", f);
	if (r->bench != NULL)
		fputs("<li><a href=\"#bench\">Benchmark</a></li>\n", f);
	fputs("<li><a href=\"#matrix\">Scenarios</a></li>\n"
	      "<li><a href=\"#provenance\">Provenance</a></li>\n"
	      "</ul></nav>\n</header>\n",
	    f);
}

static void
put_pages(const struct report *r, FILE *f)
{
	fputs("<noscript id=\"pages\">\n", f);
	for (size_t i = 0; i < r->count; i++)
		article_html(r, &r->scenarios[i], f);
	fputs("</noscript>\n", f);
}

static void
put_scripts(const struct report *r, FILE *f)
{
	fputs("<script type=\"application/json\" id=\"data\">", f);
	data_json(r, f);
	fputs("</script>\n<script type=\"text/plain\" id=\"ladders\">\n", f);
	for (size_t i = 0; i < r->count; i++)
		ladders_json(r, &r->scenarios[i], f);
	fputs("</script>\n<script>", f);
	fwrite(embedded_js, 1, embedded_js_len, f);
	fputs("</script>\n", f);
}

void
page_write(const struct report *r, FILE *f)
{
	put_head(f);
	put_header(r, r->claims.count > 0, versions_any(r), f);
	fputs("<main id=\"main\" tabindex=\"-1\">\n<div id=\"overview\">\n", f);
	totals_html(r, f);
	motivation_html(r, f);
	versions_html(r, f);
	if (r->bench != NULL)
		bench_html(r->bench, r->anonymous, f);
	matrix_html(r, f);
	provenance_html(r, f);
	fputs("</div>\n<div id=\"page\" hidden=\"hidden\"></div>\n", f);
	put_pages(r, f);
	fputs("</main>\n<footer><p>Made by " PACKAGE_STRING ".</p></footer>\n",
	    f);
	put_scripts(r, f);
	fputs("</body>\n</html>\n", f);
}
