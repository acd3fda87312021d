#include "config.h"

#include <arpa/inet.h>
#include <string.h>

#include "fakedns/ip.h"

enum { ETHERNET_ADDRESSES = 12, TYPE_IPV4 = 0x0800, TYPE_IPV6 = 0x86dd };

int
ip_end_parse(const char *text, uint16_t port, struct ip_end *out)
{
	const size_t digits = strcspn(text, "%");
	char address[INET6_ADDRSTRLEN];

	*out = (struct ip_end){ .family = 4, .port = port };
	if (inet_pton(AF_INET, text, out->octets) == 1)
		return 0;
	if (digits >= sizeof address)
		return -1;
	memcpy(address, text, digits);
	address[digits] = '\0';
	out->family = 6;
	return inet_pton(AF_INET6, address, out->octets) == 1 ? 0 : -1;
}

static bool
same_address(const struct ip_end *a, const struct ip_end *b)
{
	return a->family == b->family &&
	       memcmp(a->octets, b->octets, sizeof a->octets) == 0;
}

bool
ip_end_equal(const struct ip_end *a, const struct ip_end *b)
{
	return a->port == b->port && same_address(a, b);
}

static void
read_address(struct reader *r, uint8_t family, struct ip_end *out)
{
	const size_t len = family == 4 ? 4 : 16;
	const uint8_t *octets = reader_octets(r, len);

	*out = (struct ip_end){ .family = family };
	if (octets != NULL)
		memcpy(out->octets, octets, len);
}

/* LEN octets from AT on; of what an ICMP error quotes there may be fewer. */
static int
take_rest(const struct reader *r, size_t at, size_t len, bool quoted,
    struct ip_packet *out)
{
	if (r->bad || at > r->len || (len > r->len - at && !quoted))
		return -1;
	if (len > r->len - at)
		len = r->len - at;
	reader_init(&out->rest, r->octets + at, len);
	return 0;
}

/* RFC 791 3.1.  R is at the header. */
static int
read_ipv4(struct reader *r, bool quoted, struct ip_packet *out)
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
	if (header < 20 || header > total)
		return -1;
	return take_rest(r, start + header, total - header, quoted, out);
}

/* RFC 8200 3; a packet with extension headers has a protocol of no use. */
static int
read_ipv6(struct reader *r, bool quoted, struct ip_packet *out)
{
	size_t payload;

	reader_u32(r); /* version, class, flow label */
	payload = reader_u16(r);
	out->protocol = reader_u8(r);
	reader_u8(r); /* hop limit */
	read_address(r, 6, &out->from);
	read_address(r, 6, &out->to);
	out->fragment = false;
	return take_rest(r, r->pos, payload, quoted, out);
}

int
ip_read_frame(const uint8_t *frame, size_t len, struct ip_packet *out)
{
	struct reader r;
	uint16_t type;

	reader_init(&r, frame, len);
	reader_octets(&r, ETHERNET_ADDRESSES);
	type = reader_u16(&r);
	if (r.bad)
		return -1;
	if (type == TYPE_IPV4)
		return read_ipv4(&r, false, out);
	return type == TYPE_IPV6 ? read_ipv6(&r, false, out) : 1;
}

void
ip_ports(struct ip_packet *p)
{
	struct reader r = p->rest;

	if (p->protocol != IP_TCP && p->protocol != IP_UDP)
		return;
	p->from.port = reader_u16(&r);
	p->to.port = reader_u16(&r);
}

/* Destination unreachable and the like: RFC 792, RFC 4443 2.1. */
static bool
is_icmp_error(unsigned protocol, unsigned type)
{
	if (protocol == IP_ICMPV6)
		return type >= 1 && type < 128;
	return type == 3 || type == 4 || type == 5 || type == 11 || type == 12;
}

bool
ip_read_quoted(const struct ip_packet *p, struct ip_packet *out)
{
	struct reader r = p->rest;
	const unsigned type = reader_u8(&r);

	reader_octets(&r, 7);
	if (r.bad || !is_icmp_error(p->protocol, type))
		return false;
	return (p->protocol == IP_ICMP ? read_ipv4(&r, true, out)
				       : read_ipv6(&r, true, out)) == 0;
}

static bool
has_server(struct ip_packet p, const struct ip_end *servers, size_t count)
{
	const bool with_ports =
	    !p.fragment && (p.protocol == IP_TCP || p.protocol == IP_UDP);

	ip_ports(&p);
	for (size_t i = 0; i < count; i++)
		if (with_ports ? ip_end_equal(&servers[i], &p.from) ||
				     ip_end_equal(&servers[i], &p.to)
			       : same_address(&servers[i], &p.from) ||
				     same_address(&servers[i], &p.to))
			return true;
	return false;
}

bool
ip_concerns(const struct ip_packet *p, const struct ip_end *servers,
    size_t count)
{
	struct ip_packet quoted;

	if (p->fragment || (p->protocol != IP_ICMP && p->protocol != IP_ICMPV6))
		return has_server(*p, servers, count);
	return ip_read_quoted(p, &quoted) && has_server(quoted, servers, count);
}
