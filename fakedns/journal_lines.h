/*
 * journal_lines.h -- the journal as lines of JSON, on their way to a file or
 * the standard output.  Where the reader is too slow or the disk is full,
 * events are left out; an event `lost` stands in their place.
 */
#ifndef FAKEDNS_JOURNAL_LINES_H
#define FAKEDNS_JOURNAL_LINES_H

#include "fakedns/journal_memory.h"
#include "fakedns/sink.h"

/* Zero-initialise it and set the first two. */
struct journal_lines {
	struct sink *sink; /* borrowed */
	bool with_octets;
	unsigned long long lost; /* events no line has told of yet */
	unsigned long long us;   /* of the event before */
	size_t count;            /* of journal_lines_add_all() */
	bool is_stuck;           /* its reader does not read */
	struct writer line;      /* room for one */
};

/* A callback of server_new(). */
void journal_lines_add(const struct journal_event *, void *journal_lines);
/* All that is kept in memory; `lost` first where the oldest are not. */
void journal_lines_add_all(struct journal_lines *,
    const struct journal_memory *);
/* Writes what waits, for as long as it is read. */
void journal_lines_finish(struct journal_lines *);

#endif
