#include "config.h"

#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/bug_markdown.h"
#include "resolver-tests/inert.h"
#include "resolver-tests/wrap.h"

enum { LINES_SHOWN = 12 };

void
bug_markdown_wrap(struct text *out, bool item, struct text *markdown)
{
	char *wrapped = NULL;
	size_t len = 0;
	FILE *f = open_memstream(&wrapped, &len);

	text_add(markdown, "%s", "");
	if (f != NULL) {
		wrap_print(f, item ? 2 : 0, item ? 2 : 0, markdown->s);
		fclose(f);
		text_add(out, "%s", item ? "* " : "");
		text_add_octets(out, wrapped, len);
		text_add(out, "%s", item ? "" : "\n");
	}
	free(wrapped);
	text_clear(markdown);
}

void
bug_markdown_prose(struct text *out, const char *prose, size_t len,
    bool capital)
{
	char *text = xstrndup(prose, len);

	if (capital)
		*text = (char)toupper((unsigned char)*text);
	inert_add_prose(out, text);
	free(text);
}

static void
add_line(struct text *out, const char *line, size_t len)
{
	char *text = xstrndup(line, len), *inert = inert_text(text);

	text_add(out, "%s%s\n", *inert == '\0' ? "" : "    ", inert);
	free(inert);
	free(text);
}

void
bug_markdown_block(struct text *out, const char *text)
{
	struct lines lines;
	size_t shown;

	lines_split(text, &lines);
	shown = lines.count > LINES_SHOWN ? LINES_SHOWN - 2 : lines.count;
	for (size_t i = 0; i < shown; i++)
		add_line(out, lines.v[i].s, lines.v[i].len);
	if (shown < lines.count)
		text_add(out, "    ... %zu lines more\n", lines.count - shown);
	text_add(out, "\n");
	lines_clear(&lines);
}

static void
add_range(struct text *out, const struct result_line *line)
{
	const char *prefix = strstr(line->text, "OF ");

	text_add(out, "(");
	if (line->hi == LONG_MAX)
		text_add(out, "%ld or more", line->lo);
	else if (line->hi == line->lo)
		text_add(out, "%ld", line->lo);
	else
		text_add(out, "%ld to %ld", line->lo, line->hi);
	text_add(out, " addresses within %s)\n",
	    prefix == NULL ? line->text : prefix + 3);
}

static bool
same_result(const struct result *a, const struct result *b)
{
	bool same = a->permitted == b->permitted && a->count == b->count;

	for (size_t i = 0; same && i < a->count; i++)
		same = strcmp(a->lines[i].text, b->lines[i].text) == 0;
	return same;
}

bool
bug_markdown_repeats(const struct call *c, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (same_result(&c->results[k], &c->results[i]))
			return true;
	return false;
}

void
bug_markdown_results(struct text *out, const struct call *c)
{
	bool first = true;

	for (size_t i = 0; i < c->result_count; i++) {
		struct text block = { 0 };

		if (c->results[i].permitted || bug_markdown_repeats(c, i))
			continue;
		text_add(out, "%s", first ? "" : "or\n\n");
		first = false;
		for (size_t k = 0; k < c->results[i].count; k++)
			if (c->results[i].lines[k].is_range)
				add_range(&block, &c->results[i].lines[k]);
			else
				text_add(&block, "%s\n",
				    c->results[i].lines[k].text);
		bug_markdown_block(out, block.s);
		text_clear(&block);
	}
}
