#include "config.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/source.h"
#include "fakedns/xalloc.h"
#include "resolver-tests/template.h"

struct filling {
	const char *dir;
	const struct template_values *values;
	size_t nth; /* which value of a key, within @each */
	struct text *out;
	struct error *err;
};

void
template_set(struct template_values *values, const char *key, const char *fmt,
    ...)
{
	struct text value = { 0 };
	char buf[4096];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(buf, sizeof buf, fmt, ap);
	va_end(ap);
	text_add(&value, "%s", buf);
	values->v = xgrow(values->v, values->count, sizeof *values->v);
	values->v[values->count++] =
	    (struct template_value){ xstrdup(key), text_take(&value) };
}

void
template_values_clear(struct template_values *values)
{
	for (size_t i = 0; i < values->count; i++) {
		free(values->v[i].key);
		free(values->v[i].value);
	}
	free(values->v);
	memset(values, 0, sizeof *values);
}

/* The NTH value of the key of LEN octets, or NULL. */
static const char *
value_of(const struct template_values *values, const char *key, size_t len,
    size_t nth)
{
	for (size_t i = 0; i < values->count; i++)
		if (strlen(values->v[i].key) == len &&
		    memcmp(values->v[i].key, key, len) == 0 && nth-- == 0)
			return values->v[i].value;
	return NULL;
}

/* A key is letters and "-_!" between two @; octets of it, or 0. */
static size_t
key_len(const char *at)
{
	size_t len = strspn(at + 1, "abcdefghijklmnopqrstuvwxyz-_");

	return at[len + 1] == '@' ? len : 0;
}

static int
fill_line(struct filling *f, const char *line, const struct place *at)
{
	for (const char *s = line; *s != '\0';) {
		size_t len = *s == '@' ? key_len(s) : 0;
		const char *value;

		if (len == 0) {
			text_add_octets(f->out, s++, 1);
			continue;
		}
		value = value_of(f->values, s + 1, len, f->nth);
		if (value == NULL)
			value = value_of(f->values, s + 1, len, 0);
		if (value == NULL) {
			error_at(f->err, at, "`%.*s` has no value", (int)len,
			    s + 1);
			return -1;
		}
		text_add(f->out, "%s", value);
		s += len + 2;
	}
	text_add(f->out, "\n");
	return 0;
}

static bool
starts(const char *line, const char *word)
{
	return strncmp(line, word, strlen(word)) == 0;
}

/* Where the block that begins in line I ends. */
static size_t
block_end(const struct source *s, size_t i)
{
	size_t depth = 0;

	for (; i < s->count; i++) {
		if (starts(s->lines[i], "@if ") ||
		    starts(s->lines[i], "@each "))
			depth++;
		else if (starts(s->lines[i], "@end") && --depth == 0)
			break;
	}
	return i;
}

static int fill_lines(struct filling *, const struct source *, size_t from,
    size_t to);

static int
fill_each(struct filling *f, const struct source *s, size_t from, size_t to)
{
	const char *key = s->lines[from] + strlen("@each ");
	int ret = 0;

	for (f->nth = 0;
	     ret == 0 && value_of(f->values, key, strlen(key), f->nth) != NULL;
	     f->nth++)
		ret = fill_lines(f, s, from + 1, to);
	f->nth = 0;
	return ret;
}

static int
fill_block(struct filling *f, const struct source *s, size_t from, size_t to)
{
	const char *key = s->lines[from] + strlen("@if ");
	bool negated = *key == '!';

	if (starts(s->lines[from], "@each "))
		return fill_each(f, s, from, to);
	key += negated;
	return (value_of(f->values, key, strlen(key), 0) == NULL) == negated
		   ? fill_lines(f, s, from + 1, to)
		   : 0;
}

static int
fill_part(struct filling *f, const char *name)
{
	char *file = xasprintf("part-%s", name);
	int ret = template_fill(f->dir, file, f->values, f->out, f->err);

	free(file);
	return ret;
}

static int
fill_lines(struct filling *f, const struct source *s, size_t from, size_t to)
{
	int ret = 0;

	for (size_t i = from; i < to && ret == 0; i++) {
		const char *line = s->lines[i];
		const struct place at = { s->path, (unsigned)i + 1, 0 };

		if (starts(line, "@if ") || starts(line, "@each ")) {
			size_t end = block_end(s, i);

			ret = fill_block(f, s, i, end);
			i = end;
		} else if (starts(line, "@part ")) {
			ret = fill_part(f, line + strlen("@part "));
		} else {
			ret = fill_line(f, line, &at);
		}
	}
	return ret;
}

int
template_fill(const char *dir, const char *name,
    const struct template_values *values, struct text *out, struct error *err)
{
	char *path = xasprintf("%s/%s.in", dir, name);
	struct filling f = { .dir = dir,
		.values = values,
		.out = out,
		.err = err };
	struct source s;
	int ret = source_load(&s, path, err);

	if (ret == 0)
		ret = fill_lines(&f, &s, 0, s.count);
	source_clear(&s);
	free(path);
	return ret;
}
