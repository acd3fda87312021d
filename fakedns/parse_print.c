/* The fingerprint of a scenario: what it does, not what it is called */
#include "config.h"

#include <string.h>

#include "fakedns/octets_hash.h"
#include "fakedns/parse.h"

enum { SEED = 1 }; /* nobody gains by a collision */

/*
 * Lines that are about the scenario, those that are worked in already, and
 * facts: two files that differ in these alone could be one.
 */
static bool
is_about(const char *line)
{
	static const char *const words[] = { "SCENARIO_BEGIN", "WHY", "REF",
		"TAGS", "CLAIM", "UNCONFIRMED", "VARY", "WHEN_BEGIN",
		"WHEN_END", "EXPECT", "PIN" };
	size_t len;

	line += strspn(line, " \t");
	len = strcspn(line, " \t;");
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (strlen(words[i]) == len && memcmp(words[i], line, len) == 0)
			return true;
	return *line == '#';
}

void
parser_print(struct parser *p, const char *octets, size_t len)
{
	p->s->fingerprint =
	    bits_mix(p->s->fingerprint ^ octets_hash(SEED, octets, len));
}

/* Blanks count as one, those at the ends and comments as nothing. */
void
parser_print_line(struct parser *p)
{
	struct writer out = { 0 };
	bool quoted = false, blank = false;

	if (is_about(p->line))
		return;
	for (const char *c = p->line; *c != '\0' && (quoted || *c != ';');
	     c++) {
		if (*c == '"')
			quoted = !quoted;
		if (!quoted && (*c == ' ' || *c == '\t')) {
			blank = true;
			continue;
		}
		if (blank && out.len > 0)
			writer_u8(&out, ' ');
		blank = false;
		if (*c == '\\' && c[1] != '\0')
			writer_u8(&out, (unsigned char)*c++);
		writer_u8(&out, (unsigned char)*c);
	}
	if (out.len > 0)
		parser_print(p, (const char *)out.octets, out.len);
	writer_clear(&out);
}
