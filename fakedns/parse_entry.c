/* ENTRY_BEGIN … ENTRY_END: the testns entry and what was added to it */
#include "config.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/parse_entry.h"
#include "fakedns/xalloc.h"

struct packet_spec *
entry_reader_packet(struct entry_reader *r)
{
	return &r->e.packets[r->e.packet_count - 1];
}

/* testns: the section goes on in the next message. */
enum { PACKETS_MAX = 256 };

static int
start_packet(struct entry_reader *r)
{
	struct entry *e = &r->e;

	if (e->packet_count == PACKETS_MAX)
		return parser_bad(r->p, 0,
		    "more than %d messages in an entry, want fewer",
		    PACKETS_MAX);
	e->packets = xgrow(e->packets, e->packet_count, sizeof *e->packets);
	packet_spec_init(&e->packets[e->packet_count]);
	e->packets[e->packet_count++].at = r->p->at;
	if (!r->p->s->is_plain)
		r->where = IN_NONE;
	r->question_was_read = false;
	return parser_count(r->p, 1, 1, "EXTRA_PACKET alone");
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

/* Deckard's: who runs scenarios says what was not used anyway. */
static int
mandatory_word(struct parser *p, struct entry *e)
{
	(void)e;
	return parser_count(p, 1, 1, "MANDATORY alone");
}

/* $ORIGIN and $TTL hold for the records below, in this entry and after it. */
static int
entry_directive(struct entry_reader *r)
{
	int ret = parse_directive(r->p, NULL);

	r->context.ttl = r->p->ttl;
	return ret;
}

/* Deckard's FLAGS is REPLY; ours has "key=n". */
static bool
is_reply(const struct parser *p, const char *word)
{
	return strcmp(word, "REPLY") == 0 ||
	       (strcmp(word, "FLAGS") == 0 && p->t.count > 1 &&
		   strchr(p->t.v[1].text, '=') == NULL);
}

static int
about_entry(struct parser *p, struct entry *e, const char *word)
{
	static const struct {
		const char *word;
		int (*parse)(struct parser *, struct entry *);
	} words[] = {
		{ "MATCH", parse_match },
		{ "TIMES", parse_times },
		{ "SKIP", parse_skip },
		{ "CHANCE", parse_chance },
		{ "NAME", entry_name },
		{ "MANDATORY", mandatory_word },
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(word, words[i].word) == 0)
			return words[i].parse(p, e);
	return 1;
}

/* 1 where the line is about something else. */
static int
about_packet(struct entry_reader *r, const char *word)
{
	static const struct {
		const char *word;
		int (*parse)(struct entry_reader *);
	} words[] = {
		{ "SECTION", parse_section },
		{ "EXTRA_PACKET", start_packet },
		{ "HEX_ANSWER_BEGIN", parse_hex_answer },
		{ "HEX_EDNSDATA_BEGIN", parse_hex_ednsdata },
		{ "HEX_EDNS_BEGIN", parse_hex_ednsdata },
		{ "RAW", parse_raw },
		{ "$ORIGIN", entry_directive },
		{ "$TTL", entry_directive },
	};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strcmp(word, words[i].word) == 0)
			return words[i].parse(r);
	return 1;
}

static int
entry_line(struct entry_reader *r)
{
	struct parser *p = r->p;
	struct packet_spec *packet = entry_reader_packet(r);
	const char *word = p->t.v[0].quoted ? "" : p->t.v[0].text;
	int done;

	if (is_reply(p, word))
		return parse_reply(p, packet);
	if (strcmp(word, "ADJUST") == 0)
		return parse_adjust(p, &r->e, packet);
	done = about_entry(p, &r->e, word);
	if (done == 1)
		done = about_packet(r, word);
	if (done != 1)
		return done;
	if (parse_is_fault(word))
		return parse_fault(p, packet);
	if (strcmp(word, "TSIG") == 0)
		return parser_bad(p, 0,
		    "TSIG: nothing here signs a reply, want the octets of a "
		    "signed one in HEX_ANSWER_BEGIN");
	return parse_section_line(r);
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

static int
finish_entry(struct entry_reader *r)
{
	struct parser *p = r->p;
	struct scenario *s = p->s;

	if (parser_count(p, 1, 1, "ENTRY_END alone") == -1 ||
	    match_check(&r->e, p->err) == -1)
		return -1;
	if (s->is_plain) {
		share_adjustments(&r->e);
		p->last_owner = r->context.last_owner;
	}
	s->entries = xgrow(s->entries, s->entry_count, sizeof r->e);
	s->entries[s->entry_count++] = r->e;
	return 0;
}

int
parse_entry(struct parser *p, void *arg)
{
	struct entry_reader r = { .p = p };
	int more;

	(void)arg;
	if (parser_count(p, 1, 1, "ENTRY_BEGIN alone") == -1)
		return -1;
	r.e = (struct entry){ .at = p->at,
		.scope = p->scope,
		.times_from = 1,
		.chance = CHANCE_ALWAYS,
		.times_to = UINT_MAX };
	rr_context_init(&r.context);
	r.context.ttl = p->ttl;
	if (p->s->is_plain) /* testns: the one above may be of another entry */
		r.context.last_owner = p->last_owner;
	start_packet(&r);
	while ((more = parser_words(p)) == 1) {
		if (parser_is(p, 0, "ENTRY_END")) {
			if (finish_entry(&r) == -1)
				break;
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
