#include "config.h"

#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/lint.h"
#include "resolver-tests/lint_reference.h"
#include "resolver-tests/version.h"

enum { AI_ADDRCONFIG_BIT = 0x20 }; /* flags= as a number, <netdb.h> */

static void
add(struct lint *lint, const char *text)
{
	for (size_t i = 0; i < lint->count; i++)
		if (strcmp(lint->v[i], text) == 0)
			return;
	lint->v = xgrow(lint->v, lint->count, sizeof *lint->v);
	lint->v[lint->count++] = xstrdup(text);
}

void
lint_problem(struct lint *lint, const struct place *at, const char *fmt, ...)
{
	struct error err = { 0 };
	char words[sizeof err.text];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(words, sizeof words, fmt, ap);
	va_end(ap);
	error_at(&err, at, "%s", words);
	add(lint, err.text);
}

void
lint_fault(const struct error *err, void *lint)
{
	add(lint, err->text);
}

static void
lint_meta(struct lint *lint, const struct scenario *s, const struct tags *tags)
{
	if (s->title == NULL || *s->title == '\0')
		lint_problem(lint, &s->at,
		    "no title, want SCENARIO_BEGIN and what happens");
	if (s->why.count == 0)
		lint_problem(lint, &s->at, "no WHY, want why this matters");
	if (s->refs.count == 0)
		lint_problem(lint, &s->at,
		    "no REF, want what the expectation rests on");
	if (s->unconfirmed != NULL && !reference_has_clause(s->unconfirmed))
		lint_problem(lint, &s->at,
		    "UNCONFIRMED names no clause, want a word such as "
		    "rfc7766#5, posix:getaddrinfo or man:resolv.conf(5)");
	if (s->tags.count == 0)
		lint_problem(lint, &s->at, "no TAGS, want words of TAGS");
	for (size_t i = 0; i < s->tags.count; i++)
		if (!tags_have(tags, s->tags.v[i]))
			lint_problem(lint, &s->at,
			    "unknown tag \"%s\", want a word of TAGS",
			    s->tags.v[i]);
}

/* "flags=" of getaddrinfo: by name or as a number. */
static bool
wants_addrconfig(const struct call *c)
{
	for (size_t i = 1; i < c->argv.count; i++) {
		const char *word = c->argv.v[i];

		if (strncmp(word, "flags=", 6) != 0)
			continue;
		if (strstr(word, "addrconfig") != NULL)
			return true;
		return (strtoul(word + 6, NULL, 0) & AI_ADDRCONFIG_BIT) != 0;
	}
	return false;
}

static void
lint_route(struct lint *lint, const struct scenario *s, const struct call *c)
{
	const struct kernel_spec *k = &s->kernel;
	bool addrconfig =
	    strcmp(c->argv.v[0], "getaddrinfo") == 0 && wants_addrconfig(c);

	if (!addrconfig && c->order != ORDER_RFC6724)
		return;
	if (k->default_route || k->route_declined || k->addresses.count > 0)
		return;
	lint_problem(lint, &c->at,
	    "%s depends on the host's addresses, want "
	    "KERNEL route=default or address=, or route=none to decline",
	    addrconfig ? "AI_ADDRCONFIG" : "ORDER rfc6724");
}

static void
lint_elapsed(struct lint *lint, const struct scenario *s, const struct fact *f)
{
	if (f->kind != FACT_ELAPSED_MS || f->hi == LONG_MAX || f->is_pin)
		return;
	if (strncmp(s->name, "timing/", strlen("timing/")) != 0)
		lint_problem(lint, &f->at,
		    "an upper bound of elapsed time, "
		    "want such scenarios in timing/ only");
	else if (f->hi < (long)(s->deadline_ms / 2))
		lint_problem(lint, &f->at,
		    "elapsed at most %ld ms, want at "
		    "least half the deadline, %u ms",
		    f->hi, s->deadline_ms / 2);
}

/* "musl", "musl-1.2.*"; a range of versions is for PIN alone. */
static bool
is_client_pattern(const char *text)
{
	return *text != '\0' && strpbrk(text, "<>=") == NULL;
}

static void
lint_who(struct lint *lint, const struct fact *f)
{
	const char *why =
	    f->versions == NULL ? NULL : version_range_fault(f->versions);

	if (f->family != NULL && !is_client_pattern(f->family))
		lint_problem(lint, &f->at,
		    "no client is called \"%s\", want one such as musl or "
		    "musl-1.2.*",
		    f->family);
	if (why != NULL)
		lint_problem(lint, &f->at,
		    "%s in \"%s\", want a range such "
		    "as >=1.2.2,<1.2.5",
		    why, f->versions);
}

static void
lint_call(struct lint *lint, const struct scenario *s, const struct call *c)
{
	bool judged = c->result_count > 0;

	for (size_t i = 0; i < c->fact_count; i++) {
		judged |= !c->facts[i].is_pin;
		lint_elapsed(lint, s, &c->facts[i]);
		lint_who(lint, &c->facts[i]);
	}
	if (!judged)
		lint_problem(lint, &c->at,
		    "a CALL nothing judges, want a RESULT or an EXPECT");
	if (c->argv.count > 0)
		lint_route(lint, s, c);
}

void
lint_scenario(struct lint *lint, const struct scenario *s,
    const struct tags *tags)
{
	struct place top = { .file = s->path, .line = 1, .column = 1 };

	if (s->is_plain) {
		lint_problem(lint, &top,
		    "a plain data file, want "
		    "SCENARIO_BEGIN as the first line of a scenario");
		return;
	}
	lint_meta(lint, s, tags);
	if (s->call_count == 0)
		lint_problem(lint, &s->at, "no CALL, want one at least");
	for (size_t i = 0; i < s->call_count; i++)
		lint_call(lint, s, &s->calls[i]);
	for (size_t i = 0; i < s->clients.count; i++)
		if (!is_client_pattern(s->clients.v[i]))
			lint_problem(lint, &s->at,
			    "no client is called \"%s\", want one such as "
			    "musl or musl-1.2.*",
			    s->clients.v[i]);
	for (size_t i = 0; i < s->needs.count; i++)
		if (strcmp(s->needs.v[i], "ipv6") != 0)
			lint_problem(lint, &s->at,
			    "nothing is known of the facility \"%s\", want "
			    "ipv6",
			    s->needs.v[i]);
	lint_servers(lint, s);
}

static int
compare_names(const void *left, const void *right)
{
	const struct scenario *const *a = left, *const *b = right;

	return strcmp((*a)->name, (*b)->name);
}

static int
compare_prints(const void *left, const void *right)
{
	const struct scenario *const *a = left, *const *b = right;

	if ((*a)->fingerprint != (*b)->fingerprint)
		return (*a)->fingerprint < (*b)->fingerprint ? -1 : 1;
	return compare_names(left, right);
}

/* Title, reasons and references apart, two files or variants are the same. */
static void
lint_duplicates(struct lint *lint, const struct scenarios *scenarios)
{
	struct scenario **v =
	    xmemdup(scenarios->v, scenarios->count * sizeof(struct scenario *));

	qsort(v, scenarios->count, sizeof(struct scenario *), compare_prints);
	for (size_t i = 1; i < scenarios->count; i++)
		if (v[i - 1]->fingerprint == v[i]->fingerprint &&
		    strcmp(v[i - 1]->name, v[i]->name) != 0)
			lint_problem(lint, &v[i]->at,
			    "%s does what %s does, want one of them",
			    v[i]->name, v[i - 1]->name);
	free(v);
}

static void
lint_names(struct lint *lint, const struct scenarios *scenarios)
{
	struct scenario **v =
	    xmemdup(scenarios->v, scenarios->count * sizeof(struct scenario *));

	qsort(v, scenarios->count, sizeof(struct scenario *), compare_names);
	for (size_t i = 1; i < scenarios->count; i++)
		if (strcmp(v[i - 1]->name, v[i]->name) == 0)
			lint_problem(lint, &v[i]->at,
			    "a second scenario "
			    "named %s, want one",
			    v[i]->name);
	free(v);
}

void
lint_corpus(struct lint *lint, const struct scenarios *scenarios,
    const struct known *known, const struct clients *clients,
    const struct tags *tags)
{
	for (size_t i = 0; i < scenarios->count; i++)
		lint_scenario(lint, scenarios->v[i], tags);
	lint_names(lint, scenarios);
	lint_duplicates(lint, scenarios);
	lint_known(lint, known, scenarios, clients);
}

size_t
lint_print(const struct lint *lint, FILE *out)
{
	for (size_t i = 0; i < lint->count; i++)
		fprintf(out, "%s\n", lint->v[i]);
	return lint->count;
}

void
lint_clear(struct lint *lint)
{
	for (size_t i = 0; i < lint->count; i++)
		free(lint->v[i]);
	free(lint->v);
	memset(lint, 0, sizeof *lint);
}
