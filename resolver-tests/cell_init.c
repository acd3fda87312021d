#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/cell_internal.h"

/* All that PID 1 knows. */
struct init {
	const struct cell_spec *spec;
	int control;
	const struct cell_step *step; /* begun last; NULL before the first */
	struct cell_fds kept;         /* full and black hole listeners */
	int out, err;                 /* write ends; -1 once the client ran */
	int packets;                  /* -1 before the first step */
	struct cell_trouble trouble;
};

int
cell_trouble_set(struct cell_trouble *t, const char *fmt, ...)
{
	va_list ap;

	t->errnum = errno;
	va_start(ap, fmt);
	vsnprintf(t->what, sizeof t->what, fmt, ap);
	va_end(ap);
	return -1;
}

void
cell_fds_add(struct cell_fds *fds, int tag, int fd)
{
	fds->list = xgrow(fds->list, fds->count, sizeof *fds->list);
	fds->list[fds->count++] = (struct cell_fd){ tag, fd };
}

void
cell_fds_close(struct cell_fds *fds)
{
	while (fds->count > 0)
		close(fds->list[--fds->count].fd);
	free(fds->list);
	fds->list = NULL;
}

static int
compare_ints(const void *a, const void *b)
{
	const int x = *(const int *)a, y = *(const int *)b;

	return (x > y) - (x < y);
}

static void
close_between(int first, int last)
{
	int fd;

	if (first > last)
		return;
	if (syscall(SYS_close_range, first, last, 0) == 0)
		return;
	for (fd = first; fd <= last && fd < sysconf(_SC_OPEN_MAX); fd++)
		close(fd);
}

void
cell_close_others(int *keep, size_t count)
{
	int first = 3;
	size_t i;

	qsort(keep, count, sizeof *keep, compare_ints);
	for (i = 0; i < count; i++) {
		if (keep[i] < first)
			continue;
		close_between(first, keep[i] - 1);
		first = keep[i] + 1;
	}
	close_between(first, INT32_MAX);
}

static void
close_inherited(const struct init *in)
{
	const size_t count = in->spec->step_count + 1;
	int *keep = xcalloc(count, sizeof *keep);
	size_t i;

	keep[0] = in->control;
	for (i = 0; i < in->spec->step_count; i++)
		keep[i + 1] = in->spec->steps[i].command.exec_fd;
	cell_close_others(keep, count);
	free(keep);
}

/* The runner ignores SIGPIPE and catches others; a client finds defaults. */
static void
reset_signals(void)
{
	struct sigaction action = { .sa_handler = SIG_DFL };
	sigset_t none;
	int sig;

	for (sig = 1; sig < NSIG; sig++)
		(void)sigaction(sig, &action, NULL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

/*
 * The order matters.  While this holds copies of other cells' control
 * sockets, their end of file cannot come; and a runner that died before
 * PR_SET_PDEATHSIG is known only by the end of file on our own.
 */
static void
enter(const struct init *in)
{
	int null;

	close_inherited(in);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	reset_signals();
	null = open("/dev/null", O_RDWR | O_CLOEXEC);
	if (null != -1) {
		dup2(null, STDIN_FILENO);
		dup2(null, STDOUT_FILENO);
		close(null);
	}
	umask(022);
}

/* Sends M with the descriptors of COUNT of LIST; ends if nobody listens. */
static void
send_message(const struct init *in, struct cell_message *m,
    const struct cell_fd *list, size_t count)
{
	union {
		struct cmsghdr align;
		char octets[CMSG_SPACE(CELL_HANDED_MAX * sizeof(int))];
	} control;
	struct iovec iov = { m, sizeof *m };
	struct msghdr msg = { .msg_iov = &iov, .msg_iovlen = 1 };
	struct cmsghdr *c;
	size_t i;

	if (count > 0) {
		memset(&control, 0, sizeof control);
		msg.msg_control = control.octets;
		msg.msg_controllen = CMSG_SPACE(count * sizeof(int));
		c = CMSG_FIRSTHDR(&msg);
		c->cmsg_level = SOL_SOCKET;
		c->cmsg_type = SCM_RIGHTS;
		c->cmsg_len = CMSG_LEN(count * sizeof(int));
		for (i = 0; i < count; i++) {
			m->tags[i] = list[i].tag;
			memcpy(CMSG_DATA(c) + i * sizeof(int), &list[i].fd,
			    sizeof(int));
		}
	}
	m->count = (uint32_t)count;
	while (sendmsg(in->control, &msg, MSG_NOSIGNAL) == -1)
		if (errno == ETOOMANYREFS) /* until the runner took some */
			usleep(1000);
		else if (errno != EINTR)
			_exit(1);
}

static _Noreturn void
fail(const struct init *in)
{
	struct cell_message m;

	memset(&m, 0, sizeof m);
	m.kind = CELL_FAILED;
	m.trouble = in->trouble;
	send_message(in, &m, NULL, 0);
	_exit(1);
}

static void
send_handed(const struct init *in, const struct cell_fds *handed)
{
	struct cell_message m;
	size_t at = 0, count;

	do {
		count = handed->count - at;
		if (count > CELL_HANDED_MAX)
			count = CELL_HANDED_MAX;
		memset(&m, 0, sizeof m);
		m.kind = CELL_SOCKETS;
		m.last = at + count == handed->count;
		send_message(in, &m, handed->list + at, count);
		at += count;
	} while (at < handed->count);
}

/* A pipe whose write end the client will get; the read end goes out. */
static int
open_pipe(struct cell_fds *handed, int tag, int *write_end,
    struct cell_trouble *t)
{
	int ends[2];

	if (*write_end != -1)
		close(*write_end);
	*write_end = -1;
	if (pipe2(ends, O_CLOEXEC) == -1)
		return cell_trouble_set(t, "client's pipes");
	(void)fcntl(ends[0], F_SETFL, O_NONBLOCK);
	cell_fds_add(handed, tag, ends[0]);
	*write_end = ends[1];
	return 0;
}

/*
 * Closing the last copy of a packet socket waits some 10 ms for the kernel's
 * RCU.  That copy is kept here, so that it is this process that waits, at its
 * end, and not the runner's event loop.
 */
static void
open_packets(struct init *in, struct cell_fds *handed)
{
	int copy;

	in->packets = cell_sockets_open_packets(&in->trouble);
	if (in->packets == -1)
		fail(in);
	copy = fcntl(in->packets, F_DUPFD_CLOEXEC, 0);
	if (copy == -1) {
		cell_trouble_set(&in->trouble, "copy the packet socket");
		fail(in);
	}
	cell_fds_add(handed, CELL_TAG_PACKETS, copy);
}

static void
begin_step(struct init *in, size_t k)
{
	struct cell_fds handed = { NULL, 0 };
	struct cell_trouble *t = &in->trouble;

	cell_fds_close(&in->kept);
	errno = EINVAL;
	if (k >= in->spec->step_count) {
		cell_trouble_set(t, "step %zu of a cell with %zu", k,
		    in->spec->step_count);
		fail(in);
	}
	in->step = &in->spec->steps[k];
	if (in->packets == -1 && !in->spec->no_packets)
		open_packets(in, &handed);
	if (cell_sockets_open(in->step, &handed, &in->kept, t) == -1 ||
	    open_pipe(&handed, CELL_TAG_STDOUT, &in->out, t) == -1 ||
	    open_pipe(&handed, CELL_TAG_STDERR, &in->err, t) == -1)
		fail(in);
	send_handed(in, &handed);
	cell_fds_close(&handed);
}

/* What a client leaves running would hold its pipes open: ends all of it. */
static void
end_orphans(void)
{
	(void)kill(-1, SIGKILL); /* everybody inside but PID 1 */
	while (waitpid(-1, NULL, 0) != -1 || errno == EINTR)
		;
}

static void
start(struct init *in)
{
	struct cell_message m;
	int out = in->out, err = in->err;

	memset(&m, 0, sizeof m);
	errno = EINVAL;
	if (in->step == NULL || out == -1) {
		cell_trouble_set(&in->trouble, "start without a step begun");
		fail(in);
	}
	in->out = in->err = -1;
	cell_client_run(in->spec, &in->step->command, out, err, &m);
	end_orphans();
	send_message(in, &m, NULL, 0);
	if (m.kind == CELL_FAILED)
		_exit(1);
}

static void
serve(struct init *in)
{
	struct cell_request request;
	ssize_t n = read(in->control, &request, sizeof request);

	if (n == -1 && errno == EINTR)
		return;
	if (n != (ssize_t)sizeof request || request.verb == CELL_VERB_END)
		_exit(0); /* the end of file means: the runner is gone */
	if (request.verb == CELL_VERB_STEP)
		begin_step(in, request.step);
	else if (request.verb == CELL_VERB_START)
		start(in);
}

void
cell_init_main(const struct cell_spec *spec, const struct cell_owner *owner,
    int control)
{
	struct init in = { .spec = spec,
		.control = control,
		.out = -1,
		.err = -1,
		.packets = -1 };

	enter(&in);
	if (cell_setup(spec, owner, &in.trouble) == -1)
		fail(&in);
	for (;;)
		serve(&in);
}
