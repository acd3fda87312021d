#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/regex_size.h"

/* A group that is being read, or the whole pattern. */
struct group {
	unsigned long size; /* characters, written out */
	unsigned long last; /* those of them the next operator repeats */
};

/* Behind the "]" of a bracket expression; P is behind its "[". */
static const char *
skip_bracket(const char *p)
{
	p += *p == '^';
	p += *p == ']';
	while (*p != '\0' && *p != ']') {
		char kind = p[1];

		if (*p++ != '[' || kind == '\0' || strchr(":.=", kind) == NULL)
			continue;
		for (p++; *p != '\0' && (*p != kind || p[1] != ']'); p++)
			;
		p += *p != '\0' ? 2 : 0;
	}
	return p + (*p != '\0');
}

/* The most that the bounds at P, behind "{", allow; one more where open. */
static unsigned long
most_of_bounds(const char *p)
{
	char *end;
	unsigned long low = strtoul(p, &end, 10), high = low;

	if (*end == ',')
		high = strtoul(end + 1, &end, 10);
	if (high < low)
		high = low < REGEX_SIZE_MAX ? low + 1 : low;
	return high < REGEX_SIZE_MAX ? high : REGEX_SIZE_MAX;
}

/* What is last now stands there so often; never 0 times. */
static void
repeat(struct group *g, unsigned long times)
{
	g->size -= g->last;
	if (times > 1)
		g->last *= times;
	g->size += g->last;
}

static void
add(struct group *g, unsigned long size)
{
	g->last = size;
	g->size += size;
}

bool
regex_is_small(const char *pattern)
{
	struct group groups[REGEX_OCTETS_MAX + 1] = { { 0, 0 } };
	struct group *g = groups;

	if (strlen(pattern) > REGEX_OCTETS_MAX)
		return false;
	for (const char *p = pattern; *p != '\0';) {
		char c = *p++;

		if (c == '\\' && *p >= '1' && *p <= '9')
			return false;
		if (c == '(') {
			*++g = (struct group){ 0, 0 };
		} else if (c == ')' && g > groups) {
			g--;
			add(g, g[1].size + 1);
		} else if (c == '+') {
			repeat(g, 2);
		} else if (c == '{') {
			repeat(g, most_of_bounds(p));
			p += strspn(p, "0123456789,");
			p += *p == '}';
		} else if (c == '[') {
			p = skip_bracket(p);
			add(g, 1);
		} else if (c != '*' && c != '?') {
			p += c == '\\' && *p != '\0';
			add(g, 1);
		}
		if (g->size > REGEX_SIZE_MAX)
			return false;
	}
	return true;
}
