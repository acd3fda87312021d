#include "config.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/inside.h"

/* How long for what has to come, and for what must not. */
enum { WAIT_MS = 20000, SHORT_WAIT_MS = 100 };

extern char **environ;

static void
say(const char *what, int ret)
{
	printf("%s %s\n", what, ret == -1 ? strerror(errno) : "ok");
}

static int
compare_names(const struct dirent **a, const struct dirent **b)
{
	return strcmp((*a)->d_name, (*b)->d_name);
}

/* Has PID 1 adopt a process and waits until that has been seen to end. */
static void
adopt(void)
{
	pid_t middle, orphan = 0;
	int ends[2];

	if (pipe(ends) == -1)
		return;
	middle = fork();
	if (middle == 0) {
		orphan = fork();
		if (orphan == 0)
			for (;;)
				pause();
		(void)!write(ends[1], &orphan, sizeof orphan);
		_exit(0);
	}
	waitpid(middle, NULL, 0);
	(void)!read(ends[0], &orphan, sizeof orphan);
	kill(orphan, SIGTERM);
	while (kill(orphan, 0) == 0)
		sched_yield();
	puts("adopted");
}

static void
list_folder(const char *path)
{
	struct dirent **names;
	struct stat st;
	char full[512];
	int i, n = scandir(path, &names, NULL, compare_names);

	if (n == -1)
		say(path, -1);
	for (i = 0; i < n; i++) {
		snprintf(full, sizeof full, "%s/%s", path, names[i]->d_name);
		if (names[i]->d_name[0] != '.' && lstat(full, &st) == 0)
			printf("%s %o\n", full, (unsigned)st.st_mode);
		free(names[i]);
	}
	if (n >= 0)
		free(names);
}

static void
print_file(const char *path)
{
	char octets[4096];
	ssize_t n;
	int fd = open(path, O_RDONLY);

	if (fd == -1) {
		say(path, -1);
		return;
	}
	while ((n = read(fd, octets, sizeof octets)) > 0)
		fwrite(octets, 1, (size_t)n, stdout);
	close(fd);
}

static void
print_limit(const char *name, unsigned resource)
{
	struct rlimit limit;

	if (getrlimit(resource, &limit) == 0)
		printf("%s %ld %ld\n", name, (long)limit.rlim_cur,
		    (long)limit.rlim_max);
}

static void
print_capabilities(void)
{
	FILE *f = fopen("/proc/self/status", "r");
	char line[256];

	while (f != NULL && fgets(line, sizeof line, f) != NULL)
		if (strncmp(line, "CapPrm", 6) == 0 ||
		    strncmp(line, "CapEff", 6) == 0 ||
		    strncmp(line, "NoNewPrivs", 10) == 0)
			fputs(line, stdout);
	if (f != NULL)
		fclose(f);
}

/* Everything a program can inherit. */
static void
print_state(void)
{
	char cwd[256] = "", octet;
	struct sigaction action;
	int fd;

	printf("uid %d %d gid %d %d\n", getuid(), geteuid(), getgid(),
	    getegid());
	print_capabilities();
	for (fd = 0; fd < 1024; fd++)
		if (fcntl(fd, F_GETFD) != -1)
			printf("fd %d\n", fd);
	for (char **e = environ; *e != NULL; e++)
		printf("env %s\n", *e);
	printf("cwd %s\n", getcwd(cwd, sizeof cwd));
	printf("session leader %d\n", getsid(0) == getpid());
	printf("stdin %zd\n", read(STDIN_FILENO, &octet, 1));
	print_limit("core", RLIMIT_CORE);
	sigaction(SIGPIPE, NULL, &action);
	printf("sigpipe default %d\n", action.sa_handler == SIG_DFL);
	printf("umask %o\n", (unsigned)umask(0));
	gethostname(cwd, sizeof cwd);
	printf("host %s\n", cwd);
}

static int
connect_to(int type, const char *address, const char *port)
{
	const struct addrinfo hints = { .ai_flags =
					    AI_NUMERICHOST | AI_NUMERICSERV,
		.ai_socktype = type };
	struct addrinfo *ai;
	int fd, ret = -1;

	if (getaddrinfo(address, port, &hints, &ai) != 0)
		return -1;
	fd = socket(ai->ai_family, type | SOCK_NONBLOCK, 0);
	if (fd != -1)
		ret = connect(fd, ai->ai_addr, ai->ai_addrlen);
	if (ret == -1 && errno != EINPROGRESS && fd != -1) {
		close(fd);
		fd = -1;
	}
	freeaddrinfo(ai);
	return fd;
}

static bool
wait_for(int fd, short events, int wait_ms)
{
	struct pollfd pfd = { .fd = fd, .events = events };

	return poll(&pfd, 1, wait_ms) == 1;
}

/* A query for "a." type A: asks, and says what comes back. */
static void
ask(int type, char **args, int wait_ms)
{
	static const char query[] = "\0\023\022\064\1\0\0\1\0\0\0\0\0\0\1a\0"
				    "\0\1\0\1";
	const size_t skip = type == SOCK_DGRAM ? 2 : 0;
	int fd = connect_to(type, args[0], args[1]);
	int failed = 0;
	socklen_t len = sizeof failed;
	char answer[64];

	if (fd == -1) {
		say("connect", -1);
		return;
	}
	if (!wait_for(fd, POLLOUT, wait_ms)) {
		puts("connect timeout");
		return;
	}
	getsockopt(fd, SOL_SOCKET, SO_ERROR, &failed, &len);
	errno = failed;
	say("connect", failed == 0 ? 0 : -1);
	if (failed != 0 ||
	    send(fd, query + skip, sizeof query - 1 - skip, 0) == -1)
		return;
	if (!wait_for(fd, POLLIN, wait_ms))
		puts("answer timeout");
	else
		say("answer", (int)recv(fd, answer, sizeof answer, 0));
}

/* Leaves a process behind that holds stdout and left the session. */
static void
leave_orphan(bool wait)
{
	if (fork() == 0) {
		setsid();
		(void)!write(STDOUT_FILENO, "orphan\n", 7);
		for (;;)
			pause();
	}
	while (wait)
		pause();
}

static void
do_list(char **args)
{
	list_folder(args[0]);
}

static void
do_print(char **args)
{
	print_file(args[0]);
}

static void
do_state(char **args)
{
	(void)args;
	print_state();
}

static void
do_limits(char **args)
{
	(void)args;
	print_limit("nofile", RLIMIT_NOFILE);
	print_limit("stack", RLIMIT_STACK);
}

static void
try_to_write(const char *path)
{
	int fd = open(path, O_CREAT | O_EXCL | O_WRONLY, 0600);

	say(path, fd);
	if (fd != -1)
		unlink(path);
}

static void
do_write(char **args)
{
	(void)args;
	try_to_write("/cell-was-here");
	try_to_write("/tmp/cell-was-here");
}

static void
do_udp(char **args)
{
	ask(SOCK_DGRAM, args, WAIT_MS);
}

static void
do_udp_lost(char **args)
{
	ask(SOCK_DGRAM, args, SHORT_WAIT_MS);
}

static void
do_tcp(char **args)
{
	ask(SOCK_STREAM, args, SHORT_WAIT_MS);
}

static void
do_mtu(char **args)
{
	int mtu = 0, fd = connect_to(SOCK_DGRAM, args[0], "9");
	socklen_t len = sizeof mtu;

	getsockopt(fd, IPPROTO_IP, IP_MTU, &mtu, &len);
	printf("mtu %d\n", mtu);
}

static void
do_sockets(char **args)
{
	(void)args;
	say("inet", socket(AF_INET, SOCK_DGRAM, 0));
	say("inet6", socket(AF_INET6, SOCK_DGRAM, 0));
	say("unix", socket(AF_UNIX, SOCK_DGRAM, 0));
}

static void
do_abort(char **args)
{
	(void)args;
	abort();
}

static void
do_exit(char **args)
{
	_exit(atoi(args[0]));
}

static void
do_orphan(char **args)
{
	(void)args;
	leave_orphan(false);
}

static void
do_stay(char **args)
{
	(void)args;
	leave_orphan(true);
}

static void
do_adopt(char **args)
{
	(void)args;
	adopt();
}

static const struct verb {
	const char *name;
	int args;
	void (*run)(char **args);
} verbs[] = {
	{ "abort", 0, do_abort },
	{ "adopt", 0, do_adopt },
	{ "exit", 1, do_exit },
	{ "limits", 0, do_limits },
	{ "list", 1, do_list },
	{ "mtu", 1, do_mtu },
	{ "orphan", 0, do_orphan },
	{ "print", 1, do_print },
	{ "sockets", 0, do_sockets },
	{ "state", 0, do_state },
	{ "stay", 0, do_stay },
	{ "tcp", 2, do_tcp },
	{ "udp", 2, do_udp },
	{ "udp-lost", 2, do_udp_lost },
	{ "write", 0, do_write },
};

static const struct verb *
find_verb(const char *name)
{
	size_t i;

	for (i = 0; i < sizeof verbs / sizeof verbs[0]; i++)
		if (strcmp(verbs[i].name, name) == 0)
			return &verbs[i];
	return NULL;
}

int
inside_main(int argc, char **argv)
{
	const struct verb *verb;
	int at;

	for (at = 2; at < argc; at += 1 + verb->args) {
		verb = find_verb(argv[at]);
		if (verb == NULL || at + verb->args >= argc) {
			fprintf(stderr, "inside: %s?\n", argv[at]);
			_exit(2);
		}
		verb->run(argv + at + 1);
		fflush(stdout);
	}
	_exit(0); /* no leak check: it could not stop its own threads here */
}
