/*
 * capture.h -- the real traffic of some nameservers on the loopback interface,
 * SYN, RST and ICMP included, into a file, while an event loop runs.
 */
#ifndef FAKEDNS_CAPTURE_H
#define FAKEDNS_CAPTURE_H

#include "fakedns/capture_file.h"

struct capture; /* opaque: owns a packet socket and the file */

struct capture_spec {
	struct event_base *base;
	struct capture_file *file;    /* taken over, on failure too */
	const struct ip_end *servers; /* copied */
	size_t count;
};

/*
 * From now on everything is heard that they send or get, and ICMP that quotes
 * it.  NULL with ERR set where this process may not.
 */
struct capture *capture_start(const struct capture_spec *, struct error *err);
/*
 * Takes what has arrived so far and frees it.  Returns -1 where packets are
 * missing; stderr has said why.  NULL is allowed, and is 0.
 */
int capture_stop(struct capture *);

#endif
