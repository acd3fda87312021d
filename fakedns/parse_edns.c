/* The lines of an entry that lie in the OPT record: EDNS, COOKIE */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/parse.h"
#include "fakedns/xalloc.h"

enum { OPTS_MAX = 256 };

static const char EDNS_FORM[] =
    "EDNS none, or EDNS [always] [first] [size=n] [version=n] [flags=n] "
    "[rcode=n] [options=hex] [copies=n] [owner=name]";

/* key=number in word I; 0 where it is another key. */
static int
edns_number(struct parser *p, size_t i, struct edns_lie *l)
{
	static const struct {
		const char *key;
		long min, max;
	} keys[] = {
		{ "size", 0, UINT16_MAX },
		{ "version", 0, UINT8_MAX },
		{ "flags", 0, UINT16_MAX },
		{ "rcode", 0, UINT8_MAX },
		{ "copies", 1, OPTS_MAX },
	};
	const char *v = NULL;
	size_t k;
	long n;

	for (k = 0; k < sizeof keys / sizeof *keys && v == NULL; k++)
		v = parser_value(p, i, keys[k].key);
	if (v == NULL)
		return 0;
	k--;
	if (!number_parse(v, keys[k].min, keys[k].max, &n))
		return parser_bad(p, i, "`%s`, want %s= and %ld to %ld",
		    p->t.v[i].text, keys[k].key, keys[k].min, keys[k].max);
	l->has_size |= k == 0;
	l->has_version |= k == 1;
	l->has_flags |= k == 2;
	l->has_rcode |= k == 3;
	if (k == 0)
		l->size = (uint16_t)n;
	else if (k == 1)
		l->version = (uint8_t)n;
	else if (k == 2)
		l->flags = (uint16_t)n;
	else if (k == 3)
		l->rcode_high = (uint8_t)n;
	else
		l->copies = (unsigned)n;
	return 1;
}

static int
edns_owner(struct parser *p, size_t i, const char *text, struct edns_lie *l)
{
	struct name owner;
	const char *why;

	if (name_parse(text, &p->origin, &owner, &why) == -1)
		return parser_bad(p, i, "`%s`: %s, want owner=name",
		    p->t.v[i].text, why);
	free(l->owner);
	l->owner = xmemdup(&owner, sizeof owner);
	return 0;
}

static int
edns_options(struct parser *p, size_t i, const char *text, struct edns_lie *l)
{
	writer_clear(&l->options);
	l->has_options = true;
	return parser_hex_value(p, i, text, &l->options);
}

static int
edns_word(struct parser *p, size_t i, struct edns_lie *l)
{
	const char *v;
	int known = edns_number(p, i, l);

	if (known != 0)
		return known == 1 ? 0 : -1;
	if ((v = parser_value(p, i, "options")) != NULL)
		return edns_options(p, i, v, l);
	if ((v = parser_value(p, i, "owner")) != NULL)
		return edns_owner(p, i, v, l);
	if (parser_is(p, i, "first"))
		l->first = true;
	else if (parser_is(p, i, "always"))
		l->place = OPT_FORCED;
	else
		return parser_bad(p, i, "`%s`, want %s", p->t.v[i].text,
		    EDNS_FORM);
	return 0;
}

int
parse_edns(struct parser *p, void *arg)
{
	struct packet_spec *packet = arg;
	struct edns_lie *l = &packet->edns_lie;

	if (p->t.count == 1)
		l->place = OPT_FORCED;
	if (p->t.count == 2 && parser_is(p, 1, "none")) {
		l->place = OPT_NONE;
		return 0;
	}
	for (size_t i = 1; i < p->t.count; i++)
		if (edns_word(p, i, l) == -1)
			return -1;
	if (l->copies * l->options.len > WIRE_MAX)
		return parser_bad(p, 1,
		    "%u copies of %zu octets, want at most %d octets in all",
		    l->copies, l->options.len, WIRE_MAX);
	return 0;
}

static int
cookie_client(struct parser *p, size_t i, const char *v, struct cookie_lie *l)
{
	writer_clear(&l->client_octets);
	l->client = strcmp(v, "copy") == 0    ? COOKIE_COPY
		    : strcmp(v, "wrong") == 0 ? COOKIE_WRONG
					      : COOKIE_GIVEN;
	return l->client == COOKIE_GIVEN
		   ? parser_hex_value(p, i, v, &l->client_octets)
		   : 0;
}

static int
cookie_server(struct parser *p, size_t i, const char *v, struct cookie_lie *l)
{
	writer_clear(&l->server_octets);
	return parser_hex_value(p, i, v, &l->server_octets);
}

int
parse_cookie(struct parser *p, void *arg)
{
	static const char form[] =
	    "COOKIE [client=copy|wrong|hex] [server=hex] [always]";
	struct packet_spec *packet = arg;
	struct cookie_lie *l = &packet->cookie;

	l->present = true;
	for (size_t i = 1; i < p->t.count; i++) {
		const char *client = parser_value(p, i, "client");
		const char *server = parser_value(p, i, "server");

		if (parser_is(p, i, "always"))
			l->always = true;
		else if (client == NULL && server == NULL)
			return parser_bad(p, i, "`%s`, want %s", p->t.v[i].text,
			    form);
		if (client != NULL && cookie_client(p, i, client, l) == -1)
			return -1;
		if (server != NULL && cookie_server(p, i, server, l) == -1)
			return -1;
	}
	return 0;
}
