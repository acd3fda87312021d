/* REPLY, ADJUST: several words a line, as in testns */
#include "config.h"

#include <limits.h>
#include <string.h>

#include "fakedns/parse.h"

static const struct {
	const char *word;
	uint16_t mask, value;
	uint8_t rcode_high;
} reply_words[] = {
	{ "QUERY", FLAG_OPCODE, 0, 0 },
	{ "IQUERY", FLAG_OPCODE, 1 << FLAG_OPCODE_SHIFT, 0 },
	{ "STATUS", FLAG_OPCODE, 2 << FLAG_OPCODE_SHIFT, 0 },
	{ "NOTIFY", FLAG_OPCODE, 4 << FLAG_OPCODE_SHIFT, 0 },
	{ "UPDATE", FLAG_OPCODE, 5 << FLAG_OPCODE_SHIFT, 0 },
	{ "NOERROR", FLAG_RCODE, 0, 0 },
	{ "FORMERR", FLAG_RCODE, 1, 0 },
	{ "SERVFAIL", FLAG_RCODE, 2, 0 },
	{ "NXDOMAIN", FLAG_RCODE, 3, 0 },
	{ "NOTIMPL", FLAG_RCODE, 4, 0 },
	{ "NOTIMP", FLAG_RCODE, 4, 0 },
	{ "REFUSED", FLAG_RCODE, 5, 0 },
	{ "YXDOMAIN", FLAG_RCODE, 6, 0 },
	{ "YXRRSET", FLAG_RCODE, 7, 0 },
	{ "NXRRSET", FLAG_RCODE, 8, 0 },
	{ "NOTAUTH", FLAG_RCODE, 9, 0 },
	{ "NOTZONE", FLAG_RCODE, 10, 0 },
	{ "BADVERS", FLAG_RCODE, 0, 1 },
	{ "BADSIG", FLAG_RCODE, 0, 1 },
	{ "BADKEY", FLAG_RCODE, 1, 1 },
	{ "BADTIME", FLAG_RCODE, 2, 1 },
	{ "BADMODE", FLAG_RCODE, 3, 1 },
	{ "BADNAME", FLAG_RCODE, 4, 1 },
	{ "BADALG", FLAG_RCODE, 5, 1 },
	{ "BADTRUNC", FLAG_RCODE, 6, 1 },
	{ "BADCOOKIE", FLAG_RCODE, 7, 1 },
	{ "QR", FLAG_QR, FLAG_QR, 0 },
	{ "AA", FLAG_AA, FLAG_AA, 0 },
	{ "TC", FLAG_TC, FLAG_TC, 0 },
	{ "RD", FLAG_RD, FLAG_RD, 0 },
	{ "CD", FLAG_CD, FLAG_CD, 0 },
	{ "RA", FLAG_RA, FLAG_RA, 0 },
	{ "AD", FLAG_AD, FLAG_AD, 0 },
};

static int
reply_word(struct parser *p, size_t i, struct packet_spec *packet)
{
	const char *text = p->t.v[i].text;
	bool is_do = strcmp(text, "DO") == 0;

	if (is_do || strcmp(text, "CO") == 0) {
		packet->edns.present = true;
		packet->edns.flags |= is_do ? EDNS_FLAG_DO : EDNS_FLAG_CO;
		return 0;
	}
	for (size_t k = 0; k < sizeof reply_words / sizeof *reply_words; k++)
		if (strcmp(text, reply_words[k].word) == 0) {
			packet->flags =
			    (uint16_t)((packet->flags & ~reply_words[k].mask) |
				       reply_words[k].value);
			if (reply_words[k].mask == FLAG_RCODE)
				packet->edns.rcode_high =
				    reply_words[k].rcode_high;
			if (reply_words[k].rcode_high != 0)
				packet->edns.present = true;
			return 0;
		}
	return parser_bad(p, i,
	    "unknown REPLY word `%s`, want flags (QR AA TC "
	    "RD CD RA AD DO CO), an opcode (QUERY …) or a response code "
	    "(NOERROR NXDOMAIN SERVFAIL …)",
	    text);
}

int
parse_reply(struct parser *p, struct packet_spec *packet)
{
	size_t least = p->s->is_plain ? 1 : 2;

	if (parser_count(p, least, SIZE_MAX, "REPLY word …") == -1)
		return -1;
	for (size_t i = 1; i < p->t.count; i++)
		if (reply_word(p, i, packet) == -1)
			return -1;
	return 0;
}

static int
adjust_word(struct parser *p, size_t i, struct entry *e,
    struct packet_spec *packet)
{
	const char *text = p->t.v[i].text;
	long n;

	if (strcmp(text, "copy_id") == 0 || strcmp(text, "raw_id") == 0)
		packet->copy_id = true;
	else if (strcmp(text, "copy_query") == 0)
		packet->copy_query = true;
	else if (strcmp(text, "copy_edns") == 0)
		packet->copy_edns = true;
	else if (strcmp(text, "copy_ednsdata_assume_clientsubnet") == 0)
		packet->copy_ecs = true;
	else if (strcmp(text, "increment_ecs_scope") == 0)
		packet->increment_ecs = true;
	else if (strcmp(text, "from_zone") == 0)
		packet->from_zone = packet->copy_id = packet->copy_query = true;
	else if (strcmp(text, "do_not_answer") == 0)
		e->drop = true;
	else if (parser_setting(p, i, "sleep", 3600, &n))
		e->packets[0].delay_ms += (unsigned)n * 1000;
	else if (parser_setting(p, i, "packet_sleep", 3600, &n))
		packet->delay_ms += (unsigned)n * 1000;
	else
		return parser_bad(p, i,
		    "unknown ADJUST word `%s`, want copy_id copy_query "
		    "copy_edns from_zone do_not_answer sleep=seconds "
		    "packet_sleep=seconds raw_id "
		    "copy_ednsdata_assume_clientsubnet increment_ecs_scope",
		    text);
	return 0;
}

int
parse_adjust(struct parser *p, struct entry *e, struct packet_spec *packet)
{
	size_t least = p->s->is_plain ? 1 : 2;

	if (parser_count(p, least, SIZE_MAX, "ADJUST word …") == -1)
		return -1;
	for (size_t i = 1; i < p->t.count; i++)
		if (adjust_word(p, i, e, packet) == -1)
			return -1;
	return 0;
}
