#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "resolver-tests/bug_outcome.h"
#include "resolver-tests/bug_versions.h"

enum { NAME_WIDTH = 15, OUTCOME_WIDTH = 60, SHA_SHOWN = 16 };

static bool
same_family(const struct bug *b, const struct bug_trial *t)
{
	return strcmp(t->client->family, b->client->family) == 0;
}

static char *
words_of(const struct bug *b, const struct bug_trial *t)
{
	struct text text = { 0 };

	bug_outcome_words(b, t, &text);
	return text_take(&text);
}

/* It deviates as the reported one does. */
static bool
does_the_same(const struct bug *b, const struct bug_trial *t)
{
	char *mine = words_of(b, bug_reported(b)), *its = words_of(b, t);
	bool same = t->fate == BUG_DEVIATES && strcmp(mine, its) == 0;

	free(mine);
	free(its);
	return same;
}

/* The records of a family tell its versions' reasons apart. */
static bool
has_other_reason(const struct bug *b, const struct bug_trial *t)
{
	const struct known_deviation *mine = bug_reported(b)->known;

	return same_family(b, t) && mine != NULL && t->known != NULL &&
	       strcmp(mine->reason, t->known->reason) != 0;
}

static const char *
fate_words(const struct bug *b, const struct bug_trial *t)
{
	switch (t->fate) {
	case BUG_WANTED:
		return "as wanted";
	case BUG_PERMITTED:
		return "permitted";
	case BUG_DEVIATES:
		return !does_the_same(b, t)     ? "deviates otherwise"
		       : has_other_reason(b, t) ? "deviates, other reason"
						: "DEVIATES";
	case BUG_NOT_RUN:
		break;
	}
	return "";
}

/* The versions of the family that FATE_WORDS are of, with "and". */
static size_t
add_versions(const struct bug *b, const char *fate, const char *before,
    struct text *out)
{
	size_t count = 0, at = 0;

	for (size_t i = 0; i < b->suite->clients.count; i++)
		count += same_family(b, &b->trials[i]) &&
			 strcmp(fate_words(b, &b->trials[i]), fate) == 0;
	for (size_t i = 0; i < b->suite->clients.count && count > 0; i++) {
		if (!same_family(b, &b->trials[i]) ||
		    strcmp(fate_words(b, &b->trials[i]), fate) != 0)
			continue;
		text_add(out, "%s%s",
		    at == 0           ? before
		    : at + 1 == count ? " and "
				      : ", ",
		    b->trials[i].client->version);
		at++;
	}
	return count;
}

void
bug_versions_words(const struct bug *b, struct text *out)
{
	size_t count;

	add_versions(b, "DEVIATES", "", out);
	count = add_versions(b, "deviates otherwise", "; ", out);
	if (count > 0)
		text_add(out, " deviate%s in another way",
		    count == 1 ? "s" : "");
	count = add_versions(b, "deviates, other reason", "; ", out);
	if (count > 0)
		text_add(out, " do%s the same for another reason",
		    count == 1 ? "es" : "");
	count = add_versions(b, "permitted", "; ", out);
	if (count > 0)
		text_add(out, " give%s what is permitted",
		    count == 1 ? "s" : "");
	add_versions(b, "as wanted", "; not ", out);
}

/* Without the marks of code: the table is a block of it. */
static char *
plain_words_of(const struct bug *b, const struct bug_trial *t)
{
	char *words = words_of(b, t), *to = words;

	for (const char *from = words; *from != '\0'; from++)
		if (*from != '`')
			*to++ = *from;
	*to = '\0';
	return words;
}

/* Of the outcomes, but for those that are much longer than others. */
static int
outcome_width(const struct bug *b)
{
	size_t width = 0;

	for (size_t i = 0; i < b->suite->clients.count; i++) {
		char *words = plain_words_of(b, &b->trials[i]);
		size_t len = strlen(words);

		if (len > width && len <= OUTCOME_WIDTH)
			width = len;
		free(words);
	}
	return (int)width;
}

void
bug_versions_table(const struct bug *b, bool family, struct text *out)
{
	int width = outcome_width(b);

	for (size_t i = 0; i < b->suite->clients.count; i++) {
		const struct bug_trial *t = &b->trials[i];
		char *words;

		if (same_family(b, t) != family)
			continue;
		words = plain_words_of(b, t);
		text_add(out, "    %-*s %-*s  %s", NAME_WIDTH, t->client->name,
		    width, words, fate_words(b, t));
		while (out->s[out->len - 1] == ' ')
			out->s[--out->len] = '\0';
		text_add(out, "\n");
		free(words);
	}
	text_add(out, "\n");
}

void
bug_versions_libraries(const struct bug *b, struct text *out)
{
	for (size_t i = 0; i < b->suite->clients.count; i++) {
		const struct client *c = b->trials[i].client;

		text_add(out, "    %-*s package %-22s %.*s...\n", NAME_WIDTH,
		    c->name, c->package, SHA_SHOWN, c->sha256);
	}
	text_add(out, "\n");
}
