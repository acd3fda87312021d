/*
 * group.h -- clients that did the same, so that it is told once.
 */
#ifndef REPORT_GROUP_H
#define REPORT_GROUP_H

#include "report/data.h"

/* Clients of one variant, as indices of the report's; the first one speaks for
 * all. */
struct group {
	size_t *clients; /* owned */
	size_t count;
};
struct groups {
	struct group *v; /* owned; by their first client */
	size_t count;
	size_t *of; /* owned; which group a client is in, or GROUP_NONE */
};
#define GROUP_NONE ((size_t)-1)

/*
 * What is no pass and was wanted of the client, in groups: alike are verdict,
 * outcome, difference, reason and ladder, times and port numbers apart.  OUT is
 * overwritten.
 */
void groups_make(const struct report *, const struct report_variant *,
    struct groups *out);
void groups_clear(struct groups *);

/* Nothing but times, ports and IDs differs. */
bool group_same_ladders(const struct ladders *, const struct ladders *);
/*
 * A number for each of the report's clients, to be freed: two have the same one
 * where both have the same outcome; -1 without any.
 */
int *group_outcomes(const struct report *, const struct report_variant *);

#endif
