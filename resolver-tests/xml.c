#include "config.h"

#include <stdlib.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/inert.h"
#include "resolver-tests/xml.h"

static const char *
entity(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>': /* "]]>" must not stand in text (XML 1.0, 2.4) */
		return "&gt;";
	case '"':
		return "&quot;";
	default:
		return NULL;
	}
}

/*
 * All that is no Char of XML 1.0 (2.2) is gone by then: control characters,
 * what is no UTF-8, U+FFFE and U+FFFF.
 */
void
xml_add_value(struct text *out, const char *text)
{
	char *s = inert_text(text);

	for (const char *at = s; *at != '\0'; at++) {
		const char *name = entity(*at);

		if (name != NULL)
			text_add(out, "%s", name);
		else
			text_add_octets(out, at, 1);
	}
	free(s);
}

void
xml_add_text(struct text *out, const char *text)
{
	struct lines lines;

	lines_split(text, &lines);
	for (size_t i = 0; i < lines.count; i++) {
		char *line = xstrndup(lines.v[i].s, lines.v[i].len);

		xml_add_value(out, line);
		text_add(out, "\n");
		free(line);
	}
	lines_clear(&lines);
}
