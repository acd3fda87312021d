/*
 * connection.h -- shared by the parts of the TCP side only: connection.c their
 * life, tcp_watch.c what the kernel says of them, tcp_accept.c, tcp_read.c,
 * tcp_write.c.
 */
#ifndef FAKEDNS_CONNECTION_H
#define FAKEDNS_CONNECTION_H

#include "fakedns/server_internal.h"
#include "fakedns/stream.h"

enum { TCP_PREFIX = 2 };

/* The TCP side of one server. */
struct tcp {
	struct server *server;
	int set;              /* epoll(7): every connection */
	struct event *ready;  /* owned: something is in the set */
	struct event *burial; /* owned: the dead are freed */
	LIST_HEAD(, connection) alive, dead;
	bool greets;    /* some entry is for a connection without a query */
	size_t waiting; /* octets of all connections that wait to be written */
	/* The connection that is read: its replies are gathered. */
	struct connection *reading;
};

struct outlet; /* of tcp_write.c: what waits to be written */

struct connection {
	LIST_ENTRY(connection) link;
	struct tcp *tcp;
	struct pendings pendings;
	struct outlet *outlet; /* owned; NULL until something has to wait */
	uint8_t *rest;         /* owned: read, not answered yet; or NULL */
	uint32_t rest_len;
	uint32_t watched; /* EPOLL…; in the set where is_watched */
	int fd;           /* -1 where dead */
	unsigned answers; /* that were sent */
	uint8_t index;    /* of the server */
	uint8_t client[CLIENT_OCTETS];
	uint8_t ending; /* enum ending: when all before it was sent */
	bool ended;     /* it was worked: nothing is sent any more */
	bool eof;     /* the client's half has ended: answers are still sent */
	bool hung_up; /* so it has, but what is before was not read */
	bool deaf;    /* nothing is read any more */
	bool dead;    /* it is freed when the loop comes round */
	bool is_watched;
};

/* connection.c */
void connection_note(struct connection *, enum journal_kind);
/* Closes it; what is on the stack may still look at it. */
void connection_bury(struct connection *);
/* The same, once for each connection, and said in the journal. */
void connection_end(struct connection *, enum journal_kind);
/* Everything was sent: works the ending, if there is one. */
void connection_work_ending(struct connection *);
/* The client's half has ended, and all of it was read that ever will be. */
void connection_eof(struct connection *);
/* From now on nothing is read; its window fills soon. */
void connection_deafen(struct connection *);
/* The client's FIN has come, but nobody will read up to it. */
void connection_hang_up(struct connection *);
/* True where queries are answered as they come. */
bool connection_hears(const struct connection *);
/* True where what comes is taken from the kernel. */
bool connection_reads(const struct connection *);
void connection_free_dead(evutil_socket_t, short what, void *tcp);

/* tcp_watch.c */
/* The server's TCP side; NULL with errno where there is no file left. */
struct tcp *tcp_of(struct server *);
/* Asks the kernel for what the connection waits for now. */
void tcp_watch(struct connection *);
void tcp_unwatch(struct connection *);

/* tcp_read.c */
/* Reads once, without waiting, and answers; or goes on where it had to stop. */
void tcp_read(struct connection *);
/* Takes what is there and throws it away: octets, or 0 or -1 as recv(2). */
ssize_t tcp_waste(struct connection *);

/* tcp_write.c */
/* Goes on where the socket was full. */
void tcp_write(struct connection *);
/* Sends what was gathered. */
void tcp_write_gathered(struct connection *);
/* True where something waits for the socket or for the clock. */
bool tcp_has_output(const struct connection *);
/* True where the socket is full. */
bool tcp_is_full(const struct connection *);
/* True where so much waits that no further query is answered. */
bool tcp_is_overfull(const struct connection *);
/* Calls tcp_write() after MS. */
void tcp_write_later(struct connection *, unsigned ms);
void tcp_drop_output(struct connection *);

#endif
