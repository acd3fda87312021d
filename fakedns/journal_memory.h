/*
 * journal_memory.h -- the newest events of a journal, kept in memory: adding
 * one costs no more than copying it.
 */
#ifndef FAKEDNS_JOURNAL_MEMORY_H
#define FAKEDNS_JOURNAL_MEMORY_H

#include "fakedns/journal.h"
#include "fakedns/server.h"

/* Octets that are kept of a message; its true length is known. */
enum { JOURNAL_MEMORY_KEPT = 512 };

struct journal_memory; /* opaque: a ring of blocks of records */

/*
 * OCTETS_MAX are used at most, but 32 KiB at least; where they are full the
 * oldest sixteenth of the events goes.
 */
struct journal_memory *journal_memory_new(size_t octets_max);
void journal_memory_free(struct journal_memory *); /* NULL is allowed */
/*
 * A server_journal.  The message is copied, and the rule of trouble; server,
 * faults and any other rule are borrowed until journal_memory_free().
 */
void journal_memory_add(const struct journal_event *, void *journal_memory);
/* Oldest first; the event is borrowed until EACH returns. */
void journal_memory_each(const struct journal_memory *, server_journal *each,
    void *arg);
/* Events that had to make room for newer ones. */
unsigned long long journal_memory_lost(const struct journal_memory *);

#endif
