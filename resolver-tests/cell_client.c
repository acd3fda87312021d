#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "resolver-tests/cell_internal.h"

enum { DEFAULT_NOFILE = 1024, DEFAULT_STACK = 8 << 20 };

/* The default, or what is asked for, but never above the hard limit. */
static int
set_limit(unsigned resource, rlim_t value)
{
	struct rlimit limit;

	if (getrlimit(resource, &limit) == -1)
		return -1;
	if (limit.rlim_max == RLIM_INFINITY || value < limit.rlim_max)
		limit.rlim_max = value;
	limit.rlim_cur = limit.rlim_max;
	return setrlimit(resource, &limit);
}

static int
set_limits(const struct cell_command *c, struct cell_trouble *t)
{
	if (set_limit(RLIMIT_CORE, 0) == -1 ||
	    set_limit(RLIMIT_STACK, c->stack > 0 ? c->stack : DEFAULT_STACK) ==
		-1)
		return cell_trouble_set(t, "client's limits");
	/* Refused by valgrind alone: it has descriptors of its own. */
	if (set_limit(RLIMIT_NOFILE,
		c->nofile > 0 ? c->nofile : DEFAULT_NOFILE) == -1 &&
	    errno != EPERM)
		return cell_trouble_set(t, "client's limit of open files");
	return 0;
}

/* Only returns where it failed. */
static int
exec_client(const struct cell_command *c, struct cell_trouble *t)
{
	char path[64];

	(void)syscall(SYS_execveat, c->exec_fd, "", c->argv, c->envp,
	    AT_EMPTY_PATH);
	if (errno == ENOSYS) { /* valgrind knows no execveat */
		snprintf(path, sizeof path, "/proc/self/fd/%d", c->exec_fd);
		(void)execve(path, c->argv, c->envp);
	}
	return cell_trouble_set(t, "client program %s", c->argv[0]);
}

struct birth {
	const struct cell_spec *spec;
	const struct cell_command *command;
	int out, err; /* become 1 and 2 */
	int failure;  /* where to write why it could not be executed */
};

/* In the child, on borrowed memory: becomes the client. */
static int
become_client(void *arg)
{
	const struct birth *b = arg;
	const struct cell_command *c = b->command;
	int keep[] = { c->exec_fd, b->failure };
	struct cell_trouble t;

	memset(&t, 0, sizeof t);
	if (dup2(b->out, STDOUT_FILENO) == -1 ||
	    dup2(b->err, STDERR_FILENO) == -1)
		cell_trouble_set(&t, "client's pipes");
	cell_close_others(keep, sizeof keep / sizeof keep[0]);
	if (t.errnum == 0 && fcntl(c->exec_fd, F_SETFD, FD_CLOEXEC) == -1)
		cell_trouble_set(&t, "client's descriptor %d", c->exec_fd);
	setsid();
	if (t.errnum == 0 && set_limits(c, &t) == 0) {
		if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1)
			cell_trouble_set(&t, "client's PR_SET_NO_NEW_PRIVS");
		else if (!b->spec->no_ipv6_sockets ||
			 cell_filter_no_ipv6(&t) == 0)
			exec_client(c, &t);
	}
	(void)!write(b->failure, &t, sizeof t);
	_exit(127);
}

static uint64_t
microseconds(struct timeval tv)
{
	return (uint64_t)tv.tv_sec * 1000000 + (uint64_t)tv.tv_usec;
}

static uint64_t
now_us(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (uint64_t)ts.tv_sec * 1000000 + (uint64_t)ts.tv_nsec / 1000;
}

/* As parent of all orphans, too: waits until the client itself has ended. */
static void
wait_for_client(pid_t client, struct cell_message *m)
{
	struct rusage usage;
	int status;
	pid_t pid;

	do
		pid = wait4(-1, &status, 0, &usage);
	while (pid != client && (pid != -1 || errno == EINTR));
	if (pid == -1)
		return;
	m->status = status;
	m->user_us = microseconds(usage.ru_utime);
	m->system_us = microseconds(usage.ru_stime);
}

/*
 * As vfork(2), on a stack of its own: a fork would copy once more all the
 * memory that PID 1 has from the runner, only to give it back.
 */
static pid_t
start_client(struct birth *b)
{
	_Alignas(16) char stack[32 * 1024];

	return clone(become_client, stack + sizeof stack,
	    CLONE_VM | CLONE_VFORK | SIGCHLD, b);
}

void
cell_client_run(const struct cell_spec *spec, const struct cell_command *c,
    int out, int err, struct cell_message *m)
{
	struct birth birth = { spec, c, out, err, -1 };
	const uint64_t start_us = now_us();
	struct cell_trouble *t = &m->trouble;
	int failure[2];
	pid_t client;

	m->kind = CELL_FAILED;
	if (pipe2(failure, O_CLOEXEC) == -1) {
		cell_trouble_set(t, "client's pipe");
		return;
	}
	birth.failure = failure[1];
	client = start_client(&birth);
	if (client == -1)
		cell_trouble_set(t, "client: clone");
	close(failure[1]);
	close(out);
	close(err);
	if (client != -1) {
		wait_for_client(client, m);
		m->elapsed_us = now_us() - start_us;
		/* End of file: the exec went well and closed it. */
		if (read(failure[0], t, sizeof *t) == 0)
			m->kind = CELL_EXITED;
	}
	close(failure[0]);
}
