#include "config.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/source.h"
#include "fakedns/xalloc.h"

/* The word is what LINE has from FROM to TO. */
static void
add_token(struct tokens *out, char *text, const char *line, const char *from,
    const char *to)
{
	out->v = xgrow(out->v, out->count, sizeof *out->v);
	out->v[out->count++] = (struct token){ .text = text,
		.column = (unsigned)(from - line) + 1,
		.end = (unsigned)(to - line) + 1,
		.quoted = *from == '"' };
}

/* At an opening quote; returns what is behind the closing one, or NULL. */
static const char *
quoted_word(const char *p, char **text)
{
	char *w = xmalloc(strlen(p));
	size_t n = 0;

	for (p++; *p != '\0' && *p != '"'; p++) {
		if (p[0] == '\\' && p[1] == '"')
			p++;
		else if (p[0] == '\\' && p[1] == '\\')
			w[n++] = *p++;
		w[n++] = *p;
	}
	w[n] = '\0';
	*text = w;
	return *p == '"' ? p + 1 : NULL;
}

int
tokens_split(const char *line, const struct place *at, struct tokens *out,
    struct error *err)
{
	const char *p = line;

	memset(out, 0, sizeof *out);
	for (;;) {
		const char *start;
		char *text;

		while (isspace((unsigned char)*p))
			p++;
		if (*p == '\0' || *p == ';')
			return 0;
		start = p;
		if (*p == '"') {
			p = quoted_word(p, &text);
			add_token(out, text, line, start,
			    p != NULL ? p : start + strlen(start));
			if (p != NULL)
				continue;
			struct place here = *at;
			here.column = (unsigned)(start - line) + 1;
			error_at(err, &here, "a quote without an end, want \"");
			return -1;
		}
		while (*p != '\0' && *p != ';' && !isspace((unsigned char)*p))
			p += p[0] == '\\' && p[1] != '\0' ? 2 : 1;
		text = xstrndup(start, (size_t)(p - start));
		add_token(out, text, line, start, p);
	}
}

void
tokens_split_prose(const char *line, struct tokens *out)
{
	const char *word = line + strspn(line, " \t");
	const char *end = word + strcspn(word, " \t");
	const char *rest = end + strspn(end, " \t");
	const char *last = line + strlen(line);

	memset(out, 0, sizeof *out);
	add_token(out, xstrndup(word, (size_t)(end - word)), line, word, end);
	if (rest < last)
		add_token(out, xstrdup(rest), line, rest, last);
}

void
tokens_clear(struct tokens *t)
{
	for (size_t i = 0; i < t->count; i++)
		free(t->v[i].text);
	free(t->v);
	memset(t, 0, sizeof *t);
}

struct place
tokens_place(const struct tokens *t, size_t i, const struct place *at)
{
	struct place here = *at;

	if (i < t->count)
		here.column = t->v[i].column;
	else if (t->count > 0)
		here.column = t->v[t->count - 1].end;
	return here;
}
