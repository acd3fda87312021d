/*
 * cell.c -- runs a nameserver and a program next to each other and to nothing
 * else: in user, network, PID, UTS and mount namespaces of their own, with only
 * a loopback interface and with a folder as /etc.  Linux; root is not needed
 * where ordinary users may make user namespaces.
 *
 *   cell -e ETC -o OUTPUT -t MS [-a ADDRESS]... [-u ADDRESS]... [-s SYSCTL]...
 *       [-E NAME=VALUE]... [-m MTU] [-n FILES] [-k STACK] [-H NAME] [-6] [-r]
 *       -- NAMESERVER ARG... -- PROGRAM ARG...
 *
 *   -a  an address for lo                 -u  one that cannot be reached
 *   -s  ipv6/bindv6only=1, below /proc/sys/net
 *   -6  the program's socket(AF_INET6) fails with EAFNOSUPPORT
 *   -r  default routes through lo         -t  milliseconds for the program
 *
 * The nameserver prints "ready" once its sockets are bound.  What the program
 * prints goes to OUTPUT; where it does not end by itself, OUTPUT is a line
 * "signal SEGV", "exit 3" or "deadline".  Prints "elapsed_ms=N".
 * Exit status: 0 the program was run, 2 it could not be, and stderr says why.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "cell.h"

/* UID: of whoever runs this, inside; not 0, so that file modes count. */
enum { UID = 1000, LIST_MAX = ADDRESSES_MAX, SERVER_START_S = 10 };

static struct network network;
static const char *sysctls[LIST_MAX];
static size_t sysctl_count;
static struct program made = { .files = 1024, .stack = 8 << 20 };
static char *environment[LIST_MAX] = { "LC_ALL=C" };
static size_t environment_count = 1;
static const char *etc, *output, *host_name = "probe";
static long deadline_ms = 30000;
static char **server;

void
die(const char *fmt, ...)
{
	int error = errno;
	va_list ap;

	va_start(ap, fmt);
	fputs("cell: ", stderr);
	vfprintf(stderr, fmt, ap);
	va_end(ap);
	fprintf(stderr, "%s%s\n", error != 0 ? ": " : "",
	    error != 0 ? strerror(error) : "");
	if (error == EPERM || error == EACCES || error == ENOSPC)
		fputs("cell: this needs user namespaces. Run it as root, or "
		      "set user.max_user_namespaces above 0,\n"
		      "cell: kernel.unprivileged_userns_clone=1 (Debian), "
		      "kernel.apparmor_restrict_unprivileged_userns=0 "
		      "(Ubuntu);\n"
		      "cell: in a container, allow unshare(2) and mount(2) "
		      "(--security-opt seccomp=unconfined).\n",
		    stderr);
	exit(2);
}

static void
write_file(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);

	if (fd == -1 || write(fd, text, strlen(text)) != (ssize_t)strlen(text))
		die("write \"%s\" to %s", text, path);
	close(fd);
}

static void
make_namespaces(void)
{
	unsigned uid = geteuid(), gid = getegid();
	char map[64];

	if (unshare(CLONE_NEWUSER | CLONE_NEWNET | CLONE_NEWPID |
		    CLONE_NEWUTS) == -1)
		die("unshare");
	write_file("/proc/self/setgroups", "deny");
	snprintf(map, sizeof map, "%d %u 1", UID, uid);
	write_file("/proc/self/uid_map", map);
	snprintf(map, sizeof map, "%d %u 1", UID, gid);
	write_file("/proc/self/gid_map", map);
	if (sethostname(host_name, strlen(host_name)) == -1)
		die("set the host name");
}

static void
write_sysctls(void)
{
	for (size_t i = 0; i < sysctl_count; i++) {
		const char *value = strchr(sysctls[i], '=');
		char path[256];

		errno = 0;
		if (value == NULL)
			die("-s %s: want NAME=VALUE", sysctls[i]);
		snprintf(path, sizeof path, "/proc/sys/net/%.*s",
		    (int)(value - sysctls[i]), sysctls[i]);
		write_file(path, value + 1);
	}
}

/* For a process that is not root: port 53, and connections that are dropped. */
static void
keep_rights(void)
{
	static const unsigned rights[] = { CAP_NET_BIND_SERVICE,
		CAP_NET_ADMIN };
	struct __user_cap_header_struct header = {
		.version = _LINUX_CAPABILITY_VERSION_3
	};
	struct __user_cap_data_struct data[2];

	if (syscall(SYS_capget, &header, data) == -1)
		die("capget");
	data[0].inheritable = data[0].permitted;
	if (syscall(SYS_capset, &header, data) == -1)
		die("capset");
	for (size_t i = 0; i < sizeof rights / sizeof *rights; i++)
		if (prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, rights[i], 0,
			0) == -1)
			die("keep the right to bind port 53");
}

/* Returns when it says "ready"; SIGALRM ends the waiting. */
static pid_t
start_server(void)
{
	char line[6] = "";
	size_t len = 0;
	ssize_t n;
	int out[2];
	pid_t pid;

	if (pipe(out) == -1)
		die("pipe");
	pid = fork();
	if (pid == 0) {
		keep_rights();
		dup2(out[1], STDOUT_FILENO);
		close(out[0]);
		close(out[1]);
		execvp(server[0], server);
		die("%s", server[0]);
	}
	close(out[1]);
	alarm(SERVER_START_S);
	while (len < sizeof line &&
	       (n = read(out[0], line + len, sizeof line - len)) > 0)
		len += (size_t)n;
	alarm(0);
	errno = 0;
	if (pid == -1 || len < sizeof line ||
	    memcmp(line, "ready\n", sizeof line) != 0)
		die("%s does not get ready", server[0]);
	return pid;
}

/* The program sees ETC as /etc, and no sockets of a name service cache. */
static void
make_mounts(void)
{
	static const char *const empty[] = { "/run", "/var/run" };
	struct stat st;

	if (unshare(CLONE_NEWNS) == -1 ||
	    mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) == -1)
		die("make the mounts private");
	if (mount(etc, "/etc", NULL, MS_BIND, NULL) == -1)
		die("mount %s as /etc", etc);
	for (size_t i = 0; i < sizeof empty / sizeof *empty; i++)
		if (lstat(empty[i], &st) == 0 && S_ISDIR(st.st_mode) &&
		    mount("tmpfs", empty[i], "tmpfs", 0, "mode=755") == -1)
			die("mount nothing on %s", empty[i]);
}

static long
now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static void
on_alarm(int number)
{
	(void)number; /* what waits is interrupted */
}

/* What was printed before is no outcome. */
static void
replace_output(int out, int status, int late)
{
	static const struct {
		int number;
		const char *name;
	} names[] = { { SIGSEGV, "SEGV" }, { SIGFPE, "FPE" },
		{ SIGABRT, "ABRT" }, { SIGBUS, "BUS" }, { SIGILL, "ILL" },
		{ SIGPIPE, "PIPE" } };
	const char *name = NULL;

	if (ftruncate(out, 0) == -1 || lseek(out, 0, SEEK_SET) == -1)
		die("%s", output);
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (WIFSIGNALED(status) && WTERMSIG(status) == names[i].number)
			name = names[i].name;
	if (late)
		dprintf(out, "deadline\n");
	else if (name != NULL)
		dprintf(out, "signal %s\n", name);
	else if (WIFSIGNALED(status))
		dprintf(out, "signal %d\n", WTERMSIG(status));
	else
		dprintf(out, "exit %d\n", WEXITSTATUS(status));
}

static void
run_program(int out)
{
	struct itimerval timer = { .it_value = { deadline_ms / 1000,
				       deadline_ms % 1000 * 1000 } };
	long start = now_ms();
	int status, late = 0;
	pid_t pid = fork();

	if (pid == -1)
		die("fork");
	if (pid == 0)
		exec_program(&made, out);
	setitimer(ITIMER_REAL, &timer, NULL);
	while (waitpid(pid, &status, 0) == -1) {
		late = 1;
		kill(pid, SIGKILL);
	}
	if (late || status != 0)
		replace_output(out, status, late);
	printf("elapsed_ms=%ld\n", now_ms() - start);
	fflush(stdout);
}

/* PID 1 of the cell: with it everything ends. */
static int
be_init(void)
{
	struct sigaction action = { .sa_handler = on_alarm };
	int out = open(output, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
	pid_t nameserver;

	if (out == -1)
		die("%s", output);
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	sigaction(SIGALRM, &action, NULL);
	nameserver = start_server();
	make_mounts();
	run_program(out);
	alarm(SERVER_START_S);
	kill(nameserver, SIGTERM); /* it writes the rest of its journal */
	waitpid(nameserver, NULL, 0);
	return 0;
}

static void
add(const char **list, size_t *count, const char *text)
{
	errno = 0;
	if (*count == LIST_MAX)
		die("%s: one too many", text);
	list[(*count)++] = text;
}

static long
number(const char *text)
{
	char *end;
	long n = strtol(text, &end, 10);

	errno = 0;
	if (end == text || *end != '\0' || n < 0)
		die("%s: want a number", text);
	return n;
}

static void
take_option(int c)
{
	switch (c) {
	case 'a':
		add(network.addresses, &network.address_count, optarg);
		break;
	case 'u':
		add(network.unreachable, &network.unreachable_count, optarg);
		break;
	case 's':
		add(sysctls, &sysctl_count, optarg);
		break;
	case 'E':
		if (environment_count < LIST_MAX - 1)
			environment[environment_count++] = optarg;
		break;
	case 'e':
		etc = optarg;
		break;
	case 'o':
		output = optarg;
		break;
	case 't':
		deadline_ms = number(optarg);
		break;
	case 'm':
		network.mtu = number(optarg);
		break;
	case 'n':
		made.files = number(optarg);
		break;
	case 'k':
		made.stack = number(optarg);
		break;
	case 'H':
		host_name = optarg;
		break;
	case '6':
		made.no_ipv6_sockets = 1;
		break;
	case 'r':
		network.default_route = 1;
		break;
	default:
		exit(2);
	}
}

/* Returns the words of the program; before them are the server's. */
static char **
read_options(int argc, char **argv)
{
	char **program;
	int c;

	while ((c = getopt(argc, argv, "+a:u:s:E:e:o:t:m:n:k:H:6r")) != -1)
		take_option(c);
	server = argv + optind;
	for (program = server; *program != NULL; program++)
		if (strcmp(*program, "--") == 0)
			break;
	errno = 0;
	if (etc == NULL || output == NULL || *program == NULL ||
	    program == server || program[1] == NULL)
		die("want -e ETC -o OUTPUT -- NAMESERVER ARG... -- PROGRAM");
	*program++ = NULL;
	return program;
}

int
main(int argc, char **argv)
{
	int status;
	pid_t pid;

	made.argv = read_options(argc, argv);
	made.environment = environment;
	made.fd = open(made.argv[0], O_PATH | O_CLOEXEC);
	if (made.fd == -1)
		die("%s", made.argv[0]);
	make_namespaces();
	write_sysctls();
	make_network(&network);
	pid = fork();
	if (pid == -1)
		die("fork");
	if (pid == 0)
		exit(be_init());
	while (waitpid(pid, &status, 0) == -1)
		if (errno != EINTR)
			die("waitpid");
	return WIFEXITED(status) ? WEXITSTATUS(status) : 2;
}
