#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/journal_memory.h"
#include "fakedns/xalloc.h"

enum { BLOCKS = 16, BLOCK_MIN = 2048, TEXT_MAX = 255, ALIGN = 8 };

/* One event. */
struct record {
	unsigned long long us, lost;
	const char *server, *rule, *faults;
	uint32_t size; /* octets up to the next record */
	uint32_t len;  /* of the message as it was */
	unsigned rule_line;
	uint16_t client_port;
	uint16_t kept; /* octets of the message */
	uint8_t kind;
	bool tcp, has_message;
	uint8_t text;     /* octets of a rule behind the message; 0: none */
	uint8_t octets[]; /* of the message, then the rule */
};

struct block {
	uint8_t *octets;
	size_t used;
	unsigned long long count; /* records */
};

struct journal_memory {
	uint8_t *octets; /* owned: of all blocks */
	size_t block_size;
	struct block blocks[BLOCKS];
	size_t current; /* block; that behind it is the oldest */
	unsigned long long lost;
};

struct journal_memory *
journal_memory_new(size_t octets_max)
{
	struct journal_memory *m = xcalloc(1, sizeof *m);

	m->block_size = octets_max / BLOCKS / ALIGN * ALIGN;
	if (m->block_size < BLOCK_MIN)
		m->block_size = BLOCK_MIN;
	m->octets = xmalloc(BLOCKS * m->block_size);
	for (size_t i = 0; i < BLOCKS; i++)
		m->blocks[i].octets = m->octets + i * m->block_size;
	return m;
}

void
journal_memory_free(struct journal_memory *m)
{
	if (m == NULL)
		return;
	free(m->octets);
	free(m);
}

unsigned long long
journal_memory_lost(const struct journal_memory *m)
{
	return m->lost;
}

/* A place for SIZE octets; the oldest block is given up for it. */
static struct record *
make_room(struct journal_memory *m, size_t size)
{
	struct block *b = &m->blocks[m->current];
	uint8_t *at;

	if (m->block_size - b->used < size) {
		m->current = (m->current + 1) % BLOCKS;
		b = &m->blocks[m->current];
		m->lost += b->count;
		b->count = b->used = 0;
	}
	at = b->octets + b->used;
	b->used += size;
	b->count++;
	return (struct record *)(void *)at; /* a multiple of ALIGN */
}

void
journal_memory_add(const struct journal_event *e, void *arg)
{
	size_t there = e->kept > 0 ? e->kept : e->len;
	size_t kept = there < JOURNAL_MEMORY_KEPT ? there : JOURNAL_MEMORY_KEPT;
	size_t text = 0, size;
	struct record *r;

	if (e->kind == JOURNAL_TROUBLE && e->rule != NULL)
		text = strnlen(e->rule, TEXT_MAX - 1) + 1;
	size = (sizeof *r + kept + text + ALIGN - 1) / ALIGN * ALIGN;
	r = make_room(arg, size);
	*r = (struct record){ .us = e->us,
		.lost = e->lost,
		.server = e->server,
		.rule = text > 0 ? NULL : e->rule,
		.faults = e->faults,
		.size = (uint32_t)size,
		.len = (uint32_t)e->len,
		.rule_line = e->rule_line,
		.client_port = (uint16_t)e->client_port,
		.kept = (uint16_t)kept,
		.kind = (uint8_t)e->kind,
		.tcp = e->tcp,
		.has_message = e->has_message,
		.text = (uint8_t)text };
	if (kept > 0)
		memcpy(r->octets, e->octets, kept);
	if (e->sets_id && kept >= 2) {
		r->octets[0] = (uint8_t)(e->id >> 8);
		r->octets[1] = (uint8_t)e->id;
	}
	if (text > 0) {
		memcpy(r->octets + kept, e->rule, text - 1);
		r->octets[kept + text - 1] = '\0';
	}
}

static struct journal_event
event_of(const struct record *r)
{
	struct journal_event e = { .kind = (enum journal_kind)r->kind,
		.us = r->us,
		.server = r->server,
		.tcp = r->tcp,
		.client_port = r->client_port,
		.has_message = r->has_message,
		.octets = r->octets,
		.len = r->len,
		.kept = r->kept < r->len ? r->kept : 0,
		.rule = r->rule,
		.rule_line = r->rule_line,
		.faults = r->faults,
		.lost = r->lost };

	if (r->text > 0)
		e.rule = (const char *)r->octets + r->kept;
	return e;
}

void
journal_memory_each(const struct journal_memory *m, server_journal *each,
    void *arg)
{
	for (size_t i = 1; i <= BLOCKS; i++) {
		const struct block *b = &m->blocks[(m->current + i) % BLOCKS];

		for (size_t at = 0; at < b->used;) {
			const struct record *r =
			    (const struct record *)(const void *)(b->octets +
								  at);
			const struct journal_event e = event_of(r);

			each(&e, arg);
			at += r->size;
		}
	}
}
