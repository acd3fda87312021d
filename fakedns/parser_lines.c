/* The lines of a file, those that it makes, and their words */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/generate.h"
#include "fakedns/parse.h"

/* Counts a line that is not in the file. */
static int
count_made(struct made *made, size_t octets, const struct place *at,
    struct error *err)
{
	made->lines++;
	made->octets += octets;
	if (made->lines > MADE_LINES_MAX)
		error_at(err, at,
		    "VARY and $GENERATE make more than %d lines of this file, "
		    "want fewer",
		    MADE_LINES_MAX);
	else if (made->octets > MADE_OCTETS_MAX)
		error_at(err, at,
		    "VARY and $GENERATE make more than %d octets of this "
		    "file, want fewer",
		    MADE_OCTETS_MAX);
	else
		return 0;
	return -1;
}

struct generating {
	struct parser *p;
	const struct place *at;
	int (*each)(const char *line, void *arg, struct error *err);
	void *arg;
};

static int
count_generated(const char *line, void *arg, struct error *err)
{
	struct generating *g = arg;

	return count_made(g->p->made, strlen(line), g->at, err) == -1
		   ? -1
		   : g->each(line, g->arg, err);
}

int
parser_generate(struct parser *p, const char *directive, const struct place *at,
    int (*each)(const char *line, void *arg, struct error *err), void *arg)
{
	struct generating g = { p, at, each, arg };

	return generate_expand(directive, at, count_generated, &g, p->err);
}

int
parser_raw_line(struct parser *p)
{
	free(p->line);
	p->line = NULL;
	tokens_clear(&p->t);
	if (p->next == p->source->count)
		return 0;
	p->at = (struct place){ p->s->path, (unsigned)p->next + 1, 1 };
	p->line = varies_expand(p->varies, p->variant,
	    p->source->lines[p->next++], &p->at, p->err);
	if (p->line == NULL)
		return -1;
	if (p->made->variants == 0)
		return 1;
	return count_made(p->made, strlen(p->line), &p->at, p->err) == -1 ? -1
									  : 1;
}

static void
cut_words(struct tokens *t, size_t count)
{
	while (t->count > count)
		free(t->v[--t->count].text);
}

/*
 * testns: what starts with a keyword is the keyword, and the rest of the line
 * is nothing.  Data files rely on it for these two.
 */
static void
cut_keyword(struct tokens *t)
{
	static const char *const words[] = { "ENTRY_BEGIN", "ENTRY_END" };

	for (size_t i = 0; i < 2 && t->count > 0; i++)
		if (strncmp(t->v->text, words[i], strlen(words[i])) == 0) {
			t->v->text[strlen(words[i])] = '\0';
			cut_words(t, 1);
		}
}

/* testns: '#' starts a comment before and behind the words of a keyword. */
static void
cut_comment(struct tokens *t)
{
	static const char *const keywords[] = { "MATCH", "REPLY", "FLAGS",
		"ADJUST", "SECTION", "EXTRA_PACKET", "ENTRY_BEGIN", "ENTRY_END",
		"HEX_ANSWER_BEGIN", "HEX_ANSWER_END", "HEX_EDNSDATA_BEGIN",
		"HEX_EDNSDATA_END", "HEX_EDNS_BEGIN", "HEX_EDNS_END", "RAW",
		"MANDATORY", "RANGE_BEGIN", "RANGE_END", "ADDRESS", "$ORIGIN",
		"$TTL", NULL };
	bool is_keyword = t->count > 0 && word_index(t->v->text, keywords) >= 0;

	for (size_t i = 0; i < t->count && (i == 0 || is_keyword); i++)
		if (t->v[i].text[0] == '#')
			cut_words(t, i);
}

/* Quotes and ; are nothing special in a sentence. */
static bool
is_prose(const char *line)
{
	static const char *const words[] = { "WHY", "UNCONFIRMED",
		"SCENARIO_BEGIN" };

	line += strspn(line, " \t");
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t len = strlen(words[i]);

		if (strncmp(line, words[i], len) == 0 &&
		    (line[len] == ' ' || line[len] == '\t' ||
			line[len] == '\0'))
			return true;
	}
	return false;
}

int
parser_words(struct parser *p)
{
	for (;;) {
		int more = parser_line(p);

		if (more != 1)
			return more;
		if (p->line[0] == '#')
			continue;
		if (is_prose(p->line))
			tokens_split_prose(p->line, &p->t);
		else if (tokens_split(p->line, &p->at, &p->t, p->err) == -1)
			return -1;
		if (p->s->is_plain) {
			cut_comment(&p->t);
			cut_keyword(&p->t);
		}
		if (p->t.count > 0)
			return 1;
	}
}
