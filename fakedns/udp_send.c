#include "config.h"

#include <errno.h>
#include <string.h>

#include "fakedns/server_udp.h"

/* The socket that a packet leaves from; -1 where there is none. */
static int
socket_from(const struct route *route, size_t from)
{
	const struct server *server = route->server;
	const struct server_source *source;
	const struct server_socket *s;

	if (from == 0)
		return route->socket->fd;
	source = &server->sources[from - 1];
	if (source->server == -1)
		return source->fd;
	LIST_FOREACH(s, &server->sockets, link)
	if (!s->tcp && s->index == (size_t)source->server)
		return s->fd;
	return -1;
}

static void
note_sent(struct udp_out *out, const struct iovec *octets, const char *trouble)
{
	const struct route *route = &out->route;
	struct journal_event e = { .kind = JOURNAL_TROUBLE,
		.client_port = sockaddr_port(&route->peer),
		.has_message = true,
		.octets = octets->iov_base,
		.len = octets->iov_len,
		.rule = trouble };

	if (trouble != NULL) {
		server_note(route->server, route->socket->index, &e);
	} else {
		out->packet.octets = octets->iov_base;
		out->packet.sets_id = false;
		server_note_reply(route->server, route->socket->index, false,
		    e.client_port, &out->packet);
		server_packet_sent(route->server, &out->packet);
	}
	answer_release(out->packet.answer);
}

/* As many as go; then one that does not, perhaps.  Returns how many. */
static size_t
send_some(struct server *server, size_t first)
{
	struct udp *udp = server->udp;
	const char *trouble = NULL;
	size_t count;
	int sent = sendmmsg(udp->fd, udp->messages + first,
	    (unsigned)(udp->count - first), MSG_NOSIGNAL);

	if (sent == -1 && errno == EINTR)
		return 0;
	if (sent == -1)
		trouble = strerror(errno);
	count = sent == -1 ? 1 : (size_t)sent;
	server->clock_us = clock_us();
	for (size_t i = first; i < first + count; i++)
		note_sent(&udp->out[i], &udp->parts[i], trouble);
	return count;
}

void
udp_flush(struct server *server)
{
	struct udp *udp = server->udp;

	for (size_t done = 0; done < udp->count;)
		done += send_some(server, done);
	udp->count = udp->octets_used = 0;
	if (!udp->is_turn)
		server->clock_us = 0;
}

static void
say_no_socket(const struct route *route)
{
	struct journal_event e = { .kind = JOURNAL_TROUBLE,
		.client_port = sockaddr_port(&route->peer),
		.rule = "no socket is open where FROM says" };

	server_note(route->server, route->socket->index, &e);
}

void
udp_send(const struct route *route, const struct outgoing *o)
{
	struct udp *udp = route->server->udp;
	int fd = socket_from(route, o->from);
	size_t i;

	if (fd == -1) {
		say_no_socket(route);
		return;
	}
	if (udp->count == UDP_OUT_MESSAGES || fd != udp->fd ||
	    o->len > UDP_OUT_OCTETS - udp->octets_used)
		udp_flush(route->server);
	udp->fd = fd;
	i = udp->count++;
	udp->out[i] = (struct udp_out){ *route, *o };
	answer_hold(o->answer);
	udp->parts[i].iov_base = udp->octets + udp->octets_used;
	udp->parts[i].iov_len = o->len;
	outgoing_write(o, udp->parts[i].iov_base);
	udp->octets_used += o->len;
	udp->messages[i].msg_hdr = (struct msghdr){
		.msg_name = &udp->out[i].route.peer,
		.msg_namelen = route->peer_len,
		.msg_iov = &udp->parts[i],
		.msg_iovlen = 1,
	};
	if (!udp->is_turn)
		udp_flush(route->server);
}
