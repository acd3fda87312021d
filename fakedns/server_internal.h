/*
 * server_internal.h -- shared by server*.c, udp_send.c, pending.c and the TCP
 * side.
 */
#ifndef FAKEDNS_SERVER_INTERNAL_H
#define FAKEDNS_SERVER_INTERNAL_H

#include <event2/event.h>
#include <netinet/in.h>
#include <sys/queue.h>
#include <sys/socket.h>

#include "fakedns/responder.h"
#include "fakedns/server.h"

/* Replies on their way to one socket or connection. */
struct pending;
LIST_HEAD(pendings, pending);
TAILQ_HEAD(pending_queue, pending);

struct server_socket {
	LIST_ENTRY(server_socket) link;
	struct server *server;
	size_t index;
	bool tcp;
	int fd;
	struct event *readable; /* owned */
	struct event *retry; /* owned: accepts again; NULL before it has to */
	bool is_starved;     /* no file was left for the last connection */
	struct pendings waiting;
};

struct connection;
struct tcp;
struct udp;

/* A source of FROM lines. */
struct server_source {
	int server;             /* whose socket it is; -1: it has its own */
	int fd;                 /* -1: none was given */
	struct event *readable; /* owned: what arrives is thrown away */
};

struct server {
	struct event_base *base;
	const struct scenario *scenario;
	struct responder *responder;
	unsigned step;
	server_journal *journal;
	void *journal_arg;
	unsigned long long opened_us;
	unsigned long long clock_us; /* for the journal; 0: the clock's */
	uint64_t silent;             /* bit i: UDP of server i is not open */
	LIST_HEAD(, server_socket) sockets;
	struct tcp *tcp; /* owned; NULL before the first connection */
	struct udp *udp; /* shared */
	struct server_source *sources; /* owned; as many as the scenario's */
	bool has_after;                /* some entry has AFTER */
	struct pending_queue after;    /* wait for an entry, oldest first */
	bool *entry_sent;              /* owned: in this step, its last octet */
	struct event *release;         /* owned: those behind a sent entry go */
	size_t waiting, waiting_octets;
	bool is_full;    /* and the journal has said so */
	bool is_watched; /* LOAD is kept */
	struct server_load load;
	uint64_t busy_ns; /* until when it was at work on datagrams */
};

/* Whom a reply goes to: a connection, or the peer of a UDP socket. */
struct route {
	struct server *server;
	struct connection *connection; /* or NULL */
	struct server_socket *socket;
	struct sockaddr_in6 peer; /* or a struct sockaddr_in */
	socklen_t peer_len;
};

unsigned sockaddr_port(const void *sockaddr);
/* As struct incoming has it. */
void sockaddr_client(const void *sockaddr, uint8_t client[CLIENT_OCTETS]);
unsigned long long clock_us(void);
/* Fills in time and server, then calls the journal. */
void server_note(struct server *, size_t index, struct journal_event *);
/* Journals a message that was sent. */
void server_note_reply(struct server *, size_t index, bool tcp, unsigned port,
    const struct outgoing *);
/*
 * The last octet of a packet that will ever be sent has gone: what waits for
 * its entry (AFTER) goes when the loop comes round.
 */
void server_packet_sent(struct server *, const struct outgoing *);

/*
 * Journals the query, asks the responder and sends or schedules what it
 * says.  IN's query is not set.  Where IN is an accepted connection, nothing
 * is journalled but what is done.
 */
void server_query(const struct route *, struct incoming *in);

/* Sends the packets of the reply that are due; keeps it for the others. */
void pending_start(const struct route *, size_t index, struct reply *);
/* Forgets replies that have nowhere to go any more. */
void pending_drop(struct pendings *);
/* What waits for an entry waits for what it sends in the new step. */
void pending_set_step(struct server *);
void pending_release(evutil_socket_t, short what, void *server);

void udp_readable(evutil_socket_t fd, short what, void *socket);
void udp_send(const struct route *, const struct outgoing *);
/*
 * Static, one for all servers: nothing is in it between two events.  Only what
 * was used of it is memory.
 */
struct udp *udp_shared(void);
struct server_source *sources_new(const struct scenario *);
void sources_free(struct server *);

void tcp_acceptable(evutil_socket_t fd, short what, void *socket);
/* What the packet points to is its answer's: answer_hold() to keep it. */
void tcp_send(struct connection *, const struct outgoing *);
void tcp_free_all(struct server *);
/* Resets the connections of servers that are down in the new step. */
void tcp_set_step(struct server *);
/* Ends a connection whose client has gone and has got everything. */
void tcp_settle(struct connection *);
unsigned tcp_client_port(const struct connection *);
struct pendings *tcp_pendings(struct connection *);

#endif
