/* When, how often and from where a packet is sent: DELAY COPIES FROM AFTER */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/parse.h"
#include "fakedns/xalloc.h"

enum { COPIES_MAX = 256 };

int
parse_delay(struct parser *p, void *arg)
{
	struct packet_spec *packet = arg;
	unsigned ms;

	if (parser_count(p, 2, 2, "DELAY 250ms") == -1 ||
	    parser_duration(p, 1, &ms) == -1)
		return -1;
	packet->delay_ms += ms;
	return 0;
}

int
parse_copies(struct parser *p, void *arg)
{
	static const char form[] = "COPIES n [gap=5ms]";
	struct packet_spec *packet = arg;
	const char *gap;

	if (parser_count(p, 2, 3, form) == -1 ||
	    parser_number(p, 1, 1, COPIES_MAX, &packet->copies) == -1)
		return -1;
	if (p->t.count == 2)
		return 0;
	gap = parser_value(p, 2, "gap");
	if (gap == NULL || !duration_parse(gap, &packet->copies_gap_ms))
		return parser_bad(p, 2, "`%s`, want %s", p->t.v[2].text, form);
	return 0;
}

bool
parse_source(const char *text, char address[PARSE_ADDRESS_MAX], long *port)
{
	const char *colon = strchr(text, ':'), *start = text, *end;
	uint8_t octets[16];

	if (*text == '[') {
		start++;
		end = strchr(text, ']');
		if (end == NULL || (end[1] != '\0' && end[1] != ':'))
			return false;
		colon = end[1] == ':' ? end + 1 : NULL;
	} else if (colon != NULL && strchr(colon + 1, ':') == NULL) {
		end = colon;
	} else {
		end = text + strlen(text);
		colon = NULL;
	}
	if ((size_t)(end - start) >= PARSE_ADDRESS_MAX)
		return false;
	memcpy(address, start, (size_t)(end - start));
	address[end - start] = '\0';
	*port = -1;
	if (colon != NULL && !number_parse(colon + 1, 0, UINT16_MAX, port))
		return false;
	return (*address == '\0' && colon == text) ||
	       parser_address(address, octets) != 0;
}

int
parse_from(struct parser *p, void *arg)
{
	char address[PARSE_ADDRESS_MAX];
	struct packet_spec *packet = arg;
	long port;

	if (parser_count(p, 2, 2, "FROM address[:port], [v6]:port or :port") ==
	    -1)
		return -1;
	if (!parse_source(p->t.v[1].text, address, &port))
		return parser_bad(p, 1,
		    "`%s`, want an address, address:port, [IPv6]:port or :port",
		    p->t.v[1].text);
	free(packet->from_text);
	packet->from_text = xstrdup(p->t.v[1].text);
	packet->from_at = tokens_place(&p->t, 1, &p->at);
	return 0;
}

int
parse_after(struct parser *p, void *arg)
{
	struct packet_spec *packet = arg;

	if (parser_count(p, 2, 2, "AFTER name") == -1)
		return -1;
	free(packet->after);
	packet->after = xstrdup(p->t.v[1].text);
	packet->after_at = tokens_place(&p->t, 1, &p->at);
	return 0;
}
