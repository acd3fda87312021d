/*
 * window.h -- the queries one socket waits for, and the judge of answers.
 */
#ifndef BENCH_WINDOW_H
#define BENCH_WINDOW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tests/bench/queries.h"
#include "tests/bench/tally.h"

enum { WINDOW_MAX = 4096 };

/* What makes an answer a good one, beside ID, QR, NOERROR and question. */
struct wanted {
	unsigned answers;  /* ANCOUNT, exactly */
	size_t min_octets; /* length of the message, at least */
};

struct slot {
	uint64_t sent_us;
	uint32_t query; /* index into struct queries */
	uint16_t id;    /* the slot's number is in its lower bits */
	bool busy;
};

struct window {
	struct slot *slots; /* owned */
	uint16_t *idle;     /* owned; a stack of slot numbers */
	unsigned size, idle_count;
	uint16_t mask; /* the bits of an ID that are the slot's number */
};

/* SIZE is 1..WINDOW_MAX queries. */
void window_init(struct window *, unsigned size);
void window_clear(struct window *);
/* Is no query waited for? */
bool window_is_empty(const struct window *);
/*
 * Draws a query, writes it with a random ID to OUT, which has room for
 * QUERY_MAX, and waits for its answer.  idle_count may not be 0.
 * Returns its length.
 */
size_t window_ask(struct window *, struct queries *, uint64_t now_us,
    uint8_t *out, struct tally *);
/* Takes back the query with this header: it could not be sent. */
void window_forget(struct window *, const uint8_t *octets, struct tally *);
/* Judges the message at OCTETS and counts it. */
void window_answer(struct window *, const struct queries *,
    const struct wanted *, const uint8_t *octets, size_t len, struct tally *);
/*
 * Gives up the queries sent before SINCE_US, counted as lost.
 * Returns how many.
 */
unsigned window_expire(struct window *, uint64_t since_us, struct tally *);

#endif
