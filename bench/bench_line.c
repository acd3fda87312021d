#include "config.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/bench.h"
#include "bench/bench_line.h"
#include "fakedns/xalloc.h"

/* Where KEY stands in the line, from 1; 1 where it does not. */
static unsigned
column_of(const struct bench_line *l, const char *key)
{
	char *quoted = xasprintf("\"%s\":", key);
	const char *found = strstr(l->text, quoted);

	free(quoted);
	return found == NULL ? 1 : (unsigned)(found - l->text) + 1;
}

void
bench_line_bad(struct bench_line *l, const char *key, const char *fmt, ...)
{
	struct place at = l->at;
	char why[512];
	va_list args;

	va_start(args, fmt);
	vsnprintf(why, sizeof why, fmt, args);
	va_end(args);
	at.column = column_of(l, key);
	error_at(l->err, &at, "%s", why);
	l->bad = true;
}

/* NULL where there is none; then the line is bad if it is WANTED. */
static const json_t *
value_of(struct bench_line *l, const char *key, bool wanted)
{
	const json_t *value = json_object_get(l->json, key);

	if (value == NULL && wanted)
		bench_line_bad(l, key, "no \"%s\", want that key", key);
	return value;
}

char *
bench_line_text(struct bench_line *l, const char *key)
{
	const json_t *value = value_of(l, key, true);

	if (value != NULL && !json_is_string(value))
		bench_line_bad(l, key, "\"%s\" is no text, want one", key);
	return xstrdup(json_is_string(value) ? json_string_value(value) : "");
}

static uint64_t
number(struct bench_line *l, const char *key, const json_t *value,
    uint64_t most)
{
	const json_int_t n = json_integer_value(value);

	if (json_is_integer(value) && n >= 0 && (uint64_t)n <= most)
		return (uint64_t)n;
	if (most < INT64_MAX)
		bench_line_bad(l, key,
		    "\"%s\" is no count, want a number from 0 to %llu", key,
		    (unsigned long long)most);
	else
		bench_line_bad(l, key,
		    "\"%s\" is no count, want a number from 0", key);
	return 0;
}

uint64_t
bench_line_count(struct bench_line *l, const char *key, uint64_t most)
{
	const json_t *value = value_of(l, key, true);

	return value == NULL ? 0 : number(l, key, value, most);
}

uint64_t
bench_line_any_count(struct bench_line *l, const char *key)
{
	const json_t *value = value_of(l, key, false);

	return value == NULL ? 0 : number(l, key, value, INT64_MAX);
}

bool
bench_line_any_flag(struct bench_line *l, const char *key)
{
	const json_t *value = value_of(l, key, false);

	if (value != NULL && !json_is_boolean(value))
		bench_line_bad(l, key, "\"%s\" is neither true nor false", key);
	return json_is_true(value);
}

double
bench_line_any_real(struct bench_line *l, const char *key)
{
	const json_t *value = value_of(l, key, false);
	double n = json_number_value(value);

	if (value == NULL)
		return BENCH_UNKNOWN;
	if (json_is_number(value) && n >= 0)
		return n;
	bench_line_bad(l, key, "\"%s\" is no number from 0, want one", key);
	return BENCH_UNKNOWN;
}

const json_t *
bench_line_any_list(struct bench_line *l, const char *key)
{
	const json_t *value = value_of(l, key, false);

	if (value == NULL || json_is_array(value))
		return value;
	bench_line_bad(l, key, "\"%s\" is no list, want one", key);
	return NULL;
}

uint64_t
bench_line_item(struct bench_line *l, const char *key, const json_t *list,
    size_t index, uint64_t most)
{
	return number(l, key, json_array_get(list, index), most);
}
