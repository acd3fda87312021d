#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/compose_edns.h"
#include "fakedns/xalloc.h"

enum { OPTION_COOKIE = 10, CLIENT_COOKIE = 8 }; /* RFC 7873 4 */
enum { RCODE_LOW_BITS = 4, RCODE_LOW_MAX = 15 };

static void
set_present(struct message *m)
{
	if (!m->edns.present)
		m->edns.udp_size = COMPOSE_EDNS_OCTETS;
	m->edns.present = true;
}

static void
set_options(struct message *m, const uint8_t *octets, size_t len)
{
	uint8_t *copy = len == 0 ? NULL : xmemdup(octets, len);

	free(m->edns.options);
	m->edns.options = copy;
	m->edns.options_len = (uint16_t)len;
}

void
compose_edns(const struct packet_spec *spec, struct message *m)
{
	if (!spec->edns.present)
		return;
	set_present(m);
	m->edns.flags |= spec->edns.flags;
	if (spec->edns.rcode_high != 0)
		m->edns.rcode_high = spec->edns.rcode_high;
	if (spec->edns.options != NULL)
		set_options(m, spec->edns.options, spec->edns.options_len);
}

/* A code over 15 needs OPT for its upper bits (RFC 6891 6.1.3). */
static void
set_rcode(const struct packet_spec *spec, struct message *m)
{
	if (spec->rcode > RCODE_LOW_MAX)
		set_present(m);
	m->edns.rcode_high = (uint8_t)(spec->rcode >> RCODE_LOW_BITS);
}

static void
lie(const struct edns_lie *l, struct message *m)
{
	if (l->place == OPT_FORCED)
		set_present(m);
	if (l->has_size)
		m->edns.udp_size = l->size;
	if (l->has_version)
		m->edns.version = l->version;
	if (l->has_flags)
		m->edns.flags = l->flags;
	if (l->has_rcode)
		m->edns.rcode_high = l->rcode_high;
	if (l->has_options)
		set_options(m, l->options.octets, l->options.len);
	m->opt_owner = l->owner;
	m->opt_extra = l->copies - 1;
	m->opt_first = l->first;
}

/* The client's cookie as the query has it, or zeros. */
static void
add_client_cookie(const struct cookie_lie *l, struct reader *asked,
    struct writer *out)
{
	uint8_t cookie[CLIENT_COOKIE] = { 0 };
	size_t len = asked->len < CLIENT_COOKIE ? asked->len : CLIENT_COOKIE;

	if (l->client == COOKIE_GIVEN) {
		writer_octets(out, l->client_octets.octets,
		    l->client_octets.len);
		return;
	}
	if (asked->len == 0)
		len = CLIENT_COOKIE;
	else
		memcpy(cookie, asked->octets, len);
	for (size_t i = 0; i < len && l->client == COOKIE_WRONG; i++)
		cookie[i] ^= UINT8_MAX;
	writer_octets(out, cookie, len);
}

static bool
add_cookie(const struct cookie_lie *l, const struct incoming *in,
    struct message *m)
{
	struct writer options = { 0 };
	struct reader asked = { 0 };
	size_t start = m->edns.options_len;
	bool fits;

	if (!query_option(in->octets, in->len, OPTION_COOKIE, &asked) &&
	    !l->always)
		return true;
	writer_octets(&options, m->edns.options, start);
	writer_u16(&options, OPTION_COOKIE);
	writer_u16(&options, 0);
	add_client_cookie(l, &asked, &options);
	writer_octets(&options, l->server_octets.octets, l->server_octets.len);
	writer_put_u16(&options, start + 2,
	    (unsigned)(options.len - start - 4));
	set_present(m);
	fits = options.len <= UINT16_MAX;
	if (fits)
		set_options(m, options.octets, options.len);
	writer_clear(&options);
	return fits;
}

bool
compose_edns_lies(const struct packet_spec *spec, const struct incoming *in,
    struct message *m)
{
	bool fits;

	if (spec->has_rcode)
		set_rcode(spec, m);
	lie(&spec->edns_lie, m);
	fits = !spec->cookie.present || add_cookie(&spec->cookie, in, m);
	if (spec->edns_lie.place == OPT_NONE)
		m->edns.present = false;
	return fits;
}
