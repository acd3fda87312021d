#include "config.h"

#include <errno.h>
#include <event2/buffer.h>
#include <event2/event.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fakedns/log.h"
#include "fakedns/sink.h"
#include "fakedns/xalloc.h"

enum { FLUSH_AT = 1 << 16 }; /* octets; fewer wait for the loop's turn */

struct sink {
	struct sink_spec spec;
	bool is_own_fd;        /* closed in the end */
	struct evbuffer *wait; /* the octets */
	struct evbuffer *lens; /* a size_t for each record in there */
	size_t record_count;
	size_t head_left; /* octets of the first record not written; 0: all */
	off_t whole;      /* octets of the records that are written whole */
	bool is_blocked;  /* waits until the reader has read */
	bool is_full;     /* takes nothing before there is room again */
	bool is_broken;   /* nobody will ever read it */
	int trouble;
	unsigned long long lost;
	struct event *writable, *due; /* owned, or NULL */
};

/*
 * A pipe or terminal opened once more has flags of its own, so that whoever
 * shares the first one does not suddenly find it non-blocking.
 */
static void
make_nonblocking(struct sink *s)
{
	char path[32];
	const int flags = fcntl(s->spec.fd, F_GETFL);
	struct stat st;
	int fd;

	if (flags == -1 || (flags & O_ACCMODE) == O_RDONLY ||
	    (fstat(s->spec.fd, &st) == 0 && S_ISREG(st.st_mode)))
		return;
	snprintf(path, sizeof path, "/proc/self/fd/%d", s->spec.fd);
	fd = s->spec.owned
		 ? -1
		 : open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	if (fd == -1) {
		(void)evutil_make_socket_nonblocking(s->spec.fd);
		return;
	}
	s->spec.fd = fd;
	s->is_own_fd = true;
}

static void
flush_due(evutil_socket_t fd, short what, void *sink)
{
	struct sink *s = sink;

	(void)fd;
	if ((what & EV_WRITE) != 0)
		s->is_blocked = false;
	sink_flush(s);
}

struct sink *
sink_new(const struct sink_spec *spec)
{
	struct sink *s = xcalloc(1, sizeof *s);

	s->spec = *spec;
	s->is_own_fd = spec->owned;
	s->wait = evbuffer_new();
	s->lens = evbuffer_new();
	make_nonblocking(s);
	if (spec->base == NULL)
		return s;
	s->writable = event_new(spec->base, s->spec.fd, EV_WRITE, flush_due, s);
	s->due = event_new(spec->base, -1, 0, flush_due, s);
	return s;
}

static void
note_trouble(struct sink *s, int why, const char *words)
{
	if (s->trouble != 0)
		return;
	s->trouble = why;
	if (s->spec.name != NULL)
		log_warn("%s: %s; serving goes on", s->spec.name, words);
}

/* N octets have gone out: which records does that end? */
static void
count_written(struct sink *s, size_t n)
{
	while (n > 0) {
		size_t whole;

		evbuffer_copyout(s->lens, &whole, sizeof whole);
		if (s->head_left == 0)
			s->head_left = whole;
		if (n < s->head_left) {
			s->head_left -= n;
			return;
		}
		n -= s->head_left;
		s->head_left = 0;
		s->whole += (off_t)whole;
		s->record_count--;
		evbuffer_drain(s->lens, sizeof whole);
	}
}

static void
drop_all(struct sink *s)
{
	s->lost += s->record_count;
	s->record_count = s->head_left = 0;
	evbuffer_drain(s->wait, evbuffer_get_length(s->wait));
	evbuffer_drain(s->lens, evbuffer_get_length(s->lens));
}

/* True where the reader has to read first. */
static bool
write_waiting(struct sink *s)
{
	while (evbuffer_get_length(s->wait) > 0) {
		int n = evbuffer_write(s->wait, s->spec.fd);

		if (n > 0) {
			count_written(s, (size_t)n);
		} else if (n == 0 || errno == EAGAIN) {
			return true;
		} else if (errno != EINTR) {
			note_trouble(s, errno, strerror(errno));
			s->is_broken = errno == EPIPE || errno == EBADF;
			break; /* a disk may have room again */
		}
	}
	if (s->is_broken)
		drop_all(s);
	return false;
}

void
sink_flush(struct sink *s)
{
	if (!s->is_blocked)
		s->is_blocked = write_waiting(s) && s->writable != NULL &&
				event_add(s->writable, NULL) == 0;
	if (evbuffer_get_length(s->wait) <= s->spec.max / 2)
		s->is_full = false;
}

bool
sink_add(struct sink *s, const void *octets, size_t len)
{
	size_t waiting = evbuffer_get_length(s->wait);

	if (len > s->spec.max || waiting > s->spec.max - len)
		s->is_full = true;
	if (s->is_full || s->is_broken) {
		if (!s->is_broken)
			note_trouble(s, EAGAIN, "its reader is too slow");
		s->lost++;
		if (!s->is_blocked)
			sink_flush(s);
		return false;
	}
	evbuffer_add(s->wait, octets, len);
	evbuffer_add(s->lens, &len, sizeof len);
	s->record_count++;
	if (waiting < FLUSH_AT && waiting + len >= FLUSH_AT)
		sink_flush(s);
	else if (s->due != NULL && !s->is_blocked)
		event_active(s->due, EV_TIMEOUT, 0);
	return true;
}

bool
sink_is_full(const struct sink *s)
{
	return s->is_full;
}

bool
sink_finish(struct sink *s, int wait_ms)
{
	struct pollfd p = { .fd = s->spec.fd, .events = POLLOUT };

	while (write_waiting(s) && poll(&p, 1, wait_ms) == 1)
		;
	s->is_full = false;
	return s->record_count == 0;
}

unsigned long long
sink_lost(const struct sink *s)
{
	return s->lost + s->record_count;
}

int
sink_trouble(const struct sink *s)
{
	return s->trouble;
}

void
sink_free(struct sink *s)
{
	if (s == NULL)
		return;
	/* best effort: the last record stands there in part */
	if (s->head_left > 0 && s->spec.owned &&
	    ftruncate(s->spec.fd, s->whole) == -1)
		log_debug("a record stays cut: %s", strerror(errno));
	if (s->writable != NULL)
		event_free(s->writable);
	if (s->due != NULL)
		event_free(s->due);
	evbuffer_free(s->wait);
	evbuffer_free(s->lens);
	if (s->is_own_fd)
		close(s->spec.fd);
	free(s);
}
