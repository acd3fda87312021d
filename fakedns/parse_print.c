/* The hashes of a scenario: what it does, not what it is called */
#include "config.h"

#include <string.h>

#include "fakedns/fnv1a.h"
#include "fakedns/octets_hash.h"
#include "fakedns/parse.h"

enum { SEED = 1 }; /* nobody gains by a collision */

/* True where the first word of LINE is one of WORDS, which NULL ends. */
static bool
begins(const char *line, const char *const *words)
{
	size_t len = strcspn(line, " \t;");

	for (; *words != NULL; words++)
		if (strlen(*words) == len && memcmp(*words, line, len) == 0)
			return true;
	return false;
}

/* About the scenario, or worked in already: no trial goes otherwise. */
static bool
is_about(const char *line)
{
	static const char *const words[] = { "SCENARIO_BEGIN", "WHY", "REF",
		"TAGS", "CLAIM", "UNCONFIRMED", "VARY", "WHEN_BEGIN",
		"WHEN_END", NULL };

	line += strspn(line, " \t");
	return *line == '#' || begins(line, words);
}

/* Two files that differ in facts alone could be one; verdicts may differ. */
static bool
is_fact(const char *line)
{
	static const char *const words[] = { "EXPECT", "PIN", NULL };

	return begins(line + strspn(line, " \t"), words);
}

static void
add_fingerprint(struct scenario *s, const void *octets, size_t len)
{
	s->fingerprint =
	    bits_mix(s->fingerprint ^ octets_hash(SEED, octets, len));
}

void
parser_print(struct parser *p, const char *octets, size_t len)
{
	add_fingerprint(p->s, octets, len);
	p->s->hash = fnv1a_add(p->s->hash, octets, len);
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
	if (out.len > 0) {
		if (!is_fact(p->line))
			add_fingerprint(p->s, out.octets, out.len);
		writer_u8(&out, '\n');
		p->s->hash = fnv1a_add(p->s->hash, out.octets, out.len);
	}
	writer_clear(&out);
}
