/* SERVER, STEP n SERVER, RANGE_BEGIN, ADDRESS */
#include "config.h"

#include <arpa/inet.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/parse.h"
#include "fakedns/xalloc.h"

static const char *const udp_words[] = { "open", "closed", "silent", NULL };
static const char *const tcp_words[] = { "open", "refused", "close", "reset",
	"silent", "blackhole", "full", NULL };
static const char SERVER_FORM[] = "SERVER ADDRESS [port=53] "
				  "[udp=open|closed|silent] [tcp=open|refused|"
				  "close|reset|silent|blackhole|full] "
				  "[tfo=on|off]";

int
parser_address(const char *text, uint8_t octets[16])
{
	char plain[INET6_ADDRSTRLEN];
	size_t len = strcspn(text, "%");

	memset(octets, 0, 16);
	if (len >= sizeof plain)
		return 0;
	memcpy(plain, text, len);
	plain[len] = '\0';
	if (inet_pton(AF_INET, plain, octets) == 1)
		return text[len] == '\0' ? AF_INET : 0;
	return inet_pton(AF_INET6, plain, octets) == 1 ? AF_INET6 : 0;
}

static int
find_server(const struct scenario *s, const char *address)
{
	uint8_t want[16], have[16];
	int family = parser_address(address, want);

	for (size_t i = 0; i < s->server_count; i++)
		if (parser_address(s->servers[i].address, have) == family &&
		    memcmp(want, have, sizeof want) == 0)
			return (int)i;
	return -1;
}

static int
add_server(struct parser *p, size_t i, const char *address)
{
	struct scenario *s = p->s;
	struct server_spec spec = { .at = p->at, .port = 53 };
	uint8_t octets[16];

	if (parser_address(address, octets) == 0)
		return parser_bad(p, i, "`%s`, want an IPv4 or IPv6 address",
		    address);
	if (s->server_count == SERVERS_MAX)
		return parser_bad(p, i, "too many servers, want at most %d",
		    SERVERS_MAX);
	spec.address = xstrdup(address);
	s->servers = xgrow(s->servers, s->server_count, sizeof spec);
	s->servers[s->server_count] = spec;
	return (int)s->server_count++;
}

int
parser_server(struct parser *p, size_t i, const char *address)
{
	int found = find_server(p->s, address);

	if (found >= 0)
		return found;
	if (p->s->is_plain)
		return add_server(p, i, address);
	if (p->s->server_count == 0 && strcmp(address, "127.0.0.1") == 0) {
		p->server_is_default = true;
		return add_server(p, i, address);
	}
	return parser_bad(p, i,
	    "no server has the address `%s`, want one of "
	    "a SERVER line above",
	    address);
}

/* udp= and tcp= of word I; 1 where it is one of them. */
static int
state_word(struct parser *p, size_t i, int *udp, int *tcp)
{
	const char *v;

	if ((v = parser_value(p, i, "udp")) != NULL) {
		*udp = word_index(v, udp_words);
		return *udp >= 0 ? 1
				 : parser_bad(p, i,
				       "`%s`, want udp=open, "
				       "closed or silent",
				       p->t.v[i].text);
	}
	if ((v = parser_value(p, i, "tcp")) != NULL) {
		*tcp = word_index(v, tcp_words);
		return *tcp >= 0 ? 1
				 : parser_bad(p, i,
				       "`%s`, want tcp=open, "
				       "refused, close, reset, silent, "
				       "blackhole or full",
				       p->t.v[i].text);
	}
	return 0;
}

/* One word behind SERVER ADDRESS. */
static int
server_word(struct parser *p, size_t i, struct server_spec *spec)
{
	const char *port = parser_value(p, i, "port");
	const char *tfo = parser_value(p, i, "tfo");
	int udp = (int)spec->udp, tcp = (int)spec->tcp;
	int known = state_word(p, i, &udp, &tcp);
	long n;

	if (known == -1)
		return -1;
	spec->udp = (enum udp_state)udp;
	spec->tcp = (enum tcp_state)tcp;
	if (known == 1)
		return 0;
	if (tfo != NULL &&
	    (strcmp(tfo, "on") == 0 || strcmp(tfo, "off") == 0)) {
		spec->tfo = tfo[1] == 'n';
		return 0;
	}
	if (port == NULL || !number_parse(port, 1, 65535, &n))
		return parser_bad(p, i, "`%s`, want %s", p->t.v[i].text,
		    SERVER_FORM);
	spec->port = (uint16_t)n;
	return 0;
}

int
parse_server(struct parser *p, void *arg)
{
	int index;

	(void)arg;
	if (parser_count(p, 2, 6, SERVER_FORM) == -1)
		return -1;
	if (p->server_is_default || find_server(p->s, p->t.v[1].text) >= 0)
		return parser_bad(p, 1,
		    "server `%s` is known already, want "
		    "SERVER lines first, each address once",
		    p->t.v[1].text);
	index = add_server(p, 1, p->t.v[1].text);
	if (index < 0)
		return -1;
	for (size_t i = 2; i < p->t.count; i++)
		if (server_word(p, i, &p->s->servers[index]) == -1)
			return -1;
	return 0;
}

/* down, up, udp=STATE or tcp=STATE in word I. */
static int
change_word(struct parser *p, size_t i, struct server_change *c)
{
	int udp = -1, tcp = -1, known = 1;

	if (parser_is(p, i, "down")) {
		udp = UDP_CLOSED;
		tcp = TCP_REFUSED;
	} else if (parser_is(p, i, "up")) {
		udp = UDP_OPEN;
		tcp = TCP_OPEN;
	} else {
		known = state_word(p, i, &udp, &tcp);
	}
	if (known == 0)
		return parser_bad(p, i, "`%s`, want down, up, udp=… or tcp=…",
		    p->t.v[i].text);
	if (known == -1)
		return -1;
	if (udp >= 0) {
		c->sets_udp = true;
		c->udp = (enum udp_state)udp;
	}
	if (tcp >= 0) {
		c->sets_tcp = true;
		c->tcp = (enum tcp_state)tcp;
	}
	return 0;
}

int
parse_server_change(struct parser *p)
{
	struct server_change c = { .at = p->at };
	int index;

	if (parser_count(p, 5, 6,
		"STEP n SERVER ADDRESS down|up or udp=… tcp=…") == -1 ||
	    parser_number(p, 1, 1, 10000, &c.step) == -1)
		return -1;
	index = parser_server(p, 3, p->t.v[3].text);
	if (index < 0)
		return -1;
	c.server = (size_t)index;
	for (size_t i = 4; i < p->t.count; i++)
		if (change_word(p, i, &c) == -1)
			return -1;
	p->s->changes = xgrow(p->s->changes, p->s->change_count, sizeof c);
	p->s->changes[p->s->change_count++] = c;
	return 0;
}

/* What follows in the range is of the server in word I, too. */
static int
add_address(struct parser *p, size_t i)
{
	int index = parser_server(p, i, p->t.v[i].text);

	if (index < 0)
		return -1;
	p->scope.servers |= UINT64_C(1) << index;
	return 0;
}

int
parse_range_begin(struct parser *p, void *arg)
{
	(void)arg;
	if (parser_count(p, 3, 4, "RANGE_BEGIN from to [address]") == -1 ||
	    parser_number(p, 1, 0, INT_MAX, &p->scope.from) == -1 ||
	    parser_number(p, 2, p->scope.from, INT_MAX, &p->scope.to) == -1)
		return -1;
	if (p->in_range)
		return parser_bad(p, 0,
		    "a RANGE inside a RANGE, want "
		    "RANGE_END first");
	p->in_range = true;
	p->range_at = p->at;
	return p->t.count == 4 ? add_address(p, 3) : 0;
}

int
parse_range_end(struct parser *p, void *arg)
{
	(void)arg;
	if (!p->in_range)
		return parser_bad(p, 0,
		    "RANGE_END alone, want RANGE_BEGIN "
		    "above it");
	p->in_range = false;
	p->scope = (struct scope){ 0, UINT_MAX, 0 };
	return parser_end(p, "RANGE_END");
}

int
parse_address(struct parser *p, void *arg)
{
	(void)arg;
	if (parser_count(p, 2, 2, "ADDRESS ip") == -1)
		return -1;
	if (!p->in_range)
		return parser_bad(p, 0,
		    "ADDRESS outside a RANGE, want "
		    "RANGE_BEGIN from to above it");
	return add_address(p, 1);
}
