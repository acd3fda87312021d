/* SECTION: the question and the records of an entry */
#include "config.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/parse_entry.h"
#include "fakedns/xalloc.h"

/* One label that no text can name by accident. */
const struct name entry_owner_query = { 4, { 2, 0, '@', 0 } };

int
parse_section(struct entry_reader *r)
{
	static const char *const words[] = { "ANSWER", "AUTHORITY",
		"ADDITIONAL", NULL };
	struct parser *p = r->p;
	int index;

	if (parser_count(p, 2, 2,
		"SECTION QUESTION|ANSWER|AUTHORITY|ADDITIONAL") == -1)
		return -1;
	if (parser_is(p, 1, "QUESTION")) {
		r->where = IN_QUESTION;
		return 0;
	}
	index = word_index(p->t.v[1].text, words);
	if (index < 0)
		return parser_bad(p, 1,
		    "`%s`, want QUESTION, ANSWER, "
		    "AUTHORITY or ADDITIONAL",
		    p->t.v[1].text);
	r->where = IN_SECTION;
	r->section = (enum section)index;
	return 0;
}

/* testns: below an $ORIGIN line "@" is the origin. */
static bool
is_query_name(const struct parser *p, const char *text)
{
	return strcmp(text, "@") == 0 && !p->origin_was_read;
}

int
parse_question(struct parser *p, size_t i, struct question *q)
{
	const char *why, *text;
	size_t last = p->t.count - 1;

	if (parser_count(p, i + 2, i + 3, "NAME [CLASS] TYPE") == -1)
		return -1;
	text = p->t.v[i].text;
	if (is_query_name(p, text))
		q->name = entry_owner_query;
	else if (name_parse(text, &p->origin, &q->name, &why) == -1)
		return parser_bad(p, i, "`%s`: %s, want a name", text, why);
	q->class = RR_CLASS_IN;
	if (last == i + 2 && !rr_class_parse(p->t.v[i + 1].text, &q->class))
		return parser_bad(p, i + 1, "`%s`, want a class such as IN",
		    p->t.v[i + 1].text);
	if (!rr_type_parse(p->t.v[last].text, &q->type))
		return parser_bad(p, last, "`%s`, want a type such as A",
		    p->t.v[last].text);
	return 0;
}

/* testns: a question may have a TTL, which says nothing. */
static void
drop_ttl(struct parser *p)
{
	uint32_t ttl;

	if (p->t.count < 3 || !rr_ttl_parse(p->t.v[1].text, &ttl))
		return;
	free(p->t.v[1].text);
	memmove(&p->t.v[1], &p->t.v[2], (p->t.count - 2) * sizeof p->t.v[0]);
	p->t.count--;
}

static int
question_line(struct entry_reader *r)
{
	struct packet_spec *packet = entry_reader_packet(r);

	if (r->question_was_read)
		return parser_bad(r->p, 0,
		    "a second question, want one (and QUESTION twice to send "
		    "it twice)");
	r->question_was_read = packet->has_question = true;
	if (r->p->s->is_plain)
		drop_ttl(r->p);
	if (parse_question(r->p, 0, &packet->question) == -1)
		return -1;
	r->context.last_owner = packet->question.name;
	return 0;
}

static int
add_record(const char *line, void *arg, struct error *err)
{
	struct entry_reader *r = arg;
	struct rrs *out = &entry_reader_packet(r)->sections[r->section];
	struct place at = tokens_place(&r->p->t, 0, &r->p->at);
	bool owner_is_query = line[0] == '@' &&
			      (line[1] == ' ' || line[1] == '\t') &&
			      is_query_name(r->p, "@");

	at.column -= line[0] == ' '; /* put before what was indented */
	r->context.origin = r->p->origin;
	r->context.is_made = parser_is(r->p, 0, "$GENERATE");
	if (rr_parse(line, &at, &r->context, out, err) == -1)
		return -1;
	if (owner_is_query)
		r->context.last_owner = out->v[out->count - 1].owner =
		    entry_owner_query;
	return 0;
}

/*
 * testns: an indented record has the owner above.  testbound: indentation
 * means nothing.  What the line starts with tells them apart.
 */
static bool
owner_is_above(const struct parser *p)
{
	const char *first = p->t.v[0].text;
	uint32_t ttl;
	uint16_t n;

	return p->s->is_plain && isspace((unsigned char)p->line[0]) &&
	       (rr_ttl_parse(first, &ttl) || rr_class_parse(first, &n) ||
		   rr_type_parse(first, &n));
}

int
parse_section_line(struct entry_reader *r)
{
	struct parser *p = r->p;
	char *text;
	int ret;

	if (r->where == IN_NONE)
		return parser_bad(p, 0,
		    "unknown word `%s`, want a word of an "
		    "entry (MATCH, REPLY, ADJUST, SECTION, TIMES, DELAY …) or "
		    "ENTRY_END",
		    p->t.v[0].text);
	if (r->where == IN_QUESTION)
		return question_line(r);
	text = parser_rest(p, 0);
	if (owner_is_above(p)) {
		char *indented = xasprintf(" %s", text);
		free(text);
		text = indented;
	}
	if (parser_is(p, 0, "$GENERATE"))
		ret = parser_generate(p, text, &p->at, add_record, r);
	else
		ret = add_record(text, r, p->err);
	free(text);
	return ret;
}
