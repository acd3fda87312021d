/*
 * whole_file.h -- a file that is there whole, or as it was.
 */
#ifndef RESOLVER_TESTS_WHOLE_FILE_H
#define RESOLVER_TESTS_WHOLE_FILE_H

#include "fakedns/error.h"

#include <stdio.h>

struct whole_file {
	FILE *f;          /* to be written to */
	const char *path; /* borrowed */
	char *temporary;  /* owned; NULL: stdout, or what is no file */
};

/*
 * PATH "-" is stdout; what is no regular file, a pipe, /dev/null or a link, is
 * written to as it is; else a file beside it is, which takes its place in the
 * end.  Returns -1 with ERR set.
 */
int whole_file_open(struct whole_file *, const char *path, struct error *err);
/* Returns -1 with ERR set where not all of it could be written. */
int whole_file_close(struct whole_file *, struct error *err);
/* Leaves what was at PATH.  Nothing happens after whole_file_close(). */
void whole_file_abandon(struct whole_file *);

/*
 * Long before it is opened: a regular file at PATH is gone then, and one can be
 * made there.  What is no file stays.  Returns -1 with ERR set.
 */
int whole_file_forget(const char *path, struct error *err);

#endif
