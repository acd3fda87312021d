#include "config.h"

#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/paths.h"
#include "resolver-tests/suite.h"

static int
load_clients(struct suite *s, const char *manifest)
{
	struct error err = { 0 };

	if (clients_load(manifest, &s->clients, &err) == 0)
		return 0;
	fprintf(stderr, "resolver-tests: %s\n", err.text);
	return STATUS_BAD_INPUT;
}

int
suite_load(struct suite *s, const struct options *o, bool with_clients)
{
	struct paths paths;
	char *known;
	int status = 0;

	memset(s, 0, sizeof *s);
	paths_find(&paths);
	s->options = o;
	s->corpus = xstrdup(o->corpus != NULL ? o->corpus : paths.corpus);
	scenarios_load_tree(s->corpus, &s->scenarios, lint_fault, &s->faults);
	known = xasprintf("%s/known", s->corpus);
	if (access(known, F_OK) == 0) /* a corpus may have none */
		known_load(known, &s->known, lint_fault, &s->faults);
	free(known);
	if (with_clients)
		status = load_clients(s,
		    o->clients != NULL ? o->clients : paths.clients);
	paths_clear(&paths);
	return status;
}

int
suite_find_clients(struct suite *s)
{
	struct paths paths;
	int status = 0;

	paths_find(&paths);
	if (s->options->clients != NULL)
		status = load_clients(s, s->options->clients);
	else if (access(paths.clients, F_OK) == 0)
		status = load_clients(s, paths.clients);
	paths_clear(&paths);
	return status;
}

void
suite_clear(struct suite *s)
{
	scenarios_clear(&s->scenarios);
	known_clear(&s->known);
	clients_clear(&s->clients);
	lint_clear(&s->faults);
	free(s->corpus);
}

bool
suite_pattern_matches(const char *pattern, const struct scenario *s)
{
	size_t base = strcspn(s->name, ":");

	if (fnmatch(pattern, s->name, 0) == 0)
		return true;
	/* without a variant, every variant is meant */
	if (strchr(pattern, ':') == NULL && s->name[base] == ':') {
		char *name = xstrndup(s->name, base);
		bool matches = fnmatch(pattern, name, 0) == 0;

		free(name);
		return matches;
	}
	return false;
}

bool
suite_wants_scenario(const struct suite *s, const struct scenario *scenario)
{
	const struct options *o = s->options;

	if (scenario->is_plain ||
	    (o->tag != NULL && !scenario_has_tag(scenario, o->tag)))
		return false;
	for (size_t i = 0; i < o->word_count; i++)
		if (suite_pattern_matches(o->words[i], scenario))
			return true;
	return o->word_count == 0;
}

bool
suite_wants_client(const struct suite *s, const struct client *c)
{
	const struct options *o = s->options;

	for (size_t i = 0; i < o->client_glob_count; i++)
		if (fnmatch(o->client_globs[i], c->name, 0) == 0)
			return true;
	return o->client_glob_count == 0;
}

static bool
is_scenario(const struct suite *s, const char *pattern)
{
	for (size_t i = 0; i < s->scenarios.count; i++)
		if (suite_pattern_matches(pattern, s->scenarios.v[i]))
			return true;
	return false;
}

static bool
is_client(const struct suite *s, const char *pattern)
{
	for (size_t i = 0; i < s->clients.count; i++)
		if (fnmatch(pattern, s->clients.v[i].name, 0) == 0)
			return true;
	return false;
}

int
suite_check_words(const struct suite *s)
{
	const struct options *o = s->options;
	int status = STATUS_GOOD;

	for (size_t i = 0; i < o->word_count; i++)
		if (!is_scenario(s, o->words[i])) {
			fprintf(stderr,
			    "resolver-tests: no scenario matches `%s'; `list' "
			    "tells them\n",
			    o->words[i]);
			status = STATUS_BAD_INPUT;
		}
	for (size_t i = 0; i < o->client_glob_count; i++)
		if (!is_client(s, o->client_globs[i])) {
			fprintf(stderr,
			    "resolver-tests: no client matches `%s', want "
			    "names of:",
			    o->client_globs[i]);
			for (size_t k = 0; k < s->clients.count; k++)
				fprintf(stderr, " %s", s->clients.v[k].name);
			fputc('\n', stderr);
			status = STATUS_BAD_INPUT;
		}
	if (status != STATUS_GOOD)
		lint_print(&s->faults, stderr);
	return status;
}

const struct scenario *
suite_find_scenario(const struct suite *s, const char *name)
{
	for (size_t i = 0; i < s->scenarios.count; i++)
		if (!s->scenarios.v[i]->is_plain &&
		    suite_pattern_matches(name, s->scenarios.v[i]))
			return s->scenarios.v[i];
	fprintf(stderr, "resolver-tests: no scenario `%s'; `list' tells them\n",
	    name);
	return NULL;
}

const struct client *
suite_find_client(const struct suite *s, const char *name)
{
	for (size_t i = 0; i < s->clients.count; i++)
		if (strcmp(s->clients.v[i].name, name) == 0)
			return &s->clients.v[i];
	fprintf(stderr, "resolver-tests: no client `%s', want one of:", name);
	for (size_t i = 0; i < s->clients.count; i++)
		fprintf(stderr, " %s", s->clients.v[i].name);
	fputc('\n', stderr);
	return NULL;
}
