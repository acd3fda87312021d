#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/source.h"
#include "fakedns/xalloc.h"
#include "resolver-tests/claims.h"
#include "resolver-tests/version.h"

const char *const claim_kind_names[CLAIM_KINDS] = { "promise", "improvement",
	"cost" };

static const char id_octets[] = "abcdefghijklmnopqrstuvwxyz0123456789-.";

/* A line: its keyword, what is behind it or NULL, and where it stands. */
struct claims_reader {
	struct claims *out;
	struct claim *open; /* the claim that has begun, or NULL */
	struct place at, rest_at;
	const char *rest;
	struct error *err;
};

static int
bad(struct claims_reader *r, const struct place *at, const char *what)
{
	error_at(r->err, at, "%s", what);
	return -1;
}

/* Once a claim: another is an error. */
static int
set_once(struct claims_reader *r, char **field)
{
	if (*field != NULL)
		return bad(r, &r->at, "a second line of this kind, want one");
	*field = xstrdup(r->rest);
	return 0;
}

static int
set_range(struct claims_reader *r, char **field)
{
	const char *why = version_range_fault(r->rest);

	if (why == NULL)
		return set_once(r, field);
	error_at(r->err, &r->rest_at, "%s, want a range such as >=1.2.2,<1.2.5",
	    why);
	return -1;
}

static int
set_kind(struct claims_reader *r)
{
	if (r->open->kind_said)
		return bad(r, &r->at, "a second line of this kind, want one");
	r->open->kind_said = true;
	for (int i = 0; i < CLAIM_KINDS; i++)
		if (strcmp(r->rest, claim_kind_names[i]) == 0) {
			r->open->kind = (enum claim_kind)i;
			return 0;
		}
	return bad(r, &r->rest_at,
	    "no kind of claim, want promise, improvement or cost");
}

static int
add_sentence(struct claims_reader *r, struct words *out)
{
	words_add(out, r->rest);
	return 0;
}

static int
add_references(struct claims_reader *r)
{
	char *words = xstrdup(r->rest), *rest = words, *word;

	while ((word = strsep(&rest, " \t")) != NULL)
		if (*word != '\0')
			words_add(&r->open->refs, word);
	free(words);
	return 0;
}

static int
begin(struct claims_reader *r)
{
	struct claims *out = r->out;
	size_t len = strcspn(r->rest, " \t");
	const char *title = r->rest + len + strspn(r->rest + len, " \t");
	char *id;

	if (r->open != NULL)
		return bad(r, &r->at,
		    "CLAIM_BEGIN within a claim, want CLAIM_END before it");
	if (*title == '\0')
		return bad(r, &r->rest_at,
		    "no sentence, want CLAIM_BEGIN word sentence");
	if (strspn(r->rest, id_octets) < len)
		return bad(r, &r->rest_at,
		    "no word of a claim, want lower case letters, digits, "
		    "\"-\" and \".\"");
	id = xstrndup(r->rest, len);
	if (claims_find(out, id) != NULL) {
		error_at(r->err, &r->rest_at,
		    "claim \"%s\" a second time, want it once", id);
		free(id);
		return -1;
	}
	out->v = xgrow(out->v, out->count, sizeof *out->v);
	r->open = &out->v[out->count++];
	*r->open =
	    (struct claim){ .at = r->at, .id = id, .title = xstrdup(title) };
	r->open->at.file = out->path;
	return 0;
}

static int
end(struct claims_reader *r)
{
	const struct claim *c = r->open;
	const char *lacks = !c->kind_said        ? "KIND"
			    : c->before == NULL  ? "BEFORE"
			    : c->after == NULL   ? "AFTER"
			    : c->says.count == 0 ? "SAYS"
			    : c->refs.count == 0 ? "REF"
			    : c->why.count == 0  ? "WHY"
						 : NULL;

	r->open = NULL;
	if (lacks == NULL)
		return 0;
	error_at(r->err, &r->at, "the claim ends without %s, want it", lacks);
	return -1;
}

/* Lines of a claim that have something behind their keyword. */
static int
read_fact(struct claims_reader *r, const char *keyword)
{
	struct claim *c = r->open;

	if (strcmp(keyword, "KIND") == 0)
		return set_kind(r);
	if (strcmp(keyword, "BEFORE") == 0)
		return set_range(r, &c->before);
	if (strcmp(keyword, "AFTER") == 0)
		return set_range(r, &c->after);
	if (strcmp(keyword, "SAYS") == 0)
		return add_sentence(r, &c->says);
	if (strcmp(keyword, "REF") == 0)
		return add_references(r);
	if (strcmp(keyword, "WHY") == 0)
		return add_sentence(r, &c->why);
	if (strcmp(keyword, "MISSING") == 0)
		return set_once(r, &c->missing);
	if (strcmp(keyword, "BEARS") == 0) {
		c->bears_all = strcmp(r->rest, "all") == 0;
		return c->bears_all ? 0 : bad(r, &r->rest_at, "want BEARS all");
	}
	error_at(r->err, &r->at, "unknown word %s, want one of a claim",
	    keyword);
	return -1;
}

/* Words that stand alone. */
static int
read_flag(struct claims_reader *r, const char *keyword)
{
	bool ends = strcmp(keyword, "CLAIM_END") == 0;

	if (!ends && strcmp(keyword, "OUTCOMES") != 0) {
		error_at(r->err, &r->at, "%s is all of the line, want more",
		    keyword);
		return -1;
	}
	if (r->open == NULL)
		return bad(r, &r->at, "no claim has begun, want CLAIM_BEGIN");
	if (ends)
		return end(r);
	r->open->outcomes = true;
	return 0;
}

static int
read_line(struct claims_reader *r, const char *keyword)
{
	if (r->rest == NULL)
		return read_flag(r, keyword);
	if (strcmp(keyword, "CLAIM_END") == 0 ||
	    strcmp(keyword, "OUTCOMES") == 0)
		return bad(r, &r->rest_at, "left over, want the end of line");
	if (strcmp(keyword, "CLAIM_BEGIN") == 0)
		return begin(r);
	if (strcmp(keyword, "BEYOND") == 0 && r->open == NULL)
		return add_sentence(r, &r->out->beyond);
	if (r->open == NULL) {
		error_at(r->err, &r->at,
		    "%s outside a claim, want CLAIM_BEGIN or BEYOND", keyword);
		return -1;
	}
	return read_fact(r, keyword);
}

static int
read_lines(struct claims_reader *r, const struct source *source)
{
	int ret = 0;

	for (size_t i = 0; ret == 0 && i < source->count; i++) {
		const char *line = source->lines[i];
		struct tokens t;

		r->at.line = (unsigned)i + 1;
		if (*line == '#' || line[strspn(line, " \t")] == '\0')
			continue;
		tokens_split_prose(line, &t);
		r->at.column = t.v[0].column;
		r->rest_at = r->at;
		r->rest = NULL;
		if (t.count > 1) {
			r->rest_at.column = t.v[1].column;
			r->rest = t.v[1].text;
		}
		ret = read_line(r, t.v[0].text);
		tokens_clear(&t);
	}
	if (ret == 0 && r->open != NULL)
		ret = bad(r, &r->open->at, "no CLAIM_END, want it");
	return ret;
}

int
claims_load(const char *path, struct claims *out, struct error *err)
{
	struct claims_reader r = { .out = out, .err = err };
	struct source source;
	int ret;

	*out = (struct claims){ .path = xstrdup(path) };
	r.at.file = out->path;
	ret = source_load(&source, path, err);
	if (ret == 0)
		ret = read_lines(&r, &source);
	source_clear(&source);
	if (ret == -1)
		claims_clear(out);
	return ret;
}

const struct claim *
claims_find(const struct claims *claims, const char *id)
{
	for (size_t i = 0; i < claims->count; i++)
		if (strcmp(claims->v[i].id, id) == 0)
			return &claims->v[i];
	return NULL;
}

bool
claim_concerns(const struct claim *claim, const struct scenario *s)
{
	for (size_t i = 0; i < s->claims.count; i++)
		if (strcmp(s->claims.v[i], claim->id) == 0)
			return true;
	return claim->bears_all;
}

void
claims_clear(struct claims *claims)
{
	for (size_t i = 0; i < claims->count; i++) {
		struct claim *c = &claims->v[i];

		free(c->id);
		free(c->title);
		free(c->before);
		free(c->after);
		free(c->missing);
		words_clear(&c->says);
		words_clear(&c->refs);
		words_clear(&c->why);
	}
	free(claims->v);
	words_clear(&claims->beyond);
	free(claims->path);
	memset(claims, 0, sizeof *claims);
}
