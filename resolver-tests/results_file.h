/*
 * results_file.h -- what a run told, read back from results.jsonl by itself:
 * no corpus and no clients of this machine are needed.
 */
#ifndef RESOLVER_TESTS_RESULTS_FILE_H
#define RESOLVER_TESTS_RESULTS_FILE_H

#include "resolver-tests/results_lines.h"
#include "resolver-tests/verdict.h"

/* As the first line has it; a text is "" where that says nothing of it. */
struct results_client {
	char *name;    /* "musl-1.2.5" */
	char *family;  /* "musl" */
	char *version; /* "1.2.5" */
	char *arch;
	char *package;
	char *sha256;
};

struct results_trial {
	char *scenario;      /* with the variant */
	char *scenario_hash; /* "" where an older version wrote it */
	size_t client;       /* which of the file */
	enum verdict verdict;
	char *summary;   /* the outcome in a line */
	char *diff;      /* what was wanted and what came */
	char *reason;    /* of the known deviation, or "" */
	char *reference; /* where more is told of it, or "" */
	unsigned elapsed_ms;
	unsigned line;
};

struct results_file {
	char *path;
	char *date;    /* of the start, or "" */
	char *program; /* its version, or "" */
	char *kernel;
	char *machine; /* "x86_64" */
	unsigned format;
	struct results_client *clients; /* owned */
	size_t client_count;
	struct results_trial *trials; /* owned; by client, then by scenario */
	size_t count;
	bool ended;       /* else the run was interrupted */
	size_t claimed;   /* trials that the last line counts; 0 if !ended */
	unsigned wall_ms; /* 0 if !ended */
};

/*
 * Reads the file at PATH.  Of a run that was interrupted everything up to there
 * is read.  Keys that older versions did not write may be missing.  Returns -1
 * with ERR set to "PATH:LINE:COLUMN: why": not a file of results, a wrong line,
 * one trial twice, no trial at all.  OUT is to be cleared either way.
 */
int results_file_load(struct results_file *out, const char *path,
    struct error *err);
void results_file_clear(struct results_file *);

/*
 * The same without a file: one line after the other, to a struct that was all
 * zeros, then the order.
 */
int results_file_take(struct results_file *, enum results_line,
    const json_t *line, const struct place *, struct error *err);
void results_file_sort(struct results_file *);

/* What keeps it from being a whole run, in constant words; NULL: nothing. */
const char *results_file_lack(const struct results_file *);

/* By name; the count of clients where there is none of that name. */
size_t results_file_client(const struct results_file *, const char *name);
/* NULL where the file does not have it. */
const struct results_trial *results_file_find(const struct results_file *,
    size_t client, const char *scenario);

#endif
