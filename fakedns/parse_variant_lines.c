#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "fakedns/parse.h"
#include "fakedns/variant_lines.h"
#include "fakedns/xalloc.h"

/* Lines of the client's side, and those that need a corpus around them. */
static const char *const dropped[] = { "VARY", "WHY", "REF", "TAGS", "CLAIM",
	"CLIENTS", "NEEDS", "UNCONFIRMED", "FILE_NONE", "FILE_MODE",
	"FILE_LINK", "ENV", "LIMIT", "KERNEL", "DEADLINE", "REPEAT", "THREADS",
	"STACK", "SIGNALS", "CANCEL", "CLOCK", "FORK", "AIO", "ERRNO", "ORDER",
	"EXPECT", "PIN", NULL };

/* Blocks: their lines are kept, or are dropped with them. */
static const struct {
	const char *begin, *end;
	bool kept;
} blocks[] = {
	{ "ZONE_BEGIN", "ZONE_END", true },
	{ "ENTRY_BEGIN", "ENTRY_END", true },
	{ "FILE_BEGIN", "FILE_END", false },
	{ "FILE_HEX_BEGIN", "FILE_HEX_END", false },
	{ "RESULT_BEGIN", "RESULT_END", false },
};
enum { BLOCKS = sizeof blocks / sizeof *blocks };

/* The first word of LINE, or its NTH where that is not 0. */
static bool
has_word(const char *line, unsigned nth, const char *word)
{
	size_t len = strlen(word);

	line += strspn(line, " \t");
	for (; nth > 0; nth--) {
		line += strcspn(line, " \t");
		line += strspn(line, " \t");
	}
	return strncmp(line, word, len) == 0 &&
	       strchr(" \t;", line[len]) != NULL;
}

static bool
is_call(const char *line)
{
	return has_word(line, 0, "CALL") ||
	       (has_word(line, 0, "STEP") && has_word(line, 2, "CALL"));
}

static bool
is_dropped(const char *line)
{
	for (size_t i = 0; dropped[i] != NULL; i++)
		if (has_word(line, 0, dropped[i]))
			return true;
	return false;
}

/* No empty line at the start, and no two of them. */
static void
keep(struct variant_lines *out, const struct parser *p)
{
	bool empty = p->line[strspn(p->line, " \t")] == '\0';

	if (empty && (out->count == 0 || *out->v[out->count - 1].text == '\0'))
		return;
	out->v = xgrow(out->v, out->count, sizeof *out->v);
	out->v[out->count++] = (struct variant_line){
		.text = xstrdup(empty ? "" : p->line),
		.line = p->at.line,
	};
}

static int
take_block(struct parser *p, size_t block, struct variant_lines *out)
{
	bool is_file = strncmp(blocks[block].begin, "FILE_", 5) == 0;
	int more;

	do {
		if (blocks[block].kept)
			keep(out, p);
		more = is_file ? parser_raw_line(p) : parser_line(p);
	} while (more == 1 && !has_word(p->line, 0, blocks[block].end));
	if (more == 1 && blocks[block].kept)
		keep(out, p);
	return more;
}

static int
take_lines(struct parser *p, struct variant_lines *out)
{
	int more;

	while ((more = parser_line(p)) == 1) {
		size_t i = 0;

		while (i < BLOCKS && !has_word(p->line, 0, blocks[i].begin))
			i++;
		if (i < BLOCKS)
			more = take_block(p, i, out);
		else if (!is_dropped(p->line)) {
			bool call = is_call(p->line);

			keep(out, p);
			if (call)
				out->v[out->count - 1].is_call = true;
		}
		if (more == -1)
			return -1;
	}
	return more;
}

/* The lines of several calls tell how many steps there are. */
static void
drop_single_call(struct variant_lines *lines)
{
	size_t calls = 0, n = 0;

	for (size_t i = 0; i < lines->count; i++)
		calls += lines->v[i].is_call;
	for (size_t i = 0; i < lines->count; i++)
		if (calls == 1 && lines->v[i].is_call)
			free(lines->v[i].text);
		else
			lines->v[n++] = lines->v[i];
	lines->count = n;
}

static int
take_variant(const struct source *source, const struct varies *varies,
    size_t variant, struct variant_lines *out, struct error *err)
{
	static char title[] = "";
	struct scenario s = { .path = source->path, .title = title };
	struct made made = { 0 };
	struct parser p = { .s = &s,
		.source = source,
		.varies = varies,
		.variant = variant,
		.made = &made,
		.err = err };
	int ret = take_lines(&p, out);

	drop_single_call(out);
	free(p.line);
	tokens_clear(&p.t);
	return ret;
}

int
variant_lines_read(const char *path, const char *variant,
    struct variant_lines *out, struct error *err)
{
	struct source source;
	struct varies varies = { 0 };
	size_t i = 0, count = 0;
	int ret = -1;

	memset(out, 0, sizeof *out);
	if (source_load(&source, path, err) == -1 ||
	    varies_read(&source, &varies, err) == -1)
		goto out;
	count = varies_variants(&varies);
	for (; i < count; i++) {
		char *name = varies_name(&varies, i);
		bool found = strcmp(name, variant) == 0;

		free(name);
		if (found)
			break;
	}
	if (i == count)
		error_set(err, "%s has no variant `%s`", path, variant);
	else
		ret = take_variant(&source, &varies, i, out, err);
out:
	varies_clear(&varies);
	source_clear(&source);
	return ret;
}

void
variant_lines_clear(struct variant_lines *lines)
{
	for (size_t i = 0; i < lines->count; i++)
		free(lines->v[i].text);
	free(lines->v);
	memset(lines, 0, sizeof *lines);
}
