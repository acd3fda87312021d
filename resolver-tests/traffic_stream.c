#include "config.h"

#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/traffic_internal.h"

enum { FLAG_SYN = 0x02, FLAG_ACK = 0x10 }; /* RFC 9293 3.1 */

/* Length, header and question: all that is kept of a message. */
enum { PREFIX = 2 + WIRE_HEADER + NAME_MAX_OCTETS + 4 };

/* What the client sent over one TCP connection. */
struct traffic_stream {
	struct ip_end client;
	struct ip_end server;
	uint32_t isn;
	uint32_t next;   /* sequence number of the first octet not seen */
	bool answered;   /* a SYN-ACK came */
	bool broken;     /* octets are missing: nothing more is read */
	size_t position; /* octets of the current message, length included */
	uint8_t prefix[PREFIX];
};

struct segment {
	uint32_t seq;
	uint32_t ack;
	uint8_t flags;
	const uint8_t *payload;
	size_t len;
};

/* FNV-1a. */
static uint32_t
hash_octets(uint32_t h, const uint8_t *p, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		h = (h ^ p[i]) * 16777619u;
	return h;
}

static uint32_t
hash_flow(const struct traffic_flow *flow)
{
	const uint16_t ports[2] = { flow->client.port, flow->server.port };
	uint32_t h = 2166136261u;

	h = hash_octets(h, flow->client.octets, sizeof flow->client.octets);
	h = hash_octets(h, flow->server.octets, sizeof flow->server.octets);
	return hash_octets(h, (const uint8_t *)ports, sizeof ports);
}

static bool
same_address(const struct ip_end *a, const struct ip_end *b)
{
	return a->family == b->family && a->port == b->port &&
	       memcmp(a->octets, b->octets, sizeof a->octets) == 0;
}

/* The newest one, or NULL. */
static struct traffic_stream *
find_stream(struct traffic *t, const struct traffic_flow *flow)
{
	const uint32_t hash = hash_flow(flow);
	uint64_t oldest = 0, i;
	struct traffic_stream *s;

	if (t->streams_made > TRAFFIC_CONNECTIONS_MAX)
		oldest = t->streams_made - TRAFFIC_CONNECTIONS_MAX;
	for (i = t->streams_made; i > oldest; i--) {
		const size_t at = (i - 1) % TRAFFIC_CONNECTIONS_MAX;

		s = &t->streams[at];
		if (t->stream_hashes[at] == hash &&
		    same_address(&s->client, &flow->client) &&
		    same_address(&s->server, &flow->server))
			return s;
	}
	return NULL;
}

static struct traffic_stream *
add_stream(struct traffic *t, const struct traffic_flow *flow, uint32_t isn)
{
	const size_t at = t->streams_made % TRAFFIC_CONNECTIONS_MAX;
	struct traffic_stream *s;

	if (t->streams_made < TRAFFIC_CONNECTIONS_MAX) {
		t->streams = xgrow(t->streams, at, sizeof *t->streams);
		t->stream_hashes =
		    xgrow(t->stream_hashes, at, sizeof *t->stream_hashes);
	}
	t->streams_made++;
	t->stream_hashes[at] = hash_flow(flow);
	s = &t->streams[at];
	memset(s, 0, sizeof *s);
	s->client = flow->client;
	s->server = flow->server;
	s->isn = isn;
	s->next = isn + 1;
	return s;
}

/* Octets the current message has in all, as far as known. */
static size_t
message_size(const struct traffic_stream *s)
{
	if (s->position < 2)
		return 2;
	return 2 + (size_t)(s->prefix[0] << 8 | s->prefix[1]);
}

static void
end_message(struct traffic *t, const struct traffic_flow *flow,
    struct traffic_stream *s)
{
	size_t kept = s->position;

	if (kept > sizeof s->prefix)
		kept = sizeof s->prefix;
	traffic_counts_of(t, flow->index)->tcp_queries++;
	t->total.tcp_queries++;
	traffic_add_query(t, flow, true, s->prefix + 2, kept - 2);
	s->position = 0;
}

/* The next LEN octets of the stream. */
static void
feed(struct traffic *t, const struct traffic_flow *flow,
    struct traffic_stream *s, const uint8_t *octets, size_t len)
{
	size_t n, keep;

	while (len > 0) {
		n = message_size(s) - s->position;
		if (n > len)
			n = len;
		if (s->position < sizeof s->prefix) {
			keep = sizeof s->prefix - s->position;
			memcpy(s->prefix + s->position, octets,
			    n < keep ? n : keep);
		}
		s->position += n;
		octets += n;
		len -= n;
		if (s->position >= 2 && s->position == message_size(s))
			end_message(t, flow, s);
	}
}

static void
take_payload(struct traffic *t, const struct traffic_flow *flow,
    struct traffic_stream *s, const struct segment *g, uint32_t seq)
{
	const uint32_t seen = s->next - seq; /* modulo 2^32 (3.4) */
	size_t fresh;

	if (s->broken || g->len == 0)
		return;
	if (seen > UINT32_MAX / 2) { /* seq is ahead of next */
		s->broken = true;
		t->gaps++;
		return;
	}
	if (seen >= g->len)
		return; /* retransmitted */
	fresh = g->len - seen;
	s->next += (uint32_t)fresh;
	traffic_counts_of(t, flow->index)->tcp_octets += fresh;
	t->total.tcp_octets += fresh;
	traffic_counts_of(t, flow->index)->tcp_segments++;
	t->total.tcp_segments++;
	feed(t, flow, s, g->payload + seen, fresh);
}

static void
take_syn(struct traffic *t, const struct traffic_flow *flow,
    const struct segment *g)
{
	struct traffic_counts *counts = traffic_counts_of(t, flow->index);
	struct traffic_stream *s = find_stream(t, flow);
	bool new_in_total;

	if (s == NULL || s->isn != g->seq) {
		s = add_stream(t, flow, g->seq);
		counts->tcp_syns++;
		t->total.tcp_syns++;
		if (traffic_add_port(t, flow, true, &new_in_total))
			counts->tcp_sockets++;
		t->total.tcp_sockets += new_in_total;
	}
	take_payload(t, flow, s, g, g->seq + 1); /* RFC 7413 */
}

static void
take_syn_ack(struct traffic *t, const struct traffic_flow *flow,
    const struct segment *g)
{
	struct traffic_stream *s = find_stream(t, flow);

	/* It acknowledges the SYN, perhaps some of the data in it. */
	if (s == NULL || s->answered ||
	    g->ack - s->isn - 1 > s->next - s->isn - 1)
		return;
	s->answered = true;
	traffic_counts_of(t, flow->index)->tcp_connections++;
	t->total.tcp_connections++;
}

void
traffic_segment(struct traffic *t, const struct traffic_flow *flow,
    struct reader *r)
{
	const size_t start = r->pos;
	struct traffic_stream *s;
	struct segment g;
	size_t offset;

	reader_octets(r, 4); /* ports: the caller has them */
	g.seq = reader_u32(r);
	g.ack = reader_u32(r);
	offset = (size_t)(reader_u8(r) >> 4) * 4;
	g.flags = reader_u8(r);
	if (r->bad || offset < 20 || offset > r->len - start) {
		t->strange++;
		return;
	}
	g.payload = r->octets + start + offset;
	g.len = r->len - start - offset;
	if (!flow->outward) {
		if ((g.flags & FLAG_SYN) != 0 && (g.flags & FLAG_ACK) != 0)
			take_syn_ack(t, flow, &g);
		return;
	}
	if ((g.flags & FLAG_SYN) != 0) {
		take_syn(t, flow, &g);
		return;
	}
	s = find_stream(t, flow);
	if (s != NULL)
		take_payload(t, flow, s, &g, g.seq);
}
