#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/traffic_internal.h"

enum { DNS_PORT = 53 };

/* A bit a source port; made when the first is seen. */
struct traffic_ports {
	uint8_t *seen[2][2]; /* TCP or not, IPv6 or not */
};

void
traffic_init(struct traffic *t, const struct ip_end *servers, size_t count)
{
	*t = (struct traffic){
		.servers = xcalloc(count, sizeof *t->servers),
		.addresses = xmemdup(servers, count * sizeof *servers),
		.server_count = count,
		.ports = xcalloc(count + 2, sizeof *t->ports),
	};
}

void
traffic_clear(struct traffic *t)
{
	size_t i;

	for (i = 0; t->ports != NULL && i < t->server_count + 2; i++) {
		free(t->ports[i].seen[0][0]);
		free(t->ports[i].seen[0][1]);
		free(t->ports[i].seen[1][0]);
		free(t->ports[i].seen[1][1]);
	}
	free(t->ports);
	free(t->servers);
	free(t->addresses);
	free(t->queries);
	free(t->streams);
	free(t->stream_hashes);
	*t = (struct traffic){ .server_count = 0 };
}

struct traffic_counts *
traffic_counts_of(struct traffic *t, int index)
{
	return index == TRAFFIC_OTHER ? &t->other : &t->servers[index];
}

/* True where PORT was not there. */
static bool
mark_port(struct traffic_ports *ports, bool tcp, bool v6, uint16_t port)
{
	uint8_t **seen = &ports->seen[tcp][v6];
	const uint8_t bit = (uint8_t)(1u << (port & 7));
	bool fresh;

	if (*seen == NULL)
		*seen = xcalloc(65536 / 8, 1);
	fresh = ((*seen)[port >> 3] & bit) == 0;
	(*seen)[port >> 3] |= bit;
	return fresh;
}

bool
traffic_add_port(struct traffic *t, const struct traffic_flow *flow, bool tcp,
    bool *new_in_total)
{
	const size_t party = flow->index == TRAFFIC_OTHER ? t->server_count
							  : (size_t)flow->index;
	const bool v6 = flow->client.family == 6;

	*new_in_total = mark_port(&t->ports[t->server_count + 1], tcp, v6,
	    flow->client.port);
	return mark_port(&t->ports[party], tcp, v6, flow->client.port);
}

void
traffic_add_query(struct traffic *t, const struct traffic_flow *flow, bool tcp,
    const uint8_t *octets, size_t len)
{
	struct traffic_query *q;
	uint16_t questions;
	struct reader r;

	t->query_total++;
	if (t->query_count >= TRAFFIC_QUERIES_MAX)
		return;
	t->queries = xgrow(t->queries, t->query_count, sizeof *t->queries);
	q = &t->queries[t->query_count++];
	memset(q, 0, sizeof *q);
	q->server = flow->index;
	q->tcp = tcp;
	reader_init(&r, octets, len);
	q->id = reader_u16(&r);
	reader_octets(&r, 2); /* flags */
	questions = reader_u16(&r);
	reader_octets(&r, 4); /* answer and authority counts */
	q->arcount = reader_u16(&r);
	name_read(&r, &q->qname);
	q->qtype = reader_u16(&r);
	q->qclass = reader_u16(&r);
	q->parsed = !r.bad && questions == 1;
}

static int
find_server(const struct traffic *t, const struct ip_end *a)
{
	size_t i;

	for (i = 0; i < t->server_count; i++)
		if (ip_end_equal(&t->addresses[i], a))
			return (int)i;
	return TRAFFIC_OTHER;
}

/* False where neither end is a nameserver, or the cell itself is talking. */
static bool
find_flow(const struct traffic *t, const struct ip_packet *p,
    struct traffic_flow *flow)
{
	const struct ip_end from = p->from, to = p->to;
	int from_index, to_index;

	to_index = find_server(t, &to);
	from_index = find_server(t, &from);
	flow->outward = to_index != TRAFFIC_OTHER ||
			(from_index == TRAFFIC_OTHER && to.port == DNS_PORT);
	flow->index = flow->outward ? to_index : from_index;
	flow->client = flow->outward ? from : to;
	flow->server = flow->outward ? to : from;
	if (flow->index == TRAFFIC_OTHER && flow->server.port != DNS_PORT)
		return false;
	return flow->client.port != TRAFFIC_HIDDEN_PORT;
}

static void
take_datagram(struct traffic *t, const struct traffic_flow *flow,
    struct reader *r)
{
	struct traffic_counts *counts = traffic_counts_of(t, flow->index);
	size_t claimed, len;
	bool new_in_total;

	if (!flow->outward)
		return;
	reader_octets(r, 4); /* ports */
	claimed = reader_u16(r);
	reader_octets(r, 2); /* checksum */
	if (r->bad || claimed < 8) {
		t->strange++;
		return;
	}
	len = r->len - r->pos;
	if (claimed - 8 < len)
		len = claimed - 8; /* less where it is a first fragment */
	counts->udp_sent++;
	t->total.udp_sent++;
	counts->udp_octets += claimed - 8;
	t->total.udp_octets += claimed - 8;
	if (traffic_add_port(t, flow, false, &new_in_total))
		counts->udp_sockets++;
	t->total.udp_sockets += new_in_total;
	traffic_add_query(t, flow, false, r->octets + r->pos, len);
}

static void
take_icmp(struct traffic *t, const struct ip_packet *p)
{
	struct reader r = p->rest;
	const uint8_t type = reader_u8(&r);

	/* Destination unreachable: RFC 792, RFC 4443 3.1 */
	if (!r.bad && type == (p->protocol == IP_ICMP ? 3 : 1))
		t->icmp_unreachable++;
}

static void
take_packet(struct traffic *t, struct ip_packet *p)
{
	struct traffic_flow flow;

	if (p->fragment)
		return; /* counted with the first one */
	ip_ports(p);
	if (p->protocol == IP_ICMP || p->protocol == IP_ICMPV6)
		take_icmp(t, p);
	else if (p->protocol != IP_UDP && p->protocol != IP_TCP)
		return;
	else if (!find_flow(t, p, &flow))
		return;
	else if (p->protocol == IP_UDP)
		take_datagram(t, &flow, &p->rest);
	else
		traffic_segment(t, &flow, &p->rest);
}

void
traffic_frame(struct traffic *t, const uint8_t *octets, size_t len)
{
	struct ip_packet p;
	const int ret = ip_read_frame(octets, len, &p);

	if (ret == 0)
		take_packet(t, &p);
	else if (ret == -1)
		t->strange++;
}

void
traffic_drain(struct traffic *t, int packet_fd, traffic_seen *seen, void *arg)
{
	struct packets_frame frame;

	while (packets_read(packet_fd, &frame) == 0) {
		traffic_frame(t, frame.octets, frame.len);
		if (seen != NULL)
			seen(&frame, arg);
	}
}
