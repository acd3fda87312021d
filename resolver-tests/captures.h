/*
 * captures.h -- a folder with one pcapng file a trial:
 * FOLDER/tcp/eof+n=2.musl-1.2.5.pcapng.  resolver-tests.1 has the rules.
 */
#ifndef RESOLVER_TESTS_CAPTURES_H
#define RESOLVER_TESTS_CAPTURES_H

#include "fakedns/error.h"
#include "fakedns/packets.h"

struct captures {
	const char *folder; /* NULL: nothing is kept */
	struct error err;   /* the first file that could not be written whole */
	int keeper;         /* keeps the kernel's stamps on; or -1 */
};

/* Makes the folder, which is borrowed; -1 with err set where it cannot be. */
int captures_open(struct captures *, const char *folder);
void captures_close(struct captures *);

struct trial_capture; /* opaque: one file */
/*
 * AGAIN: a trial is repeated, and the first run's file stays.  NULL where
 * nothing is kept (CAPTURES may be NULL), or, with err set, there can be no
 * file.
 */
struct trial_capture *captures_begin(struct captures *, const char *scenario,
    const char *client, bool again);
/* What the cell sends for itself is left out. */
void trial_capture_add(const struct packets_frame *, void *trial_capture);
/* Frees it; the kernel had no room for DROPPED frames.  NULL is allowed. */
void trial_capture_end(struct trial_capture *, unsigned dropped);

/* The file's path, to be freed. */
char *captures_path(const char *folder, const char *scenario,
    const char *client, bool again);

#endif
