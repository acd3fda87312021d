#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <check.h>

#include "celltrial.h"
#include "inside.h"
#include "unit.h"

static const char *program; /* this one: the client of its cells */

static char *const environment[] = { (char *)"LC_ALL=C",
	(char *)"ASAN_OPTIONS=detect_leaks=0", NULL };

/* A cell with one step and this program as its client. */
struct plan {
	struct cell_spec spec;
	struct cell_step steps[2];
	char *argv[16];
	char words[256];
};

/* WORDS: what the client does, separated by blanks. */
static void
plan_init(struct plan *p, const char *words)
{
	struct error err = { "" };
	size_t argc = 0;
	char *word, *rest = p->words;

	memset(p, 0, sizeof *p);
	p->argv[argc++] = (char *)"client";
	p->argv[argc++] = (char *)"inside";
	snprintf(p->words, sizeof p->words, "%s", words);
	while ((word = strsep(&rest, " ")) != NULL && argc < 15)
		p->argv[argc++] = word;
	p->steps[0].command.exec_fd = cell_open_program(program, &err);
	ck_assert_msg(err.text[0] == '\0', "%s", err.text);
	p->steps[0].command.argv = p->argv;
	p->steps[0].command.envp = environment;
	p->spec.steps = p->steps;
	p->spec.step_count = 1;
}

static void
plan_clear(struct plan *p)
{
	close(p->steps[0].command.exec_fd);
}

static void
plan_set_sockets(struct plan *p, const struct cell_socket *s, size_t count)
{
	p->steps[0].sockets = s;
	p->steps[0].socket_count = count;
}

static void
plan_set_addresses(struct plan *p, const char *const *list, size_t count)
{
	p->spec.addresses = list;
	p->spec.address_count = count;
}

/* Runs the one step of P to its end; counts what went to SERVERS. */
static void
run_counting(struct trial *t, struct plan *p,
    const struct traffic_address *servers, size_t count)
{
	trial_spawn(t, &p->spec, servers, count);
	ck_assert_msg(trial_begin(t, 0), "%s", t->report.failure.text);
	trial_serve(t);
	ck_assert_msg(t->report.kind == CELL_EXITED, "%s",
	    t->report.failure.text);
	trial_end(t);
	plan_clear(p);
}

static void
run(struct trial *t, struct plan *p)
{
	run_counting(t, p, NULL, 0);
	trial_clear(t);
}

/* The set-up of P has to fail and say WHAT. */
static void
expect_failure(struct plan *p, const char *what)
{
	struct trial t;

	trial_spawn(&t, &p->spec, NULL, 0);
	if (trial_begin(&t, 0))
		trial_serve(&t);
	ck_assert_int_eq(t.report.kind, CELL_FAILED);
	ck_assert_msg(strstr(t.report.failure.text, what) != NULL,
	    "\"%s\" in \"%s\"", what, t.report.failure.text);
	trial_end(&t);
	trial_clear(&t);
	plan_clear(p);
}

static struct traffic_address
server(const char *text, uint16_t port)
{
	struct traffic_address a;

	ck_assert_int_eq(traffic_address_parse(text, port, &a), 0);
	return a;
}

static void
expect_exited(const struct trial *t, int status)
{
	ck_assert_int_eq(t->report.kind, CELL_EXITED);
	ck_assert_msg(WIFEXITED(t->report.status) &&
			  WEXITSTATUS(t->report.status) == status,
	    "status 0x%x, stderr \"%s\"", (unsigned)t->report.status,
	    t->err_text);
}

START_TEST(files)
{
	static const struct cell_file list[] = {
		{ "/etc/resolv.conf", "one\0\n", 5, 0644, NULL },
		{ "/etc/a/b/c", "deep\n", 5, 0640, NULL },
		{ "/etc/secret", "x", 1, 0000, NULL },
		{ "/etc/link", NULL, 0, 0, "a/b/c" },
		{ "/etc/empty", NULL, 0, 0644, NULL },
	};
	static const char expected[] = "/etc/a 40755\n/etc/empty 100644\n"
				       "/etc/link 120777\n"
				       "/etc/resolv.conf 100644\n"
				       "/etc/secret 100000\n"
				       "deep\n"
				       "/etc/secret Permission denied\n"
				       "one";
	struct trial t;
	struct plan p;

	plan_init(&p, "list /etc list /run print /etc/link print /etc/secret "
		      "print /etc/resolv.conf");
	p.spec.files = list;
	p.spec.file_count = sizeof list / sizeof list[0];
	run(&t, &p);
	expect_exited(&t, 0);
	ck_assert_str_eq(t.out_text, expected); /* ends at the NUL */
	ck_assert_mem_eq(t.out_text + sizeof expected - 1, "\0\n", 2);
}
END_TEST

START_TEST(state)
{
	static const char expected[] =
	    "uid 1000 1000 gid 1000 1000\n"
	    "CapPrm:\t0000000000000000\nCapEff:\t0000000000000000\n"
	    "NoNewPrivs:\t1\n"
	    "fd 0\nfd 1\nfd 2\n"
	    "env LC_ALL=C\nenv ASAN_OPTIONS=detect_leaks=0\n"
	    "cwd /\nsession leader 1\nstdin 0\n"
	    "core 0 0\nnofile 1024 1024\nstack 8388608 8388608\n"
	    "sigpipe default 1\numask 22\nhost probe\n";
	struct trial t;
	struct plan p;

	signal(SIGPIPE, SIG_IGN);
	plan_init(&p, "state");
	run(&t, &p);
	expect_exited(&t, 0);
	ck_assert_str_eq(t.out_text, expected);
	ck_assert_str_eq(t.err_text, "");
	ck_assert_uint_gt(t.report.elapsed_us, 0);
}
END_TEST

/* Valgrind 3.19 and Linux before 5.12 have no mount_setattr(2). */
START_TEST(read_only)
{
	struct trial t;
	struct plan p;

	if (syscall(SYS_mount_setattr, -1, "/", 0, NULL, 0) == -1 &&
	    errno == ENOSYS)
		return;
	plan_init(&p, "write");
	run(&t, &p);
	ck_assert_str_eq(t.out_text, "write to / Read-only file system\n"
				     "write to /tmp Read-only file system\n");
}
END_TEST

START_TEST(limits_and_names)
{
	struct trial t;
	struct plan p;

	plan_init(&p, "state");
	p.spec.hostname = "other";
	p.steps[0].command.nofile = 100;
	p.steps[0].command.stack = 1 << 20;
	run(&t, &p);
	ck_assert_ptr_nonnull(strstr(t.out_text, "nofile 100 100\n"));
	ck_assert_ptr_nonnull(strstr(t.out_text, "stack 1048576 1048576\n"));
	ck_assert_ptr_nonnull(strstr(t.out_text, "host other\n"));
}
END_TEST

/* A datagram there and back, for each kind of address. */
static const char *const udp_addresses[] = { "127.0.0.1", "127.0.0.53",
	"192.0.2.53", "::1", "2001:db8::53", "fe80::53%lo" };

START_TEST(udp)
{
	const char *address = udp_addresses[_i];
	const struct cell_socket s = { 3, false, address, 53, 0 };
	struct traffic_address there = server(address, 53);
	char words[64];
	struct trial t;
	struct plan p;

	snprintf(words, sizeof words, "udp %s 53", address);
	plan_init(&p, words);
	plan_set_sockets(&p, &s, 1);
	plan_set_addresses(&p, &address, _i == 0 || _i == 3 ? 0 : 1);
	run_counting(&t, &p, &there, 1);
	ck_assert_str_eq(t.out_text, "connect ok\nanswer ok\n");
	ck_assert_int_eq(t.tags[0], 3);
	ck_assert_uint_eq(t.traffic.servers[0].udp_sent, 1);
	ck_assert_uint_eq(t.traffic.total.udp_sent, 1);
	ck_assert_uint_eq(t.traffic.total.udp_sockets, 1);
	ck_assert_uint_eq(t.traffic.servers[0].udp_octets, 19);
	ck_assert_uint_eq(t.traffic.query_count, 1);
	ck_assert_uint_eq(t.traffic.queries[0].id, 0x1234);
	trial_clear(&t);
}
END_TEST

START_TEST(closed)
{
	struct traffic_address there = server("192.0.2.53", 53);
	static const char *const addresses[] = { "192.0.2.53", "2001:db8::53" };
	struct trial t;
	struct plan p;

	plan_init(&p, "udp 192.0.2.53 53 tcp 192.0.2.53 53 "
		      "udp 2001:db8::53 53");
	plan_set_addresses(&p, addresses, 2);
	run_counting(&t, &p, &there, 1);
	ck_assert_str_eq(t.out_text, "connect ok\nanswer Connection refused\n"
				     "connect Connection refused\n"
				     "connect ok\nanswer Connection refused\n");
	ck_assert_uint_eq(t.traffic.icmp_unreachable, 2);
	ck_assert_uint_eq(t.traffic.servers[0].udp_sent, 1);
	ck_assert_uint_eq(t.traffic.other.udp_sent, 1);
	ck_assert_uint_eq(t.traffic.servers[0].tcp_syns, 1);
	ck_assert_uint_eq(t.traffic.servers[0].tcp_connections, 0);
	trial_clear(&t);
}
END_TEST

static const char *const tcp_addresses[] = { "192.0.2.53", "2001:db8::53" };
static const struct {
	enum cell_socket_state state;
	const char *text;
	unsigned connections, queries;
} tcp_cases[] = {
	{ CELL_SOCKET_OPEN, "connect ok\nanswer timeout\n", 1, 1 },
	{ CELL_SOCKET_FULL, "connect timeout\n", 0, 0 },
	{ CELL_SOCKET_BLACKHOLE, "connect timeout\n", 0, 0 },
};

/* Each state of a TCP port; the filler of a full one is never counted. */
START_TEST(tcp)
{
	const char *address = tcp_addresses[_i / 3];
	const struct cell_socket s = { 0, true, address, 53,
		tcp_cases[_i % 3].state };
	struct traffic_address there = server(address, 53);
	char words[64];
	struct trial t;
	struct plan p;

	snprintf(words, sizeof words, "tcp %s 53", address);
	plan_init(&p, words);
	plan_set_sockets(&p, &s, 1);
	plan_set_addresses(&p, &address, 1);
	run_counting(&t, &p, &there, 1);
	ck_assert_str_eq(t.out_text, tcp_cases[_i % 3].text);
	ck_assert_uint_eq(t.traffic.servers[0].tcp_syns, 1);
	ck_assert_uint_eq(t.traffic.servers[0].tcp_connections,
	    tcp_cases[_i % 3].connections);
	ck_assert_uint_eq(t.traffic.total.tcp_queries,
	    tcp_cases[_i % 3].queries);
	ck_assert_uint_eq(t.traffic.total.tcp_sockets, 1);
	ck_assert_uint_eq(t.traffic.other.tcp_syns, 0);
	trial_clear(&t);
}
END_TEST

/* The port changes its state from one step to the next, and back. */
START_TEST(steps)
{
	const struct cell_socket s[] = { { 0, true, "127.0.0.1", 53,
					     CELL_SOCKET_OPEN },
		{ 0, true, "127.0.0.1", 53, CELL_SOCKET_FULL } };
	struct traffic_address there = server("127.0.0.1", 53);
	struct trial t;
	struct plan p;
	unsigned i;

	plan_init(&p, "tcp 127.0.0.1 53");
	p.steps[1] = p.steps[0];
	p.spec.step_count = 2;
	p.steps[0].sockets = &s[0];
	p.steps[1].sockets = &s[1];
	p.steps[0].socket_count = p.steps[1].socket_count = 1;
	trial_spawn(&t, &p.spec, &there, 1);
	for (i = 0; i < 5; i++) {
		ck_assert_msg(trial_begin(&t, i % 2), "%s",
		    t.report.failure.text);
		trial_serve(&t);
		expect_exited(&t, 0);
		ck_assert_str_eq(t.out_text, tcp_cases[i % 2].text);
		trial_close_sockets(&t);
	}
	trial_end(&t);
	ck_assert_uint_eq(t.traffic.total.tcp_syns, 5);
	ck_assert_uint_eq(t.traffic.total.tcp_connections, 3);
	trial_clear(&t);
	plan_clear(&p);
}
END_TEST

/* More descriptors than a message holds; all of them come, in order. */
START_TEST(many_sockets)
{
	struct cell_socket s[150];
	struct trial t;
	struct plan p;
	unsigned i;

	cell_raise_limits();
	plan_init(&p, "udp 127.0.0.1 1149");
	for (i = 0; i < 150; i++)
		s[i] = (struct cell_socket){ (int)i, false, "127.0.0.1",
			(uint16_t)(1000 + i), 0 };
	plan_set_sockets(&p, s, 150);
	run(&t, &p);
	ck_assert_str_eq(t.out_text, "connect ok\nanswer ok\n");
	for (i = 0; i < 150; i++)
		ck_assert_int_eq(t.tags[i], (int)i);
}
END_TEST

START_TEST(no_ipv6_sockets)
{
	struct trial t;
	struct plan p;

	plan_init(&p, "sockets");
	p.spec.no_ipv6_sockets = _i == 1;
	run(&t, &p);
	ck_assert_str_eq(t.out_text,
	    _i == 1 ? "inet ok\n"
		      "inet6 Address family not supported by protocol\n"
		      "unix ok\n"
		    : "inet ok\ninet6 ok\nunix ok\n");
}
END_TEST

START_TEST(routes)
{
	static const char *const addresses[] = { "192.0.2.1", "2001:db8::1" };
	struct trial t;
	struct plan p;

	plan_init(&p, "udp-lost 198.51.100.1 53 udp-lost 2001:db8:1::1 53");
	plan_set_addresses(&p, addresses, 2);
	p.spec.default_route = _i == 1;
	run_counting(&t, &p, NULL, 0);
	ck_assert_str_eq(t.out_text, _i == 1
					 ? "connect ok\nanswer timeout\n"
					   "connect ok\nanswer timeout\n"
					 : "connect Network is unreachable\n"
					   "connect Network is unreachable\n");
	/* Linux discards IPv6 packets for a route through lo unsent. */
	ck_assert_uint_eq(t.traffic.other.udp_sent, _i == 1 ? 1 : 0);
	trial_clear(&t);
}
END_TEST

START_TEST(kernel_switches)
{
	static const struct cell_sysctl list[] = {
		{ "/proc/sys/net/ipv4/tcp_fastopen", "519" },
		{ "/proc/sys/net/ipv6/conf/all/disable_ipv6", "1" },
	};
	struct trial t;
	struct plan p;

	plan_init(&p, "print /proc/sys/net/ipv4/tcp_fastopen "
		      "print /proc/self/net/if_inet6 "
		      "mtu 127.0.0.1 print /proc/self/net/route");
	p.spec.sysctls = list;
	p.spec.sysctl_count = 2;
	p.spec.mtu = 1500;
	p.spec.default_route = true;
	run(&t, &p);
	ck_assert_ptr_nonnull(strstr(t.out_text, "519\nmtu 1500\nIface"));
	ck_assert_ptr_nonnull(strstr(t.out_text, "lo\t00000000"));
}
END_TEST

START_TEST(signals)
{
	struct trial t;
	struct plan p;

	plan_init(&p, "abort");
	run(&t, &p);
	ck_assert(WIFSIGNALED(t.report.status));
	ck_assert_int_eq(WTERMSIG(t.report.status), SIGABRT);
	plan_init(&p, "exit 7");
	run(&t, &p);
	expect_exited(&t, 7);
}
END_TEST

/* trial_serve() waits for the end of stdout, which the orphan holds. */
START_TEST(orphan)
{
	struct trial t;
	struct plan p;

	plan_init(&p, "orphan");
	run(&t, &p);
	expect_exited(&t, 0);
}
END_TEST

START_TEST(kill_cell)
{
	struct cell_report r = { .kind = CELL_NOTHING };
	struct trial t;
	struct plan p;

	plan_init(&p, "stay");
	trial_spawn(&t, &p.spec, NULL, 0);
	ck_assert(trial_begin(&t, 0));
	cell_start(&t.cell);
	trial_wait_line(&t);
	cell_receive(&t.cell, &r);
	ck_assert_int_eq(r.kind, CELL_NOTHING);
	cell_kill(&t.cell);
	trial_end(&t); /* sees CELL_GONE */
	trial_clear(&t);
	plan_clear(&p);
	ck_assert_int_eq(t.cell.control, -1);
}
END_TEST

static const struct {
	struct cell_file file;
	const char *what;
} bad_files[] = {
	{ { "/tmp/x", NULL, 0, 0644, NULL }, "/tmp/x" },
	{ { "/etc/../x", NULL, 0, 0644, NULL }, "/etc/../x" },
	{ { "/etc/a//x", NULL, 0, 0644, NULL }, "/etc/a//x" },
	{ { "/etc/", NULL, 0, 0644, NULL }, "/etc/" },
	{ { "/etc/out/x", NULL, 0, 0644, NULL }, "/etc/out/x" },
	{ { "/etc/twice", NULL, 0, 0644, NULL }, "File exists" },
};

START_TEST(refuse_file)
{
	const struct cell_file list[] = {
		{ "/etc/out", NULL, 0, 0, "/tmp" },
		{ "/etc/twice", NULL, 0, 0644, NULL },
		bad_files[_i].file,
	};
	struct plan p;

	plan_init(&p, "exit 0");
	p.spec.files = list;
	p.spec.file_count = 3;
	expect_failure(&p, bad_files[_i].what);
}
END_TEST

START_TEST(refuse_rest)
{
	static const struct cell_sysctl sysctl = { "/proc/sys/kernel/x", "1" };
	static const char *const address = "192.0.2.256";
	const struct cell_socket s = { 0, true, "192.0.2.1", 53, 0 };
	struct plan p;

	plan_init(&p, "exit 0");
	p.spec.sysctls = &sysctl;
	p.spec.sysctl_count = 1;
	expect_failure(&p, "/proc/sys/net/");
	plan_init(&p, "exit 0");
	plan_set_addresses(&p, &address, 1);
	expect_failure(&p, "192.0.2.256");
	plan_init(&p, "exit 0");
	plan_set_sockets(&p, &s, 1);
	expect_failure(&p, "TCP socket 192.0.2.1 port 53");
	plan_init(&p, "exit 0");
	close(p.steps[0].command.exec_fd);
	p.steps[0].command.exec_fd = open("/dev/null", O_PATH | O_CLOEXEC);
	expect_failure(&p, "execute the client client: Permission denied");
}
END_TEST

START_TEST(open_program)
{
	struct error err = { "" };

	ck_assert_int_eq(cell_open_program("/nonexistent/x", &err), -1);
	ck_assert_str_eq(err.text, "/nonexistent/x: No such file or directory");
	err.text[0] = '\0';
	ck_assert_int_eq(cell_open_program("/etc/passwd", &err), -1);
	ck_assert_str_eq(err.text, "/etc/passwd: not a program");
}
END_TEST

static void
write_number(const char *path, const char *digits)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);

	if (fd == -1 || write(fd, digits, strlen(digits)) == -1)
		_exit(3);
	close(fd);
}

/* In a user namespace that allows no further one. */
START_TEST(probe_refused)
{
	struct error err = { "" };
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		if (unshare(CLONE_NEWUSER) == -1)
			_exit(2);
		write_number("/proc/sys/user/max_user_namespaces", "0");
		if (cell_probe(&err) == 0)
			_exit(1);
		_exit(strstr(err.text, "user.max_user_namespaces is 0") == NULL
			  ? 1
			  : 0);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_int_eq(status, 0);
}
END_TEST

/* How many processes but zombies are in the namespace; as far as visible. */
static unsigned
count_inside(const char *ns)
{
	char command[256];
	unsigned n = 99;
	FILE *f;

	snprintf(command, sizeof command,
	    "for p in /proc/[0-9]*; do "
	    "[ \"$(readlink $p/ns/pid)\" = '%s' ] && "
	    "! grep -q '^State:.Z' $p/status && echo $p; "
	    "done 2>/dev/null | wc -l",
	    ns);
	f = popen(command, "r");
	ck_assert_ptr_nonnull(f);
	ck_assert_int_eq(fscanf(f, "%u", &n), 1);
	pclose(f);
	return n;
}

/* Runs in a child: a runner whose client has left an orphan. */
static _Noreturn void
run_forever(struct plan *p, int tell)
{
	struct trial t;

	trial_spawn(&t, &p->spec, NULL, 0);
	ck_assert(trial_begin(&t, 0));
	cell_start(&t.cell);
	trial_wait_line(&t);
	(void)!write(tell, &t.cell.pid, sizeof t.cell.pid);
	for (;;)
		pause();
}

START_TEST(runner_killed)
{
	struct pollfd pfd = { .events = POLLIN };
	char path[64], ns[64] = "";
	struct plan p;
	int ends[2];
	pid_t runner, init;

	plan_init(&p, "stay");
	ck_assert_int_eq(pipe2(ends, O_CLOEXEC), 0);
	runner = fork();
	if (runner == 0)
		run_forever(&p, ends[1]);
	ck_assert_int_eq(read(ends[0], &init, sizeof init), sizeof init);
	snprintf(path, sizeof path, "/proc/%d/ns/pid", (int)init);
	ck_assert_int_gt(readlink(path, ns, sizeof ns - 1), 0);
	/* PID 1, the client, the orphan. */
	ck_assert_uint_eq(count_inside(ns), 3);
	pfd.fd = (int)syscall(SYS_pidfd_open, init, 0);
	ck_assert_int_ne(pfd.fd, -1);
	kill(runner, SIGKILL);
	/* PID 1 counts as ended once all others have. */
	ck_assert_int_eq(poll(&pfd, 1, 10000), 1);
	ck_assert_uint_eq(count_inside(ns), 0);
	ck_assert_int_eq(waitpid(runner, NULL, 0), runner);
	close(pfd.fd);
	close(ends[0]);
	close(ends[1]);
	plan_clear(&p);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("cell");
	TCase *tc = tcase_create("cell");

	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, files);
	tcase_add_test(tc, state);
	tcase_add_test(tc, read_only);
	tcase_add_test(tc, limits_and_names);
	tcase_add_loop_test(tc, udp, 0, 6);
	tcase_add_test(tc, closed);
	tcase_add_loop_test(tc, tcp, 0, 6);
	tcase_add_test(tc, steps);
	tcase_add_test(tc, many_sockets);
	tcase_add_loop_test(tc, no_ipv6_sockets, 0, 2);
	tcase_add_loop_test(tc, routes, 0, 2);
	tcase_add_test(tc, kernel_switches);
	tcase_add_test(tc, signals);
	tcase_add_test(tc, orphan);
	tcase_add_test(tc, kill_cell);
	tcase_add_loop_test(tc, refuse_file, 0, 6);
	tcase_add_test(tc, refuse_rest);
	tcase_add_test(tc, open_program);
	tcase_add_test(tc, probe_refused);
	tcase_add_test(tc, runner_killed);
	suite_add_tcase(s, tc);
	return s;
}

int
main(int argc, char **argv)
{
	struct error err = { "" };

	if (argc > 1 && strcmp(argv[1], "inside") == 0)
		return inside_main(argc, argv);
	program = argv[0];
	if (cell_probe(&err) == -1) {
		printf("1..0 # SKIP %s\n", err.text);
		return 0;
	}
	return unit_run(suite());
}
