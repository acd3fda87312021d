#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/connection.h"
#include "fakedns/xalloc.h"

/* So many without a pause between them; then others have their turn. */
enum { SEGMENTS_A_TURN = 64 };
/*
 * Who has not read so many octets of answers is not heard any more; nor is
 * anybody who has to read at all when all have not read so many.
 */
enum { UNREAD_MAX = 1 << 20, ALL_UNREAD_MAX = 1 << 26 };

/* Small replies to what was read at once go out at once. */
enum { GATHERED_MAX = 65536, SMALL_MAX = 8192 };

/* Of all servers of the process: between two turns nothing is in it. */
static uint8_t gathered[GATHERED_MAX];
static size_t gathered_len;

/* A message on its way, or the rest of several. */
struct item {
	STAILQ_ENTRY(item) link;
	struct stream stream;
	struct outgoing message; /* its answer is held; or no answer */
	uint8_t *copy;           /* owned: octets of no answer; or NULL */
	size_t at;               /* octets of the stream that were sent */
};

struct outlet {
	STAILQ_HEAD(items, item) items;
	size_t octets;      /* they still have to send */
	struct event *wake; /* owned: the pause is over; or NULL */
	bool pauses, full;
};

enum progress { DONE, FULL, PAUSED, BROKEN };

static struct outlet *
outlet_of(struct connection *c)
{
	if (c->outlet == NULL) {
		c->outlet = xcalloc(1, sizeof *c->outlet);
		STAILQ_INIT(&c->outlet->items);
	}
	return c->outlet;
}

bool
tcp_has_output(const struct connection *c)
{
	return c->outlet != NULL &&
	       (c->outlet->pauses || !STAILQ_EMPTY(&c->outlet->items));
}

bool
tcp_is_full(const struct connection *c)
{
	return c->outlet != NULL && c->outlet->full;
}

bool
tcp_is_overfull(const struct connection *c)
{
	return c->outlet != NULL &&
	       (c->outlet->full || c->outlet->octets >= UNREAD_MAX ||
		   (c->outlet->octets > 0 &&
		       c->tcp->waiting >= ALL_UNREAD_MAX));
}

static void
item_free(struct item *i)
{
	answer_release(i->message.answer);
	free(i->copy);
	free(i);
}

void
tcp_drop_output(struct connection *c)
{
	struct item *i;

	if (c->outlet == NULL)
		return;
	while ((i = STAILQ_FIRST(&c->outlet->items)) != NULL) {
		STAILQ_REMOVE_HEAD(&c->outlet->items, link);
		item_free(i);
	}
	c->tcp->waiting -= c->outlet->octets;
	if (c->outlet->wake != NULL)
		event_free(c->outlet->wake);
	free(c->outlet);
	c->outlet = NULL;
}

static void
pause_over(evutil_socket_t fd, short what, void *arg)
{
	struct connection *c = arg;

	(void)fd;
	(void)what;
	c->outlet->pauses = false;
	tcp_write(c);
	tcp_settle(c);
	tcp_watch(c);
}

void
tcp_write_later(struct connection *c, unsigned ms)
{
	const struct timeval tv = { ms / 1000,
		(suseconds_t)(ms % 1000) * 1000 };
	struct outlet *outlet = outlet_of(c);

	if (outlet->wake == NULL)
		outlet->wake = evtimer_new(c->tcp->server->base, pause_over, c);
	outlet->pauses = true;
	event_add(outlet->wake, &tv);
}

/* MSG_EOR: what is sent later begins a segment of its own. */
static ssize_t
send_slice(const struct connection *c, const struct stream *s, size_t from,
    size_t to)
{
	bool is_cut = s->fault->segment > 0 || s->fault->split > 0;
	struct iovec v[STREAM_PIECES];
	const struct msghdr m = { .msg_iov = v,
		.msg_iovlen = stream_slice(s, from, to, v) };

	return sendmsg(c->fd, &m,
	    MSG_NOSIGNAL | MSG_DONTWAIT | (is_cut ? MSG_EOR : 0));
}

/* The last octet that ever leaves has left. */
static enum progress
item_done(struct connection *c, const struct item *i)
{
	if (i->message.answer != NULL)
		server_packet_sent(c->tcp->server, &i->message);
	return DONE;
}

/* Sends what can be sent now, and arranges when to go on. */
static enum progress
advance(struct connection *c, struct item *i)
{
	const struct stream *s = &i->stream;

	for (unsigned segments = 0; i->at < s->keep; segments++) {
		size_t end = stream_segment_end(s, i->at);
		ssize_t n = send_slice(c, s, i->at, end);

		if (n == -1 && errno == EAGAIN) {
			outlet_of(c)->full = true;
			return FULL;
		}
		if (n == -1 && errno != EINTR)
			return BROKEN;
		if (n <= 0)
			continue;
		if (i->at == 0 && i->message.answer != NULL)
			server_note_reply(c->tcp->server, c->index, true,
			    tcp_client_port(c), &i->message);
		i->at += (size_t)n;
		if (i->at != end || end == s->keep)
			continue;
		if (s->fault->gap_ms > 0 || segments >= SEGMENTS_A_TURN) {
			tcp_write_later(c, s->fault->gap_ms);
			return PAUSED;
		}
	}
	return item_done(c, i);
}

/* Takes over the item's references. */
static void
enqueue(struct connection *c, const struct item *item)
{
	struct outlet *outlet = outlet_of(c);
	struct item *i = xmemdup(item, sizeof *item);

	STAILQ_INSERT_TAIL(&outlet->items, i, link);
	outlet->octets += i->stream.keep - i->at;
	c->tcp->waiting += i->stream.keep - i->at;
}

void
tcp_write(struct connection *c)
{
	struct outlet *outlet = c->outlet;
	struct item *i;

	if (outlet == NULL || outlet->pauses)
		return;
	outlet->full = false;
	while ((i = STAILQ_FIRST(&outlet->items)) != NULL) {
		size_t before = i->at;
		enum progress progress = advance(c, i);

		outlet->octets -= i->at - before;
		c->tcp->waiting -= i->at - before;
		if (progress == BROKEN)
			connection_end(c, JOURNAL_ABORTED);
		if (progress != DONE)
			return;
		STAILQ_REMOVE_HEAD(&outlet->items, link);
		item_free(i);
	}
	connection_work_ending(c);
	if (c->rest != NULL && connection_hears(c))
		tcp_read(c); /* it was not heard while the socket was full */
}

void
tcp_write_gathered(struct connection *c)
{
	const size_t len = gathered_len;
	struct item i = { .at = 0 };
	enum progress progress;

	gathered_len = 0;
	if (len == 0 || c->dead)
		return;
	stream_init_raw(&i.stream, gathered, len);
	progress = advance(c, &i);
	if (progress == BROKEN) {
		connection_end(c, JOURNAL_ABORTED);
	} else if (progress != DONE) {
		i.copy = xmemdup(gathered + i.at, len - i.at);
		stream_init_raw(&i.stream, i.copy, len - i.at);
		i.at = 0;
		enqueue(c, &i);
	}
}

/* True where the message goes out with others to queries read with its own. */
static bool
gather(struct connection *c, const struct outgoing *o)
{
	struct tcp *tcp = c->tcp;
	uint8_t *out;

	if (tcp->reading != c || tcp->server->has_after || o->len > SMALL_MAX ||
	    !stream_is_honest(o->tcp))
		return false;
	if (GATHERED_MAX - gathered_len < TCP_PREFIX + o->len)
		tcp_write_gathered(c);
	if (c->dead || tcp_has_output(c))
		return false;
	out = gathered + gathered_len;
	out[0] = (uint8_t)(o->len >> 8);
	out[1] = (uint8_t)o->len;
	if (o->len > 0)
		memcpy(out + TCP_PREFIX, o->octets, o->len);
	if (o->sets_id) {
		out[TCP_PREFIX] = (uint8_t)(o->id >> 8);
		out[TCP_PREFIX + 1] = (uint8_t)o->id;
	}
	gathered_len += TCP_PREFIX + o->len;
	server_note_reply(tcp->server, c->index, true, tcp_client_port(c), o);
	return true;
}

/* Sends the message as its faults want, behind what waits. */
static void
send_stream(struct connection *c, const struct outgoing *o)
{
	struct item i = { .message = *o };
	enum progress progress = PAUSED;

	stream_init(&i.stream, o, c->answers);
	c->ending = (uint8_t)i.stream.ending;
	if (o->tcp->no_read)
		connection_deafen(c);
	if (!tcp_has_output(c))
		progress = advance(c, &i);
	if (progress == BROKEN) {
		connection_end(c, JOURNAL_ABORTED);
	} else if (progress == DONE) {
		connection_work_ending(c);
	} else {
		answer_hold(o->answer);
		enqueue(c, &i);
	}
}

void
tcp_send(struct connection *c, const struct outgoing *o)
{
	if (c->dead || c->ending != END_NONE)
		return;
	c->answers++;
	if (gather(c, o))
		return;
	if (c->tcp->reading == c)
		tcp_write_gathered(c);
	if (!c->dead)
		send_stream(c, o);
	if (c->tcp->reading != c)
		tcp_watch(c);
}
