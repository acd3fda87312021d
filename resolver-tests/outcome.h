/*
 * outcome.h -- canonical text in one line: "ok 20+0 #3fa9c1", "EAI_AGAIN".
 */
#ifndef RESOLVER_TESTS_OUTCOME_H
#define RESOLVER_TESTS_OUTCOME_H

#include "fakedns/scenario.h"
#include "resolver-tests/text.h"

/*
 * The status; IPv4+IPv6 addresses where there is any; "#" and a hash of the
 * text where there is more than the status.  "return" lines are left out; the
 * order of lines counts only with ORDER_WIRE and ORDER_RFC6724.  The caller
 * frees it.
 */
char *outcome_summarise(const char *text, enum order);
/* How many "address" lines of each family TEXT has. */
void outcome_count_addresses(const char *text, size_t *ipv4, size_t *ipv6);

/*
 * The lines of TEXT in the order in which they are compared and hashed: the
 * status first, the others sorted unless ORDER says that their order counts;
 * without "return" lines where KEEP_RETURN is false.
 */
void outcome_lines(const char *text, enum order, bool keep_return,
    struct lines *out);

#endif
