#include "config.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/cellplan.h"
#include "tests/unit.h"

START_TEST(signals)
{
	struct trial t;
	struct plan p;

	plan_init(&p, "abort");
	plan_run(&p, &t);
	ck_assert(WIFSIGNALED(t.report.status));
	ck_assert_int_eq(WTERMSIG(t.report.status), SIGABRT);
	plan_init(&p, "exit 7");
	plan_run(&p, &t);
	plan_expect_exited(&t, 7);
}
END_TEST

/* trial_serve() waits for the end of stdout, which the orphan holds. */
START_TEST(orphan)
{
	struct trial t;
	struct plan p;

	plan_init(&p, "orphan");
	plan_run(&p, &t);
	plan_expect_exited(&t, 0);
}
END_TEST

/* The end of an orphan is not that of the client. */
START_TEST(adopted)
{
	struct trial t;
	struct plan p;

	plan_init(&p, "adopt exit 7");
	plan_run(&p, &t);
	plan_expect_exited(&t, 7);
	ck_assert_str_eq(t.out_text, "adopted\n");
}
END_TEST

/* Its last words can be read when it has long ended, a request unread. */
START_TEST(last_words)
{
	const struct cell_file file = { "/tmp/x", NULL, 0, 0644, NULL };
	struct pollfd pfd = { .events = POLLIN };
	struct cell_report r;
	struct trial t;
	struct plan p;

	plan_init(&p, "exit 0");
	p.spec.files = &file;
	p.spec.file_count = 1;
	trial_spawn(&t, &p.spec, NULL, 0);
	cell_begin_step(&t.cell, 0);
	pfd.fd = t.cell.pidfd;
	ck_assert_int_ne(pfd.fd, -1);
	ck_assert_int_eq(poll(&pfd, 1, 20000), 1);
	cell_receive(&t.cell, &r);
	ck_assert_int_eq(r.kind, CELL_FAILED);
	trial_end(&t);
	trial_clear(&t);
	plan_clear(&p);
}
END_TEST

/* A cell holds nothing the runner has open, other cells' sockets above all. */
START_TEST(holds_nothing)
{
	struct pollfd pfd = { .events = POLLIN };
	struct trial t;
	struct plan p;
	int ends[2];

	ck_assert_int_eq(pipe(ends), 0);
	plan_init(&p, "exit 0");
	trial_spawn(&t, &p.spec, NULL, 0);
	ck_assert(trial_begin(&t, 0));
	close(ends[1]);
	pfd.fd = ends[0];
	ck_assert_int_eq(poll(&pfd, 1, 20000), 1);
	close(ends[0]);
	trial_end(&t);
	trial_clear(&t);
	plan_clear(&p);
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

	if (unit_under_valgrind())
		return; /* no pidfd_open(2) */
	plan_init(&p, "stay");
	ck_assert_int_eq(pipe2(ends, O_CLOEXEC), 0);
	runner = fork();
	if (runner == 0)
		run_forever(&p, ends[1]);
	close(ends[1]);
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
	plan_clear(&p);
}
END_TEST

static Suite *
suite(void)
{
	Suite *s = suite_create("cell_end");
	TCase *tc = tcase_create("cell_end");

	tcase_set_timeout(tc, 60);
	tcase_add_test(tc, signals);
	tcase_add_test(tc, orphan);
	tcase_add_test(tc, adopted);
	tcase_add_loop_test(tc, last_words, 0, 10);
	tcase_add_test(tc, holds_nothing);
	tcase_add_test(tc, kill_cell);
	tcase_add_test(tc, runner_killed);
	suite_add_tcase(s, tc);
	return s;
}

int
main(int argc, char **argv)
{
	return plan_main(argc, argv, suite);
}
