/* ZONE_BEGIN … ZONE_END, $ORIGIN, $TTL */
#include "config.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/generate.h"
#include "fakedns/parse.h"
#include "fakedns/xalloc.h"

struct zone_reader {
	struct parser *p;
	struct rr_context context;
	struct rrs records;
};

/* Reads the directive of the current line into ORIGIN or TTL. */
static int
directive(struct parser *p, struct name *origin, uint32_t *ttl)
{
	struct name name;
	const char *why;

	if (parser_is(p, 0, "$TTL")) {
		if (parser_count(p, 2, 2, "$TTL seconds") == -1)
			return -1;
		if (rr_ttl_parse(p->t.v[1].text, ttl))
			return 0;
		return parser_bad(p, 1,
		    "`%s`, want seconds or a time such as 1h30m",
		    p->t.v[1].text);
	}
	if (!parser_is(p, 0, "$ORIGIN"))
		return parser_bad(p, 0,
		    "unknown directive `%s`, want $ORIGIN, "
		    "$TTL or $GENERATE",
		    p->t.v[0].text);
	if (parser_count(p, 2, 2, "$ORIGIN name") == -1)
		return -1;
	if (name_parse(p->t.v[1].text, origin, &name, &why) == -1)
		return parser_bad(p, 1, "`%s`: %s, want a name", p->t.v[1].text,
		    why);
	*origin = name;
	return 0;
}

int
parse_directive(struct parser *p, void *arg)
{
	(void)arg;
	return directive(p, &p->origin, &p->ttl);
}

static int
add_record(const char *line, void *arg, struct error *err)
{
	struct zone_reader *z = arg;

	return rr_parse(line, &z->p->at, &z->context, &z->records, err);
}

static int
zone_line(struct zone_reader *z)
{
	struct parser *p = z->p;
	char *text;
	int ret;

	if (p->t.v[0].text[0] == '$') {
		if (!parser_is(p, 0, "$GENERATE"))
			return directive(p, &z->context.origin,
			    &z->context.ttl);
		text = parser_rest(p, 0);
		ret = generate_expand(text, &p->at, add_record, z, p->err);
		free(text);
		return ret;
	}
	text = parser_rest(p, 0);
	if (isspace((unsigned char)p->line[0])) {
		char *indented = xasprintf(" %s", text);
		free(text);
		text = indented;
	}
	ret = add_record(text, z, p->err);
	free(text);
	return ret;
}

static int
zone_lines(struct zone_reader *z)
{
	struct place begin = z->p->at;
	int more;

	while ((more = parser_words(z->p)) == 1) {
		if (parser_is(z->p, 0, "ZONE_END"))
			return 0;
		if (zone_line(z) == -1)
			return -1;
	}
	if (more == 0)
		error_at(z->p->err, &begin,
		    "a zone without an end, want ZONE_END");
	return -1;
}

static bool
has_soa(const struct rrs *records)
{
	for (size_t i = 0; i < records->count; i++)
		if (records->v[i].type == RR_SOA)
			return true;
	return false;
}

static int
zone_mode_word(struct parser *p, enum zone_mode *mode)
{
	*mode = ZONE_RECURSIVE;
	if (parser_count(p, 1, 2, "ZONE_BEGIN [recursive|authoritative]") == -1)
		return -1;
	if (p->t.count == 1 || parser_is(p, 1, "recursive"))
		return 0;
	*mode = ZONE_AUTHORITATIVE;
	return parser_is(p, 1, "authoritative")
		   ? 0
		   : parser_bad(p, 1, "`%s`, want recursive or authoritative",
			 p->t.v[1].text);
}

int
parse_zone(struct parser *p, void *arg)
{
	struct zone_spec spec = { .at = p->at, .scope = p->scope };
	struct zone_reader z = { .p = p };
	enum zone_mode mode;
	int ret = -1;

	(void)arg;
	if (zone_mode_word(p, &mode) == -1)
		return -1;
	rr_context_init(&z.context);
	z.context.origin = p->origin;
	z.context.ttl = p->ttl;
	if (zone_lines(&z) == -1)
		goto out;
	if (mode == ZONE_AUTHORITATIVE && !has_soa(&z.records)) {
		error_at(p->err, &spec.at,
		    "an authoritative zone without a "
		    "SOA record, want one at its apex");
		goto out;
	}
	spec.zone = zone_new(mode);
	for (size_t i = 0; i < z.records.count; i++)
		zone_add(spec.zone, &z.records.v[i]);
	zone_seal(spec.zone);
	p->s->zones = xgrow(p->s->zones, p->s->zone_count, sizeof spec);
	p->s->zones[p->s->zone_count++] = spec;
	ret = 0;
out:
	rrs_clear(&z.records);
	return ret;
}
