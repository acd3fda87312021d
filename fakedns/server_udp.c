#include "config.h"

#include "fakedns/server_load.h"
#include "fakedns/server_udp.h"

/*
 * A turn's datagrams lie apart by a few lines of cache more than the largest,
 * lest their beginnings share one.  Only pages that were written are memory.
 */
enum { DATAGRAMS_A_TURN = 64, STRIDE = 65536 + 192 };

struct udp_in {
	struct mmsghdr messages[DATAGRAMS_A_TURN];
	struct iovec parts[DATAGRAMS_A_TURN];
	struct sockaddr_in6 peers[DATAGRAMS_A_TURN];
	struct incoming queries[DATAGRAMS_A_TURN];
	_Alignas(struct cmsghdr) char control[DATAGRAMS_A_TURN][LOAD_CONTROL];
	uint8_t octets[DATAGRAMS_A_TURN][STRIDE];
};

struct udp *
udp_shared(void)
{
	static struct udp udp;
	static struct udp_in in;

	if (udp.in != NULL)
		return &udp;
	for (size_t i = 0; i < DATAGRAMS_A_TURN; i++) {
		in.parts[i] = (struct iovec){ in.octets[i], WIRE_MAX };
		in.messages[i].msg_hdr = (struct msghdr){
			.msg_name = &in.peers[i],
			.msg_iov = &in.parts[i],
			.msg_iovlen = 1,
		};
	}
	udp.in = &in;
	return &udp;
}

static void
answer_datagrams(struct server_socket *s, struct udp_in *in, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct incoming *query = &in->queries[i];

		query->server = s->index;
		query->octets = in->octets[i];
		query->len = in->messages[i].msg_len;
		sockaddr_client(&in->peers[i], query->client);
	}
	responder_expect(s->server->responder, in->queries, count);
	for (size_t i = 0; i < count; i++) {
		const struct route route = { .server = s->server,
			.socket = s,
			.peer = in->peers[i],
			.peer_len = in->messages[i].msg_hdr.msg_namelen };

		server_query(&route, &in->queries[i]);
	}
}

static void
make_ready(struct udp_in *in, bool is_watched)
{
	for (size_t i = 0; i < DATAGRAMS_A_TURN; i++) {
		struct msghdr *m = &in->messages[i].msg_hdr;

		m->msg_namelen = sizeof *in->peers;
		m->msg_control = is_watched ? in->control[i] : NULL;
		m->msg_controllen = is_watched ? LOAD_CONTROL : 0;
	}
}

/* Other sockets have their turn behind a batch of this one's datagrams. */
void
udp_readable(evutil_socket_t fd, short what, void *arg)
{
	struct server_socket *s = arg;
	struct server *server = s->server;
	struct udp_in *in = server->udp->in;
	int count;

	(void)what;
	make_ready(in, server->is_watched);
	count =
	    recvmmsg(fd, in->messages, DATAGRAMS_A_TURN, MSG_DONTWAIT, NULL);
	if (count <= 0)
		return; /* nothing is left, or an ICMP error: not ours */
	if (server->is_watched)
		load_add(&server->load, in->messages, (size_t)count,
		    load_clock_ns(), server->busy_ns);
	server->clock_us = clock_us();
	server->udp->is_turn = true;
	answer_datagrams(s, in, (size_t)count);
	udp_flush(server);
	server->udp->is_turn = false;
	server->clock_us = 0;
	if (server->is_watched)
		server->busy_ns = load_clock_ns();
}
