#include "config.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "report/html.h"
#include "report/refs.h"

/* "rfc7766#5.1:tcp": a clause, and one of the duties in it. */
struct clause {
	size_t number, section, duty; /* octets of each */
};

static bool
parse_clause(const char *word, struct clause *c)
{
	*c = (struct clause){ 0 };
	if (strncmp(word, "rfc", 3) != 0)
		return false;
	word += 3;
	c->number = strspn(word, "0123456789");
	word += c->number;
	if (*word == '#') {
		c->section = strspn(word + 1, "0123456789.ABCDEFGH");
		word += 1 + c->section;
	}
	c->duty = *word == ':' ? strlen(word + 1) : 0;
	return c->number > 0 && (*word == '\0' || c->duty > 0);
}

/* "section", "appendix" */
static const char *
part_of(const char *section)
{
	return isalpha((unsigned char)*section) ? "appendix" : "section";
}

static void
put_clause(FILE *f, const char *word, const struct clause *c)
{
	const char *number = word + 3, *section = number + c->number + 1;

	fprintf(f, "<a href=\"https://www.rfc-editor.org/rfc/rfc%.*s",
	    (int)c->number, number);
	if (c->section > 0)
		fprintf(f, "#%s-%.*s", part_of(section), (int)c->section,
		    section);
	fprintf(f, "\">RFC %.*s", (int)c->number, number);
	if (c->section > 0)
		fprintf(f, ", %s %.*s", part_of(section), (int)c->section,
		    section);
	fputs("</a>", f);
	if (c->duty > 0) {
		fputs(" (", f);
		html_text(f, word + strlen(word) - c->duty);
		fputs(")", f);
	}
}

static bool
is_commit(const char *word)
{
	const size_t len = strspn(word, "0123456789abcdef");

	return len >= 7 && len <= 40 && word[len] == '\0';
}

static void
put_word(FILE *f, const char *word)
{
	static const char musl[] = "musl:";
	const char *commit = word + strlen(musl);
	struct clause clause;

	if (parse_clause(word, &clause))
		put_clause(f, word, &clause);
	else if (strncmp(word, musl, strlen(musl)) == 0 && is_commit(commit))
		fprintf(f,
		    "<a href=\"https://git.musl-libc.org/cgit/musl/commit/"
		    "?id=%s\">musl commit %s</a>",
		    commit, commit);
	else
		html_text(f, word);
}

static bool
is_told(const char *word, size_t len)
{
	static const char ours[] = "behaviour:";

	return len > 0 && strncmp(word, ours, strlen(ours)) != 0;
}

bool
refs_is_told(const char *words)
{
	while (*words != '\0') {
		const size_t len = strcspn(words, " ");

		if (is_told(words, len))
			return true;
		words += len + (words[len] == ' ');
	}
	return false;
}

void
refs_html(FILE *f, const char *words)
{
	const char *between = "";

	while (*words != '\0') {
		const size_t len = strcspn(words, " ");
		char *word = xstrndup(words, len);

		if (is_told(words, len)) {
			fputs(between, f);
			put_word(f, word);
			between = ", ";
		}
		free(word);
		words += len + (words[len] == ' ');
	}
}

void
refs_html_octets(FILE *f, const char *words, size_t len)
{
	char *s = xstrndup(words, len);

	refs_html(f, s);
	free(s);
}
