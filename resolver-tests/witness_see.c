/* Frames become sightings. */
#include "config.h"

#include "fakedns/xalloc.h"
#include "resolver-tests/traffic.h"
#include "resolver-tests/witness_internal.h"

enum { DNS_PORT = 53 };
enum { FLAG_SYN = 0x02, FLAG_RST = 0x04, FLAG_ACK = 0x10 }; /* RFC 9293 3.1 */

const struct ip_end *
witness_server(const struct witness *w, const struct ip_end *a)
{
	for (size_t i = 0; i < w->scenario->server_count; i++)
		if (ip_end_equal(&w->addresses[i], a))
			return &w->addresses[i];
	return NULL;
}

/* True where the packet goes to a nameserver, declared or not. */
static bool
is_outward(const struct witness *w, const struct ip_packet *p)
{
	if (witness_server(w, &p->to) != NULL)
		return true;
	return p->to.port == DNS_PORT && witness_server(w, &p->from) == NULL &&
	       p->from.port != DNS_PORT;
}

static struct sighting *
add_sighting(struct witness *w, enum journal_kind kind, uint64_t ns)
{
	struct sighting *s;

	if (w->sighting_count == WITNESS_SIGHTINGS_MAX) {
		w->lost++;
		return NULL;
	}
	w->sightings =
	    xgrow(w->sightings, w->sighting_count, sizeof *w->sightings);
	s = &w->sightings[w->sighting_count++];
	*s = (struct sighting){ .kind = kind,
		.us = UINT64_MAX,
		.replies = w->replies };
	if (ns >= w->opened_ns) /* else the kernel had no time for it */
		s->us = (ns - w->opened_ns) / 1000;
	return s;
}

static void
see_datagram(struct witness *w, const struct ip_packet *p, uint64_t ns)
{
	struct reader r = p->rest;
	const uint8_t *octets;
	struct sighting *s;
	size_t len, kept;

	reader_octets(&r, 8); /* RFC 768 */
	if (r.bad)
		return;
	len = r.len - r.pos;
	kept = len < SIGHTING_KEPT ? len : SIGHTING_KEPT;
	octets = reader_octets(&r, kept);
	s = add_sighting(w, JOURNAL_UNHEARD, ns);
	if (s == NULL)
		return;
	s->client = p->from;
	s->server = p->to;
	s->octets = xmemdup(octets, kept);
	s->len = len;
}

/* The newest SYN between the two, or NULL. */
static struct sighting *
find_syn(const struct witness *w, const struct ip_end *client,
    const struct ip_end *server)
{
	for (size_t i = w->sighting_count; i > 0; i--) {
		struct sighting *s = &w->sightings[i - 1];

		if (s->kind == JOURNAL_SYN &&
		    ip_end_equal(&s->client, client) &&
		    ip_end_equal(&s->server, server))
			return s;
	}
	return NULL;
}

static void
see_answer(struct witness *w, const struct ip_packet *p, unsigned flags,
    uint32_t ack, uint64_t ns)
{
	struct sighting *syn = find_syn(w, &p->to, &p->from), *s;

	if (syn == NULL || syn->answered)
		return;
	if ((flags & (FLAG_SYN | FLAG_ACK)) == (FLAG_SYN | FLAG_ACK)) {
		syn->answered = true;
		return;
	}
	/* RFC 9293 3.10.7.1; with Fast Open it acknowledges data as well */
	if ((flags & FLAG_RST) == 0 || (flags & FLAG_ACK) == 0 ||
	    ack - syn->isn - 1 > WIRE_MAX)
		return;
	s = add_sighting(w, JOURNAL_REFUSED, ns);
	if (s == NULL)
		return;
	s->client = p->to;
	s->server = p->from;
	s->tcp = true;
}

static void
see_segment(struct witness *w, const struct ip_packet *p, uint64_t ns)
{
	struct reader r = p->rest;
	struct sighting *s;
	uint32_t seq, ack;
	unsigned flags;

	reader_octets(&r, 4); /* ports */
	seq = reader_u32(&r);
	ack = reader_u32(&r);
	reader_u8(&r); /* offset */
	flags = reader_u8(&r);
	if (r.bad)
		return;
	if (!is_outward(w, p)) {
		see_answer(w, p, flags, ack, ns);
		return;
	}
	if ((flags & (FLAG_SYN | FLAG_ACK)) != FLAG_SYN)
		return;
	s = add_sighting(w, JOURNAL_SYN, ns);
	if (s == NULL)
		return;
	s->client = p->from;
	s->server = p->to;
	s->tcp = true;
	s->isn = seq;
}

static void
see_icmp(struct witness *w, const struct ip_packet *p, uint64_t ns)
{
	struct reader r = p->rest;
	struct ip_packet quoted;
	struct sighting *s;

	/* Destination unreachable: RFC 792, RFC 4443 3.1 */
	if (reader_u8(&r) != (p->protocol == IP_ICMP ? 3 : 1) ||
	    !ip_read_quoted(p, &quoted) || quoted.fragment)
		return;
	ip_ports(&quoted);
	if (!is_outward(w, &quoted) || quoted.from.port == TRAFFIC_HIDDEN_PORT)
		return;
	s = add_sighting(w, JOURNAL_UNREACHABLE, ns);
	if (s == NULL)
		return;
	s->client = quoted.from;
	s->server = quoted.to;
	s->tcp = quoted.protocol == IP_TCP;
}

void
witness_see(struct witness *w, const struct packets_frame *f)
{
	struct ip_packet p;

	if (!w->watching || ip_read_frame(f->octets, f->len, &p) != 0 ||
	    p.fragment)
		return;
	if (p.protocol == IP_ICMP || p.protocol == IP_ICMPV6) {
		see_icmp(w, &p, f->ns);
		return;
	}
	ip_ports(&p);
	if (p.from.port == TRAFFIC_HIDDEN_PORT ||
	    p.to.port == TRAFFIC_HIDDEN_PORT)
		return; /* of the cell itself */
	if (p.protocol == IP_UDP && is_outward(w, &p))
		see_datagram(w, &p, f->ns);
	else if (p.protocol == IP_UDP && witness_server(w, &p.from) != NULL)
		w->replies++;
	else if (p.protocol == IP_TCP)
		see_segment(w, &p, f->ns);
}
