/*
 * digest.h -- a run as GitHub-flavoured Markdown, for the summary of a job.
 */
#ifndef RESOLVER_TESTS_DIGEST_H
#define RESOLVER_TESTS_DIGEST_H

#include "resolver-tests/results_file.h"

#include <stdio.h>

/* In octets; GitHub takes 1 MiB a step, and drops all of what is longer. */
enum { DIGEST_MAX = 1000000 };

/*
 * A table of verdicts, what is not as expected with its difference, known
 * deviations by reason, permitted outcomes.  Never more than DIGEST_MAX: what
 * has no room is counted.  There are no links and nobody's name is found.
 */
void digest_print(const struct results_file *, FILE *out);

#endif
