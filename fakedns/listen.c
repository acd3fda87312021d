#include "config.h"

#include <arpa/inet.h>
#include <errno.h>
#include <linux/filter.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "fakedns/listen.h"

enum { BUFFER = 1 << 20, BACKLOG = 4096, FAST_OPENS = 256 };

int
listen_address(const char *text, uint16_t port, struct sockaddr_storage *out,
    socklen_t *len)
{
	struct sockaddr_in *v4 = (struct sockaddr_in *)out;
	struct sockaddr_in6 *v6 = (struct sockaddr_in6 *)out;
	const char *scope = strchr(text, '%');
	char plain[INET6_ADDRSTRLEN];

	memset(out, 0, sizeof *out);
	if (inet_pton(AF_INET, text, &v4->sin_addr) == 1) {
		v4->sin_family = AF_INET;
		v4->sin_port = htons(port);
		*len = sizeof *v4;
		return 0;
	}
	snprintf(plain, sizeof plain, "%.*s", (int)strcspn(text, "%"), text);
	if (inet_pton(AF_INET6, plain, &v6->sin6_addr) != 1)
		return -1;
	v6->sin6_family = AF_INET6;
	v6->sin6_port = htons(port);
	*len = sizeof *v6;
	if (scope == NULL)
		return 0;
	v6->sin6_scope_id = if_nametoindex(scope + 1);
	return v6->sin6_scope_id == 0 ? -1 : 0;
}

/* Best effort: the kernel caps it at net.core.rmem_max and wmem_max. */
static void
enlarge_buffers(int fd)
{
	const int size = BUFFER;

	(void)setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
	(void)setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &size, sizeof size);
}

/* A filter that keeps no octet: SYNs vanish, as behind a firewall. */
static int
attach_blackhole(int fd)
{
	struct sock_filter none[] = { BPF_STMT(BPF_RET | BPF_K, 0) };
	const struct sock_fprog program = { 1, none };

	return setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &program,
	    sizeof program);
}

/* What accepted connections inherit, and Fast Open. */
static int
prepare_tcp(int fd, const struct listen_spec *s)
{
	const int on = 1, waiting = FAST_OPENS;

	/* Connections of an earlier step may linger on the port. */
	if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == -1 ||
	    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on) == -1)
		return -1;
	if (s->fast_open && setsockopt(fd, IPPROTO_TCP, TCP_FASTOPEN, &waiting,
				sizeof waiting) == -1)
		return -1;
	return s->state == LISTEN_BLACKHOLE ? attach_blackhole(fd) : 0;
}

/* Sets what has to be there before bind(2). */
static int
prepare(int fd, int family, const struct listen_spec *s)
{
	const int on = 1;

	if (family == AF_INET6 &&
	    setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof on) == -1)
		return -1;
	if (s->tcp)
		return prepare_tcp(fd, s);
	enlarge_buffers(fd);
	return 0;
}

/* Takes the only place in the backlog of a listener with listen(fd, 0). */
static int
connect_filler(const struct sockaddr_storage *to, socklen_t len, uint16_t port)
{
	struct sockaddr_storage from = { .ss_family = to->ss_family };
	const struct linger reset = { 1, 0 }; /* no TIME_WAIT for next step */
	const int on = 1;
	int fd = socket(to->ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd == -1)
		return -1;
	if (to->ss_family == AF_INET)
		((struct sockaddr_in *)&from)->sin_port = htons(port);
	else
		((struct sockaddr_in6 *)&from)->sin6_port = htons(port);
	if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) == 0 &&
	    setsockopt(fd, SOL_SOCKET, SO_LINGER, &reset, sizeof reset) == 0 &&
	    bind(fd, (const struct sockaddr *)&from, len) == 0 &&
	    connect(fd, (const struct sockaddr *)to, len) == 0)
		return fd;
	close(fd);
	return -1;
}

int
listen_open(const struct listen_spec *s, int fds[2])
{
	const bool full = s->tcp && s->state == LISTEN_FULL;
	const int type = s->tcp ? SOCK_STREAM : SOCK_DGRAM;
	struct sockaddr_storage ss;
	socklen_t len;
	int fd, why;

	fds[0] = fds[1] = -1;
	errno = EINVAL;
	if (listen_address(s->address, s->port, &ss, &len) == -1)
		return -1;
	fd = socket(ss.ss_family, type | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd == -1)
		return -1;
	if (prepare(fd, ss.ss_family, s) == -1 ||
	    bind(fd, (struct sockaddr *)&ss, len) == -1 ||
	    (s->tcp && listen(fd, full ? 0 : BACKLOG) == -1))
		goto fail;
	if (full) {
		fds[1] = connect_filler(&ss, len, s->filler_port);
		if (fds[1] == -1)
			goto fail;
	}
	fds[0] = fd;
	return 0;
fail:
	why = errno;
	close(fd);
	errno = why;
	return -1;
}
