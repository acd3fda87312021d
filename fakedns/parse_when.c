/* WHEN_BEGIN … WHEN_END: lines of some variants only */
#include "config.h"

#include <string.h>

#include "fakedns/parse.h"

static const char FORM[] = "WHEN_BEGIN n=46,47 or n!=46 …";

/* The first word of LINE is WORD. */
static bool
starts(const char *line, const char *word)
{
	size_t len = strlen(word);

	line += strspn(line, " \t");
	return strncmp(line, word, len) == 0 &&
	       strchr(" \t;", line[len]) != NULL; /* or its end */
}

/* Word I, "n=46,47" or "n!=46": 1 where it holds, 0, or -1 with an error. */
static int
condition(struct parser *p, size_t i)
{
	const char *text = p->t.v[i].text;
	size_t equals = strcspn(text, "="), len = equals, n;
	bool wanted = true, found = false;
	const char *is;

	if (len > 0 && text[len - 1] == '!') {
		wanted = false;
		len--;
	}
	if (len == 0 || text[equals] == '\0')
		return parser_bad(p, i, "`%s`, want %s", text, FORM);
	is = varies_value(p->varies, p->variant, text, len);
	if (is == NULL)
		return parser_bad(p, i, "no VARY line names `%.*s`, want one",
		    (int)len, text);
	for (const char *v = text + equals; *v != '\0'; v += n) {
		v++; /* '=' or ',' */
		n = strcspn(v, ",");
		if (!varies_takes(p->varies, text, len, v, n))
			return parser_bad(p, i,
			    "`%.*s` is never `%.*s`, want values of its VARY "
			    "line",
			    (int)len, text, (int)n, v);
		found |= strlen(is) == n && memcmp(is, v, n) == 0;
	}
	return found == wanted;
}

/* 1 where all hold, 0, or -1; every one is read. */
static int
conditions(struct parser *p)
{
	int all = 1;

	if (parser_count(p, 2, SIZE_MAX, FORM) == -1)
		return -1;
	for (size_t i = 1; i < p->t.count; i++) {
		int holds = condition(p, i);

		if (holds == -1)
			return -1;
		all &= holds;
	}
	return all;
}

static int
words_here(struct parser *p)
{
	tokens_clear(&p->t);
	return tokens_split(p->line, &p->at, &p->t, p->err);
}

static int
no_end(struct parser *p)
{
	error_at(p->err, &p->when_at,
	    "WHEN_BEGIN without an end, want WHEN_END");
	return -1;
}

static int
nested(struct parser *p)
{
	error_at(p->err, &p->at,
	    "WHEN_BEGIN inside a WHEN, want WHEN_END first");
	return -1;
}

/* Leaves out everything up to WHEN_END; contents of a FILE are no lines. */
static int
skip(struct parser *p)
{
	int more = 1;

	while (more == 1) {
		size_t last;

		if (p->next == p->source->count)
			return no_end(p);
		last = source_skip_file(p->source, p->next);
		if (last > p->next) {
			p->next = last + 1;
			continue;
		}
		more = parser_raw_line(p);
		if (more == 1 && starts(p->line, "WHEN_BEGIN"))
			return nested(p);
		if (more == 1 && starts(p->line, "WHEN_END"))
			return words_here(p) == -1 ? -1
						   : parser_end(p, "WHEN_END");
	}
	return more;
}

static int
begin(struct parser *p)
{
	int holds;

	if (p->in_when)
		return nested(p);
	if (words_here(p) == -1)
		return -1;
	if (p->ended)
		return parser_bad(p, 0,
		    "`WHEN_BEGIN` behind SCENARIO_END, want nothing there");
	if (!p->s->is_plain && p->s->title == NULL)
		return parser_bad(p, 0,
		    "`WHEN_BEGIN`, want SCENARIO_BEGIN first");
	p->when_at = p->at;
	holds = conditions(p);
	p->in_when = holds == 1;
	return holds == 0 ? skip(p) : holds == 1 ? 0 : -1;
}

static int
end(struct parser *p)
{
	if (words_here(p) == -1)
		return -1;
	if (!p->in_when)
		return parser_bad(p, 0,
		    "WHEN_END without WHEN_BEGIN, want both");
	p->in_when = false;
	return parser_end(p, "WHEN_END");
}

int
parser_line(struct parser *p)
{
	for (;;) {
		int more = parser_raw_line(p), failed;

		if (more == 0 && p->in_when)
			return no_end(p);
		if (more != 1)
			return more;
		if (starts(p->line, "WHEN_BEGIN"))
			failed = begin(p);
		else if (starts(p->line, "WHEN_END"))
			failed = end(p);
		else
			break;
		if (failed == -1)
			return -1;
	}
	parser_print_line(p);
	return 1;
}
