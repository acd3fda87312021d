/*
 * collector.h -- keeps what a client writes to one pipe, up to a limit.
 */
#ifndef RESOLVER_TESTS_COLLECTOR_H
#define RESOLVER_TESTS_COLLECTOR_H

#include "resolver-tests/text.h"

enum { COLLECTOR_MAX = 1 << 20 }; /* octets */

struct event;
struct event_base;
struct trial;

struct collector {
	int fd; /* -1: closed */
	struct event *readable;
	struct trial *trial; /* ended where the limit is passed */
	struct text text;
	bool overflowed;
};

/* FD is the collector's from now on. */
void collector_open(struct collector *, struct event_base *, int fd,
    struct trial *);
void collector_drain(struct collector *);
void collector_close(struct collector *);

#endif
