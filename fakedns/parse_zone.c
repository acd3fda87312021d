/* ZONE_BEGIN … ZONE_END, $ORIGIN, $TTL */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/parse.h"
#include "fakedns/xalloc.h"

struct zone_reader {
	struct parser *p;
	struct place at; /* of the record being read */
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
	if (p->s->is_plain && parser_is(p, 0, "$ORIGIN")) {
		p->origin = name_root; /* testns: never relative */
		p->origin_was_read = true;
	}
	return directive(p, &p->origin, &p->ttl);
}

static int
add_record(const char *line, void *arg, struct error *err)
{
	struct zone_reader *z = arg;

	return rr_parse(line, &z->at, &z->context, &z->records, err);
}

static int
directive_line(struct zone_reader *z)
{
	struct parser *p = z->p;
	char *text;
	int ret;

	if (!parser_is(p, 0, "$GENERATE"))
		return directive(p, &z->context.origin, &z->context.ttl);
	text = parser_rest(p, 0);
	z->at = tokens_place(&p->t, 0, &p->at);
	z->context.is_made = true;
	ret = parser_generate(p, text, &z->at, add_record, z);
	z->context.is_made = false;
	free(text);
	return ret;
}

/*
 * Takes the current line into the record, without its comment; *DEPTH counts
 * the parentheses that are open behind it (RFC 1035 5.1).
 */
static int
take_line(struct zone_reader *z, struct writer *record, unsigned *depth)
{
	const char *line = z->p->line, *c, *quote = NULL;
	struct place here = z->p->at;

	if (*line == '#')
		return 0;
	for (c = line; *c != '\0' && (quote != NULL || *c != ';'); c++) {
		if (*c == '\\' && c[1] != '\0')
			c++;
		else if (*c == '"')
			quote = quote == NULL ? c : NULL;
		else if (quote == NULL && *c == '(')
			++*depth;
		else if (quote == NULL && *c == ')' && (*depth)-- == 0)
			break;
	}
	writer_octets(record, line, (size_t)(c - line));
	here.column = (unsigned)((quote != NULL ? quote : c) - line) + 1;
	if (quote != NULL)
		error_at(z->p->err, &here, "a quote without an end, want \"");
	else if (*c == ')')
		error_at(z->p->err, &here, "a `)` alone, want `(` before it");
	else
		return 0;
	return -1;
}

/* 1 for a line with something on it, 0 for one without, -1 for ZONE_END. */
static int
line_kind(const struct parser *p)
{
	const char *word = p->line + strspn(p->line, " \t");
	size_t len = strcspn(word, " \t;");

	if (len == 8 && strncmp(word, "ZONE_END", len) == 0)
		return -1;
	return len > 0 && p->line[0] != '#' &&
	       (!p->s->is_plain || *word != '#');
}

/* The lines of a record that go on in the next; RECORD gets newlines. */
static int
take_more_lines(struct zone_reader *z, struct writer *record)
{
	unsigned depth = 0;
	int more = 1;

	while (more == 1 && take_line(z, record, &depth) == 0) {
		if (depth == 0)
			return 0;
		more = parser_line(z->p);
		if (more == 1 && line_kind(z->p) == -1)
			more = 0;
		if (more == 1)
			writer_u8(record, '\n');
	}
	if (more == 0)
		error_at(z->p->err, &z->at,
		    "a record with an open `(`, want `)`");
	return -1;
}

static int
record_lines(struct zone_reader *z)
{
	struct writer record = { 0 };
	int ret = -1;

	z->at = z->p->at;
	if (take_more_lines(z, &record) == 0) {
		writer_u8(&record, '\0');
		ret = add_record((char *)record.octets, z, z->p->err);
	}
	writer_clear(&record);
	return ret;
}

static int
zone_line(struct zone_reader *z)
{
	struct parser *p = z->p;

	if (p->line[strspn(p->line, " \t")] != '$')
		return record_lines(z);
	if (tokens_split(p->line, &p->at, &p->t, p->err) == -1)
		return -1;
	return directive_line(z);
}

static int
zone_end(struct parser *p)
{
	if (tokens_split(p->line, &p->at, &p->t, p->err) == -1)
		return -1;
	return parser_count(p, 1, 1, "ZONE_END");
}

static int
zone_lines(struct zone_reader *z)
{
	struct parser *p = z->p;
	struct place begin = p->at;
	int more, kind;

	while ((more = parser_line(p)) == 1) {
		kind = line_kind(p);
		if (kind == -1)
			return zone_end(p);
		if (kind == 1 && zone_line(z) == -1)
			return -1;
	}
	if (more == 0)
		error_at(p->err, &begin,
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
