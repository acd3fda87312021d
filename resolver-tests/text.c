#include "config.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/text.h"

enum { USUAL_LINE = 80 };

static void
reserve(struct text *t, size_t more)
{
	size_t want = t->len + more + 1;

	if (want <= t->capacity)
		return;
	if (want < 2 * t->capacity)
		want = 2 * t->capacity;
	t->s = xrealloc(t->s, want);
	t->capacity = want;
}

void
text_add_octets(struct text *t, const char *octets, size_t len)
{
	reserve(t, len);
	if (len > 0)
		memcpy(t->s + t->len, octets, len);
	t->len += len;
	t->s[t->len] = '\0';
}

void
text_add(struct text *t, const char *fmt, ...)
{
	va_list ap;
	size_t room;
	int n;

	reserve(t, USUAL_LINE);
	room = t->capacity - t->len;
	va_start(ap, fmt);
	n = vsnprintf(t->s + t->len, room, fmt, ap);
	va_end(ap);
	if (n >= 0 && (size_t)n >= room) { /* cut off: again, with room */
		reserve(t, (size_t)n);
		va_start(ap, fmt);
		vsnprintf(t->s + t->len, (size_t)n + 1, fmt, ap);
		va_end(ap);
	}
	t->len += n < 0 ? 0 : (size_t)n;
}

char *
text_take(struct text *t)
{
	char *s = t->s == NULL ? xstrdup("") : t->s;

	memset(t, 0, sizeof *t);
	return s;
}

void
text_clear(struct text *t)
{
	free(t->s);
	memset(t, 0, sizeof *t);
}

void
lines_split(const char *text, struct lines *out)
{
	memset(out, 0, sizeof *out);
	while (*text != '\0') {
		size_t len = strcspn(text, "\n");

		out->v = xgrow(out->v, out->count, sizeof *out->v);
		out->v[out->count++] = (struct line){ text, len };
		text += len;
		if (*text == '\n')
			text++;
	}
}

void
lines_clear(struct lines *lines)
{
	free(lines->v);
	memset(lines, 0, sizeof *lines);
}

int
line_compare(const void *left, const void *right)
{
	const struct line *a = left, *b = right;
	size_t len = a->len < b->len ? a->len : b->len;
	int order = memcmp(a->s, b->s, len);

	if (order != 0)
		return order;
	return (a->len > b->len) - (a->len < b->len);
}

size_t
line_key_len(const struct line *line)
{
	const char *space = memchr(line->s, ' ', line->len);

	return space == NULL ? line->len : (size_t)(space - line->s);
}

bool
line_has_key(const struct line *line, const char *key)
{
	size_t len = strlen(key);

	return line_key_len(line) == len && memcmp(line->s, key, len) == 0;
}
