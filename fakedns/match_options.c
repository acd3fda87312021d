/* The EDNS options of a query against MATCH */
#include "config.h"

#include <string.h>

#include "fakedns/match_records.h"

enum {
	OPTION_COOKIE = 10, /* RFC 7873 4 */
	OPTION_EDE = 15,    /* RFC 8914 2 */
	COOKIE_CLIENT = 8,
	COOKIE_BOTH_MIN = 16,
	COOKIE_BOTH_MAX = 40,
};

struct option {
	uint16_t code, len;
	const uint8_t *octets;
};

/* The next option; false at the end and where it is cut off. */
static bool
next_option(struct reader *r, struct option *out)
{
	if (r->pos == r->len)
		return false;
	out->code = reader_u16(r);
	out->len = reader_u16(r);
	out->octets = reader_octets(r, out->len);
	return !r->bad;
}

static bool
find_option(struct reader r, uint16_t code, struct option *out)
{
	while (next_option(&r, out))
		if (out->code == code)
			return true;
	return false;
}

/* ede and *_cookie look at their option alone, ednsdata at the others. */
static bool
is_set_apart(const struct match *m, uint16_t code)
{
	return (m->has_ede && code == OPTION_EDE) ||
	       ((m->client_cookie || m->server_cookie) &&
		   code == OPTION_COOKIE);
}

static bool
ednsdata_is(const struct match *m, struct reader have, const struct edns *want)
{
	struct option option;
	struct reader r;

	reader_init(&r, want->options_len > 0 ? (void *)want->options : "",
	    want->options_len);
	for (;;) {
		size_t from = have.pos;
		bool more = next_option(&have, &option);
		size_t to = more ? have.pos : have.len;
		const uint8_t *octets;

		if (more && is_set_apart(m, option.code))
			continue;
		octets = reader_octets(&r, to - from);
		if (octets == NULL ||
		    memcmp(octets, have.octets + from, to - from) != 0)
			return false;
		if (!more)
			return r.pos == r.len;
	}
}

static bool
cookie_is(const struct match *m, struct reader options)
{
	struct option option;

	if (!find_option(options, OPTION_COOKIE, &option))
		return false;
	if (m->client_cookie && option.len == COOKIE_CLIENT)
		return true;
	return m->server_cookie && option.len >= COOKIE_BOTH_MIN &&
	       option.len <= COOKIE_BOTH_MAX;
}

static bool
ede_is(const struct match *m, struct reader options)
{
	struct option option;

	return find_option(options, OPTION_EDE, &option) && option.len >= 2 &&
	       (m->any_ede ||
		   (option.octets[0] << 8 | option.octets[1]) == m->ede);
}

bool
match_options(const struct match *m, const struct packet_spec *packet,
    const struct incoming *in)
{
	struct reader options;

	if (!m->ednsdata && !m->has_ede && !m->client_cookie &&
	    !m->server_cookie)
		return true;
	if (!query_options(in->octets, in->len, &options))
		reader_init(&options, "", 0);
	if (m->has_ede && !ede_is(m, options))
		return false;
	if ((m->client_cookie || m->server_cookie) && !cookie_is(m, options))
		return false;
	return !m->ednsdata || ednsdata_is(m, options, &packet->edns);
}
