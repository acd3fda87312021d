/*
 * sink.h -- records on their way to a file, pipe or terminal.  Nobody waits
 * for a slow reader or a full disk: so many octets are kept, and what does not
 * fit there is counted.  A record is written whole or not at all, as far as
 * the file lets us take back its last octets.
 */
#ifndef FAKEDNS_SINK_H
#define FAKEDNS_SINK_H

#include <stdbool.h>
#include <stddef.h>

struct event_base;
struct sink; /* opaque: owns its descriptor and the octets that wait */

struct sink_spec {
	struct event_base *base; /* NULL: writes many octets at a time */
	int fd;
	bool owned; /* a new file: sink_free() closes it, cut if need be */
	const char *name; /* for stderr, borrowed; NULL: nothing is said */
	size_t max;       /* octets that may wait */
};

/*
 * A descriptor that is not owned keeps its flags where that can be had; what
 * it writes must be nobody else's.  SIGPIPE has to be ignored.
 */
struct sink *sink_new(const struct sink_spec *);
/* Counts what is not written yet as lost.  NULL is allowed. */
void sink_free(struct sink *);

/*
 * False where there was no room, and the record is lost; then none is taken
 * until half of the room is free.
 */
bool sink_add(struct sink *, const void *octets, size_t len);
bool sink_is_full(const struct sink *);
/* Writes what can be written at once. */
void sink_flush(struct sink *);
/*
 * Writes all, as long as something can be written every WAIT_MS; false where
 * something is left.
 */
bool sink_finish(struct sink *, int wait_ms);

/* Records that are lost, those that wait after sink_finish() among them. */
unsigned long long sink_lost(const struct sink *);
/* The first thing that went wrong, as errno; or 0. */
int sink_trouble(const struct sink *);

#endif
