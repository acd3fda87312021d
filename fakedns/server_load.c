#include "config.h"

#include <string.h>

#include "fakedns/clock.h"
#include "fakedns/server_load.h"

void
load_stamp(int fd)
{
	const int on = 1;

	(void)setsockopt(fd, SOL_SOCKET, SO_TIMESTAMPNS, &on, sizeof on);
}

static uint64_t
nanoseconds(const struct timespec *ts)
{
	return (uint64_t)ts->tv_sec * 1000000000 + (uint64_t)ts->tv_nsec;
}

/* Of the clock that the kernel stamps with. */
uint64_t
load_clock_ns(void)
{
	return clock_ns(CLOCK_REALTIME);
}

/* When the datagram arrived; 0 where it does not say. */
static uint64_t
arrival_ns(const struct msghdr *m)
{
	const struct cmsghdr *c = CMSG_FIRSTHDR(m);
	struct timespec ts;

	if (c == NULL || c->cmsg_level != SOL_SOCKET ||
	    c->cmsg_type != SCM_TIMESTAMPNS)
		return 0;
	memcpy(&ts, CMSG_DATA(c), sizeof ts);
	return nanoseconds(&ts);
}

void
load_add(struct server_load *l, const struct mmsghdr *messages, size_t count,
    uint64_t start_ns, uint64_t busy_ns)
{
	l->turns++;
	l->datagrams += count;
	for (size_t i = 0; i < count; i++) {
		uint64_t ns = arrival_ns(&messages[i].msg_hdr);

		if (ns == 0 || ns >= busy_ns || ns >= start_ns)
			continue;
		l->queued++;
		l->queued_ns += start_ns - ns;
	}
}
