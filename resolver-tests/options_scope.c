#include "config.h"

#include <stdio.h>
#include <string.h>

#include "resolver-tests/options_scope.h"

/* What is not here is for all, or checked with what it goes with. */
static const struct {
	int letter;
	const char *name;
	const char *commands;
} rows[] = {
	{ 'j', "-j", "run" },
	{ 'c', "-c", "run bench" },
	{ 't', "-t", "run list" },
	{ 'r', "-r", "run lint bench" },
	{ 'J', "--junit", "run" },
	{ 'I', "--tap-file", "run" },
	{ 'P', "--capture", "run show" },
	{ 'O', "--octets", "run show" },
	{ 'L', "--long", "run compare bench" },
	{ 'A', "--as", "compare" },
	{ 'S', "--no-skip", "run" },
	{ 'G', "--tags", "list" },
	{ 'D', "--coverage", "list" },
	{ 'o', "-o", "report bug-report" },
	{ 'N', "--anonymous", "report" },
	{ 'K', "--claims", "report" },
};
enum { ROWS = sizeof rows / sizeof *rows };

void
options_scope_note(struct options *o, int letter)
{
	for (size_t i = 0; i < ROWS; i++)
		if (rows[i].letter == letter)
			o->given |= 1U << i;
}

bool
options_scope_has(const char *list, const char *command)
{
	const size_t len = strlen(command);

	for (; *list != '\0'; list += strcspn(list, " "), list += *list == ' ')
		if (strcspn(list, " ") == len &&
		    strncmp(list, command, len) == 0)
			return true;
	return false;
}

/* "run, list and bench" */
static void
print_commands(const char *list)
{
	const char *end = list + strcspn(list, " ");

	fprintf(stderr, "%.*s", (int)(end - list), list);
	if (*end == '\0')
		return;
	fputs(strchr(end + 1, ' ') == NULL ? " and " : ", ", stderr);
	print_commands(end + 1);
}

int
options_scope_check(const struct options *o)
{
	for (size_t i = 0; i < ROWS; i++) {
		if ((o->given & 1U << i) == 0 ||
		    options_scope_has(rows[i].commands, o->command))
			continue;
		fprintf(stderr, "resolver-tests: %s is for ", rows[i].name);
		print_commands(rows[i].commands);
		fprintf(stderr, ", got `%s'\n", o->command);
		return -1;
	}
	return 0;
}
