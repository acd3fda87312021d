/* HEX_ANSWER_BEGIN, RAW, HEX_EDNSDATA_BEGIN: octets of an entry as they are */
#include "config.h"

#include <stdlib.h>

#include "fakedns/parse_entry.h"

/* Where no question stands above, the one in the octets is the pattern. */
static void
take_octets(struct packet_spec *packet)
{
	struct query q;

	packet->is_hex = true;
	if (!packet->has_question && packet->hex.len >= WIRE_HEADER &&
	    query_parse(packet->hex.octets, packet->hex.len, &q) == 0) {
		packet->has_question = q.questions > 0;
		packet->question = q.question;
	}
}

int
parse_hex_answer(struct entry_reader *r)
{
	struct packet_spec *packet = entry_reader_packet(r);

	packet->hex.len = 0;
	if (parser_hex_block(r->p, "HEX_ANSWER_END", &packet->hex) == -1)
		return -1;
	take_octets(packet);
	return 0;
}

int
parse_raw(struct entry_reader *r)
{
	struct packet_spec *packet = entry_reader_packet(r);
	struct parser *p = r->p;
	size_t i = 1;

	if (p->t.count == 1) { /* the octets are on the next line */
		struct place begin = p->at;
		int more = parser_words(p);

		if (more == 0)
			error_at(p->err, &begin,
			    "RAW at the end, want a line of hex digits");
		if (more != 1)
			return -1;
		i = 0;
	}
	packet->hex.len = 0;
	for (; i < p->t.count; i++)
		if (parser_hex(p, i, &packet->hex) == -1)
			return -1;
	take_octets(packet);
	return 0;
}

int
parse_hex_ednsdata(struct entry_reader *r)
{
	struct packet_spec *packet = entry_reader_packet(r);
	const char *end = parser_is(r->p, 0, "HEX_EDNS_BEGIN")
			      ? "HEX_EDNS_END"
			      : "HEX_EDNSDATA_END";
	struct writer w = { 0 };
	int ret = parser_hex_block(r->p, end, &w);

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
