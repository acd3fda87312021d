/* list --coverage: what the corpus has to cover */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/coverage.h"
#include "resolver-tests/suite.h"

/* Every pattern has to match: an id with an error in it shall not pass. */
static int
check_patterns(const struct coverage *c, const struct options *o)
{
	int status = STATUS_GOOD;

	for (size_t i = 0; i < o->word_count; i++)
		if (!coverage_matches(c, o->words[i])) {
			fprintf(stderr,
			    "resolver-tests: no id matches `%s'; "
			    "`list --coverage \"*\"' tells them\n",
			    o->words[i]);
			status = STATUS_BAD_INPUT;
		}
	return status;
}

int
command_coverage(const struct options *o)
{
	struct suite s;
	struct coverage coverage;
	struct lint stale = { 0 };
	int status = suite_load(&s, o, false);
	char *dir = xasprintf("%s/coverage", s.corpus);

	if (coverage_load(dir, &coverage, lint_fault, &s.faults) == 0 &&
	    coverage.count == 0)
		fprintf(stderr, "resolver-tests: %s has no list\n", dir);
	free(dir);
	coverage_count(&coverage, &s.scenarios);
	coverage_lint(&coverage, &stale);
	if (coverage_print(&coverage, stdout, o->words, o->word_count) > 0)
		status = STATUS_DEVIATES;
	if (lint_print(&stale, stderr) > 0)
		status = STATUS_DEVIATES;
	if (lint_print(&s.faults, stderr) > 0 || fflush(stdout) == EOF)
		status = STATUS_BAD_INPUT;
	if (coverage.count == 0 || check_patterns(&coverage, o) != STATUS_GOOD)
		status = STATUS_BAD_INPUT;
	lint_clear(&stale);
	coverage_clear(&coverage);
	suite_clear(&s);
	return status;
}
