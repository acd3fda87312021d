#include "config.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/fnv1a.h"
#include "fakedns/parse.h"
#include "fakedns/xalloc.h"

enum { DEADLINE_MS = 30000 };
enum { PLAIN_TTL = 3600 }; /* seconds; testns's, where none is given */

/* It was worked in before. */
static int
parse_vary(struct parser *p, void *arg)
{
	(void)arg;
	if (p->in_when)
		return parser_bad(p, 0,
		    "VARY inside a WHEN, want it outside: it always counts");
	return 0;
}

static int
parse_title(struct parser *p, void *arg)
{
	struct scenario *s = p->s;

	(void)arg;
	if (s->title != NULL)
		return parser_bad(p, 0,
		    "a second SCENARIO_BEGIN, want one "
		    "scenario a file");
	if (parser_count(p, 2, SIZE_MAX, "SCENARIO_BEGIN title") == -1)
		return -1;
	s->title = xstrdup(p->line + p->t.v[1].column - 1);
	s->at = p->at;
	return 0;
}

static int
parse_end(struct parser *p, void *arg)
{
	(void)arg;
	if (p->in_range)
		return parser_bad(p, 0,
		    "SCENARIO_END inside a RANGE, want "
		    "RANGE_END first");
	if (p->in_when)
		return parser_bad(p, 0,
		    "SCENARIO_END inside a WHEN, want WHEN_END first");
	p->ended = true;
	return parser_end(p, "SCENARIO_END");
}

static const struct keyword plain_words[] = {
	{ "ENTRY_BEGIN", parse_entry },
	{ "RANGE_BEGIN", parse_range_begin },
	{ "ADDRESS", parse_address },
	{ "RANGE_END", parse_range_end },
	{ "$ORIGIN", parse_directive },
	{ "$TTL", parse_directive },
	{ "ZONE_BEGIN", parse_zone },
	{ "TRUNCATE", parse_truncate },
	{ "NOEDNS", parse_noedns },
	{ "SERVER", parse_server },
	{ "VARY", parse_vary },
};
static const struct keyword scenario_words[] = {
	{ "SCENARIO_BEGIN", parse_title },
	{ "SCENARIO_END", parse_end },
	{ "WHY", parse_meta },
	{ "REF", parse_meta },
	{ "TAGS", parse_meta },
	{ "CLAIM", parse_meta },
	{ "CLIENTS", parse_meta },
	{ "NEEDS", parse_meta },
	{ "UNCONFIRMED", parse_meta },
	{ "VARY", parse_vary },
	{ "SERVER", parse_server },
	{ "ZONE_BEGIN", parse_zone },
	{ "TRUNCATE", parse_truncate },
	{ "NOEDNS", parse_noedns },
	{ "RANGE_BEGIN", parse_range_begin },
	{ "ADDRESS", parse_address },
	{ "RANGE_END", parse_range_end },
	{ "ENTRY_BEGIN", parse_entry },
	{ "$ORIGIN", parse_directive },
	{ "$TTL", parse_directive },
	{ "FILE_BEGIN", parse_file },
	{ "FILE_HEX_BEGIN", parse_file },
	{ "FILE_NONE", parse_file },
	{ "FILE_MODE", parse_file },
	{ "FILE_LINK", parse_file },
	{ "ENV", parse_env },
	{ "LIMIT", parse_limit },
	{ "KERNEL", parse_kernel },
	{ "DEADLINE", parse_deadline },
	{ "BENCH", parse_bench },
	{ "CALL", parse_call },
	{ "STEP", parse_step },
	{ "REPEAT", parse_manner },
	{ "THREADS", parse_manner },
	{ "STACK", parse_manner },
	{ "SIGNALS", parse_manner },
	{ "CANCEL", parse_manner },
	{ "CLOCK", parse_manner },
	{ "FORK", parse_manner },
	{ "AIO", parse_manner },
	{ "ERRNO", parse_manner },
	{ "ORDER", parse_order },
	{ "RESULT_BEGIN", parse_result },
	{ "EXPECT", parse_expect },
	{ "PIN", parse_pin },
};
enum {
	PLAIN_WORDS = sizeof plain_words / sizeof *plain_words,
	SCENARIO_WORDS = sizeof scenario_words / sizeof *scenario_words,
};

/* True where a line before any other block is SCENARIO_BEGIN. */
static bool
source_is_scenario(const struct source *source)
{
	for (size_t i = 0; i < source->count; i++) {
		const char *line = source->lines[i];

		line += strspn(line, " \t");
		if (strncmp(line, "SCENARIO_BEGIN", 14) == 0)
			return true;
		if (strncmp(line, "ENTRY_BEGIN", 11) == 0)
			return false;
	}
	return false;
}

static int
parse_lines(struct parser *p)
{
	struct scenario *s = p->s;
	int more;

	while ((more = parser_words(p)) == 1) {
		if (p->ended)
			return parser_bad(p, 0,
			    "`%s` behind SCENARIO_END, "
			    "want nothing there",
			    p->t.v[0].text);
		if (!s->is_plain && s->title == NULL &&
		    !parser_is(p, 0, "SCENARIO_BEGIN") &&
		    !parser_is(p, 0, "VARY"))
			return parser_bad(p, 0,
			    "`%s`, want SCENARIO_BEGIN "
			    "first",
			    p->t.v[0].text);
		if (parser_dispatch(p,
			s->is_plain ? plain_words : scenario_words,
			s->is_plain ? PLAIN_WORDS : SCENARIO_WORDS, NULL) == -1)
			return -1;
	}
	if (more == 0 && p->in_range) {
		error_at(p->err, &p->range_at,
		    "a range without an end, want RANGE_END");
		return -1;
	}
	if (more == 0 && !s->is_plain && !p->ended) {
		error_at(p->err, &s->at,
		    "a scenario without an end, want SCENARIO_END");
		return -1;
	}
	return more;
}

static int
check_steps(struct parser *p)
{
	const struct scenario *s = p->s;

	for (size_t i = 0; i < s->change_count; i++)
		if (s->changes[i].step >= p->next_step) {
			error_at(p->err, &s->changes[i].at,
			    "no CALL has step %u or more, want one",
			    s->changes[i].step);
			return -1;
		}
	return 0;
}

static struct scenario *
load_variant(const struct source *source, const struct varies *varies,
    size_t variant, struct made *made, const char *name, struct error *err)
{
	struct scenario *s = xcalloc(1, sizeof *s);
	struct parser p = { .s = s,
		.source = source,
		.varies = varies,
		.variant = variant,
		.made = made,
		.err = err,
		.next_step = 1,
		.scope = { 0, UINT_MAX, 0 } };
	int failed;

	s->path = xstrdup(source->path);
	s->variant = varies_name(varies, variant);
	s->name = s->variant[0] == '\0' ? xstrdup(name)
					: xasprintf("%s:%s", name, s->variant);
	s->hash = FNV1A_START;
	s->is_plain = !source_is_scenario(source);
	p.ttl = s->is_plain ? PLAIN_TTL : RR_DEFAULT_TTL;
	s->at = (struct place){ s->path, 1, 1 };
	s->deadline_ms = DEADLINE_MS;
	s->kernel.bindv6only = s->kernel.tcp_fastopen = -1;
	s->kernel.hostname = xstrdup("probe");
	p.origin = name_root;
	failed =
	    parse_lines(&p) == -1 || check_steps(&p) == -1 ||
	    (s->server_count == 0 && parser_server(&p, 0, "127.0.0.1") == -1) ||
	    parse_settle(&p) == -1;
	free(p.line);
	tokens_clear(&p.t);
	made->variants++;
	if (!failed)
		return s;
	scenario_free(s);
	return NULL;
}

/* True where every "k=v" of ONLY is in VARIANT. */
static bool
variant_wanted(const char *variant, const char *only)
{
	size_t len;

	for (; only != NULL && *only != '\0';
	     only += len + (only[len] == ',')) {
		const char *v = variant;
		size_t n = 0;

		len = strcspn(only, ",");
		for (; *v != '\0'; v += n + (v[n] == ',')) {
			n = strcspn(v, ",");
			if (n == len && memcmp(v, only, n) == 0)
				break;
		}
		if (*v == '\0')
			return false;
	}
	return true;
}

/* A file whose variants are being read. */
struct file {
	struct source source;
	struct varies varies;
	struct made made;
	const char *name; /* of the scenario, without the variant */
};

static int
file_open(struct file *f, const char *path, const char *name, struct error *err)
{
	*f = (struct file){ .name = name };
	return source_load(&f->source, path, err) == -1 ||
		       varies_read(&f->source, &f->varies, err) == -1
		   ? -1
		   : 0;
}

static void
file_clear(struct file *f)
{
	varies_clear(&f->varies);
	source_clear(&f->source);
}

static bool
file_wants(const struct file *f, size_t variant, const char *only)
{
	char *name = varies_name(&f->varies, variant);
	bool wanted = variant_wanted(name, only);

	free(name);
	return wanted;
}

static int
file_load(struct file *f, size_t variant, struct scenarios *out,
    struct error *err)
{
	struct scenario *s = load_variant(&f->source, &f->varies, variant,
	    &f->made, f->name, err);

	if (s == NULL)
		return -1;
	out->v = xgrow(out->v, out->count, sizeof *out->v);
	out->v[out->count++] = s;
	return 0;
}

int
scenarios_load(const char *path, const char *name, const char *only,
    struct scenarios *out, struct error *err)
{
	struct scenarios got = { 0 };
	struct file f;
	int ret = file_open(&f, path, name, err);

	for (size_t i = 0; ret == 0 && i < varies_variants(&f.varies); i++)
		if (file_wants(&f, i, only))
			ret = file_load(&f, i, &got, err);
	for (size_t i = 0; ret == 0 && i < got.count; i++) {
		out->v = xgrow(out->v, out->count, sizeof *out->v);
		out->v[out->count++] = got.v[i];
	}
	if (ret == 0)
		got.count = 0; /* they are OUT's now */
	scenarios_clear(&got);
	file_clear(&f);
	return ret;
}

int
scenarios_load_first(const char *path, const char *only, struct scenarios *out,
    size_t *variants, struct error *err)
{
	struct file f;
	int ret = file_open(&f, path, path, err);

	*variants = 0;
	for (size_t i = 0; ret == 0 && i < varies_variants(&f.varies); i++)
		if (file_wants(&f, i, only) && (*variants)++ == 0)
			ret = file_load(&f, i, out, err);
	file_clear(&f);
	return ret;
}
