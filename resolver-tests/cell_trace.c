/* Counts system calls and instructions, for a pass that nobody times */
#include "config.h"

#include <errno.h>
#include <linux/perf_event.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/wait.h>
#include <unistd.h>

#include "resolver-tests/cell_internal.h"

enum { SYSCALL_STOP = SIGTRAP | 0x80 };

/* Sends a stopped thread on its way, until its next system call. */
static void
proceed(pid_t pid, int sig)
{
	(void)ptrace(PTRACE_SYSCALL, pid, NULL, (void *)(uintptr_t)sig);
}

/* The signal to hand on to a thread that stopped; 0: the stop was ours. */
static int
signal_of(int status, bool is_new)
{
	int sig = WSTOPSIG(status);

	if (sig == SYSCALL_STOP || status >> 16 != 0 || sig == SIGTRAP)
		return 0;
	return is_new && sig == SIGSTOP ? 0 : sig;
}

/*
 * Behind the exec, before the first instruction: a counter of those in user
 * mode, of all threads, where the processor has one.  Returns it, or -1.
 */
static int
begin(pid_t client)
{
	const long options =
	    PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE | PTRACE_O_EXITKILL;
	struct perf_event_attr attr;

	(void)ptrace(PTRACE_SETOPTIONS, client, NULL,
	    (void *)(uintptr_t)options);
	memset(&attr, 0, sizeof attr);
	attr.size = sizeof attr;
	attr.type = PERF_TYPE_HARDWARE;
	attr.config = PERF_COUNT_HW_INSTRUCTIONS;
	attr.inherit = 1;
	attr.exclude_kernel = 1;
	attr.exclude_hv = 1;
	return (int)syscall(SYS_perf_event_open, &attr, client, -1, -1,
	    PERF_FLAG_FD_CLOEXEC);
}

static uint64_t
read_counter(int fd)
{
	uint64_t count = 0;

	if (fd == -1)
		return 0;
	if (read(fd, &count, sizeof count) != (ssize_t)sizeof count)
		count = 0;
	close(fd);
	return count;
}

void
cell_trace_client(pid_t client, struct cell_run *run, struct cell_message *m)
{
	bool has_begun = false;
	uint64_t stops = 0;
	int counter = -1;

	for (;;) {
		pid_t pid = wait4(-1, &run->status, __WALL, &run->usage);

		if (pid == -1 && errno == EINTR)
			continue;
		if (pid == -1 || (pid == client && !WIFSTOPPED(run->status)))
			break;
		if (!WIFSTOPPED(run->status))
			continue;
		if (!has_begun)
			counter = begin(pid);
		has_begun = true;
		stops += WSTOPSIG(run->status) == SYSCALL_STOP;
		proceed(pid, signal_of(run->status, pid != client));
	}
	m->system_calls = stops / 2; /* on the way in, and on the way out */
	m->instructions = read_counter(counter);
}
