#include "config.h"

#include <stdio.h>
#include <string.h>

#include "resolver-tests/options_scope.h"

/* What is not here is for all, or checked with what it goes with. */
static const struct {
	int letter;
	const char *name;
	const char *commands[4];
} rows[] = {
	{ 'j', "-j", { "run" } },
	{ 'c', "-c", { "run", "bench" } },
	{ 't', "-t", { "run", "list" } },
	{ 'r', "-r", { "run", "lint", "bench" } },
	{ 'J', "--junit", { "run" } },
	{ 'I', "--tap-file", { "run" } },
	{ 'P', "--capture", { "run", "show" } },
	{ 'O', "--octets", { "run", "show" } },
	{ 'L', "--long", { "run", "compare", "bench" } },
	{ 'A', "--as", { "compare" } },
	{ 'S', "--no-skip", { "run" } },
	{ 'G', "--tags", { "list" } },
	{ 'D', "--coverage", { "list" } },
	{ 'o', "-o", { "report", "bug-report" } },
	{ 'N', "--anonymous", { "report" } },
	{ 'K', "--claims", { "report" } },
};
enum {
	ROWS = sizeof rows / sizeof *rows,
	COMMANDS = sizeof rows->commands / sizeof *rows->commands
};

void
options_scope_note(struct options *o, int letter)
{
	for (size_t i = 0; i < ROWS; i++)
		if (rows[i].letter == letter)
			o->given |= 1U << i;
}

static size_t
count_commands(const char *const *commands)
{
	size_t n = 0;

	while (n < COMMANDS && commands[n] != NULL)
		n++;
	return n;
}

static bool
has_command(const char *const *commands, const char *command)
{
	for (size_t i = 0; i < count_commands(commands); i++)
		if (strcmp(commands[i], command) == 0)
			return true;
	return false;
}

int
options_scope_check(const struct options *o)
{
	for (size_t i = 0; i < ROWS; i++) {
		const char *const *commands = rows[i].commands;
		const size_t n = count_commands(commands);

		if ((o->given & 1U << i) == 0 ||
		    has_command(commands, o->command))
			continue;
		fprintf(stderr, "resolver-tests: %s is for ", rows[i].name);
		for (size_t k = 0; k < n; k++)
			fprintf(stderr, "%s%s",
			    k == 0       ? ""
			    : k + 1 == n ? " and "
					 : ", ",
			    commands[k]);
		fprintf(stderr, ", got `%s'\n", o->command);
		return -1;
	}
	return 0;
}
