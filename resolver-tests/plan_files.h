/*
 * plan_files.h -- the /etc of a cell: what the scenario says, and defaults.
 */
#ifndef RESOLVER_TESTS_PLAN_FILES_H
#define RESOLVER_TESTS_PLAN_FILES_H

#include "fakedns/scenario.h"
#include "resolver-tests/cell.h"

/* Sets files and file_count; the octets are the spec's. */
void plan_files(const struct scenario *, struct cell_spec *);
void plan_files_clear(struct cell_spec *);

#endif
