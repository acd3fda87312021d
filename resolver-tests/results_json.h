/*
 * results_json.h -- the lines of results.jsonl as JSON; for results*.c only.
 */
#ifndef RESOLVER_TESTS_RESULTS_JSON_H
#define RESOLVER_TESTS_RESULTS_JSON_H

#include "resolver-tests/results.h"

#include <jansson.h>

/* Each returns a new reference. */
json_t *results_json_run(const struct run_info *);
json_t *results_json_trial(const struct finished *);
json_t *results_json_end(const struct results_counts *,
    const struct run_times *);

/*
 * TEXT as a string; where it is not UTF-8, every octet outside ASCII becomes
 * "\DDD".  NULL is "".
 */
json_t *results_json_text(const char *text);

#endif
