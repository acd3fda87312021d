/* Words of REF: a slip of the pen must not lose what is covered. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/lint_reference.h"

/* Kinds of references; ids of the first ones are those of the lists. */
static const struct {
	const char *kind;
	bool is_listed; /* as soon as one list has an id of the kind */
} kinds[] = {
	{ "behaviour", true },
	{ "c-ares", true },
	{ "glibc", true },
	{ "field", false },
	{ "ldns", false },
	{ "man", false },
	{ "musl", false },
	{ "posix", true }, /* "posix:getaddrinfo" alone is free */
	{ "upstream", false },
};
enum { KINDS = sizeof kinds / sizeof *kinds };

/* Octets of the kind, the colon not included; 0 where there is none. */
static size_t
kind_len(const char *word)
{
	size_t len = strcspn(word, ":");

	return word[len] == ':' && word[len + 1] != '\0' ? len : 0;
}

/* "rfc7766", "rfc7766#5" */
static bool
is_rfc(const char *word)
{
	size_t digits;

	if (strncmp(word, "rfc", 3) != 0)
		return false;
	digits = strspn(word + 3, "0123456789");
	word += 3 + digits;
	return digits > 0 &&
	       (*word == '\0' || (*word == '#' && word[1] != '\0'));
}

/* "posix:getaddrinfo": a function, and nothing it demands */
static bool
is_function(const char *word)
{
	return strncmp(word, "posix:", 6) == 0 && strchr(word + 6, ':') == NULL;
}

/* "c-ares:src/lib/ares_query.c", "ldns:net.c", "c-ares:pull/551" */
static bool
is_source(const char *word)
{
	size_t len = strlen(word);

	return strchr(word, '/') != NULL ||
	       (len > 2 && strcmp(word + len - 2, ".c") == 0);
}

static int
kind_index(const char *word)
{
	size_t len = kind_len(word);

	for (int i = 0; i < KINDS; i++)
		if (strlen(kinds[i].kind) == len &&
		    memcmp(kinds[i].kind, word, len) == 0)
			return i;
	return -1;
}

static bool
lists_have_kind(const struct coverage *lists, const char *word)
{
	size_t len = kind_len(word);

	if (len == 0)
		return false;
	for (size_t i = 0; i < lists->count; i++)
		for (size_t k = 0; k < lists->v[i].count; k++)
			if (kind_len(lists->v[i].v[k].id) == len &&
			    memcmp(lists->v[i].v[k].id, word, len) == 0)
				return true;
	return false;
}

/* The word of LEN octets names a text that demands something. */
static bool
is_clause(const char *word, size_t len)
{
	static const char *const texts[] = { "posix:", "man:" };
	char *text = xstrndup(word, len);
	bool found = is_rfc(text) && strchr(text, '#') != NULL;

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
		found |= strncmp(text, texts[i], strlen(texts[i])) == 0 &&
			 len > strlen(texts[i]);
	free(text);
	return found;
}

bool
reference_has_clause(const char *sentence)
{
	static const char between[] = " \t(";

	for (const char *word = sentence; *word != '\0';) {
		size_t len;

		word += strspn(word, between);
		len = strcspn(word, between);
		if (is_clause(word, len))
			return true;
		word += len;
	}
	return false;
}

static void
lint_word(struct lint *lint, const struct place *at,
    const struct coverage *lists, const char *word)
{
	int kind = kind_index(word);
	bool listed = lists_have_kind(lists, word);

	if (coverage_find(lists, word) != NULL || is_rfc(word))
		return;
	if (kind == -1 && !listed)
		lint_problem(lint, at,
		    "nothing is known of references such as %s, want rfcN#S, "
		    "musl:COMMIT or a kind that scenario(5) has",
		    word);
	else if (listed && (kind == -1 || kinds[kind].is_listed) &&
		 !is_source(word) && !is_function(word))
		lint_problem(lint, at,
		    "%s is in no list of coverage/, want one of its ids", word);
}

void
lint_references(struct lint *lint, const struct coverage *lists,
    const struct scenarios *scenarios, const struct known *known)
{
	for (size_t i = 0; i < scenarios->count; i++)
		for (size_t k = 0; k < scenarios->v[i]->refs.count; k++)
			lint_word(lint, &scenarios->v[i]->at, lists,
			    scenarios->v[i]->refs.v[k]);
	for (size_t i = 0; i < known->count; i++) {
		char *words = xstrdup(known->v[i].reference), *word;
		char *rest = words;

		while ((word = strsep(&rest, " ")) != NULL)
			if (*word != '\0')
				lint_word(lint, &known->v[i].at, lists, word);
		free(words);
	}
}
