#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "fakedns/clock.h"
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

struct cell_client {
	const struct cell_spec *spec;
	const struct cell_command *command;
	int out, err; /* become 1 and 2 */
	int failure;  /* where to write why it could not be executed */
};

/* Of the caller. */
static int
set_processors(uint64_t processors, struct cell_trouble *t)
{
	cpu_set_t set;

	if (processors == 0)
		return 0;
	CPU_ZERO(&set);
	for (size_t i = 0; i < 64; i++)
		if ((processors >> i & 1) != 0)
			CPU_SET(i, &set);
	if (sched_setaffinity(0, sizeof set, &set) == -1)
		return cell_trouble_set(t, "client's processors");
	return 0;
}

/* In the child, on borrowed memory: becomes the client. */
static int
become_client(void *arg)
{
	const struct cell_client *b = arg;
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
		else if (c->traced &&
			 ptrace(PTRACE_TRACEME, 0, NULL, NULL) == -1)
			cell_trouble_set(&t, "client's PTRACE_TRACEME");
		else if (set_processors(c->processors, &t) == 0 &&
			 (!b->spec->no_ipv6_sockets ||
			     cell_filter_no_ipv6(&t) == 0))
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

/* As parent of all orphans, too: waits until the client itself has ended. */
static void
wait_for_client(pid_t client, struct cell_run *out)
{
	pid_t pid;

	do
		pid = wait4(-1, &out->status, 0, &out->usage);
	while (pid != client && (pid != -1 || errno == EINTR));
}

/*
 * As vfork(2), on a stack of its own: a fork would copy once more all the
 * memory that PID 1 has from the runner, only to give it back.
 */
static pid_t
start_client(const struct cell_client *b)
{
	_Alignas(16) char stack[32 * 1024];

	return clone(become_client, stack + sizeof stack,
	    CLONE_VM | CLONE_VFORK | SIGCHLD, (void *)(uintptr_t)b);
}

int
cell_run_client(const struct cell_client *b, struct cell_run *out)
{
	pid_t client;

	memset(out, 0, sizeof *out);
	out->start_ns = clock_ns(CLOCK_MONOTONIC);
	client = start_client(b);
	if (client == -1)
		return -1;
	wait_for_client(client, out);
	out->end_ns = clock_ns(CLOCK_MONOTONIC);
	return 0;
}

static int
run_traced(const struct cell_client *b, struct cell_run *out,
    struct cell_message *m)
{
	pid_t client = start_client(b);

	if (client == -1)
		return -1;
	cell_trace_client(client, out, m);
	return 0;
}

static int
conduct(const struct cell_client *b, struct cell_trouble *t)
{
	const struct cell_command *c = b->command;

	if (set_processors(c->processors, t) == -1)
		return -1;
	c->conduct(b, b->out, c->conduct_arg);
	return 0;
}

/* Returns 0, or -1 with errno or T set. */
static int
run(const struct cell_client *b, struct cell_run *out, struct cell_message *m)
{
	if (b->command->conduct != NULL)
		return conduct(b, &m->trouble);
	if (b->command->traced)
		return run_traced(b, out, m);
	return cell_run_client(b, out);
}

void
cell_client_run(const struct cell_spec *spec, const struct cell_command *c,
    int out, int err, struct cell_message *m)
{
	struct cell_client client = { spec, c, out, err, -1 };
	struct cell_trouble *t = &m->trouble;
	struct cell_run result = { 0 };
	int failure[2], ret;

	m->kind = CELL_FAILED;
	if (pipe2(failure, O_CLOEXEC) == -1) {
		cell_trouble_set(t, "client's pipe");
		return;
	}
	client.failure = failure[1];
	ret = run(&client, &result, m);
	if (ret == -1 && t->errnum == 0)
		cell_trouble_set(t, "client: clone");
	close(failure[1]);
	close(out);
	close(err);
	if (ret == 0) {
		m->status = result.status;
		m->user_us = microseconds(result.usage.ru_utime);
		m->system_us = microseconds(result.usage.ru_stime);
		m->elapsed_us = (result.end_ns - result.start_ns) / 1000;
		/* End of file: the exec went well and closed it. */
		if (read(failure[0], t, sizeof *t) == 0)
			m->kind = CELL_EXITED;
	}
	close(failure[0]);
}
