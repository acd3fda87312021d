/*
 * bug_outcome.h -- what a client made of the call, in words for people.
 */
#ifndef RESOLVER_TESTS_BUG_OUTCOME_H
#define RESOLVER_TESTS_BUG_OUTCOME_H

#include "resolver-tests/bug.h"
#include "resolver-tests/text.h"

/*
 * "EAI_AGAIN", "success, 20 IPv4 addresses", "ended by SIGSEGV"; behind it what
 * the reported client did on the wire and should not have.
 */
void bug_outcome_words(const struct bug *, const struct bug_trial *,
    struct text *out);
/*
 * The wanted ones, or those that are permitted: "success; or EAI_AGAIN".
 * Returns whether there are any.
 */
bool bug_outcome_wanted(const struct bug *, bool permitted, struct text *out);
/*
 * What the wire should have shown and did not for the reported client: "at most
 * 3 queries over UDP".  Returns whether there is anything.
 */
bool bug_outcome_missed(const struct bug *, struct text *out);

#endif
