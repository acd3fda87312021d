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

/* Word I of T, of a name that is new. */
static int
add_name(const struct tokens *t, size_t i, bool follows, struct place at,
    struct varies *out, struct error *err)
{
	const char *name = t->v[i].text;

	at = tokens_place(t, i, &at);
	if (!is_variable(name))
		error_at(err, &at,
		    "VARY name `%s`, want lower case "
		    "letters, digits and _, a letter first",
		    name);
	else if (find(out, name, strlen(name)) != NULL)
		error_at(err, &at,
		    "VARY `%s` a second time, want each name once", name);
	else if (out->count == VARIES_MAX)
		error_at(err, &at, "more than %d VARY names, want fewer",
		    VARIES_MAX);
	else {
		out->v = xgrow(out->v, out->count, sizeof *out->v);
		out->v[out->count++] = (struct vary){ .name = xstrdup(name),
			.follows = follows,
			.at = at };
		return 0;
	}
	return -1;
}

static void
add_value(struct vary *v, const char *value)
{
	v->values = xgrow(v->values, v->count, sizeof *v->values);
	v->values[v->count++] = xstrdup(value);
}

static bool
is_mark(const struct token *t, const char *mark)
{
	return !t->quoted && strcmp(t->text, mark) == 0;
}

/* The word `=` behind one name or more, or 0: no rows. */
static size_t
find_equals(const struct tokens *t)
{
	for (size_t i = 2; i < t->count; i++)
		if (is_mark(&t->v[i], "="))
			return i;
	return 0;
}

/* Words FROM and on are rows of COLUMNS values for the variables at V. */
static int
add_rows(const struct tokens *t, size_t from, struct vary *v, size_t columns,
    const struct place *at, struct error *err)
{
	size_t column = 0;

	for (size_t i = from; i <= t->count; i++) {
		bool ends = i == t->count || is_mark(&t->v[i], "|");

		if (ends ? column != columns : column == columns) {
			struct place here = tokens_place(t, i, at);

			error_at(err, &here,
			    "a row without %zu values, want one for each "
			    "name, and | between rows",
			    columns);
			return -1;
		}
		if (!ends)
			add_value(&v[column], t->v[i].text);
		column = ends ? 0 : column + 1;
	}
	return 0;
}

/* The first column names the variant. */
static int
check_unique(const struct vary *v, const struct place *at, struct error *err)
{
	for (size_t i = 1; i < v->count; i++)
		for (size_t k = 0; k < i; k++)
			if (strcmp(v->values[i], v->values[k]) == 0) {
				error_at(err, at,
				    "two rows begin with `%s`, want "
				    "another name for each variant",
				    v->values[i]);
				return -1;
			}
	return 0;
}

/* T is "VARY name … = value … | value … …". */
static int
add_table(const struct tokens *t, size_t equals, const struct place *at,
    struct varies *out, struct error *err)
{
	size_t first = out->count;

	for (size_t i = 1; i < equals; i++)
		if (add_name(t, i, i > 1, *at, out, err) == -1)
			return -1;
	return add_rows(t, equals + 1, &out->v[first], equals - 1, at, err);
}

/* T is "VARY name value …". */
static int
add_list(const struct tokens *t, const struct place *at, struct varies *out,
    struct error *err)
{
	if (add_name(t, 1, false, *at, out, err) == -1)
		return -1;
	for (size_t i = 2; i < t->count; i++)
		add_value(&out->v[out->count - 1], t->v[i].text);
	return 0;
}

/* T is a VARY line. */
static int
add_vary(const struct tokens *t, const struct place *at, struct varies *out,
    struct error *err)
{
	size_t equals = find_equals(t), first = out->count;

	if (t->count < 3) {
		struct place end = tokens_place(t, t->count, at);
		error_at(err, &end, "VARY too short, want VARY name value …");
		return -1;
	}
	if (check_values(t, at, err) == -1 ||
	    (equals > 0 ? add_table(t, equals, at, out, err)
			: add_list(t, at, out, err)) == -1)
		return -1;
	if (varies_variants(out) > VARIANTS_MAX) {
		error_at(err, at, "%zu variants, want at most %d",
		    varies_variants(out), VARIANTS_MAX);
		return -1;
	}
	return equals > 0 ? check_unique(&out->v[first], at, err) : 0;
}

size_t
source_skip_file(const struct source *s, size_t i)
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

		i = source_skip_file(s, i); /* contents are no VARY */
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
		if (!vs->v[i].follows)
			product *= vs->v[i].count;
	return product;
}

/* The value variable I has in variant INDEX: the last one varies fastest. */
static const char *
value_of(const struct varies *vs, size_t index, size_t i)
{
	for (size_t j = vs->count; j-- > i + 1;)
		if (!vs->v[j].follows)
			index /= vs->v[j].count;
	return vs->v[i].values[index % vs->v[i].count];
}

char *
varies_name(const struct varies *vs, size_t index)
{
	char *name = xstrdup("");

	for (size_t i = 0; i < vs->count; i++) {
		char *longer;

		if (vs->v[i].follows)
			continue;
		longer = xasprintf("%s%s%s=%s", name, i > 0 ? "," : "",
		    vs->v[i].name, value_of(vs, index, i));
		free(name);
		name = longer;
	}
	return name;
}

const char *
varies_value(const struct varies *vs, size_t index, const char *name,
    size_t len)
{
	const struct vary *v = find(vs, name, len);

	return v == NULL ? NULL : value_of(vs, index, (size_t)(v - vs->v));
}

bool
varies_takes(const struct varies *vs, const char *name, size_t name_len,
    const char *value, size_t value_len)
{
	const struct vary *v = find(vs, name, name_len);

	for (size_t i = 0; v != NULL && i < v->count; i++)
		if (strlen(v->values[i]) == value_len &&
		    memcmp(v->values[i], value, value_len) == 0)
			return true;
	return false;
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
