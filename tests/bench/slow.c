/*
 * Linked into a client by tests/bench/honest: getaddrinfo() that is slower than
 * the libc's by a known amount, SPIN_NS of processor time or SLEEP_US of wait.
 */
#include "config.h"

#include <netdb.h>
#include <stdint.h>
#include <time.h>

int __real_getaddrinfo(const char *node, const char *service,
    const struct addrinfo *hints, struct addrinfo **list);
int __wrap_getaddrinfo(const char *node, const char *service,
    const struct addrinfo *hints, struct addrinfo **list);

static uint64_t
now_ns(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (uint64_t)ts.tv_sec * 1000000000 + (uint64_t)ts.tv_nsec;
}

static void
spin(uint64_t ns)
{
	const uint64_t end = now_ns() + ns;

	while (now_ns() < end)
		;
}

int
__wrap_getaddrinfo(const char *node, const char *service,
    const struct addrinfo *hints, struct addrinfo **list)
{
	const struct timespec rest = { 0, SLEEP_US * 1000L };

	if (SPIN_NS > 0)
		spin(SPIN_NS);
	if (SLEEP_US > 0)
		nanosleep(&rest, NULL);
	return __real_getaddrinfo(node, service, hints, list);
}
