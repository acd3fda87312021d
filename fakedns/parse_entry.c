/* ENTRY_BEGIN … ENTRY_END: the testns entry and what was added to it */
#include "config.h"

#include <ctype.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/generate.h"
#include "fakedns/parse.h"
#include "fakedns/xalloc.h"

/* Words of the language that this release does not have. */
static const char *const later_words[] = { "COPIES", "FROM", "AFTER", "RAW_RR",
	"POINTER", NULL };

/* One label that no text can name by accident. */
const struct name entry_owner_query = { 4, { 2, 0, '@', 0 } };

enum place_in_entry { IN_NONE, IN_QUESTION, IN_SECTION };

struct entry_reader {
	struct parser *p;
	struct entry e;
	enum place_in_entry where;
	enum section section;
	bool question_was_read; /* of the current packet */
	struct rr_context context;
};

static struct packet_spec *
current(struct entry_reader *r)
{
	return &r->e.packets[r->e.packet_count - 1];
}

static void
start_packet(struct entry_reader *r)
{
	struct entry *e = &r->e;

	e->packets = xgrow(e->packets, e->packet_count, sizeof *e->packets);
	packet_spec_init(&e->packets[e->packet_count]);
	e->packets[e->packet_count++].at = r->p->at;
	r->where = IN_NONE;
	r->question_was_read = false;
}

static int
times_word(struct parser *p, struct entry *e)
{
	static const char form[] = "TIMES 1, TIMES 2-3 or TIMES 4- [of any]";
	char *dash, *text;
	long from, to = LONG_MAX;
	bool ok;

	if (parser_count(p, 2, 4, form) == -1)
		return -1;
	if (p->t.count > 2) {
		if (p->t.count != 4 || !parser_is(p, 2, "of") ||
		    !parser_is(p, 3, "any"))
			return parser_bad(p, 2, "`%s`, want %s", p->t.v[2].text,
			    form);
		e->times_of = TIMES_OF_ANY;
	}
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

static int
section_word(struct entry_reader *r)
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

int
parse_question(struct parser *p, size_t i, struct question *q)
{
	const char *why, *text;
	size_t last = p->t.count - 1;

	if (parser_count(p, i + 2, i + 3, "NAME [CLASS] TYPE") == -1)
		return -1;
	text = p->t.v[i].text;
	if (strcmp(text, "@") == 0)
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

static int
add_record(const char *line, void *arg, struct error *err)
{
	struct entry_reader *r = arg;
	struct rrs *out = &current(r)->sections[r->section];
	bool owner_is_query =
	    line[0] == '@' && (line[1] == ' ' || line[1] == '\t');

	r->context.origin = r->p->origin;
	if (rr_parse(line, &r->p->at, &r->context, out, err) == -1)
		return -1;
	if (owner_is_query)
		r->context.last_owner = out->v[out->count - 1].owner =
		    entry_owner_query;
	return 0;
}

static int
question_line(struct entry_reader *r)
{
	struct packet_spec *packet = current(r);

	if (r->question_was_read)
		return parser_bad(r->p, 0,
		    "a second question, want one (and QUESTION twice to send "
		    "it twice)");
	r->question_was_read = packet->has_question = true;
	if (parse_question(r->p, 0, &packet->question) == -1)
		return -1;
	r->context.last_owner = packet->question.name;
	return 0;
}

static int
record_line(struct entry_reader *r)
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
	if (p->s->is_plain && isspace((unsigned char)p->line[0])) {
		char *indented = xasprintf(" %s", text); /* owner as above */
		free(text);
		text = indented;
	}
	if (parser_is(p, 0, "$GENERATE"))
		ret = generate_expand(text, &p->at, add_record, r, p->err);
	else
		ret = add_record(text, r, p->err);
	free(text);
	return ret;
}

static int
hex_answer(struct entry_reader *r)
{
	struct packet_spec *packet = current(r);
	struct query q;

	if (parser_hex_block(r->p, "HEX_ANSWER_END", &packet->hex) == -1)
		return -1;
	packet->is_hex = true;
	if (!packet->has_question && packet->hex.len >= WIRE_HEADER &&
	    query_parse(packet->hex.octets, packet->hex.len, &q) == 0) {
		packet->has_question = q.questions > 0;
		packet->question = q.question;
	}
	return 0;
}

static int
hex_ednsdata(struct entry_reader *r)
{
	struct packet_spec *packet = current(r);
	struct writer w = { 0 };

	int ret = parser_hex_block(r->p, "HEX_EDNSDATA_END", &w);

	if (ret == 0 && w.len > UINT16_MAX)
		ret = parser_bad(r->p, 0, "%zu octets, want at most %d", w.len,
		    UINT16_MAX);
	if (ret == -1) {
		writer_clear(&w);
		return -1;
	}
	free(packet->edns.options);
	packet->edns.options = w.octets;
	packet->edns.options_len = (uint16_t)w.len;
	packet->edns.present = true;
	return 0;
}

static int
entry_truncate(struct parser *p, struct packet_spec *packet)
{
	packet->truncates = true;
	return parse_truncation(p, 1, &packet->truncate);
}

static int
entry_name(struct parser *p, struct entry *e)
{
	if (parser_count(p, 2, 2, "NAME word") == -1)
		return -1;
	free(e->name);
	e->name = xstrdup(p->t.v[1].text);
	return 0;
}

/* $ORIGIN and $TTL hold for the records below, in this entry and after it. */
static int
entry_directive(struct entry_reader *r)
{
	int ret = parse_directive(r->p, NULL);

	r->context.ttl = r->p->ttl;
	return ret;
}

static int
entry_line(struct entry_reader *r)
{
	struct parser *p = r->p;
	struct packet_spec *packet = current(r);
	const char *word = p->t.v[0].quoted ? "" : p->t.v[0].text;

	if (strcmp(word, "MATCH") == 0)
		return parse_match(p, &r->e);
	if (strcmp(word, "REPLY") == 0)
		return parse_reply(p, packet);
	if (strcmp(word, "ADJUST") == 0)
		return parse_adjust(p, &r->e, packet);
	if (strcmp(word, "SECTION") == 0)
		return section_word(r);
	if (strcmp(word, "EXTRA_PACKET") == 0) {
		start_packet(r);
		return 0;
	}
	if (strcmp(word, "HEX_ANSWER_BEGIN") == 0)
		return hex_answer(r);
	if (strcmp(word, "HEX_EDNSDATA_BEGIN") == 0)
		return hex_ednsdata(r);
	if (strcmp(word, "TIMES") == 0)
		return times_word(p, &r->e);
	if (strcmp(word, "NAME") == 0)
		return entry_name(p, &r->e);
	if (strcmp(word, "TRUNCATE") == 0)
		return entry_truncate(p, packet);
	if (strcmp(word, "$ORIGIN") == 0 || strcmp(word, "$TTL") == 0)
		return entry_directive(r);
	if (parse_is_fault(word))
		return parse_fault(p, packet);
	if (word_index(word, later_words) >= 0)
		return parser_bad(p, 0,
		    "`%s` is not supported yet, want it left out (an owner "
		    "of that name is written in lower case)",
		    word);
	return record_line(r);
}

/* testns: one ADJUST line, wherever it is, holds for every packet. */
static void
share_adjustments(struct entry *e)
{
	bool copy_id = false, copy_query = false;

	for (size_t i = 0; i < e->packet_count; i++) {
		copy_id = copy_id || e->packets[i].copy_id;
		copy_query = copy_query || e->packets[i].copy_query;
	}
	for (size_t i = 0; i < e->packet_count; i++) {
		e->packets[i].copy_id = copy_id;
		e->packets[i].copy_query = copy_query;
	}
}

int
parse_entry(struct parser *p, void *arg)
{
	struct entry_reader r = { .p = p };
	struct scenario *s = p->s;
	int more;

	(void)arg;
	r.e = (struct entry){ .at = p->at,
		.scope = p->scope,
		.times_from = 1,
		.chance = CHANCE_ALWAYS,
		.times_to = UINT_MAX };
	rr_context_init(&r.context);
	r.context.ttl = p->ttl;
	start_packet(&r);
	while ((more = parser_words(p)) == 1) {
		if (parser_is(p, 0, "ENTRY_END")) {
			if (s->is_plain)
				share_adjustments(&r.e);
			s->entries =
			    xgrow(s->entries, s->entry_count, sizeof r.e);
			s->entries[s->entry_count++] = r.e;
			return 0;
		}
		if (entry_line(&r) == -1)
			break;
	}
	if (more == 0)
		error_at(p->err, &r.e.at,
		    "an entry without an end, want ENTRY_END");
	entry_clear(&r.e);
	return -1;
}
