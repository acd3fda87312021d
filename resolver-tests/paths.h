/*
 * paths.h -- where the corpus and the clients are: in the build tree the
 * program stands in, or where they were installed.
 */
#ifndef RESOLVER_TESTS_PATHS_H
#define RESOLVER_TESTS_PATHS_H

struct paths {
	char *corpus;     /* owned */
	char *clients;    /* owned; the manifest */
	char *bug_report; /* owned; the folder of its parts */
};

void paths_find(struct paths *);
void paths_clear(struct paths *);

#endif
