/*
 * capture_file.h -- a pcapng file that grows by whole packets, so that it can
 * be read at any time, and after any end.
 */
#ifndef FAKEDNS_CAPTURE_FILE_H
#define FAKEDNS_CAPTURE_FILE_H

#include "fakedns/error.h"
#include "fakedns/packets.h"

struct event_base;
struct capture_file; /* opaque */

struct capture_file_spec {
	const char *path;        /* borrowed; what is there is replaced */
	const char *comment;     /* UTF-8, for the section; or NULL */
	struct event_base *base; /* NULL: it is written less often */
	bool is_quiet;           /* stderr tells nothing of a full disk */
};

/* NULL with ERR set where the file cannot be opened. */
struct capture_file *capture_file_new(const struct capture_file_spec *,
    struct error *err);
/* Without a time, or with one before the last, it gets the last one's. */
void capture_file_add(struct capture_file *, const struct packets_frame *);
/*
 * Closes and frees it; the kernel had no room for DROPPED frames.  Returns 0,
 * or an errno where packets are missing from the file for another reason.
 */
int capture_file_end(struct capture_file *, unsigned dropped);

#endif
