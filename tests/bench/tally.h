/*
 * tally.h -- what came back, counted.
 */
#ifndef BENCH_TALLY_H
#define BENCH_TALLY_H

#include <stdint.h>

/* Every field counts up; whoever wants a difference keeps a copy. */
struct tally {
	uint64_t queries;        /* sent */
	uint64_t answers;        /* good in every respect */
	uint64_t octets;         /* of the good ones, without length prefix */
	uint64_t lost;           /* no answer in time, or connection ended */
	uint64_t wrong_id;       /* matches nothing that is waited for */
	uint64_t wrong_question; /* not the one that was asked */
	uint64_t wrong_header;   /* not an answer, or TC */
	uint64_t wrong_rcode;
	uint64_t wrong_count; /* ANCOUNT */
	uint64_t short_octets;
	uint64_t connections; /* opened */
	uint64_t refused;     /* connect or send failed */
};

#endif
