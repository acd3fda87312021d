#include "config.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/rr.h"
#include "fakedns/xalloc.h"
#include "resolver-tests/bug_words.h"
#include "resolver-tests/text.h"

/* One octet within quotes; no comment and no trigraph comes of it. */
static void
add_octet(struct text *out, unsigned char c)
{
	if (c == '\\' || c == '"')
		text_add(out, "\\%c", c);
	else if (c < ' ' || c > '~' || c == '?' || c == '*')
		text_add(out, "\\%03o", c);
	else
		text_add(out, "%c", c);
}

char *
bug_words_literal(const char *word)
{
	struct text out = { 0 };

	if (strcmp(word, "NULL") == 0)
		return xstrdup("NULL");
	text_add(&out, "\"");
	for (const char *s = word; *s != '\0'; s++) {
		if (*s != '\\') {
			add_octet(&out, (unsigned char)*s);
		} else if (isdigit((unsigned char)s[1])) {
			add_octet(&out,
			    (unsigned char)strtoul(s + 1, NULL, 10));
			s += 3;
		} else {
			add_octet(&out, (unsigned char)*++s);
		}
	}
	text_add(&out, "\"");
	return text_take(&out);
}

const char *
bug_words_option(const struct call *c, const char *key)
{
	size_t len = strlen(key);

	for (size_t i = 1; i < c->argv.count; i++)
		if (strncmp(c->argv.v[i], key, len) == 0 &&
		    c->argv.v[i][len] == '=')
			return c->argv.v[i] + len + 1;
	return NULL;
}

const char *
bug_words_unknown(const struct call *c, size_t count, const char *const *keys)
{
	for (size_t i = 1 + count; i < c->argv.count; i++) {
		const char *word = c->argv.v[i];
		size_t len = strcspn(word, "="), k = 0;

		while (keys[k] != NULL && (strlen(keys[k]) != len ||
					      memcmp(keys[k], word, len) != 0))
			k++;
		if (keys[k] == NULL)
			return word;
	}
	return NULL;
}

bool
bug_words_is_number(const char *text)
{
	text += *text == '-';
	return *text != '\0' && text[strspn(text, "0123456789")] == '\0';
}

char *
bug_words_family(const char *word)
{
	return xstrdup(strcmp(word, "inet") == 0     ? "AF_INET"
		       : strcmp(word, "inet6") == 0  ? "AF_INET6"
		       : strcmp(word, "unspec") == 0 ? "AF_UNSPEC"
						     : word);
}

char *
bug_words_socktype(const char *word)
{
	return xstrdup(strcmp(word, "stream") == 0  ? "SOCK_STREAM"
		       : strcmp(word, "dgram") == 0 ? "SOCK_DGRAM"
		       : strcmp(word, "any") == 0   ? "0"
						    : word);
}

char *
bug_words_flags(const char *word, const char *prefix)
{
	struct text out = { 0 };

	if (word == NULL || *word == '\0')
		return xstrdup("0");
	if (isdigit((unsigned char)*word))
		return xstrdup(word);
	text_add(&out, "%s", prefix);
	for (; *word != '\0'; word++)
		if (*word == ',')
			text_add(&out, " | %s", prefix);
		else
			text_add(&out, "%c", toupper((unsigned char)*word));
	return text_take(&out);
}

int
bug_words_type(const char *word)
{
	uint16_t type;

	return rr_type_parse(word, &type) ? type : -1;
}

int
bug_words_class(const char *word)
{
	uint16_t class;

	return rr_class_parse(word, &class) ? class : -1;
}
