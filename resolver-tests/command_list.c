/* list and lint: the corpus without running it */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/list.h"
#include "resolver-tests/suite.h"

int
command_list(const struct options *o)
{
	struct suite s;
	int status = suite_load(&s, o, false);

	for (size_t i = 0; i < s.scenarios.count; i++)
		if (suite_wants_scenario(&s, s.scenarios.v[i]))
			list_print(stdout, s.scenarios.v[i], o->with_tags);
	if (lint_print(&s.faults, stderr) > 0 || fflush(stdout) == EOF)
		status = STATUS_BAD_INPUT;
	suite_clear(&s);
	return status;
}

int
command_lint(const struct options *o)
{
	struct suite s;
	struct tags tags = { 0 };
	struct error err = { 0 };
	char *path;
	size_t problems;
	int status = suite_load(&s, o, false);

	path = xasprintf("%s/TAGS", s.corpus);
	if (tags_load(path, &tags, &err) == -1)
		lint_fault(&err, &s.faults);
	free(path);
	lint_corpus(&s.faults, &s.scenarios, &s.known, NULL, &tags);
	problems = lint_print(&s.faults, stdout);
	if (fflush(stdout) == EOF)
		status = STATUS_BAD_INPUT;
	tags_clear(&tags);
	suite_clear(&s);
	if (status != STATUS_GOOD)
		return status;
	return problems == 0 ? STATUS_GOOD : STATUS_DEVIATES;
}
