/* TIMES, SKIP, CHANCE: which of the queries that match an entry takes */
#include "config.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/parse.h"
#include "fakedns/xalloc.h"

/* "of any" and the like from word I on, where the line goes on. */
static int
times_of(struct parser *p, size_t i, struct entry *e, const char *form)
{
	static const struct {
		const char *word;
		enum times_of of;
	} words[] = {
		{ "any", TIMES_OF_ANY },
		{ "client", TIMES_OF_CLIENT },
		{ "socket", TIMES_OF_SOCKET },
	};

	if (p->t.count == i)
		return 0;
	if (p->t.count == i + 2 && parser_is(p, i, "of"))
		for (size_t k = 0; k < sizeof words / sizeof *words; k++)
			if (parser_is(p, i + 1, words[k].word)) {
				e->times_of = words[k].of;
				return 0;
			}
	return parser_bad(p, i, "`%s`, want %s", p->t.v[i].text, form);
}

int
parse_times(struct parser *p, struct entry *e)
{
	static const char form[] =
	    "TIMES 1, TIMES 2-3 or TIMES 4- [of any|client|socket]";
	char *dash, *text;
	long from, to = LONG_MAX;
	bool ok;

	if (parser_count(p, 2, 4, form) == -1 || times_of(p, 2, e, form) == -1)
		return -1;
	text = xstrdup(p->t.v[1].text);
	dash = strchr(text, '-');
	if (dash != NULL)
		*dash = '\0';
	ok = number_parse(text, 1, INT_MAX, &from);
	if (ok && dash == NULL)
		to = from;
	else if (ok && dash[1] != '\0')
		ok = number_parse(dash + 1, from, INT_MAX, &to);
	free(text);
	if (!ok)
		return parser_bad(p, 1, "`%s`, want %s", p->t.v[1].text, form);
	e->times_from = (unsigned)from;
	e->times_to = to == LONG_MAX ? UINT_MAX : (unsigned)to;
	return 0;
}

int
parse_skip(struct parser *p, struct entry *e)
{
	static const char form[] = "SKIP 2 [of any|client|socket]";
	long n;

	if (parser_count(p, 2, 4, form) == -1 || times_of(p, 2, e, form) == -1)
		return -1;
	if (!number_parse(p->t.v[1].text, 1, INT_MAX - 1, &n))
		return parser_bad(p, 1, "`%s`, want %s", p->t.v[1].text, form);
	e->times_from = (unsigned)n + 1;
	e->times_to = UINT_MAX;
	return 0;
}

/* "30%", "0.125%" in 1/1000 of a percent. */
static bool
percent_parse(const char *text, unsigned *out)
{
	unsigned value = 0, digits = 0;

	while (*text >= '0' && *text <= '9' && value <= 100) {
		value = 10 * value + (unsigned)(*text++ - '0');
		digits++;
	}
	if (digits == 0)
		return false;
	digits = 0;
	if (*text == '.')
		for (text++; *text >= '0' && *text <= '9' && digits < 3;
		     digits++)
			value = 10 * value + (unsigned)(*text++ - '0');
	for (; digits < 3; digits++)
		value *= 10;
	*out = value;
	return strcmp(text, "%") == 0 && value <= CHANCE_ALWAYS;
}

int
parse_chance(struct parser *p, struct entry *e)
{
	static const char form[] = "CHANCE 30% [seed=n]";
	const char *seed = parser_value(p, 2, "seed");
	long n = 0;

	if (parser_count(p, 2, 3, form) == -1)
		return -1;
	if (!percent_parse(p->t.v[1].text, &e->chance))
		return parser_bad(p, 1, "`%s`, want %s", p->t.v[1].text, form);
	if (p->t.count == 3 &&
	    (seed == NULL || !number_parse(seed, 0, UINT_MAX, &n)))
		return parser_bad(p, 2, "`%s`, want %s", p->t.v[2].text, form);
	e->chance_seed = (unsigned)n;
	return 0;
}
