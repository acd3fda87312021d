/*
 * responder.h -- query in, reply out: the scenario's rules without a socket
 * or a clock.  Its only state is how often each rule was asked.
 */
#ifndef FAKEDNS_RESPONDER_H
#define FAKEDNS_RESPONDER_H

#include "fakedns/answer.h"
#include "fakedns/match.h"
#include "fakedns/scenario.h"

/* Opaque: the counters of TIMES, and what it remembers to be quick. */
struct responder;

/* The scenario is borrowed until responder_free(). */
struct responder *responder_new(const struct scenario *);
/* Replies may outlive it, the scenario must outlive them. */
void responder_free(struct responder *);
void responder_set_step(struct responder *, unsigned step);
/*
 * All of IN but its query is the caller's, who need not set the query.  OUT
 * was zeroed by the caller; its answer is never NULL afterwards.
 */
void responder_answer(struct responder *, struct incoming *in,
    struct reply *out);
/* These queries come next: only speed depends on it. */
void responder_expect(const struct responder *, const struct incoming *,
    size_t count);
/* The answer that sends nothing: what nobody answers gets. */
struct answer *responder_silence(struct responder *);
/* True where entry I has answered (or dropped) a query. */
bool responder_used(const struct responder *, size_t entry);

#endif
