#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/cellplan.h"
#include "tests/inside.h"
#include "tests/unit.h"

static const char *program; /* this one: the client of its cells */

static char *const environment[] = { (char *)"LC_ALL=C",
	(char *)"ASAN_OPTIONS=detect_leaks=0", NULL };

void
plan_init(struct plan *p, const char *words)
{
	struct error err = { "" };
	size_t argc = 0;
	char *word, *rest;

	memset(p, 0, sizeof *p);
	p->argv[argc++] = (char *)"client";
	p->argv[argc++] = (char *)"inside";
	snprintf(p->words, sizeof p->words, "%s", words);
	rest = p->words;
	while ((word = strsep(&rest, " ")) != NULL && argc < 15)
		p->argv[argc++] = word;
	p->steps[0].command.exec_fd = cell_open_program(program, &err);
	ck_assert_msg(err.text[0] == '\0', "%s", err.text);
	p->steps[0].command.argv = p->argv;
	p->steps[0].command.envp = environment;
	p->spec.steps = p->steps;
	p->spec.step_count = 1;
}

void
plan_clear(struct plan *p)
{
	close(p->steps[0].command.exec_fd);
}

void
plan_set_sockets(struct plan *p, const struct cell_socket *s, size_t count)
{
	p->steps[0].sockets = s;
	p->steps[0].socket_count = count;
}

void
plan_set_addresses(struct plan *p, const char *const *list, size_t count)
{
	p->spec.addresses = list;
	p->spec.address_count = count;
}

void
plan_run_counting(struct plan *p, struct trial *t, const struct ip_end *servers,
    size_t count)
{
	trial_spawn(t, &p->spec, servers, count);
	ck_assert_msg(trial_begin(t, 0), "%s", t->report.failure.text);
	trial_serve(t);
	ck_assert_msg(t->report.kind == CELL_EXITED, "%s",
	    t->report.failure.text);
	trial_end(t);
	plan_clear(p);
}

void
plan_run(struct plan *p, struct trial *t)
{
	plan_run_counting(p, t, NULL, 0);
	trial_clear(t);
}

struct ip_end
plan_server(const char *text, uint16_t port)
{
	struct ip_end a;

	ck_assert_int_eq(ip_end_parse(text, port, &a), 0);
	return a;
}

void
plan_expect_exited(const struct trial *t, int status)
{
	ck_assert_int_eq(t->report.kind, CELL_EXITED);
	ck_assert_msg(WIFEXITED(t->report.status) &&
			  WEXITSTATUS(t->report.status) == status,
	    "status 0x%x, stderr \"%s\"", (unsigned)t->report.status,
	    t->err_text);
}

int
plan_main(int argc, char **argv, Suite *(*suite)(void))
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
