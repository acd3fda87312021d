/*
 * bug.h -- a deviation as bug-report tells it: one call of one scenario, as the
 * reported client and as all others made it.
 */
#ifndef RESOLVER_TESTS_BUG_H
#define RESOLVER_TESTS_BUG_H

#include "resolver-tests/finished.h"
#include "resolver-tests/suite.h"

#include <jansson.h>

/* What a client made of the call. */
enum bug_fate {
	BUG_NOT_RUN, /* n/a, skip, error: WHY_NOT */
	BUG_WANTED,
	BUG_PERMITTED,
	BUG_DEVIATES,
};

struct bug_trial {
	const struct client *client; /* borrowed, as all below but owned ones */
	enum bug_fate fate;
	enum verdict verdict; /* of the whole trial */
	char *text;           /* owned; canonical text of the call, or NULL */
	long *facts;          /* owned; one value for each fact of the call */
	char *why_not;        /* owned; or NULL */
	const struct known_deviation *known; /* or NULL */
	json_t *line;                        /* owned; its result line */
};

struct bug {
	const struct suite *suite;
	const struct scenario *scenario;
	const struct client *client; /* the reported one */
	const struct call *call;     /* its first that deviates */
	size_t call_index;
	struct bug_trial *trials; /* owned; one for each client of the suite */
	size_t reported;          /* index of the reported client's */
	struct run_times times;
};

/*
 * Runs the scenario on CLIENT, and where that deviates on all others.  The
 * traffic of CLIENT goes to the file at CAPTURE.  Returns a status after saying
 * on stderr why there is nothing to report; OUT is to be cleared either way.
 */
int bug_gather(const struct suite *, const struct scenario *,
    const struct client *, const char *capture, struct bug *out);
void bug_clear(struct bug *);

/* The reported trial. */
static inline const struct bug_trial *
bug_reported(const struct bug *b)
{
	return &b->trials[b->reported];
}

/* What fact I of the call wants is not so, and matters to that client. */
bool bug_misses(const struct bug *, const struct bug_trial *, size_t i);
/* fakedns alone, without the wire, can tell what the fact is about. */
bool bug_fact_is_visible(const struct bug *, const struct fact *);
/* The outcome is not wanted; else it is facts of the wire that are not. */
bool bug_text_deviates(const struct bug *, const struct bug_trial *);

/*
 * Why the call cannot be made by a small program beside fakedns alone; to be
 * freed.  NULL where it can.
 */
char *bug_obstacle(const struct bug *);

/*
 * What call.c is made of: C for the words of the call.  NULL with *WHY set, to
 * be freed, where one of them has none; else to be freed.
 */
char *bug_call_source(const struct bug *, const char *templates, char **why);

/* The call as a C programmer says it; to be freed. */
char *bug_call_words(const struct bug *);

/*
 * Writes what is beside the traffic into the folder DIR, with CALL_SOURCE as
 * call.c; -1 with ERR set.
 */
int bug_folder_write(const struct bug *, const char *dir, const char *templates,
    const char *call_source, struct error *err);

struct variant_lines;
struct text;
/* The parts of it that are made. */
void bug_report_text(const struct bug *, const struct variant_lines *,
    struct text *out);
void bug_case_text(const struct bug *, struct text *out);
void bug_facts_text(const struct bug *, struct text *out);
void bug_results_text(const struct bug *, struct text *out);
/* The blocks that are wanted, or those that are permitted. */
void bug_blocks_text(const struct bug *, bool permitted, struct text *out);
/* Nameserver, files and host, as the report has them; and what was used. */
void bug_setting_text(const struct bug *, const struct variant_lines *,
    struct text *out);
void bug_environment_text(const struct bug *, struct text *out);
/* What passed while the reported client made the call. */
void bug_ladder_text(const struct bug *, const struct variant_lines *,
    struct text *out);

#endif
