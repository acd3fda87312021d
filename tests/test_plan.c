/* The command of a step: how a CALL's lines become words of a client. */
#include "config.h"

#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/plan.h"
#include "tests/scenario_text.h"

/* The words behind the program, then the environment. */
static const struct {
	const char *lines, *want;
} commands[] = {
	{ "", "getaddrinfo a | LC_ALL=C" },
	{ "REPEAT 1\n", "getaddrinfo a | LC_ALL=C" },
	{ "REPEAT 2\n", "--repeat 2 getaddrinfo a | LC_ALL=C" },
	{ "THREADS 1\n", "--threads 1 getaddrinfo a | LC_ALL=C" },
	{ "SIGNALS 20ms\n", "--signals 20 getaddrinfo a | LC_ALL=C" },
	{ "CANCEL 1s\n", "--cancel 1000 getaddrinfo a | LC_ALL=C" },
	{ "REPEAT 100000\nTHREADS 64\nSTACK 64m\nSIGNALS 3600s\nFORK\nAIO\n"
	  "ERRNO\nCLOCK step\n",
	    "--repeat 100000 --threads 64 --stack 67108864 --signals 3600000 "
	    "--fork --aio --errno getaddrinfo a | LC_ALL=C CLOCK=step" },
	{ "CLOCK frozen\nENV B=c\n", "getaddrinfo a | LC_ALL=C B=c "
				     "CLOCK=frozen" },
};

static char *
joined(const struct cell_command *command)
{
	char *text = NULL;
	size_t len;
	FILE *f = open_memstream(&text, &len);

	for (char *const *word = command->argv + 1; *word != NULL; word++)
		fprintf(f, "%s ", *word);
	fputc('|', f);
	for (char *const *word = command->envp; *word != NULL; word++)
		fprintf(f, " %s", *word);
	fclose(f);
	return text;
}

START_TEST(lines_become_words)
{
	char text[200], *got;
	struct client client = { 0 };
	struct scenarios list;
	struct plan plan;
	struct error err = { 0 };

	snprintf(text, sizeof text, SCENARIO("CALL getaddrinfo a\n%s"),
	    commands[_i].lines);
	ck_assert_msg(plan_make(scenario_text_load(&list, text), &client,
			  "/bin/true", &plan, &err) == 0,
	    "%s", err.text);
	got = joined(&plan.spec.steps[0].command);
	ck_assert_str_eq(got, commands[_i].want);
	ck_assert_str_eq(plan.spec.steps[0].command.argv[0], "true");
	free(got);
	plan_clear(&plan);
	scenarios_clear(&list);
}
END_TEST

static void
touch(const char *dir, const char *name)
{
	char path[64];
	FILE *f;

	snprintf(path, sizeof path, "%s/%s", dir, name);
	f = fopen(path, "we");
	ck_assert(f != NULL && fputs("#!/bin/sh\n", f) != EOF &&
		  fclose(f) == 0 && chmod(path, 0755) == 0);
}

/* The program with a clock is for calls with a CLOCK, and for no other. */
START_TEST(a_clock_has_its_program)
{
	static const char *const lines[] = { "", "CLOCK frozen\n" };
	static const char *const programs[] = { "addrinfo", "clock" };
	char dir[] = "plan-test-XXXXXX";
	const struct client client = { .dir = dir };
	char text[100], path[64];

	ck_assert_ptr_nonnull(mkdtemp(dir));
	for (size_t i = 0; i < 2; i++) {
		struct scenarios list;
		struct plan plan;
		struct error err = { 0 };
		const struct scenario *s;

		snprintf(text, sizeof text, SCENARIO("CALL getaddrinfo a\n%s"),
		    lines[i]);
		s = scenario_text_load(&list, text);
		ck_assert_int_eq(plan_make(s, &client, NULL, &plan, &err), 1);
		plan_clear(&plan);
		touch(dir, programs[i]);
		ck_assert_int_eq(plan_make(s, &client, NULL, &plan, &err), 0);
		ck_assert_str_eq(plan.spec.steps[0].command.argv[0],
		    programs[i]);
		plan_clear(&plan);
		scenarios_clear(&list);
	}
	for (size_t i = 0; i < 2; i++) {
		snprintf(path, sizeof path, "%s/%s", dir, programs[i]);
		unlink(path);
	}
	rmdir(dir);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("plan");
	TCase *t = tcase_create("plan");

	tcase_add_loop_test(t, lines_become_words, 0,
	    (int)(sizeof commands / sizeof *commands));
	tcase_add_test(t, a_clock_has_its_program);
	suite_add_tcase(s, t);
	return unit_run(s);
}
