#include "config.h"

#include <errno.h>
#include <event2/event.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fakedns/capture.h"
#include "fakedns/log.h"
#include "fakedns/xalloc.h"

enum { BUFFER = 1 << 24, FRAMES_A_TURN = 256 };
enum { TURNS_AT_END = 1024 }; /* of a loopback that is never quiet */

struct capture {
	struct capture_file *file;
	struct ip_end *servers;
	size_t count;
	int fd;
	struct event *readable;
};

static void
take_frame(struct capture *c, const struct packets_frame *frame)
{
	struct ip_packet p;

	if (ip_read_frame(frame->octets, frame->len, &p) == 0 &&
	    ip_concerns(&p, c->servers, c->count))
		capture_file_add(c->file, frame);
}

/* False where none is left. */
static bool
take_frames(struct capture *c)
{
	struct packets_frame frame;

	for (int i = 0; i < FRAMES_A_TURN; i++) {
		if (packets_read(c->fd, &frame) == -1)
			return false;
		take_frame(c, &frame);
	}
	return true;
}

static void
frames_wait(evutil_socket_t fd, short what, void *capture)
{
	(void)fd;
	(void)what;
	take_frames(capture);
}

static int
open_socket(struct error *err)
{
	const char *what;
	const int fd = packets_open(BUFFER, &what);

	if (fd != -1)
		packets_stamp(fd);
	else if (errno == EPERM || errno == EACCES)
		error_set(err,
		    "--capture: %s: %s; want root, the capability "
		    "CAP_NET_RAW (setcap cap_net_raw=ep on the program), or a "
		    "namespace of your own (unshare -rn)",
		    what, strerror(errno));
	else
		error_set(err, "--capture: %s: %s", what, strerror(errno));
	return fd;
}

struct capture *
capture_start(const struct capture_spec *spec, struct error *err)
{
	struct capture *c;
	const int fd = open_socket(err);

	if (fd == -1) {
		capture_file_end(spec->file, 0);
		return NULL;
	}
	c = xcalloc(1, sizeof *c);
	c->fd = fd;
	c->file = spec->file;
	c->servers =
	    xmemdup(spec->servers, spec->count * sizeof *spec->servers);
	c->count = spec->count;
	c->readable =
	    event_new(spec->base, fd, EV_READ | EV_PERSIST, frames_wait, c);
	event_add(c->readable, NULL);
	return c;
}

int
capture_stop(struct capture *c)
{
	unsigned dropped;
	int why;

	if (c == NULL)
		return 0;
	for (int turn = 0; turn < TURNS_AT_END && take_frames(c); turn++)
		;
	dropped = packets_lost(c->fd);
	if (dropped > 0)
		log_warn("the capture lacks %u frames: the kernel had no room",
		    dropped);
	why = capture_file_end(c->file, dropped);
	event_free(c->readable);
	close(c->fd);
	free(c->servers);
	free(c);
	return why != 0 || dropped > 0 ? -1 : 0;
}
