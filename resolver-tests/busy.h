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
	unsigned idle_percent; /* of the time between the last two looks */
	/* Called behind each look, unless NULL. */
	void (*looked)(void *arg);
	void *arg;
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

/*
 * How many trials to have at once after a look, now that it was WIDTH: more
 * where the processors idled, for most trials only wait; fewer where they were
 * saturated.  From LEAST to MOST.
 */
unsigned busy_width(const struct busy *, unsigned width, unsigned least,
    unsigned most);

uint64_t busy_now_ms(void);

#endif
