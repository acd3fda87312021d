#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/connection.h"
#include "fakedns/xalloc.h"

/* The start of a message and as much again as is read at once. */
enum { READ = 65536, INPUT = TCP_PREFIX + WIRE_MAX + READ };

/* Of all servers of the process: between two turns nothing is in it. */
static uint8_t input[INPUT];

/* Octets of the message at the front, its prefix counted; 0: not whole. */
static size_t
whole_message(const uint8_t *octets, size_t len)
{
	size_t whole;

	if (len < TCP_PREFIX)
		return 0;
	whole = TCP_PREFIX + ((size_t)octets[0] << 8 | octets[1]);
	return len < whole ? 0 : whole;
}

static void
answer_one(struct connection *c, const uint8_t *octets, size_t len)
{
	const struct route route = { .server = c->tcp->server,
		.connection = c };
	struct incoming in = { .server = c->index,
		.tcp = true,
		.octets = octets,
		.len = len };

	memcpy(in.client, c->client, sizeof in.client);
	server_query(&route, &in);
}

/* Answers the messages that are whole; keeps what is behind them. */
static void
answer_all(struct connection *c, const uint8_t *octets, size_t len)
{
	struct tcp *tcp = c->tcp;
	size_t at = 0, n;

	tcp->reading = c;
	while (connection_hears(c) &&
	       (n = whole_message(octets + at, len - at)) > 0) {
		answer_one(c, octets + at + TCP_PREFIX, n - TCP_PREFIX);
		at += n;
	}
	tcp->reading = NULL;
	tcp_write_gathered(c);
	if (c->dead || c->deaf || c->ending != END_NONE)
		at = len; /* nobody will answer it */
	if (at < len) {
		c->rest = xmemdup(octets + at, len - at);
		c->rest_len = (uint32_t)(len - at);
	}
}

/* Moves what was kept to the front of the shared buffer. */
static size_t
recall(struct connection *c)
{
	size_t len = c->rest_len;

	if (len > 0)
		memcpy(input, c->rest, len);
	free(c->rest);
	c->rest = NULL;
	c->rest_len = 0;
	return len;
}

ssize_t
tcp_waste(struct connection *c)
{
	return recv(c->fd, input, READ, MSG_TRUNC | MSG_DONTWAIT);
}

static void
throw_away(struct connection *c)
{
	ssize_t n = tcp_waste(c);

	if (n == 0)
		connection_eof(c);
	else if (n == -1 && errno != EAGAIN && errno != EINTR)
		connection_end(c, JOURNAL_ABORTED);
}

void
tcp_read(struct connection *c)
{
	size_t len;
	ssize_t n;

	if (c->ending != END_NONE) {
		throw_away(c);
		return;
	}
	len = recall(c);
	if (whole_message(input, len) > 0) { /* the socket was full */
		answer_all(c, input, len);
		return;
	}
	n = recv(c->fd, input + len, READ, MSG_DONTWAIT);
	if (n == -1 && errno != EAGAIN && errno != EINTR)
		connection_end(c, JOURNAL_ABORTED);
	else if (n == 0)
		connection_eof(c);
	else
		answer_all(c, input, len + (n > 0 ? (size_t)n : 0));
}
