/* The lines of an entry that damage one packet: the header, and the list. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/parse.h"
#include "fakedns/xalloc.h"

static int
fault_id(struct parser *p, void *arg)
{
	struct packet_spec *packet = arg;
	const char *text;
	long n;

	if (parser_count(p, 2, 2, "ID +1 or ID 0x1234") == -1)
		return -1;
	text = p->t.v[1].text;
	packet->id_lie = *text == '+' || *text == '-' ? ID_ADD : ID_SET;
	if (!signed_parse(text, packet->id_lie == ID_ADD ? -65535 : 0, 65535,
		&n))
		return parser_bad(p, 1, "`%s`, want ID +1 or ID 0x1234", text);
	packet->id = (unsigned)n & 0xffff;
	return 0;
}

static int
fault_question(struct parser *p, void *arg)
{
	static const char form[] =
	    "QUESTION none|twice|swapcase|[also] NAME [CLASS] TYPE";
	struct packet_spec *packet = arg;
	size_t also;

	if (parser_count(p, 2, 5, form) == -1)
		return -1;
	if (p->t.count == 2 && parser_is(p, 1, "none"))
		packet->question_lie = QUESTION_NONE;
	else if (p->t.count == 2 && parser_is(p, 1, "twice"))
		packet->question_lie = QUESTION_TWICE;
	else if (p->t.count == 2 && parser_is(p, 1, "swapcase"))
		packet->question_lie = QUESTION_SWAPCASE;
	else {
		also = parser_is(p, 1, "also") ? 1 : 0;
		packet->question_lie =
		    also > 0 ? QUESTION_ALSO : QUESTION_OTHER;
		free(packet->other_question);
		packet->other_question =
		    xcalloc(1, sizeof *packet->other_question);
		return parse_question(p, 1 + also, packet->other_question);
	}
	return 0;
}

static int
fault_flags(struct parser *p, void *arg)
{
	static const struct {
		const char *key;
		uint16_t mask;
		unsigned shift;
	} fields[] = {
		{ "qr", FLAG_QR, 15 },
		{ "opcode", FLAG_OPCODE, 11 },
		{ "aa", FLAG_AA, 10 },
		{ "tc", FLAG_TC, 9 },
		{ "rd", FLAG_RD, 8 },
		{ "ra", FLAG_RA, 7 },
		{ "z", 0x0040, 6 },
		{ "ad", FLAG_AD, 5 },
		{ "cd", FLAG_CD, 4 },
		{ "rcode", FLAG_RCODE, 0 },
	};
	struct packet_spec *packet = arg;

	if (parser_count(p, 2, SIZE_MAX, "FLAGS qr=0 …") == -1)
		return -1;
	for (size_t i = 1; i < p->t.count; i++) {
		bool found = false;

		for (size_t k = 0; k < sizeof fields / sizeof *fields; k++) {
			const char *v = parser_value(p, i, fields[k].key);
			uint16_t mask = fields[k].mask;
			long n;

			if (v == NULL ||
			    !number_parse(v, 0, mask >> fields[k].shift, &n))
				continue;
			found = true;
			packet->flags_mask |= mask;
			packet->flags_value =
			    (uint16_t)((packet->flags_value & ~mask) |
				       ((unsigned)n << fields[k].shift));
		}
		if (!found)
			return parser_bad(p, i,
			    "`%s`, want qr= aa= tc= rd= "
			    "ra= z= ad= cd= (0 or 1), opcode= or rcode= "
			    "(0 to 15)",
			    p->t.v[i].text);
	}
	return 0;
}

static int
fault_count(struct parser *p, void *arg)
{
	static const char *const keys[] = { "qd", "an", "ns", "ar" };
	struct packet_spec *packet = arg;

	if (parser_count(p, 2, 5, "COUNT qd=0 an=65535 …") == -1)
		return -1;
	for (size_t i = 1; i < p->t.count; i++) {
		const char *v = NULL;
		size_t k;
		long n;

		for (k = 0; k < 4 && v == NULL; k++)
			v = parser_value(p, i, keys[k]);
		if (v == NULL || !number_parse(v, 0, 65535, &n))
			return parser_bad(p, i,
			    "`%s`, want qd= an= ns= or "
			    "ar= and a number to 65535",
			    p->t.v[i].text);
		packet->counts[k - 1] = (int)n;
	}
	return 0;
}

static int
fault_rcode(struct parser *p, void *arg)
{
	struct packet_spec *packet = arg;

	packet->has_rcode = true;
	return parser_count(p, 2, 2, "RCODE number") == -1
		   ? -1
		   : parser_number(p, 1, 0, 4095, &packet->rcode);
}

static const struct keyword faults[] = {
	{ "DELAY", parse_delay },
	{ "COPIES", parse_copies },
	{ "FROM", parse_from },
	{ "AFTER", parse_after },
	{ "TRUNCATE", parse_packet_truncate },
	{ "LIMIT_RR", parse_limit_rr },
	{ "EDNS", parse_edns },
	{ "COOKIE", parse_cookie },
	{ "ID", fault_id },
	{ "QUESTION", fault_question },
	{ "FLAGS", fault_flags },
	{ "COUNT", fault_count },
	{ "RCODE", fault_rcode },
	{ "RAW_RR", parse_raw_rr },
	{ "COMPRESS", parse_compress },
	{ "POINTER", parse_pointer },
	{ "SIZE", parse_size },
	{ "POKE", parse_edit },
	{ "FLIP", parse_edit },
	{ "CUT", parse_edit },
	{ "APPEND", parse_edit },
	{ "MUTATE", parse_mutate },
	{ "TCP", parse_tcp },
};
enum { FAULTS = sizeof faults / sizeof *faults };

bool
parse_is_fault(const char *word)
{
	for (size_t i = 0; i < FAULTS; i++)
		if (strcmp(word, faults[i].word) == 0)
			return true;
	return false;
}

/* True where LIST, words with blanks between, has WORD. */
static bool
has_word(const char *list, const char *word)
{
	size_t len = strlen(word);

	while (list != NULL) {
		if (strncmp(list, word, len) == 0 &&
		    (list[len] == ' ' || list[len] == '\0'))
			return true;
		list = strchr(list, ' ');
		if (list != NULL)
			list++;
	}
	return false;
}

/* Each word once, where it stands first. */
static void
note_fault(struct packet_spec *packet, const char *word)
{
	char *longer;

	if (has_word(packet->faults, word))
		return;
	longer = packet->faults == NULL
		     ? xstrdup(word)
		     : xasprintf("%s %s", packet->faults, word);
	free(packet->faults);
	packet->faults = longer;
}

int
parse_fault(struct parser *p, struct packet_spec *packet)
{
	note_fault(packet, p->t.v[0].text);
	return parser_dispatch(p, faults, FAULTS, packet);
}
