/* The lines of an entry that damage one packet. */
#include "config.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/edit.h"
#include "fakedns/parse.h"
#include "fakedns/xalloc.h"

static int
fault_delay(struct parser *p, void *arg)
{
	struct packet_spec *packet = arg;

	return parser_count(p, 2, 2, "DELAY 250ms") == -1
		   ? -1
		   : parser_duration(p, 1, &packet->delay_ms);
}

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
	if (!number_parse(text + (*text == '+'),
		packet->id_lie == ID_ADD ? -65535 : 0, 65535, &n))
		return parser_bad(p, 1, "`%s`, want ID +1 or ID 0x1234", text);
	packet->id = (unsigned)n & 0xffff;
	return 0;
}

static int
fault_question(struct parser *p, void *arg)
{
	struct packet_spec *packet = arg;

	if (parser_count(p, 2, 4,
		"QUESTION none|twice|swapcase|NAME [CLASS] TYPE") == -1)
		return -1;
	if (p->t.count == 2 && parser_is(p, 1, "none"))
		packet->question_lie = QUESTION_NONE;
	else if (p->t.count == 2 && parser_is(p, 1, "twice"))
		packet->question_lie = QUESTION_TWICE;
	else if (p->t.count == 2 && parser_is(p, 1, "swapcase"))
		packet->question_lie = QUESTION_SWAPCASE;
	else {
		packet->question_lie = QUESTION_OTHER;
		return parse_question(p, 1, &packet->other_question);
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

static int
fault_compress(struct parser *p, void *arg)
{
	static const char *const words[] = { "rfc1035", "none", "all", NULL };
	struct packet_spec *packet = arg;
	int index;

	if (parser_count(p, 2, 2, "COMPRESS none|all|rfc1035") == -1)
		return -1;
	index = word_index(p->t.v[1].text, words);
	if (index < 0)
		return parser_bad(p, 1, "`%s`, want none, all or rfc1035",
		    p->t.v[1].text);
	packet->compress = (enum compress)index;
	return 0;
}

static int
fault_size(struct parser *p, void *arg)
{
	static const char *const words[] = { "before", "after", "additional",
		NULL };
	static const char form[] = "SIZE octets pad=before|after|additional";
	struct packet_spec *packet = arg;
	const char *v;
	unsigned n;
	int index;

	if (parser_count(p, 3, 3, form) == -1 ||
	    parser_number(p, 1, WIRE_HEADER, WIRE_MAX, &n) == -1)
		return -1;
	v = parser_value(p, 2, "pad");
	index = v == NULL ? -1 : word_index(v, words);
	if (index < 0)
		return parser_bad(p, 2, "`%s`, want %s", p->t.v[2].text, form);
	packet->has_size = true;
	packet->size = n;
	packet->pad = (enum pad)index;
	return 0;
}

/* POKE where hex, FLIP where hex, CUT n, APPEND hex */
static int
fault_edit(struct parser *p, void *arg)
{
	static const char *const words[] = { "POKE", "FLIP", "CUT", "APPEND",
		NULL };
	struct packet_spec *packet = arg;
	struct edit e = { .at = p->at };
	struct writer w = { 0 };
	size_t hex_word = 1, bad;
	unsigned n;

	e.kind = (enum edit_kind)word_index(p->t.v[0].text, words);
	if (parser_count(p, e.kind <= EDIT_FLIP ? 3 : 2,
		e.kind <= EDIT_FLIP ? 3 : 2,
		"POKE|FLIP offset|field hex, CUT octets or APPEND hex") == -1)
		return -1;
	if (e.kind == EDIT_CUT ||
	    (e.kind <= EDIT_FLIP && p->t.v[1].text[0] >= '0' &&
		p->t.v[1].text[0] <= '9')) {
		if (parser_number(p, 1, 0, WIRE_MAX, &n) == -1)
			return -1;
		e.offset = n;
	}
	if (e.kind <= EDIT_FLIP)
		hex_word = 2;
	if (e.kind != EDIT_CUT &&
	    (wire_parse_hex(p->t.v[hex_word].text, &w, &bad) == -1 ||
		w.len == 0)) {
		writer_clear(&w);
		return parser_bad(p, hex_word,
		    "`%s`, want two hex digits an "
		    "octet",
		    p->t.v[hex_word].text);
	}
	if (e.kind <= EDIT_FLIP &&
	    (p->t.v[1].text[0] < '0' || p->t.v[1].text[0] > '9'))
		e.field = xstrdup(p->t.v[1].text);
	if (e.field != NULL && edit_field(e.field, NULL, &e.offset) == -1) {
		free(e.field);
		writer_clear(&w);
		return parser_bad(p, 1,
		    "no field `%s`, want an offset or a "
		    "field such as flags or answer[0].rdlength",
		    p->t.v[1].text);
	}
	e.octets = w.octets;
	e.len = w.len;
	packet->edits = xgrow(packet->edits, packet->edit_count, sizeof e);
	packet->edits[packet->edit_count++] = e;
	return 0;
}

static int
tcp_length(struct parser *p, size_t i, const char *v, struct tcp_fault *f)
{
	long n;

	f->length_is_relative = *v == '+' || *v == '-';
	if (!number_parse(v + (*v == '+'), -65535, 65535, &n))
		return parser_bad(p, i,
		    "`%s`, want length=+5, length=-4 or "
		    "length=0",
		    p->t.v[i].text);
	f->has_length = true;
	f->length = (int)n;
	return 0;
}

static int
fault_tcp(struct parser *p, void *arg)
{
	struct packet_spec *packet = arg;
	struct tcp_fault *f = &packet->tcp;
	const struct {
		const char *key;
		long *value;
	} after[] = {
		{ "close_after", &f->close_after },
		{ "rst_after", &f->rst_after },
		{ "stall_after", &f->stall_after },
	};

	if (parser_count(p, 2, SIZE_MAX, "TCP length=… close_after=…") == -1)
		return -1;
	for (size_t i = 1; i < p->t.count; i++) {
		const char *v = parser_value(p, i, "length");
		size_t k;

		if (v != NULL) {
			if (tcp_length(p, i, v, f) == -1)
				return -1;
			continue;
		}
		for (k = 0; k < 3 && v == NULL; k++)
			v = parser_value(p, i, after[k].key);
		if (v != NULL && strcmp(v, "end") == 0)
			*after[k - 1].value = TCP_AFTER_END;
		else if (v == NULL ||
			 !number_parse(v, 0, WIRE_MAX + 2, after[k - 1].value))
			return parser_bad(p, i,
			    "`%s`, want length=, "
			    "close_after=, rst_after= or stall_after= and "
			    "octets or end",
			    p->t.v[i].text);
	}
	return 0;
}

static const struct keyword faults[] = {
	{ "DELAY", fault_delay },
	{ "ID", fault_id },
	{ "QUESTION", fault_question },
	{ "FLAGS", fault_flags },
	{ "COUNT", fault_count },
	{ "RCODE", fault_rcode },
	{ "COMPRESS", fault_compress },
	{ "SIZE", fault_size },
	{ "POKE", fault_edit },
	{ "FLIP", fault_edit },
	{ "CUT", fault_edit },
	{ "APPEND", fault_edit },
	{ "TCP", fault_tcp },
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

int
parse_fault(struct parser *p, struct packet_spec *packet)
{
	return parser_dispatch(p, faults, FAULTS, packet);
}
