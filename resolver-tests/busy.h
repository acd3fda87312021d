/*
 * busy.h -- whether the machine had no time to spare: a client that waits for
 * a processor looks like a network that is slow.
 */
#ifndef RESOLVER_TESTS_BUSY_H
#define RESOLVER_TESTS_BUSY_H

#include <stdbool.h>
#include <stdint.h>

struct event;
struct event_base;

/* Zero-initialise it. */
struct busy {
	struct event *tick;
	uint64_t idle, total;  /* as /proc/stat had them last; clock ticks */
	uint64_t saturated_ms; /* when it was last so; 0: never */
	bool is_known;
};

/*
 * LINE is the first one of /proc/stat, read at NOW_MS, monotonic.  Since the
 * line before, the processors idled for less than a tenth of the time: they
 * were saturated.  Any other line is as if there were none.
 */
void busy_take(struct busy *, const char *line, uint64_t now_ms);

/* Looks ten times a second from now on, until busy_stop(). */
void busy_start(struct busy *, struct event_base *);
void busy_stop(struct busy *);

/* Were they saturated at any time from SINCE_MS on?  No, where nobody knows. */
bool busy_since(const struct busy *, uint64_t since_ms);

uint64_t busy_now_ms(void);

#endif
