#include "config.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "resolver-tests/inert.h"

/* First and last of the characters that change how others are shown. */
static const struct {
	unsigned long first, last;
} unseen[] = {
	{ 0x00, 0x1f },       /* C0: escape sequences of terminals */
	{ 0x7f, 0x9f },       /* DEL, C1 */
	{ 0xad, 0xad },       /* soft hyphen */
	{ 0x61c, 0x61c },     /* Arabic letter mark */
	{ 0x180e, 0x180e },   /* Mongolian vowel separator */
	{ 0x200b, 0x200f },   /* zero width, direction marks */
	{ 0x2028, 0x202e },   /* separators of lines, embeddings, overrides */
	{ 0x2060, 0x206f },   /* joiners, isolates */
	{ 0xfeff, 0xfeff },   /* byte order mark */
	{ 0xfff9, 0xfffb },   /* annotations */
	{ 0xfffe, 0xffff },   /* no characters at all */
	{ 0xe0000, 0xe007f }, /* tags */
};

/* Octets and value of the character at S; 0 where it is no UTF-8. */
static size_t
decode(const unsigned char *s, unsigned long *out)
{
	static const unsigned long least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	size_t len = s[0] < 0x80   ? 1
		     : s[0] < 0xc0 ? 0
		     : s[0] < 0xe0 ? 2
		     : s[0] < 0xf0 ? 3
		     : s[0] < 0xf8 ? 4
				   : 0;

	if (len <= 1) {
		*out = s[0];
		return len;
	}
	*out = s[0] & (0x7fU >> len);
	for (size_t i = 1; i < len; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
		*out = *out << 6 | (s[i] & 0x3f);
	}
	if (*out < least[len] || *out > 0x10ffff ||
	    (*out >= 0xd800 && *out <= 0xdfff))
		return 0;
	return len;
}

/* How many octets at S are one character that may stand; 0: none may. */
static size_t
harmless(const char *s)
{
	unsigned long c;
	size_t len = decode((const unsigned char *)s, &c);

	for (size_t i = 0; i < sizeof unseen / sizeof *unseen; i++)
		if (c >= unseen[i].first && c <= unseen[i].last)
			return 0;
	return len;
}

static void
add_octet(struct text *out, char octet)
{
	text_add(out, "\\%03u", (unsigned)(unsigned char)octet);
}

/* Characters of ESCAPED become octets as well. */
static void
add(struct text *out, const char *text, const char *escaped)
{
	while (*text != '\0') {
		size_t len = harmless(text);

		if (len == 0 || strchr(escaped, *text) != NULL) {
			add_octet(out, *text++);
			continue;
		}
		text_add_octets(out, text, len);
		text += len;
	}
}

void
inert_add(struct text *out, const char *text)
{
	add(out, text, "");
}

char *
inert_text(const char *text)
{
	struct text out = { 0 };

	inert_add(&out, text);
	return text_take(&out);
}

void
inert_add_code(struct text *out, const char *text)
{
	if (*text == '\0')
		return;
	text_add(out, "`");
	add(out, text, "`|"); /* the ends of code and of a column */
	text_add(out, "`");
}

/* Between two letters or digits it is part of a word or a number. */
static bool
is_inside(const char *text, const char *start)
{
	return text > start && isalnum((unsigned char)text[-1]) &&
	       isalnum((unsigned char)text[1]);
}

/* "1." at the start of a line is a list. */
static bool
is_first_number(const char *text, const char *start)
{
	while (text > start && isdigit((unsigned char)text[-1]))
		text--;
	return text == start;
}

/* "www." makes a link. */
static bool
is_behind_www(const char *text, const char *start)
{
	return text - start >= 3 && strncasecmp(text - 3, "www", 3) == 0;
}

/* Marks that mean nothing where they stand: ", " and "word." and "(word)". */
static bool
is_plain(const char *text, const char *start)
{
	bool ends = text[1] == ' ' || text[1] == '\0';

	switch (*text) {
	case ',':
	case ';':
	case '\'':
	case '"':
	case '(':
	case ')':
	case '?':
		return true;
	case '-':
	case '_': /* of GitHub's flavour */
	case '/':
	case '=':
		return is_inside(text, start);
	case ':': /* else "http://" or ":smile:" */
		return ends || (is_inside(text, start) &&
				   text[1 + strcspn(text + 1, " :")] != ':');
	case '.':
		return text > start && !is_first_number(text, start) &&
		       (ends || (is_inside(text, start) &&
				    !is_behind_www(text, start)));
	default:
		return false;
	}
}

void
inert_add_prose(struct text *out, const char *text)
{
	char *s = inert_text(text);

	for (const char *at = s; *at != '\0'; at++) {
		if (ispunct((unsigned char)*at) && !is_plain(at, s))
			text_add(out, "\\");
		text_add_octets(out, at, 1);
		if (*at == '@') /* parts it from a name */
			text_add(out, "&#8203;");
	}
	free(s);
}
