/* Records of known deviations that can never apply. */
#include "config.h"

#include <string.h>

#include "resolver-tests/lint.h"
#include "resolver-tests/version.h"

static bool
is_family(const char *family, const struct clients *clients)
{
	static const char *const built_in[] = { "musl", "glibc", "c-ares",
		"ldns" };

	for (size_t i = 0; i < sizeof built_in / sizeof *built_in; i++)
		if (strcmp(built_in[i], family) == 0)
			return true;
	for (size_t i = 0; clients != NULL && i < clients->count; i++)
		if (strcmp(clients->v[i].family, family) == 0)
			return true;
	return false;
}

/* CLIENTS lets some client of FAMILY in: "musl", "musl-1.2.3", "*". */
static bool
scenario_wants_family(const struct scenario *s, const char *family)
{
	size_t len = strlen(family);

	for (size_t i = 0; i < s->clients.count; i++) {
		const char *word = s->clients.v[i];

		if (strpbrk(word, "*?[") != NULL ||
		    (strncmp(word, family, len) == 0 &&
			(word[len] == '\0' || word[len] == '-')))
			return true;
	}
	return s->clients.count == 0;
}

static bool
has_server(const struct scenario *s, const char *address)
{
	for (size_t i = 0; i < s->server_count; i++)
		if (strcmp(s->servers[i].address, address) == 0)
			return true;
	return false;
}

static void
lint_outcome(struct lint *lint, const struct known_deviation *r,
    const struct known_outcome *o, const struct scenario *s)
{
	if (o->step_count != s->call_count)
		lint_problem(lint, &r->at,
		    "%zu outcomes for the %zu calls of %s, want one a call, "
		    "joined by \" / \"",
		    o->step_count, s->call_count, s->name);
	for (size_t i = 0; i < o->step_count; i++)
		for (size_t k = 0; k < o->steps[i].fact_count; k++) {
			const char *server = o->steps[i].facts[k].server;

			if (server != NULL && !has_server(s, server))
				lint_problem(lint, &r->at,
				    "%s has no server %s, want one of its "
				    "SERVER lines",
				    s->name, server);
		}
}

/* Of the clients of FAMILY, the newest; NULL where there is none. */
static const char *
newest_version(const struct clients *clients, const char *family)
{
	const char *newest = NULL;

	for (size_t i = 0; clients != NULL && i < clients->count; i++) {
		const struct client *c = &clients->v[i];

		if (strcmp(c->family, family) == 0 &&
		    (newest == NULL || version_compare(c->version, newest) > 0))
			newest = c->version;
	}
	return newest;
}

/* A word "upstream:…" or "behaviour:U…" stands in REFERENCE. */
static bool
names_candidate(const char *reference)
{
	static const char *const kinds[] = { "upstream:", "behaviour:U" };

	for (const char *word = reference; *word != '\0';
	     word += strcspn(word, " "), word += strspn(word, " "))
		for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
			size_t len = strlen(kinds[i]);

			if (strncmp(word, kinds[i], len) == 0 &&
			    strchr(" ", word[len]) == NULL)
				return true;
		}
	return false;
}

/* What the newest musl still does is something to tell its developers. */
static void
lint_candidate(struct lint *lint, const struct known_deviation *r,
    const struct clients *clients)
{
	const char *newest = newest_version(clients, r->family);

	if (strcmp(r->family, "musl") != 0 || newest == NULL ||
	    !version_in_range(newest, r->versions) ||
	    names_candidate(r->reference))
		return;
	lint_problem(lint, &r->at,
	    "%s deviates in musl %s still, want upstream:WORD or behaviour:Unn "
	    "among its references",
	    r->scenario, newest);
}

static void
lint_record(struct lint *lint, const struct known_deviation *r,
    const struct scenarios *scenarios, const struct clients *clients)
{
	size_t matched = 0, wanted = 0;

	if (!is_family(r->family, clients))
		lint_problem(lint, &r->at,
		    "no client is of family %s, want "
		    "a file named after one, such as musl.tsv",
		    r->family);
	for (size_t i = 0; i < scenarios->count; i++) {
		const struct scenario *s = scenarios->v[i];

		if (!known_matches_scenario(r, s->name))
			continue;
		matched++;
		wanted += scenario_wants_family(s, r->family);
		for (size_t k = 0; k < r->outcome_count; k++)
			lint_outcome(lint, r, &r->outcomes[k], s);
	}
	if (matched == 0)
		lint_problem(lint, &r->at,
		    "no scenario is named %s, want one "
		    "of `resolver-tests list`",
		    r->scenario);
	else if (wanted == 0)
		lint_problem(lint, &r->at,
		    "CLIENTS of %s leaves %s out, want "
		    "no record for it",
		    r->scenario, r->family);
}

void
lint_known(struct lint *lint, const struct known *known,
    const struct scenarios *scenarios, const struct clients *clients)
{
	for (size_t i = 0; i < known->count; i++) {
		const struct known_deviation *r = &known->v[i];

		lint_record(lint, r, scenarios, clients);
		lint_candidate(lint, r, clients);
		for (size_t k = 0; k < i; k++)
			if (strcmp(known->v[k].family, r->family) == 0 &&
			    strcmp(known->v[k].scenario, r->scenario) == 0 &&
			    strcmp(known->v[k].versions, r->versions) == 0)
				lint_problem(lint, &r->at,
				    "a second record "
				    "for %s %s, the first is in line %u; "
				    "want one",
				    r->scenario, r->versions,
				    known->v[k].at.line);
	}
}
