/*
 * log.h -- what the programs say about themselves, on stderr, as "# text"
 * (a TAP comment).  Observations and journals are data and never go here.
 */
#ifndef FAKEDNS_LOG_H
#define FAKEDNS_LOG_H

#include <stdbool.h>

extern bool log_verbose; /* -v; the only global */

void log_debug(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void log_warn(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#endif
