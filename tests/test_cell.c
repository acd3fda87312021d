#include "config.h"

#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/cellplan.h"
#include "tests/unit.h"

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
	plan_run(&p, &t);
	plan_expect_exited(&t, 0);
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
	    "core 0 0\n"
	    "sigpipe default 1\numask 22\nhost probe\n";
	struct trial t;
	struct plan p;

	signal(SIGPIPE, SIG_IGN);
	plan_init(&p, "state");
	plan_run(&p, &t);
	plan_expect_exited(&t, 0);
	ck_assert_str_eq(t.out_text, expected);
	ck_assert_str_eq(t.err_text, "");
	ck_assert_uint_gt(t.report.elapsed_us, 0);
}
END_TEST

START_TEST(read_only)
{
	struct trial t;
	struct plan p;

	if (unit_under_valgrind())
		return;
	plan_init(&p, "write");
	plan_run(&p, &t);
	ck_assert_str_eq(t.out_text,
	    "/cell-was-here Read-only file system\n"
	    "/tmp/cell-was-here Read-only file system\n");
}
END_TEST

START_TEST(limits)
{
	struct trial t;
	struct plan p;

	if (unit_under_valgrind())
		return;
	plan_init(&p, "limits");
	p.steps[0].command.nofile = _i == 1 ? 100 : 0;
	p.steps[0].command.stack = _i == 1 ? 1 << 20 : 0;
	plan_run(&p, &t);
	ck_assert_str_eq(t.out_text,
	    _i == 1 ? "nofile 100 100\nstack 1048576 1048576\n"
		    : "nofile 1024 1024\nstack 8388608 8388608\n");
}
END_TEST

START_TEST(hostname)
{
	struct trial t;
	struct plan p;

	plan_init(&p, "state");
	p.spec.hostname = "other";
	plan_run(&p, &t);
	ck_assert_ptr_nonnull(strstr(t.out_text, "host other\n"));
}
END_TEST

static const struct {
	struct cell_file file;
	const char *what;
} bad_files[] = {
	{ { "/tmp/x", NULL, 0, 0644, NULL }, "/tmp/x" },
	{ { "/etc/../x", NULL, 0, 0644, NULL }, "Invalid argument" },
	{ { "/etc/a//x", NULL, 0, 0644, NULL }, "/etc/a//x" },
	{ { "/etc/", NULL, 0, 0644, NULL }, "/etc/" },
	{ { "/etc/out/x", NULL, 0, 0644, NULL }, "Not a directory" },
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
	const struct cell_socket s = { .tcp = true,
		.address = "192.0.2.1",
		.port = 53 };
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
	expect_failure(&p, "cell: client program client: Permission denied");
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

static Suite *
suite(void)
{
	Suite *s = suite_create("cell");
	TCase *tc = tcase_create("cell");

	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, files);
	tcase_add_test(tc, state);
	tcase_add_test(tc, read_only);
	tcase_add_loop_test(tc, limits, 0, 2);
	tcase_add_test(tc, hostname);
	tcase_add_loop_test(tc, refuse_file, 0, 6);
	tcase_add_test(tc, refuse_rest);
	tcase_add_test(tc, open_program);
	tcase_add_test(tc, probe_refused);
	suite_add_tcase(s, tc);
	return s;
}

int
main(int argc, char **argv)
{
	return plan_main(argc, argv, suite);
}
