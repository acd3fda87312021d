/*
 * server_internal.h -- shared by server.c, server_udp.c and server_tcp.c.
 */
#ifndef FAKEDNS_SERVER_INTERNAL_H
#define FAKEDNS_SERVER_INTERNAL_H

#include <event2/event.h>
#include <netinet/in.h>
#include <sys/queue.h>
#include <sys/socket.h>

#include "fakedns/responder.h"
#include "fakedns/server.h"

struct server_socket {
	LIST_ENTRY(server_socket) link;
	struct server *server;
	size_t index;
	bool tcp;
	int fd;
	struct event *readable; /* owned */
	struct event *retry; /* owned: accepts again; NULL before it has to */
	bool is_starved;     /* no file was left for the last connection */
};

struct connection;
LIST_HEAD(connections, connection);

/* A reply on its way: the packets that are left, and whom they go to. */
struct pending {
	LIST_ENTRY(pending) link;
	struct server *server;
	struct server_socket *socket;  /* UDP */
	struct connection *connection; /* TCP; or NULL */
	struct sockaddr_storage peer;
	socklen_t peer_len;
	struct reply reply;
	size_t next;         /* packet */
	struct event *timer; /* owned */
};

struct server {
	struct event_base *base;
	const struct scenario *scenario;
	struct responder *responder;
	unsigned step;
	server_journal *journal;
	void *journal_arg;
	unsigned long long opened_us;
	LIST_HEAD(, server_socket) sockets;
	struct connections connections;
	LIST_HEAD(, pending) pending;
};

unsigned sockaddr_port(const struct sockaddr_storage *);
unsigned long long clock_us(void);
/* Fills in time and server, then calls the journal. */
void server_note(struct server *, size_t index, struct journal_event *);

/*
 * Journals the query, asks the responder and sends or schedules what it
 * says.  CONNECTION is NULL for UDP, SOCKET for TCP.
 */
void server_query(struct server *, size_t index, struct server_socket *,
    struct connection *, const struct sockaddr_storage *peer,
    socklen_t peer_len, const uint8_t *octets, size_t len);
/* True where a reply waits to be sent on the connection. */
bool server_has_pending(const struct server *, const struct connection *);
/* Forgets replies that have nowhere to go any more. */
void server_drop_pending(struct server *, const struct server_socket *,
    const struct connection *);

void udp_readable(evutil_socket_t fd, short what, void *socket);
void udp_send(struct server_socket *, const struct sockaddr_storage *peer,
    socklen_t peer_len, const struct outgoing *);

void tcp_acceptable(evutil_socket_t fd, short what, void *socket);
void tcp_send(struct connection *, const struct outgoing *);
void tcp_free(struct connection *);
void tcp_free_all(struct server *);
/* Ends a connection whose client has gone and has got everything. */
void tcp_settle(struct connection *);
unsigned tcp_client_port(const struct connection *);

#endif
