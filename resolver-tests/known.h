/*
 * known.h -- corpus/known/FAMILY.tsv: deviations that are known and accepted.
 * The form of these files is described in corpus/scenario.5.
 */
#ifndef RESOLVER_TESTS_KNOWN_H
#define RESOLVER_TESTS_KNOWN_H

#include "fakedns/scenario.h"
#include "resolver-tests/client.h"

/* "192.0.2.1/udp_sent=0", "tcp_syns=1..2" */
struct known_fact {
	char *server; /* owned, as SERVER names it; NULL: the whole cell */
	enum fact_kind kind;
	long lo, hi; /* both included */
};
/* What one call gave: "EAI_AGAIN;tcp_syns=1". */
struct known_step {
	char *summary;            /* owned; as outcome_summarise() says it */
	struct known_fact *facts; /* owned */
	size_t fact_count;
};
/* Steps joined by " / ". */
struct known_outcome {
	struct known_step *steps; /* owned */
	size_t step_count;
};

struct known_deviation {
	struct place at;
	char *family;   /* the file's name */
	char *scenario; /* "tcp/eof:*": a pattern */
	size_t prefix;  /* octets of it before the first wildcard */
	bool is_exact;  /* there is no wildcard */
	char *versions; /* ">=1.2.4" */
	char *outcome;  /* as written */
	char *reason;
	char *reference;
	struct known_outcome *outcomes; /* owned; several with "varies:A|B" */
	size_t outcome_count;
};

struct known {
	struct known_deviation *v; /* owned */
	size_t count;
	char **files; /* owned; places point to them */
	size_t file_count;
};

/*
 * Reads every *.tsv of DIR, sorted by name.  A wrong line does not stop the
 * others: FAULT is called for each; returns how many.  OUT is overwritten.
 */
size_t known_load(const char *dir, struct known *out,
    void (*fault)(const struct error *, void *), void *arg);
void known_clear(struct known *);

/*
 * The record for SCENARIO (with its variant) and CLIENT, or NULL.  Of several
 * the most specific is meant, and only it: a name without wildcards, then the
 * longest text before the first wildcard, then the earliest line.
 */
const struct known_deviation *known_find(const struct known *,
    const char *scenario, const struct client *);
bool known_matches_scenario(const struct known_deviation *,
    const char *scenario);

/* More than one outcome: it is accepted that they take turns. */
bool known_varies(const struct known_deviation *);

/* The outcome field, to OUTCOMES of RECORD; its AT is that of the field. */
int known_outcome_parse(const char *text, const struct place *at,
    struct known_deviation *record, struct error *err);
void known_outcomes_clear(struct known_deviation *);

#endif
