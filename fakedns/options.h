/*
 * options.h -- the command line of fakedns.
 */
#ifndef FAKEDNS_OPTIONS_H
#define FAKEDNS_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "fakedns/entry.h"

/* Exit statuses; fakedns.1 lists them. */
enum {
	EXIT_BAD_INPUT = 2,
	EXIT_CANNOT_RUN = 3,
	EXIT_LOST = 4, /* something is missing in the journal or the capture */
};

struct options {
	const char *addresses[SERVERS_MAX];
	size_t address_count;
	unsigned port; /* 0: as the scenario says */
	unsigned step;
	const char *variant; /* "n=48,m=2", or NULL */
	char *variant_owned;
	bool expose;
	const char *journal; /* a file, or "-", "none", "memory" */
	bool with_octets;
	const char *capture; /* a file, or NULL */
	const char *path;
};

/* Returns 0; 1 where the program is done; -1 after saying what is wrong. */
int options_read(int argc, char **argv, struct options *);
void options_clear(struct options *);

#endif
