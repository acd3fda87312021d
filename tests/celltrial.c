#include "config.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <check.h>

#include "tests/celltrial.h"

enum { PATIENCE_MS = 20000 };

void
trial_spawn(struct trial *t, const struct cell_spec *spec,
    const struct ip_end *servers, size_t server_count)
{
	struct error err = { "" };

	memset(t, 0, sizeof *t);
	t->packets = t->out = t->err = -1;
	traffic_init(&t->traffic, servers, server_count);
	ck_assert_msg(cell_spawn(spec, &t->cell, &err) == 0, "%s", err.text);
}

static void
take_handed(struct trial *t, const struct cell_report *r)
{
	size_t i;

	for (i = 0; i < r->handed_count; i++) {
		if (r->handed[i].tag == CELL_TAG_PACKETS)
			t->packets = r->handed[i].fd;
		else if (r->handed[i].tag == CELL_TAG_STDOUT)
			t->out = r->handed[i].fd;
		else if (r->handed[i].tag == CELL_TAG_STDERR)
			t->err = r->handed[i].fd;
		else {
			ck_assert_uint_lt(t->fd_count, TRIAL_FDS_MAX);
			t->tags[t->fd_count] = r->handed[i].tag;
			t->fds[t->fd_count++] = r->handed[i].fd;
		}
	}
}

static void
wait_readable(int fd)
{
	struct pollfd pfd = { .fd = fd, .events = POLLIN };

	ck_assert_int_eq(poll(&pfd, 1, PATIENCE_MS), 1);
}

bool
trial_begin(struct trial *t, size_t k)
{
	struct cell_report r;

	memset(t->out_text, 0, sizeof t->out_text);
	memset(t->err_text, 0, sizeof t->err_text);
	cell_begin_step(&t->cell, k);
	do {
		wait_readable(t->cell.control);
		cell_receive(&t->cell, &r);
		if (r.kind != CELL_SOCKETS) {
			t->report = r;
			return false;
		}
		take_handed(t, &r);
	} while (!r.last);
	return true;
}

/* Sends a datagram back, takes a connection: it stays open, unread. */
static void
serve_socket(int fd)
{
	struct sockaddr_storage from;
	socklen_t len = sizeof from;
	uint8_t octets[512];
	ssize_t n;

	n = recvfrom(fd, octets, sizeof octets, 0, (struct sockaddr *)&from,
	    &len);
	if (n >= 0)
		(void)sendto(fd, octets, (size_t)n, 0, (struct sockaddr *)&from,
		    len);
	else if (errno != EAGAIN)
		(void)accept4(fd, NULL, NULL, SOCK_CLOEXEC);
}

static void
read_text(int *fd, char *text)
{
	const size_t len = strlen(text);
	ssize_t n = read(*fd, text + len, TRIAL_TEXT_MAX - 1 - len);

	if (n > 0)
		text[len + (size_t)n] = '\0';
	else if (n == 0 || errno != EAGAIN) {
		close(*fd);
		*fd = -1;
	}
}

void
trial_serve(struct trial *t)
{
	struct pollfd pfds[TRIAL_FDS_MAX + 3];
	bool over = false;
	size_t i;

	cell_start(&t->cell);
	while (!over || t->out != -1 || t->err != -1) {
		pfds[0] =
		    (struct pollfd){ over ? -1 : t->cell.control, POLLIN, 0 };
		pfds[1] = (struct pollfd){ t->out, POLLIN, 0 };
		pfds[2] = (struct pollfd){ t->err, POLLIN, 0 };
		for (i = 0; i < t->fd_count; i++)
			pfds[i + 3] = (struct pollfd){ t->fds[i], POLLIN, 0 };
		ck_assert_int_gt(poll(pfds, (nfds_t)t->fd_count + 3,
				     PATIENCE_MS),
		    0);
		if (pfds[0].revents != 0) {
			cell_receive(&t->cell, &t->report);
			over = t->report.kind != CELL_NOTHING;
		}
		if (pfds[1].revents != 0)
			read_text(&t->out, t->out_text);
		if (pfds[2].revents != 0)
			read_text(&t->err, t->err_text);
		for (i = 0; i < t->fd_count; i++)
			if (pfds[i + 3].revents != 0)
				serve_socket(t->fds[i]);
	}
}

void
trial_wait_line(struct trial *t)
{
	while (strchr(t->out_text, '\n') == NULL) {
		wait_readable(t->out);
		read_text(&t->out, t->out_text);
		ck_assert_int_ne(t->out, -1);
	}
}

void
trial_close_sockets(struct trial *t)
{
	while (t->fd_count > 0)
		close(t->fds[--t->fd_count]);
}

void
trial_end(struct trial *t)
{
	struct cell_report r;

	if (t->packets != -1) {
		traffic_drain(&t->traffic, t->packets, NULL, NULL);
		ck_assert_uint_eq(packets_lost(t->packets), 0);
		ck_assert_uint_eq(t->traffic.strange, 0);
		close(t->packets);
	}
	trial_close_sockets(t);
	if (t->out != -1)
		close(t->out);
	if (t->err != -1)
		close(t->err);
	cell_end(&t->cell);
	do {
		wait_readable(t->cell.control);
		cell_receive(&t->cell, &r);
	} while (r.kind != CELL_GONE);
	cell_reap(&t->cell);
	ck_assert_int_eq(t->cell.pid, 0);
}

void
trial_clear(struct trial *t)
{
	traffic_clear(&t->traffic);
}
