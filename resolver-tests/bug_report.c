/* report.md: what a maintainer reads first */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/variant_lines.h"
#include "fakedns/xalloc.h"
#include "resolver-tests/bug.h"
#include "resolver-tests/bug_markdown.h"
#include "resolver-tests/bug_outcome.h"
#include "resolver-tests/bug_reference.h"
#include "resolver-tests/bug_versions.h"
#include "resolver-tests/inert.h"

/* The record's reason: what is done; behind a colon, what comes of it. */
static const char *
reason(const struct bug *b)
{
	const struct known_deviation *known = bug_reported(b)->known;

	return known == NULL ? NULL : known->reason;
}

static void
add_title(const struct bug *b, struct text *out)
{
	const char *what = reason(b);

	text_add(out, "# %s %s: %s", b->client->family, b->client->version,
	    b->call->argv.v[0]);
	if (what == NULL) {
		text_add(out, " gives ");
		bug_outcome_words(b, bug_reported(b), out);
	} else {
		text_add(out, ": ");
		bug_markdown_prose(out, what, strcspn(what, ":"), false);
	}
	text_add(out, "\n\n");
}

static void
add_summary(const struct bug *b, struct text *out)
{
	const char *what = reason(b),
		   *colon = what == NULL ? NULL : strchr(what, ':');
	struct text text = { 0 };

	if (colon != NULL) {
		colon += 1 + strspn(colon + 1, " ");
		bug_markdown_prose(&text, colon, strlen(colon), true);
		text_add(&text, ".");
		bug_markdown_wrap(out, false, &text);
	}
	for (size_t i = 0; i < b->scenario->why.count; i++) {
		text_add(&text, "%s", i == 0 ? "" : " ");
		inert_add_prose(&text, b->scenario->why.v[i]);
	}
	bug_markdown_wrap(out, false, &text);
}

static void
add_wanted(const struct bug *b, struct text *out)
{
	struct text missed = { 0 };
	bool some = bug_outcome_wanted(b, false, out);

	if (bug_outcome_missed(b, &missed))
		text_add(out, "%s%s", some ? ", and " : "", missed.s);
	text_clear(&missed);
}

/* The report in five lines. */
static void
add_facts(const struct bug *b, struct text *out)
{
	struct text text = { 0 };
	char *call = bug_call_words(b);

	text_add(&text, "situation: ");
	inert_add_prose(&text, b->scenario->title);
	bug_markdown_wrap(out, true, &text);
	text_add(&text, "call: ");
	inert_add_code(&text, call);
	bug_markdown_wrap(out, true, &text);
	text_add(&text, "wanted: ");
	add_wanted(b, &text);
	bug_markdown_wrap(out, true, &text);
	text_add(&text, "%s %s: ", b->client->family, b->client->version);
	bug_outcome_words(b, bug_reported(b), &text);
	bug_markdown_wrap(out, true, &text);
	text_add(&text, "affected, of the versions that were run: ");
	bug_versions_words(b, &text);
	bug_markdown_wrap(out, true, &text);
	text_add(out, "\n");
	free(call);
}

static bool
some_client_passes(const struct bug *b)
{
	for (size_t i = 0; i < b->suite->clients.count; i++)
		if (b->trials[i].fate == BUG_WANTED)
			return true;
	return false;
}

static void
add_clauses(const struct bug *b, struct text *out)
{
	struct coverage coverage = { 0 };
	struct lint faults = { 0 }; /* the report has no use for them */
	char *folder = xasprintf("%s/coverage", b->suite->corpus);
	struct text clauses = { 0 };

	coverage_load(folder, &coverage, lint_fault, &faults);
	if (bug_reference_clauses(&b->scenario->refs, &coverage, &clauses) > 0)
		text_add(out, "This rests on\n\n%s\n", clauses.s);
	text_clear(&clauses);
	coverage_clear(&coverage);
	lint_clear(&faults);
	free(folder);
}

static void
add_expected(const struct bug *b, struct text *out)
{
	struct text text = { 0 };

	text_add(out, "## Expected\n\n");
	bug_markdown_results(out, b->call);
	if (bug_outcome_missed(b, &text)) {
		text_add(out, "And: %s.\n\n", text.s);
		text_clear(&text);
	}
	add_clauses(b, out);
	text_add(&text, "Permitted as well: ");
	if (bug_outcome_wanted(b, true, &text)) {
		text_add(&text, ".");
		bug_markdown_wrap(out, false, &text);
	}
	text_clear(&text);
	if (!some_client_passes(b))
		text_add(&text,
		    "None of the resolvers that were run does what is wanted "
		    "here%s",
		    b->scenario->unconfirmed == NULL ? "."
						     : "; it is wanted "
						       "because ");
	if (b->scenario->unconfirmed != NULL && text.len > 0) {
		inert_add_prose(&text, b->scenario->unconfirmed);
		text_add(&text, ".");
	}
	if (text.len > 0)
		bug_markdown_wrap(out, false, &text);
}

static void
add_actual(const struct bug *b, const struct variant_lines *lines,
    struct text *out)
{
	struct text ladder = { 0 };

	text_add(out, "## Actual\n\n");
	bug_markdown_block(out, bug_reported(b)->text);
	bug_ladder_text(b, lines, &ladder);
	if (ladder.len > 0)
		text_add(out,
		    "What passed on the wire (`traffic.pcapng`); lines are "
		    "those of `server.scn`:\n\n```\n%s```\n\n",
		    ladder.s);
	text_clear(&ladder);
	bug_setting_text(b, lines, out);
}

static void
add_versions(const struct bug *b, struct text *out)
{
	const struct known_deviation *known = bug_reported(b)->known;
	struct text text = { 0 };

	text_add(out, "## Versions, and what other resolvers do\n\n");
	bug_versions_table(b, true, out);
	bug_versions_table(b, false, out);
	text_add(&text, "No other version was run, and nothing was bisected. ");
	bug_reference_commits(&b->scenario->refs,
	    known == NULL ? "" : known->reference, &text);
	bug_markdown_wrap(out, false, &text);
}

static void
add_reproduction(const struct bug *b, struct text *out)
{
	bool is_glibc = strcmp(b->client->family, "glibc") == 0;

	text_add(out,
	    "## To reproduce\n\n"
	    "With this folder, a C compiler and `fakedns` in PATH:\n\n"
	    "    ./reproduce.sh build%s\n"
	    "    ./reproduce.sh run\n\n"
	    "`call.c` makes the call and prints what came back. `cell` puts "
	    "it and the\nnameserver, `fakedns` with `server.scn`, into "
	    "namespaces of their own; root is\nnot needed. The exit status is "
	    "0 where the deviation is there, 1 where it is\nnot, 2 where it "
	    "could not be tried. scenario(5) explains `server.scn`.\n\n",
	    is_glibc ? "" : " PREFIX    # where a musl was installed");
}

void
bug_report_text(const struct bug *b, const struct variant_lines *lines,
    struct text *out)
{
	add_title(b, out);
	add_summary(b, out);
	add_facts(b, out);
	add_expected(b, out);
	add_actual(b, lines, out);
	add_versions(b, out);
	add_reproduction(b, out);
	bug_environment_text(b, out);
	if (out->len > 1) /* no empty line at the end */
		out->s[--out->len] = '\0';
}
