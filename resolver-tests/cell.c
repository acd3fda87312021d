#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "resolver-tests/cell_internal.h"

static const unsigned long namespaces =
    CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWNS | CLONE_NEWPID | CLONE_NEWUTS |
    CLONE_NEWIPC | CLONE_PIDFD;

int
cell_spawn(const struct cell_spec *spec, struct cell *out, struct error *err)
{
	const struct cell_owner owner = { geteuid(), getegid() };
	int ends[2], pidfd = -1;
	pid_t pid;

	if (socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == -1) {
		cell_remedy_set(err, "socketpair", errno);
		return -1;
	}
	/* Not fork(2) and setns(2): PID 1 has to be born inside. */
	pid = (pid_t)CELL_CLONE(namespaces | SIGCHLD, &pidfd);
	if (pid == 0)
		cell_init_main(spec, &owner, ends[1]);
	if (pid == -1)
		cell_remedy_set(err, "clone with new namespaces", errno);
	close(ends[1]);
	if (pid == -1) {
		close(ends[0]);
		return -1;
	}
	out->pid = pid;
	out->pidfd = pidfd;
	out->control = ends[0];
	return 0;
}

/* Whether the cell is still there to hear it, cell_receive() will tell. */
static void
send_request(const struct cell *cell, enum cell_verb verb, size_t step)
{
	const struct cell_request request = { verb, (uint32_t)step };

	(void)send(cell->control, &request, sizeof request,
	    MSG_NOSIGNAL | MSG_DONTWAIT);
}

void
cell_begin_step(const struct cell *cell, size_t k)
{
	send_request(cell, CELL_VERB_STEP, k);
}

void
cell_start(const struct cell *cell)
{
	send_request(cell, CELL_VERB_START, 0);
}

void
cell_end(const struct cell *cell)
{
	send_request(cell, CELL_VERB_END, 0);
}

/* Returns how many descriptors came; FDS has room for CELL_HANDED_MAX. */
static size_t
take_descriptors(struct msghdr *msg, int *fds)
{
	struct cmsghdr *c = CMSG_FIRSTHDR(msg);
	size_t len;

	if (c == NULL || c->cmsg_level != SOL_SOCKET ||
	    c->cmsg_type != SCM_RIGHTS)
		return 0;
	len = c->cmsg_len - CMSG_LEN(0);
	memcpy(fds, CMSG_DATA(c), len);
	return len / sizeof *fds;
}

/* More packets before any are lost; only root may go beyond rmem_max. */
static void
enlarge_buffer(int packets)
{
	const int size = 8 << 20;

	(void)setsockopt(packets, SOL_SOCKET, SO_RCVBUFFORCE, &size,
	    sizeof size);
}

static void
report_sockets(const struct cell_message *m, const int *fds, size_t count,
    struct cell_report *out)
{
	size_t i;

	if (count != m->count) { /* MSG_CTRUNC */
		for (i = 0; i < count; i++)
			close(fds[i]);
		out->kind = CELL_FAILED;
		error_set(&out->failure,
		    "sockets of a cell were lost: too many open files; raise "
		    "the limit (ulimit -n)");
		return;
	}
	for (i = 0; i < count; i++) {
		out->handed[i].tag = m->tags[i];
		out->handed[i].fd = fds[i];
		if (m->tags[i] == CELL_TAG_PACKETS)
			enlarge_buffer(fds[i]);
	}
	out->handed_count = count;
	out->last = m->last != 0;
}

static void
report_message(const struct cell_message *m, const int *fds, size_t count,
    struct cell_report *out)
{
	out->kind = m->kind;
	if (m->kind == CELL_SOCKETS)
		report_sockets(m, fds, count, out);
	if (m->kind == CELL_FAILED)
		cell_remedy_set(&out->failure, m->trouble.what,
		    m->trouble.errnum);
	out->status = m->status;
	out->user_us = m->user_us;
	out->system_us = m->system_us;
	out->elapsed_us = m->elapsed_us;
	out->system_calls = m->system_calls;
	out->instructions = m->instructions;
}

void
cell_receive(const struct cell *cell, struct cell_report *out)
{
	union {
		struct cmsghdr align;
		char octets[CMSG_SPACE(CELL_HANDED_MAX * sizeof(int))];
	} control;
	struct cell_message m;
	struct iovec iov = { &m, sizeof m };
	struct msghdr msg = { .msg_iov = &iov, .msg_iovlen = 1 };
	int fds[CELL_HANDED_MAX];
	ssize_t n;

	memset(out, 0, sizeof *out);
	do {
		msg.msg_control = control.octets;
		msg.msg_controllen = sizeof control.octets;
		n = recvmsg(cell->control, &msg,
		    MSG_CMSG_CLOEXEC | MSG_DONTWAIT);
		/* Reset: it ended with a request unread.  Its last words may
		 * be waiting behind that error. */
	} while (n == -1 && (errno == EINTR || errno == ECONNRESET));
	if (n == (ssize_t)sizeof m)
		report_message(&m, fds, take_descriptors(&msg, fds), out);
	else if (n == -1 && (errno == EAGAIN || errno == EWOULDBLOCK))
		out->kind = CELL_NOTHING;
	else
		out->kind = CELL_GONE;
}

void
cell_kill(const struct cell *cell)
{
	if (cell->pid > 0)
		(void)kill(cell->pid, SIGKILL);
}

void
cell_reap(struct cell *cell)
{
	if (cell->pid <= 0)
		return;
	while (waitpid(cell->pid, NULL, 0) == -1 && errno == EINTR)
		;
	if (cell->pidfd != -1)
		close(cell->pidfd);
	close(cell->control);
	*cell = (struct cell){ .pidfd = -1, .control = -1 };
}
