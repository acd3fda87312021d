/* Other ways to run the client of a cell: traced, pinned, again and again. */
#include "config.h"

#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/cellplan.h"
#include "tests/unit.h"

/* A leak is not looked for by a program that is traced. */
static char no_leaks[] = "ASAN_OPTIONS=detect_leaks=0";
static char *environment[] = { no_leaks, NULL };

static uint64_t
system_calls(const char *words)
{
	struct trial t;
	struct plan p;

	plan_init(&p, words);
	p.steps[0].command.traced = true;
	p.steps[0].command.envp = environment;
	plan_run(&p, &t);
	plan_expect_exited(&t, 0);
	return t.report.system_calls;
}

START_TEST(system_calls_are_counted)
{
	uint64_t one = system_calls("print /etc/hosts");
	uint64_t two = system_calls("print /etc/hosts print /etc/hosts");
	uint64_t three =
	    system_calls("print /etc/hosts print /etc/hosts print /etc/hosts");

	ck_assert_uint_gt(two, one);
	ck_assert_uint_eq(three - two, two - one);
}
END_TEST

START_TEST(others_are_not_traced)
{
	struct trial t;
	struct plan p;

	plan_init(&p, "print /etc/hosts");
	plan_run(&p, &t);
	ck_assert_uint_eq(t.report.system_calls, 0);
}
END_TEST

START_TEST(a_traced_client_ends_by_its_signal)
{
	struct trial t;
	struct plan p;

	plan_init(&p, "abort");
	p.steps[0].command.traced = true;
	plan_run(&p, &t);
	ck_assert_int_eq(t.report.kind, CELL_EXITED);
	ck_assert(WIFSIGNALED(t.report.status));
	ck_assert_int_eq(WTERMSIG(t.report.status), SIGABRT);
}
END_TEST

/* Pinned to the last processor that this process may run on. */
START_TEST(a_client_stays_on_its_processor)
{
	char want[64];
	struct trial t;
	struct plan p;
	cpu_set_t set;
	size_t last = 64;

	ck_assert_int_eq(sched_getaffinity(0, sizeof set, &set), 0);
	for (size_t i = 0; i < 64; i++)
		if (CPU_ISSET(i, &set))
			last = i;
	ck_assert_uint_lt(last, 64);
	plan_init(&p, "print /proc/self/status");
	p.steps[0].command.processors = UINT64_C(1) << last;
	plan_run(&p, &t);
	plan_expect_exited(&t, 0);
	snprintf(want, sizeof want, "Cpus_allowed_list:\t%zu\n", last);
	ck_assert_msg(strstr(t.out_text, want) != NULL, "%s in %s", want,
	    t.out_text);
}
END_TEST

/* Runs it so often; says how each run ended. */
static void
run_often(const struct cell_client *client, int out, void *arg)
{
	char line[80];
	struct cell_run run;

	for (int i = 0; i < *(int *)arg; i++) {
		int ret = cell_run_client(client, &run);
		int len = snprintf(line, sizeof line, "%d %d %d\n", ret,
		    WEXITSTATUS(run.status), run.end_ns > run.start_ns);

		if (write(out, line, (size_t)len) != len)
			return;
	}
}

START_TEST(a_client_runs_as_often_as_is_wanted)
{
	struct trial t;
	struct plan p;
	int times = 3;

	plan_init(&p, "exit 7");
	p.steps[0].command.conduct = run_often;
	p.steps[0].command.conduct_arg = &times;
	plan_run(&p, &t);
	plan_expect_exited(&t, 0);
	ck_assert_str_eq(t.out_text, "0 7 1\n0 7 1\n0 7 1\n");
}
END_TEST

START_TEST(a_cell_may_have_no_packet_socket)
{
	struct trial t;
	struct plan p;

	plan_init(&p, "exit 0");
	p.spec.no_packets = true;
	trial_spawn(&t, &p.spec, NULL, 0);
	ck_assert(trial_begin(&t, 0));
	ck_assert_int_eq(t.packets, -1);
	trial_serve(&t);
	plan_expect_exited(&t, 0);
	trial_end(&t);
	trial_clear(&t);
	plan_clear(&p);
}
END_TEST

static Suite *
make_suite(void)
{
	Suite *s = suite_create("cell_run");
	TCase *c = tcase_create("cell_run");

	if (!unit_under_valgrind()) {
		tcase_add_test(c, system_calls_are_counted);
		tcase_add_test(c, a_traced_client_ends_by_its_signal);
	}
	tcase_add_test(c, others_are_not_traced);
	tcase_add_test(c, a_client_stays_on_its_processor);
	tcase_add_test(c, a_client_runs_as_often_as_is_wanted);
	tcase_add_test(c, a_cell_may_have_no_packet_socket);
	suite_add_tcase(s, c);
	return s;
}

int
main(int argc, char **argv)
{
	return plan_main(argc, argv, make_suite);
}
