/*
 * suite.h -- what every subcommand starts from: the scenarios, the clients
 * and the known deviations that the command line chose.
 */
#ifndef RESOLVER_TESTS_SUITE_H
#define RESOLVER_TESTS_SUITE_H

#include "resolver-tests/known.h"
#include "resolver-tests/lint.h"
#include "resolver-tests/options.h"

struct suite {
	const struct options *options; /* borrowed */
	char *corpus;                  /* owned: the folder */
	struct scenarios scenarios;    /* all of them */
	struct known known;
	struct clients clients;
	struct lint faults; /* files that could not be read */
};

/*
 * WITH_CLIENTS: a manifest that cannot be read is an error.  Returns 0, or a
 * status after saying on stderr what is wrong.
 */
int suite_load(struct suite *, const struct options *, bool with_clients);
/* The clients, none where there is no manifest and nobody asked for one. */
int suite_find_clients(struct suite *);
void suite_clear(struct suite *);

/* True where the command line asks for it. */
bool suite_wants_scenario(const struct suite *, const struct scenario *);
/*
 * 0 where every scenario and client that was asked for is there; else says on
 * stderr which is not: a name with an error in it shall not pass.
 */
int suite_check_words(const struct suite *);
bool suite_wants_client(const struct suite *, const struct client *);
/* "tcp/eof:*", "tcp/eof" (every variant), "tcp/eof:n=2" */
bool suite_pattern_matches(const char *pattern, const struct scenario *);
/*
 * What NAME names: the first scenario that matches, which data files of testns
 * never do, and the client of that name.  NULL after saying on stderr that
 * there is none.
 */
const struct scenario *suite_find_scenario(const struct suite *,
    const char *name);
const struct client *suite_find_client(const struct suite *, const char *name);

/* The subcommands; each returns the exit status. */
int command_run(const struct options *);
int command_list(const struct options *);
int command_coverage(const struct options *); /* list --coverage */
int command_lint(const struct options *);
int command_show(const struct options *);
int command_compare(const struct options *);
int command_bug_report(const struct options *);
int command_bench(const struct options *); /* bench/command_bench.c */

#endif
