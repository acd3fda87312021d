#include "config.h"

#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/parse.h"
#include "fakedns/xalloc.h"

int
parser_bad(struct parser *p, size_t i, const char *fmt, ...)
{
	struct place here = tokens_place(&p->t, i, &p->at);
	char text[512];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	error_at(p->err, &here, "%s", text);
	return -1;
}

int
parser_count(struct parser *p, size_t min, size_t max, const char *want)
{
	if (p->t.count < min)
		return parser_bad(p, p->t.count, "the line ends here, want %s",
		    want);
	if (p->t.count > max)
		return parser_bad(p, max, "`%s` is one word too many, want %s",
		    p->t.v[max].text, want);
	return 0;
}

/* testns: what is behind it is nothing. */
int
parser_end(struct parser *p, const char *end)
{
	char want[40];

	if (p->s->is_plain)
		return 0;
	snprintf(want, sizeof want, "%s alone", end);
	return parser_count(p, 1, 1, want);
}

bool
parser_is(const struct parser *p, size_t i, const char *word)
{
	return i < p->t.count && !p->t.v[i].quoted &&
	       strcmp(p->t.v[i].text, word) == 0;
}

bool
number_parse(const char *text, long min, long max, long *out)
{
	const char *digits = text + (*text == '-');
	bool is_hex = digits[0] == '0' && (digits[1] | 0x20) == 'x';
	char *end;

	if (*digits < '0' || *digits > '9')
		return false;
	errno = 0;
	*out = strtol(text, &end, is_hex ? 16 : 10);
	return errno == 0 && *end == '\0' && *out >= min && *out <= max;
}

bool
signed_parse(const char *text, long min, long max, long *out)
{
	if (*text == '+' && *++text == '-')
		return false;
	return number_parse(text, min, max, out);
}

bool
range_parse(const char *text, long *lo, long *hi)
{
	const char *dots = strstr(text, "..");
	char low[32];

	if (dots == NULL) {
		bool ok = number_parse(text, 0, LONG_MAX, lo);
		*hi = *lo;
		return ok;
	}
	if ((size_t)(dots - text) >= sizeof low)
		return false;
	memcpy(low, text, (size_t)(dots - text));
	low[dots - text] = '\0';
	*hi = LONG_MAX;
	return number_parse(low, 0, LONG_MAX, lo) &&
	       (dots[2] == '\0' || number_parse(dots + 2, *lo, LONG_MAX, hi));
}

int
parser_number(struct parser *p, size_t i, long min, long max, unsigned *out)
{
	long n;

	if (i >= p->t.count)
		return parser_bad(p, i,
		    "the line ends here, want a number from %ld to %ld", min,
		    max);
	if (!number_parse(p->t.v[i].text, min, max, &n))
		return parser_bad(p, i, "`%s`, want a number from %ld to %ld",
		    p->t.v[i].text, min, max);
	*out = (unsigned)n;
	return 0;
}

bool
duration_parse(const char *text, unsigned *out_ms)
{
	char *end;
	unsigned long n;

	errno = 0;
	n = strtoul(text, &end, 10);
	if (*text < '0' || *text > '9' || errno != 0 || n > 3600000)
		return false;
	if (strcmp(end, "ms") == 0)
		*out_ms = (unsigned)n;
	else if (strcmp(end, "s") == 0 && n <= 3600)
		*out_ms = (unsigned)n * 1000;
	else
		return false;
	return true;
}

int
parser_duration(struct parser *p, size_t i, unsigned *out_ms)
{
	const char *text = p->t.v[i].text;

	if (duration_parse(text, out_ms))
		return 0;
	return parser_bad(p, i,
	    "`%s`, want a time such as 250ms or 12s, at most 1h", text);
}

char *
parser_rest(const struct parser *p, size_t i)
{
	size_t from;

	if (i >= p->t.count)
		return xstrdup("");
	from = p->t.v[i].column - 1;
	return xstrndup(p->line + from, p->t.v[p->t.count - 1].end - 1 - from);
}

int
parser_hex_value(struct parser *p, size_t i, const char *text,
    struct writer *out)
{
	size_t bad;

	if (wire_parse_hex(text, out, &bad) == -1)
		return parser_bad(p, i, "`%s`, want two hex digits an octet",
		    p->t.v[i].text);
	if (out->len > WIRE_MAX)
		return parser_bad(p, i, "%zu octets, want at most %d", out->len,
		    WIRE_MAX);
	return 0;
}

int
parser_hex(struct parser *p, size_t i, struct writer *out)
{
	return parser_hex_value(p, i, p->t.v[i].text, out);
}

int
parser_hex_block(struct parser *p, const char *end, struct writer *out)
{
	struct place begin = p->at;
	int more;

	while ((more = parser_words(p)) == 1) {
		if (parser_is(p, 0, end))
			return parser_end(p, end);
		for (size_t i = 0; i < p->t.count; i++)
			if (parser_hex(p, i, out) == -1)
				return -1;
	}
	if (more == 0)
		error_at(p->err, &begin, "a block without an end, want %s",
		    end);
	return -1;
}

const char *
parser_value(const struct parser *p, size_t i, const char *key)
{
	size_t len = strlen(key);

	if (i >= p->t.count || strncmp(p->t.v[i].text, key, len) != 0 ||
	    p->t.v[i].text[len] != '=')
		return NULL;
	return p->t.v[i].text + len + 1;
}

int
word_index(const char *text, const char *const *words)
{
	for (int i = 0; words[i] != NULL; i++)
		if (strcmp(text, words[i]) == 0)
			return i;
	return -1;
}

int
parser_dispatch(struct parser *p, const struct keyword *keywords, size_t count,
    void *arg)
{
	char list[400] = "";
	size_t used = 0;

	for (size_t i = 0; i < count; i++)
		if (parser_is(p, 0, keywords[i].word))
			return keywords[i].parse(p, arg);
	for (size_t i = 0; i < count && used < sizeof list; i++) {
		int n = snprintf(list + used, sizeof list - used, " %s",
		    keywords[i].word);
		used += n < 0 ? 0 : (size_t)n;
	}
	return parser_bad(p, 0, "unknown word `%s`, want one of%s",
	    p->t.v[0].text, list);
}

void
words_add(struct words *w, const char *text)
{
	w->v = xgrow(w->v, w->count, sizeof *w->v);
	w->v[w->count++] = xstrdup(text);
}

void
words_clear(struct words *w)
{
	for (size_t i = 0; i < w->count; i++)
		free(w->v[i]);
	free(w->v);
	memset(w, 0, sizeof *w);
}
