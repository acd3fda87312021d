/*
 * report.h -- the subcommand `report`.
 */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H

#include "resolver-tests/options.h"

/* Returns the exit status. */
int command_report(const struct options *);

#endif
