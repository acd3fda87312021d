/* What is wrong with claims, and with the words of CLAIM lines */
#include "config.h"

#include <string.h>

#include "resolver-tests/claims.h"
#include "resolver-tests/lint_reference.h"

static void
lint_words(const struct claims *claims, const struct scenario *s,
    struct lint *lint)
{
	for (size_t i = 0; i < s->claims.count; i++) {
		const struct claim *c = claims_find(claims, s->claims.v[i]);

		if (c == NULL)
			lint_problem(lint, &s->at,
			    "unknown claim \"%s\", want a word of CLAIMS",
			    s->claims.v[i]);
		else if (c->bears_all)
			lint_problem(lint, &s->at,
			    "every scenario bears on \"%s\", want no word",
			    c->id);
	}
}

static bool
is_borne(const struct claim *c, const struct scenarios *scenarios)
{
	for (size_t i = 0; i < scenarios->count; i++)
		if (claim_concerns(c, scenarios->v[i]))
			return true;
	return false;
}

static void
lint_claim(const struct claim *c, const struct scenarios *scenarios,
    struct lint *lint)
{
	bool clause = false, commit = false;

	for (size_t i = 0; i < c->refs.count; i++) {
		clause |= reference_has_clause(c->refs.v[i]);
		commit |= strncmp(c->refs.v[i], "musl:", 5) == 0;
	}
	if (!clause)
		lint_problem(lint, &c->at,
		    "claim \"%s\" cites no clause, want one such as rfc7766#5",
		    c->id);
	if (!commit)
		lint_problem(lint, &c->at,
		    "claim \"%s\" cites no commit, want musl:COMMIT", c->id);
	if (c->missing == NULL && !is_borne(c, scenarios))
		lint_problem(lint, &c->at,
		    "no scenario bears on \"%s\", want a CLAIM line that has "
		    "it, or MISSING",
		    c->id);
}

void
claims_lint(const struct claims *claims, const struct scenarios *scenarios,
    struct lint *lint)
{
	for (size_t i = 0; i < scenarios->count; i++)
		lint_words(claims, scenarios->v[i], lint);
	for (size_t i = 0; i < claims->count; i++)
		lint_claim(&claims->v[i], scenarios, lint);
}
