#include "config.h"

#include <errno.h>
#include <event2/event.h>
#include <string.h>
#include <unistd.h>

#include "resolver-tests/trial_internal.h"

/* A NUL would end the text for all who read it. */
static void
add_octets(struct text *out, const char *octets, size_t len)
{
	const char *end = octets + len, *nul;

	while ((nul = memchr(octets, 0, (size_t)(end - octets))) != NULL) {
		text_add_octets(out, octets, (size_t)(nul - octets));
		text_add(out, "\\000");
		octets = nul + 1;
	}
	text_add_octets(out, octets, (size_t)(end - octets));
}

/* Returns false at the end, for now or for good. */
static bool
read_some(struct collector *c)
{
	char buf[16384];
	ssize_t n = read(c->fd, buf, sizeof buf);

	if (n == -1 && errno == EINTR)
		return true;
	if (n <= 0) {
		if (n == 0)
			event_del(c->readable);
		return false;
	}
	if (c->text.len + (size_t)n > COLLECTOR_MAX)
		c->overflowed = true;
	else
		add_octets(&c->text, buf, (size_t)n);
	return true;
}

void
collector_drain(struct collector *c)
{
	while (c->fd != -1 && !c->overflowed && read_some(c))
		;
}

static void
readable(evutil_socket_t fd, short what, void *arg)
{
	struct collector *c = arg;

	(void)fd;
	(void)what;
	read_some(c);
	if (c->overflowed)
		trial_step_done(c->trial, NULL, 0);
}

void
collector_open(struct collector *c, struct event_base *base, int fd,
    struct trial *trial)
{
	c->fd = fd;
	c->trial = trial;
	c->overflowed = false;
	evutil_make_socket_nonblocking(fd);
	c->readable = event_new(base, fd, EV_READ | EV_PERSIST, readable, c);
	event_add(c->readable, NULL);
}

void
collector_close(struct collector *c)
{
	if (c->fd == -1)
		return;
	event_free(c->readable);
	close(c->fd);
	c->fd = -1;
}
