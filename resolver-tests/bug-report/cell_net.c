/*
 * cell_net.c -- the loopback interface of a cell, its addresses and routes.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "cell.h"

enum { LO = 1 }; /* the first interface of any network namespace */

/* One rtnetlink request. */
struct request {
	struct nlmsghdr header;
	union {
		struct ifaddrmsg address;
		struct rtmsg route;
	} body;
	unsigned char attributes[64];
};

static void
request_init(struct request *r, uint16_t type, size_t body)
{
	memset(r, 0, sizeof *r);
	r->header.nlmsg_type = type;
	r->header.nlmsg_flags =
	    NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL;
	r->header.nlmsg_len = (uint32_t)NLMSG_LENGTH(body);
}

static void
request_add(struct request *r, uint16_t type, const void *value, size_t len)
{
	size_t at = NLMSG_ALIGN(r->header.nlmsg_len);
	struct rtattr a = { .rta_type = type,
		.rta_len = (uint16_t)RTA_LENGTH(len) };

	memcpy((char *)r + at, &a, sizeof a);
	memcpy((char *)r + at + RTA_LENGTH(0), value, len);
	r->header.nlmsg_len = (uint32_t)(at + RTA_LENGTH(len));
}

static void
request_send(int netlink, const struct request *r, const char *what,
    const char *text)
{
	struct {
		struct nlmsghdr header;
		struct nlmsgerr answer;
		unsigned char echo[256];
	} reply = { 0 };

	if (send(netlink, r, r->header.nlmsg_len, 0) == -1 ||
	    recv(netlink, &reply, sizeof reply, 0) == -1)
		die("rtnetlink");
	errno = -reply.answer.error;
	if (errno != 0 && errno != EEXIST)
		die("%s %s", what, text);
}

/* Its family; octets of it to OUT. */
static unsigned char
read_address(const char *text, unsigned char out[16], size_t *len)
{
	errno = 0;
	*len = 4;
	if (inet_pton(AF_INET, text, out) == 1)
		return AF_INET;
	*len = 16;
	if (inet_pton(AF_INET6, text, out) != 1)
		die("%s: want an IP address", text);
	return AF_INET6;
}

static void
add_route(int netlink, unsigned char kind, const char *text)
{
	unsigned char octets[16];
	size_t len;
	struct request r;

	request_init(&r, RTM_NEWROUTE, sizeof r.body.route);
	r.body.route.rtm_family = read_address(text, octets, &len);
	r.body.route.rtm_dst_len = (unsigned char)(8 * len);
	r.body.route.rtm_table =
	    kind == RTN_LOCAL ? RT_TABLE_LOCAL : RT_TABLE_MAIN;
	r.body.route.rtm_protocol = RTPROT_BOOT;
	r.body.route.rtm_type = kind;
	request_add(&r, RTA_DST, octets, len);
	if (kind == RTN_LOCAL)
		request_add(&r, RTA_OIF, &(uint32_t){ LO }, sizeof(uint32_t));
	request_send(netlink, &r, "add a route to", text);
}

static void
add_default_route(int netlink, unsigned char family)
{
	struct request r;

	request_init(&r, RTM_NEWROUTE, sizeof r.body.route);
	r.body.route.rtm_family = family;
	r.body.route.rtm_table = RT_TABLE_MAIN;
	r.body.route.rtm_protocol = RTPROT_BOOT;
	r.body.route.rtm_type = RTN_UNICAST;
	r.body.route.rtm_scope =
	    family == AF_INET ? RT_SCOPE_LINK : RT_SCOPE_UNIVERSE;
	request_add(&r, RTA_OIF, &(uint32_t){ LO }, sizeof(uint32_t));
	request_send(netlink, &r, "add the default", "route");
}

/* The kernel makes the route to an IPv6 address later; not so late for us. */
static void
add_address(int netlink, const char *text)
{
	unsigned char octets[16];
	size_t len;
	struct request r;

	request_init(&r, RTM_NEWADDR, sizeof r.body.address);
	r.body.address.ifa_family = read_address(text, octets, &len);
	r.body.address.ifa_index = LO;
	r.body.address.ifa_prefixlen = (unsigned char)(8 * len);
	if (len == 16)
		r.body.address.ifa_flags = IFA_F_NODAD;
	request_add(&r, IFA_LOCAL, octets, len);
	request_send(netlink, &r, "add to lo", text);
	if (len == 16)
		add_route(netlink, RTN_LOCAL, text);
}

void
make_network(const struct network *n)
{
	struct ifreq ifr = { .ifr_name = "lo" };
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	int netlink =
	    socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);

	if (fd == -1 || netlink == -1)
		die("socket");
	ifr.ifr_mtu = (int)n->mtu;
	if (n->mtu > 0 && ioctl(fd, SIOCSIFMTU, &ifr) == -1)
		die("set the MTU of lo");
	ifr.ifr_flags = IFF_UP | IFF_RUNNING;
	if (ioctl(fd, SIOCSIFFLAGS, &ifr) == -1)
		die("bring lo up");
	for (size_t i = 0; i < n->address_count; i++)
		add_address(netlink, n->addresses[i]);
	for (size_t i = 0; i < n->unreachable_count; i++)
		add_route(netlink, RTN_UNREACHABLE, n->unreachable[i]);
	if (n->default_route)
		add_default_route(netlink, AF_INET);
	if (n->default_route && access("/proc/net/if_inet6", F_OK) == 0)
		add_default_route(netlink, AF_INET6);
	close(netlink);
	close(fd);
}
