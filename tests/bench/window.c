#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "tests/bench/window.h"

enum { HEADER = 12, QR = 0x80, TC = 0x02 };

static unsigned
u16(const uint8_t *at)
{
	return (unsigned)at[0] << 8 | at[1];
}

void
window_init(struct window *w, unsigned size)
{
	unsigned power = 1;

	while (power < size)
		power *= 2;
	w->mask = (uint16_t)(power - 1);
	w->size = w->idle_count = size;
	w->slots = xcalloc(size, sizeof *w->slots);
	w->idle = xcalloc(size, sizeof *w->idle);
	for (unsigned i = 0; i < size; i++)
		w->idle[i] = (uint16_t)i;
}

void
window_clear(struct window *w)
{
	free(w->slots);
	free(w->idle);
	w->slots = NULL;
	w->idle = NULL;
}

bool
window_is_empty(const struct window *w)
{
	return w->idle_count == w->size;
}

size_t
window_ask(struct window *w, struct queries *q, uint64_t now_us, uint8_t *out,
    struct tally *t)
{
	unsigned number = w->idle[--w->idle_count];
	struct slot *slot = &w->slots[number];
	const struct query *query;

	slot->query = queries_draw(q);
	slot->id = (uint16_t)(number | (unsigned)((queries_random(q) >> 48) &
						  (uint16_t)~w->mask));
	slot->sent_us = now_us;
	slot->busy = true;
	query = &q->items[slot->query];
	memcpy(out, query->octets, query->len);
	out[0] = (uint8_t)(slot->id >> 8);
	out[1] = (uint8_t)slot->id;
	t->queries++;
	return query->len;
}

/* The slot that waits for this header's ID, or NULL. */
static struct slot *
slot_of(const struct window *w, const uint8_t *octets)
{
	unsigned id = u16(octets), number = id & w->mask;

	if (number >= w->size || !w->slots[number].busy ||
	    w->slots[number].id != id)
		return NULL;
	return &w->slots[number];
}

static void
slot_free(struct window *w, struct slot *slot)
{
	slot->busy = false;
	w->idle[w->idle_count++] = (uint16_t)(slot - w->slots);
}

void
window_forget(struct window *w, const uint8_t *octets, struct tally *t)
{
	struct slot *slot = slot_of(w, octets);

	if (slot == NULL)
		return;
	slot_free(w, slot);
	t->queries--;
}

/* The counter that a message to this query belongs to. */
static uint64_t *
verdict(const struct query *query, const struct wanted *wanted,
    const uint8_t *octets, size_t len, struct tally *t)
{
	if ((octets[2] & QR) == 0 || (octets[2] & TC) != 0)
		return &t->wrong_header;
	if ((octets[3] & 0x0f) != 0)
		return &t->wrong_rcode;
	if (len < query->len || u16(octets + 4) != 1 ||
	    memcmp(octets + HEADER, query->octets + HEADER,
		query->len - (size_t)HEADER) != 0)
		return &t->wrong_question;
	if (u16(octets + 6) != wanted->answers)
		return &t->wrong_count;
	if (len < wanted->min_octets)
		return &t->short_octets;
	return &t->answers;
}

void
window_answer(struct window *w, const struct queries *q,
    const struct wanted *wanted, const uint8_t *octets, size_t len,
    struct tally *t)
{
	struct slot *slot;
	uint64_t *counter;

	if (len < HEADER) {
		t->short_octets++;
		return;
	}
	slot = slot_of(w, octets);
	if (slot == NULL) {
		t->wrong_id++;
		return;
	}
	counter = verdict(&q->items[slot->query], wanted, octets, len, t);
	++*counter;
	if (counter == &t->answers)
		t->octets += len;
	slot_free(w, slot);
}

unsigned
window_expire(struct window *w, uint64_t since_us, struct tally *t)
{
	unsigned count = 0;

	for (unsigned i = 0; i < w->size; i++) {
		if (!w->slots[i].busy || w->slots[i].sent_us > since_us)
			continue;
		slot_free(w, &w->slots[i]);
		count++;
	}
	t->lost += count;
	return count;
}
