/* the text of a scenario's file */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "report/html.h"
#include "report/page_parts.h"

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
