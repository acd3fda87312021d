/*
 * results_lines.h -- results.jsonl line by line: each is JSON and stands where
 * it may.  What a line says is for the visitor.
 */
#ifndef RESOLVER_TESTS_RESULTS_LINES_H
#define RESOLVER_TESTS_RESULTS_LINES_H

#include "fakedns/error.h"

#include <jansson.h>
#include <stdbool.h>

enum results_line { RESULTS_RUN, RESULTS_TRIAL, RESULTS_END };

struct results_visitor {
	/* The line is borrowed.  -1 with ERR set ends the reading. */
	int (*line)(enum results_line, const json_t *line, const struct place *,
	    void *arg, struct error *err);
	void *arg;
};

/* How far the file goes. */
struct results_extent {
	struct place at; /* the last line */
	bool begun;      /* there is the line of the run */
	bool ended;      /* and the last one; else the run was interrupted */
};

/*
 * Gives every line of the file at PATH to the visitor.  A last line that has no
 * newline and is no JSON was on its way when the run was interrupted: it is
 * left out.  Returns -1 with ERR set to "PATH:LINE:COLUMN: why".
 */
int results_lines_read(const char *path, const struct results_visitor *,
    struct results_extent *out, struct error *err);

/* The string at KEY; "" where there is none. */
const char *results_lines_text(const json_t *line, const char *key);

#endif
