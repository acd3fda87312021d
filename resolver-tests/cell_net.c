#include "config.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/netlink.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "fakedns/listen.h"
#include "resolver-tests/cell_internal.h"

enum { LO = 1 }; /* loopback is the first interface of any namespace */

/* One rtnetlink request, built in place. */
struct request {
	struct nlmsghdr header;
	union {
		struct ifaddrmsg address;
		struct rtmsg route;
	} body;
	uint8_t attributes[64];
};

static void
request_init(struct request *r, unsigned type, size_t body_len)
{
	memset(r, 0, sizeof *r);
	r->header.nlmsg_type = (uint16_t)type;
	r->header.nlmsg_flags =
	    NLM_F_REQUEST | NLM_F_ACK | NLM_F_CREATE | NLM_F_EXCL;
	r->header.nlmsg_len = (uint32_t)NLMSG_LENGTH(body_len);
}

static void
request_add(struct request *r, unsigned type, const void *value, size_t len)
{
	const size_t at = NLMSG_ALIGN(r->header.nlmsg_len);
	const struct rtattr attribute = {
		.rta_type = (uint16_t)type,
		.rta_len = (uint16_t)RTA_LENGTH(len),
	};
	uint8_t *to = (uint8_t *)r + at;

	memcpy(to, &attribute, sizeof attribute);
	memcpy(to + RTA_LENGTH(0), value, len);
	r->header.nlmsg_len = (uint32_t)(at + RTA_LENGTH(len));
}

/* Returns 0, or -1 with errno as the kernel answered. */
static int
request_send(int netlink, const struct request *r)
{
	struct {
		struct nlmsghdr header;
		struct nlmsgerr answer;
		uint8_t echo[256];
	} reply;

	memset(&reply, 0, sizeof reply);
	if (send(netlink, r, r->header.nlmsg_len, 0) == -1 ||
	    recv(netlink, &reply, sizeof reply, 0) == -1)
		return -1;
	errno = reply.header.nlmsg_type == NLMSG_ERROR ? -reply.answer.error
						       : EPROTO;
	return errno == 0 ? 0 : -1;
}

/*
 * The kernel makes the route to a new IPv6 address later, in a work queue,
 * even with IFA_F_NODAD: until then the address is unreachable.  So it is
 * made here; the kernel finds its own already there.
 */
static int
add_local_route(int netlink, const struct in6_addr *to)
{
	const uint32_t lo = LO;
	struct request r;

	request_init(&r, RTM_NEWROUTE, sizeof r.body.route);
	r.body.route.rtm_family = AF_INET6;
	r.body.route.rtm_dst_len = 128;
	r.body.route.rtm_table = RT_TABLE_LOCAL;
	r.body.route.rtm_protocol = RTPROT_KERNEL;
	r.body.route.rtm_type = RTN_LOCAL;
	request_add(&r, RTA_DST, to, sizeof *to);
	request_add(&r, RTA_OIF, &lo, sizeof lo);
	return request_send(netlink, &r) == -1 && errno != EEXIST ? -1 : 0;
}

/* Adds the address as an attribute; returns its bits. */
static uint8_t
request_add_ip(struct request *r, unsigned short type,
    const struct sockaddr_storage *ss)
{
	const struct in_addr *v4 = &((const struct sockaddr_in *)ss)->sin_addr;
	const struct in6_addr *v6 =
	    &((const struct sockaddr_in6 *)ss)->sin6_addr;

	if (ss->ss_family == AF_INET)
		request_add(r, type, v4, sizeof *v4);
	else
		request_add(r, type, v6, sizeof *v6);
	return ss->ss_family == AF_INET ? 32 : 128;
}

static int
read_address(const char *text, struct sockaddr_storage *ss,
    struct cell_trouble *t)
{
	socklen_t len;

	errno = EINVAL;
	if (listen_address(text, 0, ss, &len) == 0)
		return 0;
	return cell_trouble_set(t, "%s: want an IP address", text);
}

static int
add_address(int netlink, const char *text, struct cell_trouble *t)
{
	struct sockaddr_storage ss;
	const struct in6_addr *v6 = &((struct sockaddr_in6 *)&ss)->sin6_addr;
	struct request r;

	if (read_address(text, &ss, t) == -1)
		return -1;
	request_init(&r, RTM_NEWADDR, sizeof r.body.address);
	r.body.address.ifa_family = (uint8_t)ss.ss_family;
	r.body.address.ifa_index = LO;
	r.body.address.ifa_scope = RT_SCOPE_UNIVERSE;
	if (ss.ss_family == AF_INET6)
		r.body.address.ifa_flags = IFA_F_NODAD; /* usable at once */
	r.body.address.ifa_prefixlen = request_add_ip(&r, IFA_LOCAL, &ss);
	if (request_send(netlink, &r) == -1 && errno != EEXIST)
		return cell_trouble_set(t, "add address %s to lo", text);
	if (ss.ss_family == AF_INET6 && add_local_route(netlink, v6) == -1)
		return cell_trouble_set(t, "add a route to %s", text);
	return 0;
}

/* What a router's ICMP "host unreachable" leaves behind. */
static int
add_unreachable(int netlink, const char *text, struct cell_trouble *t)
{
	struct sockaddr_storage ss;
	struct request r;

	if (read_address(text, &ss, t) == -1)
		return -1;
	request_init(&r, RTM_NEWROUTE, sizeof r.body.route);
	r.body.route.rtm_family = (uint8_t)ss.ss_family;
	r.body.route.rtm_table = RT_TABLE_MAIN;
	r.body.route.rtm_protocol = RTPROT_BOOT;
	r.body.route.rtm_type = RTN_UNREACHABLE;
	r.body.route.rtm_dst_len = request_add_ip(&r, RTA_DST, &ss);
	if (request_send(netlink, &r) == 0)
		return 0;
	return cell_trouble_set(t, "make %s unreachable", text);
}

static int
add_default_route(int netlink, int family, struct cell_trouble *t)
{
	const uint32_t lo = LO;
	struct request r;

	request_init(&r, RTM_NEWROUTE, sizeof r.body.route);
	r.body.route.rtm_family = (uint8_t)family;
	r.body.route.rtm_table = RT_TABLE_MAIN;
	r.body.route.rtm_protocol = RTPROT_BOOT;
	r.body.route.rtm_type = RTN_UNICAST;
	r.body.route.rtm_scope =
	    family == AF_INET ? RT_SCOPE_LINK : RT_SCOPE_UNIVERSE;
	request_add(&r, RTA_OIF, &lo, sizeof lo);
	if (request_send(netlink, &r) == 0)
		return 0;
	/* IPv6 may be switched off, by the scenario or by the machine. */
	if (family == AF_INET6)
		return 0;
	return cell_trouble_set(t, "add the default route");
}

static int
bring_lo_up(const struct cell_spec *spec, struct cell_trouble *t)
{
	struct ifreq ifr;
	int ret = 0, fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	if (fd == -1)
		return cell_trouble_set(t, "socket");
	memset(&ifr, 0, sizeof ifr);
	memcpy(ifr.ifr_name, "lo", sizeof "lo");
	if (spec->mtu > 0) {
		ifr.ifr_mtu = (int)spec->mtu;
		if (ioctl(fd, SIOCSIFMTU, &ifr) == -1)
			ret = cell_trouble_set(t, "set the MTU of lo to %u",
			    spec->mtu);
	}
	ifr.ifr_flags = IFF_UP | IFF_RUNNING;
	if (ret == 0 && ioctl(fd, SIOCSIFFLAGS, &ifr) == -1)
		ret = cell_trouble_set(t, "bring lo up");
	close(fd);
	return ret;
}

int
cell_net_setup(const struct cell_spec *spec, struct cell_trouble *t)
{
	int ret = 0, netlink;
	size_t i;

	if (bring_lo_up(spec, t) == -1)
		return -1;
	if (spec->address_count + spec->unreachable_count == 0 &&
	    !spec->default_route)
		return 0;
	netlink = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE);
	if (netlink == -1)
		return cell_trouble_set(t, "rtnetlink socket");
	for (i = 0; ret == 0 && i < spec->address_count; i++)
		ret = add_address(netlink, spec->addresses[i], t);
	for (i = 0; ret == 0 && i < spec->unreachable_count; i++)
		ret = add_unreachable(netlink, spec->unreachable[i], t);
	if (ret == 0 && spec->default_route) {
		ret = add_default_route(netlink, AF_INET, t);
		if (ret == 0)
			ret = add_default_route(netlink, AF_INET6, t);
	}
	close(netlink);
	return ret;
}
