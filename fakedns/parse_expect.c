/* EXPECT and PIN: what the wire saw */
#include "config.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/parse.h"
#include "fakedns/xalloc.h"

const char *const fact_names[FACT_KINDS] = { "udp_sent", "tcp_syns",
	"tcp_connections", "tcp_queries", "sockets", "tcp_segments", "elapsed",
	"distinct_ids", "no_query", "no_edns" };

static const char FACT_FORM[] =
    "udp_sent tcp_syns tcp_connections tcp_queries sockets tcp_segments "
    "elapsed with = < > <= >= and a number or 1..2, or distinct_ids no_query "
    "no_edns";

static bool
fact_is_flag(enum fact_kind kind)
{
	return kind == FACT_DISTINCT_IDS || kind == FACT_NO_QUERY ||
	       kind == FACT_NO_EDNS;
}

/* "=1..2", ">=500ms" to bounds. */
static bool
bounds_parse(const char *text, enum fact_kind kind, long *lo, long *hi)
{
	char op = *text, *number;
	bool or_equal = (op == '<' || op == '>') && text[1] == '=';
	size_t len;
	bool ok;

	if (op == '\0')
		return false;
	number = xstrdup(text + 1 + or_equal);
	len = strlen(number);
	if (kind == FACT_ELAPSED_MS && len > 2 &&
	    strcmp(number + len - 2, "ms") == 0)
		number[len - 2] = '\0';
	ok = range_parse(number, lo, hi);
	free(number);
	if (!ok || op == '=')
		return ok && op == '=';
	if (*lo != *hi)
		return false;
	if (op == '>') {
		if (!or_equal && *lo == LONG_MAX)
			return false;
		*lo += or_equal ? 0 : 1;
		*hi = LONG_MAX;
		return true;
	}
	*hi = *lo - (or_equal ? 0 : 1);
	*lo = 0;
	return op == '<' && *hi >= 0;
}

static int
fact_word(struct parser *p, size_t i, struct fact *f)
{
	const char *text = p->t.v[i].text;
	size_t len = strcspn(text, "=<>");

	for (int k = 0; k < FACT_KINDS; k++) {
		if (strlen(fact_names[k]) != len ||
		    memcmp(text, fact_names[k], len) != 0)
			continue;
		f->kind = (enum fact_kind)k;
		if (fact_is_flag(f->kind)) {
			f->lo = f->hi = 1;
			if (text[len] == '\0')
				return 0;
		} else if (bounds_parse(text + len, f->kind, &f->lo, &f->hi))
			return 0;
		break;
	}
	return parser_bad(p, i, "`%s`, want %s", text, FACT_FORM);
}

static int
facts(struct parser *p, size_t i, struct fact f)
{
	struct scenario *s = p->s;
	struct call *c;

	if (s->call_count == 0)
		return parser_bad(p, 0,
		    "%s before any CALL, want it behind "
		    "the CALL it is about",
		    p->t.v[0].text);
	c = &s->calls[s->call_count - 1];
	if (i < p->t.count &&
	    strcspn(p->t.v[i].text, "=<>") == strlen(p->t.v[i].text) &&
	    strpbrk(p->t.v[i].text, ".:") != NULL)
		f.server = parser_server(p, i, p->t.v[i].text);
	if (f.server < -1 || p->err->text[0] != '\0')
		return -1;
	if (f.server >= 0)
		i++;
	if (parser_count(p, i + 1, SIZE_MAX, FACT_FORM) == -1)
		return -1;
	for (; i < p->t.count; i++) {
		struct fact one = f;

		if (fact_word(p, i, &one) == -1)
			return -1;
		one.at.column = p->t.v[i].column;
		one.family = f.family == NULL ? NULL : xstrdup(f.family);
		one.versions = f.versions == NULL ? NULL : xstrdup(f.versions);
		c->facts = xgrow(c->facts, c->fact_count, sizeof one);
		c->facts[c->fact_count++] = one;
	}
	return 0;
}

int
parse_expect(struct parser *p, void *arg)
{
	struct fact f = { .at = p->at, .server = -1 };
	const char *family;

	(void)arg;
	if (parser_count(p, 2, SIZE_MAX,
		"EXPECT [for=CLIENT] [ADDRESS] facts") == -1)
		return -1;
	family = parser_value(p, 1, "for");
	f.family = family == NULL ? NULL : (char *)(uintptr_t)family;
	return facts(p, family == NULL ? 1 : 2, f);
}

int
parse_pin(struct parser *p, void *arg)
{
	struct fact f = { .at = p->at, .is_pin = true, .server = -1 };
	char *family, *versions;
	size_t len;
	int ret;

	(void)arg;
	if (parser_count(p, 3, SIZE_MAX, "PIN musl>=1.2.2 facts") == -1)
		return -1;
	len = strcspn(p->t.v[1].text, "=<>");
	family = xstrndup(p->t.v[1].text, len);
	versions = xstrdup(p->t.v[1].text + len);
	f.family = family;
	f.versions = *versions == '\0' ? NULL : versions;
	if (len == 0)
		ret = parser_bad(p, 1,
		    "`%s`, want a client family and a "
		    "version range, such as musl>=1.2.2",
		    p->t.v[1].text);
	else
		ret = facts(p, 2, f);
	free(family);
	free(versions);
	return ret;
}
