#include "config.h"

#include <errno.h>
#include <string.h>

#include "fakedns/server_internal.h"

enum { DATAGRAMS_A_TURN = 64 }; /* then other sockets have theirs */

void
udp_send(struct server_socket *s, const struct sockaddr_storage *peer,
    socklen_t peer_len, const struct outgoing *o)
{
	struct journal_event e = { .kind = JOURNAL_REPLY,
		.has_message = true,
		.octets = o->octets,
		.len = o->len };

	e.client_port = sockaddr_port(peer);
	if (sendto(s->fd, o->octets, o->len, MSG_NOSIGNAL,
		(const struct sockaddr *)peer, peer_len) == -1) {
		e.kind = JOURNAL_TROUBLE;
		e.rule = strerror(errno);
	}
	server_note(s->server, s->index, &e);
}

void
udp_readable(evutil_socket_t fd, short what, void *arg)
{
	struct server_socket *s = arg;
	static uint8_t octets[WIRE_MAX]; /* of one datagram, until answered */

	(void)what;
	for (int i = 0; i < DATAGRAMS_A_TURN; i++) {
		struct sockaddr_storage peer;
		socklen_t peer_len = sizeof peer;
		ssize_t len = recvfrom(fd, octets, sizeof octets, MSG_DONTWAIT,
		    (struct sockaddr *)&peer, &peer_len);

		if (len == -1 && errno == EINTR)
			continue;
		if (len == -1)
			return; /* EAGAIN, or an ICMP error: not ours */
		server_query(s->server, s->index, s, NULL, &peer, peer_len,
		    octets, (size_t)len);
	}
}
