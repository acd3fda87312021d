#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "report/html.h"
#include "resolver-tests/inert.h"

/* Text without anything that is not to be seen. */
static void
put_escaped(FILE *f, const char *text)
{
	for (; *text != '\0'; text++)
		switch (*text) {
		case '<':
			fputs("&lt;", f);
			break;
		case '>':
			fputs("&gt;", f);
			break;
		case '&':
			fputs("&amp;", f);
			break;
		case '"':
			fputs("&quot;", f);
			break;
		case '\'':
			fputs("&#39;", f);
			break;
		default:
			fputc(*text, f);
		}
}

void
html_text(FILE *f, const char *text)
{
	char *s = inert_text(text);

	put_escaped(f, s);
	free(s);
}

void
html_octets(FILE *f, const char *text, size_t len)
{
	char *s = xstrndup(text, len);

	html_text(f, s);
	free(s);
}

void
html_lines(FILE *f, const char *text)
{
	while (*text != '\0') {
		const size_t len = strcspn(text, "\t\n");

		html_octets(f, text, len);
		text += len;
		if (*text != '\0')
			fputc(*text++, f);
	}
}

void
html_json_octets(FILE *f, const char *text)
{
	char *s = inert_text(text);

	for (const char *at = s; *at != '\0'; at++)
		if (strchr("<>&", *at) != NULL)
			fprintf(f, "\\u%04x", (unsigned)(unsigned char)*at);
		else if (*at == '"' || *at == '\\')
			fprintf(f, "\\%c", *at);
		else
			fputc(*at, f);
	free(s);
}

void
html_json(FILE *f, const char *text)
{
	fputc('"', f);
	html_json_octets(f, text);
	fputc('"', f);
}

/* SHOWN octets of the name. */
static void
put_link(FILE *f, const char *name, size_t shown)
{
	fputs("<a href=\"#s/", f);
	html_octets(f, name, strcspn(name, ":"));
	fputs("\">", f);
	html_octets(f, name, shown);
	fputs("</a>", f);
}

void
html_scenario_link(FILE *f, const char *name)
{
	put_link(f, name, strlen(name));
}

void
html_base_link(FILE *f, const char *name)
{
	put_link(f, name, strcspn(name, ":"));
}
