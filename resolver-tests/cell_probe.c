#include "config.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "resolver-tests/cell_internal.h"

enum { PROBE_MS = 10000 };

/* A number from a file under /proc, or OTHERWISE. */
static long
read_number(const char *path, long otherwise)
{
	FILE *f = fopen(path, "re");
	long value;

	if (f == NULL)
		return otherwise;
	if (fscanf(f, "%ld", &value) != 1)
		value = otherwise;
	fclose(f);
	return value;
}

static bool
under_seccomp(void)
{
	FILE *f = fopen("/proc/self/status", "re");
	bool found = false;
	char line[256];

	while (f != NULL && !found && fgets(line, sizeof line, f) != NULL)
		found = strncmp(line, "Seccomp:\t2", 10) == 0;
	if (f != NULL)
		fclose(f);
	return found;
}

/* The first limit on namespaces that leaves no room; false: none does. */
static bool
find_exhausted_limit(char name[32])
{
	static const char *const kinds[] = { "user", "net", "mnt", "pid", "uts",
		"ipc" };
	char path[96];
	size_t i;

	for (i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		snprintf(name, 32, "max_%s_namespaces", kinds[i]);
		snprintf(path, sizeof path, "/proc/sys/user/%s", name);
		if (read_number(path, 1) == 0)
			return true;
	}
	return false;
}

/* What forbids namespaces here, as far as the machine lets us see. */
static void
find_remedy(int errnum, char *text, size_t size)
{
	char limit[32];

	if (read_number("/proc/sys/kernel/unprivileged_userns_clone", 1) == 0)
		snprintf(text, size,
		    "sysctl kernel.unprivileged_userns_clone is 0; set it "
		    "to 1");
	else if (find_exhausted_limit(limit))
		snprintf(text, size, "sysctl user.%s is 0; raise it", limit);
	else if (read_number("/proc/sys/kernel/"
			     "apparmor_restrict_unprivileged_userns",
		     0) == 1)
		snprintf(text, size,
		    "AppArmor restricts user namespaces; set sysctl "
		    "kernel.apparmor_restrict_unprivileged_userns to 0 or "
		    "give the program a profile that allows userns");
	else if (errnum == ENOSPC || errnum == EUSERS)
		snprintf(text, size,
		    "too many namespaces, or nested too deep; raise sysctl "
		    "user.max_user_namespaces and its sisters");
	else if (errnum == EINVAL || errnum == ENOSYS)
		snprintf(text, size,
		    "the kernel was built without user, network or PID "
		    "namespaces");
	else if (under_seccomp())
		snprintf(text, size,
		    "a seccomp filter is active, as in most containers; start "
		    "the container with one that allows clone and mount "
		    "(docker run --security-opt seccomp=unconfined)");
	else
		snprintf(text, size,
		    "a security module, a container or a chroot forbids "
		    "namespaces; allow unprivileged user namespaces");
}

static bool
is_refusal(int errnum)
{
	return errnum == EPERM || errnum == EACCES || errnum == ENOSPC ||
	       errnum == EUSERS || errnum == ENOSYS;
}

void
cell_remedy_set(struct error *err, const char *what, int errnum)
{
	const bool cloning = strncmp(what, "clone", 5) == 0;
	const bool client = strncmp(what, "client", 6) == 0;
	char remedy[320];

	if (errnum == EMFILE || errnum == ENFILE)
		snprintf(remedy, sizeof remedy,
		    "raise the limit of open files (ulimit -n)");
	else if (cloning && errnum == EAGAIN)
		snprintf(remedy, sizeof remedy,
		    "raise the limit of processes (ulimit -u)");
	else if ((is_refusal(errnum) && !client) ||
		 (cloning && errnum == EINVAL))
		find_remedy(errnum, remedy, sizeof remedy);
	else {
		error_set(err, "cell: %s: %s", what, strerror(errnum));
		return;
	}
	error_set(err, "cell: %s: %s: %s", what, strerror(errnum), remedy);
}

/* Waits for the first message of the cell and closes what it brings. */
static void
wait_for_report(const struct cell *cell, struct cell_report *report)
{
	struct pollfd pfd = { .fd = cell->control, .events = POLLIN };
	size_t i;

	report->kind = CELL_NOTHING;
	if (poll(&pfd, 1, PROBE_MS) == 1)
		cell_receive(cell, report);
	for (i = 0; report->kind == CELL_SOCKETS && i < report->handed_count;
	     i++)
		close(report->handed[i].fd);
}

int
cell_probe(struct error *err)
{
	const char *const address = "192.0.2.53";
	const struct cell_file file = { "/etc/resolv.conf", "", 0, 0644, NULL };
	const struct cell_socket socket = { .address = address, .port = 53 };
	const struct cell_step step = { .sockets = &socket, .socket_count = 1 };
	const struct cell_spec spec = {
		.addresses = &address,
		.address_count = 1,
		.files = &file,
		.file_count = 1,
		.steps = &step,
		.step_count = 1,
	};
	struct cell_report report;
	struct cell cell;

	if (cell_spawn(&spec, &cell, err) == -1)
		return -1;
	cell_begin_step(&cell, 0);
	wait_for_report(&cell, &report);
	cell_kill(&cell);
	cell_reap(&cell);
	if (report.kind == CELL_SOCKETS)
		return 0;
	if (report.kind == CELL_FAILED)
		error_set(err, "%s", report.failure.text);
	else
		error_set(err, "cell: ended without a word while set up");
	return -1;
}
