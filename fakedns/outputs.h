/*
 * outputs.h -- what a run of fakedns leaves: its standard output, the journal
 * and the capture.
 */
#ifndef FAKEDNS_OUTPUTS_H
#define FAKEDNS_OUTPUTS_H

#include "fakedns/capture.h"
#include "fakedns/journal_lines.h"
#include "fakedns/options.h"
#include "fakedns/server.h"

/* Opaque to all but outputs.c; zero-initialise it. */
struct outputs {
	const struct options *options;
	struct sink *out, *file;       /* the file of the journal, or NULL */
	struct journal_lines lines;    /* wherever the journal goes */
	struct journal_memory *memory; /* or NULL */
	struct capture_file *capture_file;
	struct capture *capture;
	server_journal *journal; /* for server_new() */
	void *journal_arg;
};

/*
 * Opens all files.  Returns 0, or -1 with ERR set; outputs_close() is called
 * in either case.
 */
int outputs_open(struct outputs *, const struct options *, struct event_base *,
    const struct scenario *, struct error *err);
/* Once the sockets are there, and nobody has been told. */
int outputs_capture(struct outputs *, struct event_base *,
    const struct scenario *, struct error *err);
/* A line on the standard output that is no event. */
void outputs_say(struct outputs *, const char *line);
/* Writes what waits.  Returns -1 where something is missing. */
int outputs_close(struct outputs *);

#endif
