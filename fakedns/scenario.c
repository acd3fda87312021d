#include "config.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/parse.h"
#include "fakedns/xalloc.h"

enum { DEADLINE_MS = 30000 };

static int
parse_nothing(struct parser *p, void *arg)
{
	(void)p;
	(void)arg;
	return 0; /* VARY was worked in before */
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
	p->ended = true;
	return 0;
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
	{ "VARY", parse_nothing },
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
	{ "VARY", parse_nothing },
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
	{ "CALL", parse_call },
	{ "STEP", parse_step },
	{ "REPEAT", parse_call_option },
	{ "ORDER", parse_call_option },
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
    size_t variant, const char *name, struct error *err)
{
	struct scenario *s = xcalloc(1, sizeof *s);
	struct parser p = { .s = s,
		.source = source,
		.varies = varies,
		.variant = variant,
		.err = err,
		.next_step = 1,
		.scope = { 0, UINT_MAX, 0 },
		.ttl = RR_DEFAULT_TTL };
	int failed;

	s->path = xstrdup(source->path);
	s->variant = varies_name(varies, variant);
	s->name = s->variant[0] == '\0' ? xstrdup(name)
					: xasprintf("%s:%s", name, s->variant);
	s->is_plain = !source_is_scenario(source);
	s->at = (struct place){ s->path, 1, 1 };
	s->deadline_ms = DEADLINE_MS;
	s->kernel.bindv6only = s->kernel.tcp_fastopen = -1;
	s->kernel.hostname = xstrdup("probe");
	p.origin = name_root;
	failed =
	    parse_lines(&p) == -1 || check_steps(&p) == -1 ||
	    (s->server_count == 0 && parser_server(&p, 0, "127.0.0.1") == -1);
	free(p.line);
	tokens_clear(&p.t);
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

int
scenarios_load(const char *path, const char *name, const char *only,
    struct scenarios *out, struct error *err)
{
	struct source source;
	struct varies varies = { 0 };
	struct scenarios got = { 0 };
	size_t variants;
	int ret = -1;

	if (source_load(&source, path, err) == -1 ||
	    varies_read(&source, &varies, err) == -1)
		goto out;
	variants = varies_variants(&varies);
	for (size_t i = 0; i < variants; i++) {
		char *variant = varies_name(&varies, i);
		bool wanted = variant_wanted(variant, only);
		struct scenario *s;

		free(variant);
		if (!wanted)
			continue;
		s = load_variant(&source, &varies, i, name, err);
		if (s == NULL)
			goto out;
		got.v = xgrow(got.v, got.count, sizeof *got.v);
		got.v[got.count++] = s;
	}
	for (size_t i = 0; i < got.count; i++) {
		out->v = xgrow(out->v, out->count, sizeof *out->v);
		out->v[out->count++] = got.v[i];
	}
	got.count = 0;
	ret = 0;
out:
	scenarios_clear(&got);
	varies_clear(&varies);
	source_clear(&source);
	return ret;
}
