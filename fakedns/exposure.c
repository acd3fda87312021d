#include "config.h"

#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <string.h>

#include "fakedns/exposure.h"
#include "fakedns/listen.h"

static bool
same_address(const struct sockaddr *a, const struct sockaddr_storage *b)
{
	const struct sockaddr_in6 *a6 = (const struct sockaddr_in6 *)a;
	const struct sockaddr_in6 *b6 = (const struct sockaddr_in6 *)b;

	if (a == NULL || a->sa_family != b->ss_family)
		return false;
	if (a->sa_family == AF_INET)
		return memcmp(&((const struct sockaddr_in *)a)->sin_addr,
			   &((const struct sockaddr_in *)b)->sin_addr, 4) == 0;
	/* every interface may have the same link-local address */
	return memcmp(&a6->sin6_addr, &b6->sin6_addr, 16) == 0 &&
	       (!IN6_IS_ADDR_LINKLOCAL(&b6->sin6_addr) ||
		   a6->sin6_scope_id == b6->sin6_scope_id);
}

bool
exposure_is_none(const char *address)
{
	struct ifaddrs *list, *i;
	struct sockaddr_storage ss;
	socklen_t len;
	bool found = false;

	if (listen_address(address, 0, &ss, &len) == -1)
		return false;
	if (ss.ss_family == AF_INET &&
	    ntohl(((const struct sockaddr_in *)&ss)->sin_addr.s_addr) >> 24 ==
		127)
		return true;
	if (getifaddrs(&list) == -1)
		return false;
	for (i = list; i != NULL; i = i->ifa_next)
		found = found || ((i->ifa_flags & IFF_LOOPBACK) != 0 &&
				     same_address(i->ifa_addr, &ss));
	freeifaddrs(list);
	return found;
}
