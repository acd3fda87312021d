/* list and lint: the corpus without running it */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/claims.h"
#include "resolver-tests/lint_reference.h"
#include "resolver-tests/list.h"
#include "resolver-tests/results_read.h"
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

/* The lists of what is to be covered; a corpus may have none. */
static void
lint_coverage(struct suite *s)
{
	struct coverage coverage = { 0 };
	char *dir = xasprintf("%s/coverage", s->corpus);

	if (access(dir, F_OK) == 0)
		coverage_load(dir, &coverage, lint_fault, &s->faults);
	free(dir);
	coverage_count(&coverage, &s->scenarios);
	coverage_lint(&coverage, &s->faults);
	if (coverage.count > 0)
		lint_references(&s->faults, &coverage, &s->scenarios,
		    &s->known);
	coverage_clear(&coverage);
}

/* The claims that the results are held against; a corpus may have none. */
static void
lint_claims(struct suite *s)
{
	struct claims claims;
	struct error err = { 0 };
	char *path = xasprintf("%s/CLAIMS", s->corpus);

	if (access(path, F_OK) == 0) {
		if (claims_load(path, &claims, &err) == -1)
			lint_fault(&err, &s->faults);
		else
			claims_lint(&claims, &s->scenarios, &s->faults);
		claims_clear(&claims);
	}
	free(path);
}

/* What the results of a run tell; -1 after saying that they do not. */
static int
lint_results(struct suite *s, const char *path)
{
	struct review *review = review_new(&s->scenarios, &s->known);
	struct error err = { 0 };
	int ret = results_read(path, &s->scenarios, &s->clients, review,
	    &s->faults, &err);

	if (ret == 0)
		review_finish(review, &s->faults);
	else
		fprintf(stderr, "resolver-tests: %s\n", err.text);
	review_free(review);
	return ret;
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

	if (status == STATUS_GOOD)
		status = suite_find_clients(&s);
	path = xasprintf("%s/TAGS", s.corpus);
	if (tags_load(path, &tags, &err) == -1)
		lint_fault(&err, &s.faults);
	free(path);
	lint_corpus(&s.faults, &s.scenarios, &s.known, &s.clients, &tags);
	lint_coverage(&s);
	lint_claims(&s);
	if (status == STATUS_GOOD && o->results != NULL &&
	    lint_results(&s, o->results) == -1)
		status = STATUS_BAD_INPUT;
	problems = lint_print(&s.faults, stdout);
	if (fflush(stdout) == EOF)
		status = STATUS_BAD_INPUT;
	tags_clear(&tags);
	suite_clear(&s);
	if (status != STATUS_GOOD)
		return status;
	return problems == 0 ? STATUS_GOOD : STATUS_DEVIATES;
}
