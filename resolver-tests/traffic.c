#include "config.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/if_packet.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/traffic_internal.h"

enum { ETHERNET = 14, TYPE_IPV4 = 0x0800, TYPE_IPV6 = 0x86dd };
enum { DNS_PORT = 53 };
enum {
	PROTOCOL_ICMP = 1,
	PROTOCOL_TCP = 6,
	PROTOCOL_UDP = 17,
	PROTOCOL_ICMPV6 = 58
};
enum { FRAME_MAX = ETHERNET + 65536 };

/* A bit a source port; made when the first is seen. */
struct traffic_ports {
	uint8_t *seen[2][2]; /* TCP or not, IPv6 or not */
};

/* What the IP header says. */
struct packet {
	struct traffic_address from, to; /* no ports yet */
	uint8_t protocol;
	bool fragment; /* not the first one */
	struct reader rest;
};

int
traffic_address_parse(const char *text, uint16_t port,
    struct traffic_address *out)
{
	const size_t digits = strcspn(text, "%");
	char address[INET6_ADDRSTRLEN];

	*out = (struct traffic_address){ .family = 4, .port = port };
	if (inet_pton(AF_INET, text, out->octets) == 1)
		return 0;
	if (digits >= sizeof address)
		return -1;
	memcpy(address, text, digits);
	address[digits] = '\0';
	out->family = 6;
	return inet_pton(AF_INET6, address, out->octets) == 1 ? 0 : -1;
}

void
traffic_init(struct traffic *t, const struct traffic_address *servers,
    size_t count)
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
find_server(const struct traffic *t, const struct traffic_address *a)
{
	size_t i;

	for (i = 0; i < t->server_count; i++)
		if (t->addresses[i].family == a->family &&
		    t->addresses[i].port == a->port &&
		    memcmp(t->addresses[i].octets, a->octets,
			sizeof a->octets) == 0)
			return (int)i;
	return TRAFFIC_OTHER;
}

/* False where neither end is a nameserver, or the cell itself is talking. */
static bool
find_flow(const struct traffic *t, const struct packet *p, struct reader r,
    struct traffic_flow *flow)
{
	struct traffic_address from = p->from, to = p->to;
	int from_index, to_index;

	from.port = reader_u16(&r);
	to.port = reader_u16(&r);
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
take_icmp(struct traffic *t, const struct packet *p)
{
	struct reader r = p->rest;
	const uint8_t type = reader_u8(&r);

	/* Destination unreachable: RFC 792, RFC 4443 3.1 */
	if (!r.bad && type == (p->protocol == PROTOCOL_ICMP ? 3 : 1))
		t->icmp_unreachable++;
}

static void
read_address(struct reader *r, uint8_t family, struct traffic_address *out)
{
	const size_t len = family == 4 ? 4 : 16;
	const uint8_t *octets = reader_octets(r, len);

	*out = (struct traffic_address){ .family = family };
	if (octets != NULL)
		memcpy(out->octets, octets, len);
}

/* RFC 791 3.1.  R is at the header. */
static int
read_ipv4(struct reader *r, struct packet *out)
{
	const size_t start = r->pos;
	const size_t header = (size_t)(reader_u8(r) & 15) * 4;
	size_t total;

	reader_u8(r);
	total = reader_u16(r);
	reader_u16(r); /* identification */
	out->fragment = (reader_u16(r) & 0x1fff) != 0;
	reader_u8(r); /* time to live */
	out->protocol = reader_u8(r);
	reader_u16(r); /* checksum */
	read_address(r, 4, &out->from);
	read_address(r, 4, &out->to);
	if (r->bad || header < 20 || header > total || total > r->len - start)
		return -1;
	reader_init(&out->rest, r->octets + start + header, total - header);
	return 0;
}

/* RFC 8200 3; a packet with extension headers has a protocol of no use. */
static int
read_ipv6(struct reader *r, struct packet *out)
{
	size_t payload;

	reader_u32(r); /* version, class, flow label */
	payload = reader_u16(r);
	out->protocol = reader_u8(r);
	reader_u8(r); /* hop limit */
	read_address(r, 6, &out->from);
	read_address(r, 6, &out->to);
	out->fragment = false;
	if (r->bad || payload > r->len - r->pos)
		return -1;
	reader_init(&out->rest, r->octets + r->pos, payload);
	return 0;
}

static void
take_packet(struct traffic *t, struct packet *p)
{
	struct traffic_flow flow;

	if (p->fragment)
		return; /* counted with the first one */
	if (p->protocol == PROTOCOL_ICMP || p->protocol == PROTOCOL_ICMPV6)
		take_icmp(t, p);
	else if (p->protocol != PROTOCOL_UDP && p->protocol != PROTOCOL_TCP)
		return;
	else if (!find_flow(t, p, p->rest, &flow))
		return;
	else if (p->protocol == PROTOCOL_UDP)
		take_datagram(t, &flow, &p->rest);
	else
		traffic_segment(t, &flow, &p->rest);
}

void
traffic_frame(struct traffic *t, const uint8_t *frame, size_t len)
{
	struct packet p;
	struct reader r;
	uint16_t type;
	int ret;

	reader_init(&r, frame, len);
	reader_octets(&r, ETHERNET - 2);
	type = reader_u16(&r);
	if (!r.bad && type != TYPE_IPV4 && type != TYPE_IPV6)
		return;
	if (r.bad)
		ret = -1;
	else
		ret = type == TYPE_IPV4 ? read_ipv4(&r, &p) : read_ipv6(&r, &p);
	if (ret == -1)
		t->strange++;
	else
		take_packet(t, &p);
}

void
traffic_drain(struct traffic *t, int packet_fd)
{
	uint8_t frame[FRAME_MAX];
	ssize_t n;

	for (;;) {
		n = recv(packet_fd, frame, sizeof frame, MSG_DONTWAIT);
		if (n >= 0)
			traffic_frame(t, frame, (size_t)n);
		else if (errno != EINTR)
			return;
	}
}

unsigned
traffic_lost(int packet_fd)
{
	struct tpacket_stats stats = { 0, 0 };
	socklen_t len = sizeof stats;

	if (getsockopt(packet_fd, SOL_PACKET, PACKET_STATISTICS, &stats,
		&len) == -1)
		return 0;
	return stats.tp_drops;
}
