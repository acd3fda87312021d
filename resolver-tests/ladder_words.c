#include "config.h"

#include <string.h>

#include "resolver-tests/ladder_words.h"

enum { OUTCOME_LINES = 3 }; /* with more, all but the first are counted */

static void
add_octets(const char *s, size_t len, struct text *out)
{
	for (size_t i = 0; i < len; i++) {
		const unsigned char c = (unsigned char)s[i];

		if (c < 0x20 || c > 0x7e)
			text_add(out, "\\%03u", c);
		else
			text_add_octets(out, &s[i], 1);
	}
}

void
ladder_words_plain(const char *s, struct text *out)
{
	add_octets(s, strlen(s), out);
}

void
ladder_words_wait(long long us, struct text *out)
{
	const long long ms = (us + 500) / 1000;

	if (ms >= 1000)
		text_add(out, "%.2f s", (double)ms / 1000);
	else
		text_add(out, "%lld ms", ms);
}

static void
add_rcode(unsigned rcode, struct text *out)
{
	/* RFC 6895 2.3; the header has four bits of it */
	static const char *const names[] = { "NOERROR", "FORMERR", "SERVFAIL",
		"NXDOMAIN", "NOTIMP", "REFUSED", "YXDOMAIN", "YXRRSET",
		"NXRRSET", "NOTAUTH", "NOTZONE" };

	if (rcode < sizeof names / sizeof *names)
		text_add(out, "%s", names[rcode]);
	else
		text_add(out, "RCODE %u", rcode);
}

static void
add_count(unsigned n, const char *noun, struct text *out)
{
	text_add(out, ", %u %s%s", n, noun, n == 1 ? "" : "s");
}

static void
add_nth(const struct ladder_event *e, struct text *out)
{
	if (e->nth > 1)
		text_add(out, ", %u%s time", e->nth,
		    e->nth == 2   ? "nd"
		    : e->nth == 3 ? "rd"
				  : "th");
}

/* The type and, WITH_NAME, the name of the question. */
static void
add_question(const struct ladder_event *e, bool with_name, struct text *out)
{
	if (e->type == NULL) {
		text_add(out, "no question");
		return;
	}
	ladder_words_plain(e->type, out);
	if (!with_name || e->name == NULL)
		return;
	text_add(out, " ");
	ladder_words_plain(e->name, out);
}

/* Which entry or zone it was. */
static void
add_rule(const struct ladder_event *e, struct text *out)
{
	const unsigned line = ladder_rule_line(e);

	if (line > 0)
		text_add(out, ", line %u", line);
	else if (e->rule != NULL) {
		text_add(out, ", ");
		ladder_words_plain(e->rule, out);
	}
}

static void
query_words(const struct ladder_event *e, struct text *out)
{
	add_question(e, true, out);
	add_nth(e, out);
	if (e->kind == LADDER_UNHEARD)
		text_add(out, e->fate == LADDER_ANSWERED ? ", heard late"
							 : ", not heard");
	else if (e->fate == LADDER_OPEN)
		text_add(out, ", unanswered at the end");
}

static void
reply_words(const struct ladder_event *e, struct text *out)
{
	if (!e->has_message) {
		text_add(out, "message");
		return;
	}
	add_question(e, e->other_question, out);
	text_add(out, ": ");
	add_rcode(e->rcode, out);
	if (e->truncated)
		text_add(out, " TC");
	add_count(e->answers, "answer", out);
	add_count(e->octets, "octet", out);
	add_rule(e, out);
	if (e->faults != NULL) {
		text_add(out, ", ");
		ladder_words_plain(e->faults, out);
	}
}

/* An entry that drops, or words such as "nothing answers". */
static void
drop_words(const struct ladder_event *e, struct text *out)
{
	if (e->rule != NULL && ladder_rule_line(e) == 0 &&
	    strchr(e->rule, ' ') != NULL) {
		ladder_words_plain(e->rule, out);
		return;
	}
	text_add(out, "no answer");
	add_rule(e, out);
}

static void
syn_words(const struct ladder_event *e, struct text *out)
{
	text_add(out, "SYN");
	add_nth(e, out);
	if (e->fate == LADDER_OPEN)
		text_add(out, ", unanswered at the end");
}

/* The lines of one call; more than a few of them are counted. */
static void
call_words(const struct line *lines, size_t count, struct text *out)
{
	for (size_t i = 0; i < count; i++) {
		if (i == 1 && count > OUTCOME_LINES) {
			text_add(out, ", %zu lines more", count - 1);
			return;
		}
		text_add(out, "%s", i == 0 ? "" : ", ");
		add_octets(lines[i].s, lines[i].len, out);
	}
}

static void
outcome_words(const char *outcome, struct text *out)
{
	struct lines lines;
	size_t end;

	if (outcome == NULL || *outcome == '\0') {
		text_add(out, "the end");
		return;
	}
	lines_split(outcome, &lines);
	for (size_t i = 0; i < lines.count; i = end + 1) {
		end = i;
		while (end < lines.count && lines.v[end].len > 0)
			end++;
		text_add(out, "%s", i == 0 ? "" : " / ");
		call_words(&lines.v[i], end - i, out);
	}
	lines_clear(&lines);
}

void
ladder_words(const struct ladder_event *e, const char *outcome,
    struct text *out)
{
	static const char *const fixed[LADDER_KINDS] = {
		[LADDER_UNREACHABLE] = "ICMP unreachable",
		[LADDER_ACCEPT] = "connection accepted",
		[LADDER_REFUSED] = "RST: connection refused",
		[LADDER_FIN] = "FIN by the server",
		[LADDER_RESET] = "RST by the server",
		[LADDER_STALL] = "the server sends no more",
		[LADDER_EOF] = "FIN by the client",
		[LADDER_ABORTED] = "RST by the client",
	};

	if (e->kind == LADDER_END) {
		outcome_words(outcome, out);
		return;
	}
	if (e->kind == LADDER_LOST) {
		text_add(out, "%lld events are missing", e->lost);
		return;
	}
	if (e->kind != LADDER_UNREACHABLE)
		text_add(out, e->tcp ? "TCP " : "UDP ");
	if (fixed[e->kind] != NULL)
		text_add(out, "%s", fixed[e->kind]);
	else if (e->kind == LADDER_REPLY)
		reply_words(e, out);
	else if (e->kind == LADDER_SYN)
		syn_words(e, out);
	else if (e->kind == LADDER_DROP) {
		drop_words(e, out);
	} else if (e->kind == LADDER_TROUBLE) {
		text_add(out, "trouble: ");
		ladder_words_plain(e->rule == NULL ? "" : e->rule, out);
	} else
		query_words(e, out);
}

enum ladder_tone
ladder_tone(const struct ladder_event *e)
{
	switch (e->kind) {
	case LADDER_END:
		return LADDER_STRONG;
	case LADDER_UNHEARD:
	case LADDER_DROP:
	case LADDER_UNREACHABLE:
	case LADDER_REFUSED:
	case LADDER_RESET:
	case LADDER_STALL:
	case LADDER_ABORTED:
	case LADDER_TROUBLE:
	case LADDER_LOST:
		return LADDER_BAD;
	case LADDER_REPLY:
		return e->rcode != 0 || e->truncated || e->faults != NULL
			   ? LADDER_ODD
			   : LADDER_PLAIN;
	case LADDER_QUERY:
	case LADDER_SYN:
		return e->fate == LADDER_OPEN ? LADDER_BAD
		       : e->nth > 1           ? LADDER_ODD
					      : LADDER_PLAIN;
	default:
		return LADDER_PLAIN;
	}
}
