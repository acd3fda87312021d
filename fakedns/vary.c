#include "config.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/source.h"
#include "fakedns/wire.h"
#include "fakedns/xalloc.h"

static bool
is_variable(const char *text)
{
	if (!islower((unsigned char)*text))
		return false;
	for (; *text != '\0'; text++)
		if (!islower((unsigned char)*text) &&
		    !isdigit((unsigned char)*text) && *text != '_')
			return false;
	return true;
}

static const struct vary *
find(const struct varies *vs, const char *name, size_t len)
{
	for (size_t i = 0; i < vs->count; i++)
		if (strlen(vs->v[i].name) == len &&
		    memcmp(vs->v[i].name, name, len) == 0)
			return &vs->v[i];
	return NULL;
}

/* They are in the name of each variant. */
static int
check_values(const struct tokens *t, const struct place *at, struct error *err)
{
	for (size_t i = 1; i < t->count; i++) {
		struct place here = tokens_place(t, i, at);

		if (strlen(t->v[i].text) <= VARY_VALUE_MAX)
			continue;
		error_at(err, &here, "a word of %zu octets, want at most %d",
		    strlen(t->v[i].text), VARY_VALUE_MAX);
		return -1;
	}
	return 0;
}

/* T is a VARY line. */
static int
add_vary(const struct tokens *t, const struct place *at, struct varies *out,
    struct error *err)
{
	struct place name_at = tokens_place(t, 1, at);
	struct vary v = { .at = *at };

	if (t->count < 3) {
		struct place end = tokens_place(t, t->count, at);
		error_at(err, &end, "VARY too short, want VARY name value …");
		return -1;
	}
	if (!is_variable(t->v[1].text)) {
		error_at(err, &name_at,
		    "VARY name `%s`, want lower case "
		    "letters, digits and _, a letter first",
		    t->v[1].text);
		return -1;
	}
	if (find(out, t->v[1].text, strlen(t->v[1].text)) != NULL) {
		error_at(err, &name_at,
		    "VARY `%s` a second time, want each "
		    "name once",
		    t->v[1].text);
		return -1;
	}
	if (out->count == VARIES_MAX) {
		error_at(err, at, "more than %d VARY lines, want fewer",
		    VARIES_MAX);
		return -1;
	}
	if (check_values(t, at, err) == -1)
		return -1;
	v.name = xstrdup(t->v[1].text);
	for (size_t i = 2; i < t->count; i++) {
		v.values = xgrow(v.values, v.count, sizeof *v.values);
		v.values[v.count++] = xstrdup(t->v[i].text);
	}
	out->v = xgrow(out->v, out->count, sizeof *out->v);
	out->v[out->count++] = v;
	if (varies_variants(out) > VARIANTS_MAX) {
		error_at(err, at, "%zu variants, want at most %d",
		    varies_variants(out), VARIANTS_MAX);
		return -1;
	}
	return 0;
}

/* Where line I begins a FILE block, its last line: contents are no VARY. */
static size_t
skip_file(const struct source *s, size_t i)
{
	const char *line = s->lines[i];

	if (strncmp(line + strspn(line, " \t"), "FILE_BEGIN", 10) != 0)
		return i;
	while (i + 1 < s->count && strcmp(s->lines[i], "FILE_END") != 0)
		i++;
	return i;
}

int
varies_read(const struct source *s, struct varies *out, struct error *err)
{
	memset(out, 0, sizeof *out);
	for (size_t i = 0; i < s->count; i++) {
		struct place at = { s->path, (unsigned)i + 1, 1 };
		struct tokens t;
		int failed;

		i = skip_file(s, i);
		if (strncmp(s->lines[i] + strspn(s->lines[i], " \t"), "VARY",
			4) != 0)
			continue;
		failed = tokens_split(s->lines[i], &at, &t, err);
		if (failed == 0 && strcmp(t.v[0].text, "VARY") == 0)
			failed = add_vary(&t, &at, out, err);
		tokens_clear(&t);
		if (failed == -1)
			return -1;
	}
	return 0;
}

void
varies_clear(struct varies *vs)
{
	for (size_t i = 0; i < vs->count; i++) {
		for (size_t j = 0; j < vs->v[i].count; j++)
			free(vs->v[i].values[j]);
		free(vs->v[i].values);
		free(vs->v[i].name);
	}
	free(vs->v);
	memset(vs, 0, sizeof *vs);
}

size_t
varies_variants(const struct varies *vs)
{
	size_t product = 1;

	for (size_t i = 0; i < vs->count && product <= VARIANTS_MAX; i++)
		product *= vs->v[i].count;
	return product;
}

/* The value variable I has in variant INDEX: the last one varies fastest. */
static const char *
value_of(const struct varies *vs, size_t index, size_t i)
{
	for (size_t j = vs->count; j-- > i + 1;)
		index /= vs->v[j].count;
	return vs->v[i].values[index % vs->v[i].count];
}

char *
varies_name(const struct varies *vs, size_t index)
{
	char *name = xstrdup("");

	for (size_t i = 0; i < vs->count; i++) {
		char *longer = xasprintf("%s%s%s=%s", name, i > 0 ? "," : "",
		    vs->v[i].name, value_of(vs, index, i));
		free(name);
		name = longer;
	}
	return name;
}

/* At "${x": what stands for it, and where to read on. */
static const char *
substitute(const struct varies *vs, size_t index, const char *line,
    const char *p, const char **rest, const struct place *at, struct error *err)
{
	const char *end = strchr(p, '}');
	struct place here = *at;
	const struct vary *v;

	here.column = (unsigned)(p - line) + 1;
	if (end == NULL) {
		error_at(err, &here, "`${` without an end, want ${name}");
		return NULL;
	}
	v = find(vs, p + 2, (size_t)(end - p) - 2);
	if (v == NULL) {
		error_at(err, &here, "no VARY line names `%.*s`, want one",
		    (int)(end - p) - 2, p + 2);
		return NULL;
	}
	*rest = end + 1;
	return value_of(vs, index, (size_t)(v - vs->v));
}

char *
varies_expand(const struct varies *vs, size_t index, const char *line,
    const struct place *at, struct error *err)
{
	const char *p = line, *mark = line, *value, *rest;
	struct writer out = { 0 };

	while ((mark = strstr(mark, "${")) != NULL) {
		if (!isalpha((unsigned char)mark[2])) {
			mark += 2;
			continue;
		}
		value = substitute(vs, index, line, mark, &rest, at, err);
		if (value == NULL) {
			writer_clear(&out);
			return NULL;
		}
		writer_octets(&out, p, (size_t)(mark - p));
		writer_octets(&out, value, strlen(value));
		if (out.len > LINE_OCTETS_MAX) {
			error_at(err, at,
			    "a line of more than %d octets, want at most that",
			    LINE_OCTETS_MAX);
			writer_clear(&out);
			return NULL;
		}
		p = mark = rest;
	}
	writer_octets(&out, p, strlen(p) + 1);
	return (char *)out.octets;
}
