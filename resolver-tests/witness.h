/*
 * witness.h -- what passed a cell's wire and no nameserver has told of: it is
 * put into the journal, in the order of time, together with the calls.
 * resolver-tests.1 has the events.
 */
#ifndef RESOLVER_TESTS_WITNESS_H
#define RESOLVER_TESTS_WITNESS_H

#include "fakedns/journal.h"
#include "fakedns/packets.h"
#include "fakedns/scenario.h"
#include "resolver-tests/text.h"

/* Of one call; beyond that events are lost. */
enum { WITNESS_SIGHTINGS_MAX = 1024, WITNESS_HEARD_MAX = 4096 };

/* Zero-initialise it. */
struct witness {
	const struct scenario *scenario; /* borrowed */
	const struct ip_end *addresses;  /* of its servers; borrowed */
	bool with_octets;                /* in the events; false at first */
	uint64_t opened_us; /* monotonic, when the journal was opened */
	uint64_t opened_ns; /* the same moment by the clock of frames */
	/* of one call: */
	bool watching;
	uint64_t begun_us; /* since the journal was opened */
	size_t from;       /* length of the journal when it began */
	struct sighting *sightings;
	size_t sighting_count;
	size_t lost;
	struct heard *heard; /* queries that nameservers took */
	size_t heard_count;
	uint64_t *told_us; /* when nameservers told of a reply over UDP */
	size_t told_count;
	size_t replies; /* of these, seen on the wire so far */
};

/* OPENED_US: server_opened_us(). */
void witness_init(struct witness *, const struct scenario *,
    const struct ip_end *addresses, uint64_t opened_us);
void witness_clear(struct witness *);

/* Call STEP, from 1, is made now: JOURNAL gets the event. */
void witness_begin(struct witness *, unsigned step, struct text *journal);
/* An event of the nameservers. */
void witness_hear(struct witness *, const struct journal_event *);
/* A frame of the loopback interface: once, in order. */
void witness_see(struct witness *, const struct packets_frame *);
/*
 * The call has ended.  What was seen goes to its place in JOURNAL; returns how
 * many events there was no room for.
 */
size_t witness_end(struct witness *, unsigned step, struct text *journal);

#endif
