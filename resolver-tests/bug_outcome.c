#include "config.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/bug_markdown.h"
#include "resolver-tests/bug_outcome.h"
#include "resolver-tests/inert.h"
#include "resolver-tests/outcome.h"

enum { SHOWN = 2 }; /* lines beside the status; with more, they are counted */

static void
add_status(const struct line *status, struct text *out)
{
	char *text = xstrndup(status->s, status->len);

	if (strcmp(text, "ok") == 0)
		text_add(out, "success");
	else if (strcmp(text, "deadline") == 0)
		text_add(out, "does not come back");
	else if (strncmp(text, "signal ", 7) == 0)
		text_add(out, "ended by SIG%s", text + 7);
	else if (strncmp(text, "exit ", 5) == 0)
		text_add(out, "ended with status %s", text + 5);
	else
		text_add(out, "`%s`", text);
	free(text);
}

static void
add_count(struct text *out, const char *before, size_t n, const char *what)
{
	text_add(out, "%s%zu %s%s", before, n, what, n == 1 ? "" : "es");
}

static void
add_addresses(const char *text, struct text *out)
{
	size_t ipv4, ipv6;

	outcome_count_addresses(text, &ipv4, &ipv6);
	if (ipv4 + ipv6 == 0 || strstr(text, "\naddress \\#") != NULL)
		return;
	if (ipv6 == 0) {
		add_count(out, ", ", ipv4, "IPv4 address");
	} else if (ipv4 == 0) {
		add_count(out, ", no IPv4 and ", ipv6, "IPv6 address");
	} else {
		text_add(out, ", %zu IPv4", ipv4);
		add_count(out, " and ", ipv6, "IPv6 address");
	}
}

static bool
is_counted(const struct line *line)
{
	return line_has_key(line, "return");
}

/* Lines that are neither the status nor plain addresses in number. */
static void
add_others(const struct lines *lines, struct text *out)
{
	size_t addresses = 0, others = 0;

	for (size_t i = 1; i < lines->count; i++)
		if (line_has_key(&lines->v[i], "address"))
			addresses++;
		else if (!is_counted(&lines->v[i]))
			others++;
	if (addresses + others > SHOWN && others > SHOWN) {
		text_add(out, ", %zu lines more", others);
		return;
	}
	for (size_t i = 1; i < lines->count; i++) {
		struct line *line = &lines->v[i];
		char *text;

		if (is_counted(line) ||
		    (line_has_key(line, "address") && addresses > SHOWN))
			continue;
		text = xstrndup(line->s, line->len);
		text_add(out, ", ");
		inert_add_code(out,
		    line_has_key(line, "address") ? text + 8 : text);
		free(text);
	}
}

static void
add_text(const char *text, struct text *out)
{
	struct lines lines;

	lines_split(text, &lines);
	if (lines.count > 0) {
		add_status(&lines.v[0], out);
		add_addresses(text, out);
		add_others(&lines, out);
	}
	lines_clear(&lines);
}

static void
add_fact(const struct fact *f, long value, struct text *out)
{
	if (f->kind == FACT_NO_QUERY)
		text_add(out, value == 1 ? "no query" : "a query");
	else if (f->kind == FACT_ELAPSED_MS)
		text_add(out, "after %.1f s", (double)value / 1000);
	else if (f->kind == FACT_TCP_CONNECTIONS)
		text_add(out, "%ld TCP connection%s", value,
		    value == 1 ? "" : "s");
	else if (f->kind == FACT_UDP_SENT || f->kind == FACT_TCP_QUERIES)
		text_add(out, "%ld quer%s over %s", value,
		    value == 1 ? "y" : "ies",
		    f->kind == FACT_UDP_SENT ? "UDP" : "TCP");
	else
		text_add(out, "%s=%ld", fact_names[f->kind], value);
}

void
bug_outcome_words(const struct bug *b, const struct bug_trial *t,
    struct text *out)
{
	if (t->text == NULL) {
		text_add(out, "not run: ");
		inert_add_prose(out, t->why_not == NULL ? "" : t->why_not);
		return;
	}
	add_text(t->text, out);
	for (size_t i = 0; i < b->call->fact_count; i++) {
		if (!bug_misses(b, bug_reported(b), i) && !bug_misses(b, t, i))
			continue;
		text_add(out, ", ");
		add_fact(&b->call->facts[i], t->facts[i], out);
	}
}

/* A block as words; ranges of addresses are no text that a client prints. */
static void
add_block(const struct result *r, struct text *out)
{
	struct text plain = { 0 };
	bool has_range = false;

	for (size_t i = 0; i < r->count; i++)
		if (r->lines[i].is_range)
			has_range = true;
		else
			text_add(&plain, "%s\n", r->lines[i].text);
	add_text(plain.s == NULL ? "" : plain.s, out);
	for (size_t i = 0; has_range && i < r->count; i++) {
		const struct result_line *line = &r->lines[i];

		if (!line->is_range)
			continue;
		text_add(out, ", %s%ld",
		    line->hi == LONG_MAX ? "at least " : "", line->lo);
		if (line->hi != LONG_MAX && line->hi != line->lo)
			text_add(out, " to %ld", line->hi);
		text_add(out, " address%s within %s",
		    line->lo == 1 && line->hi == 1 ? "" : "es",
		    strstr(line->text, "OF ") + 3);
	}
	text_clear(&plain);
}

/* What is wanted of a fact, "at most 3 queries over UDP". */
static void
add_wanted_fact(const struct fact *f, struct text *out)
{
	if (f->kind == FACT_ELAPSED_MS && f->hi != LONG_MAX) {
		text_add(out, "within %.1f s", (double)f->hi / 1000);
		return;
	}
	if (f->kind != FACT_NO_QUERY && f->hi == LONG_MAX)
		text_add(out, "at least ");
	else if (f->kind != FACT_NO_QUERY && f->lo != f->hi)
		text_add(out, "at most ");
	add_fact(f, f->hi == LONG_MAX ? f->lo : f->hi, out);
}

bool
bug_outcome_missed(const struct bug *b, struct text *out)
{
	bool some = false;

	for (size_t i = 0; i < b->call->fact_count; i++) {
		if (!bug_misses(b, bug_reported(b), i))
			continue;
		text_add(out, "%s", some ? ", " : "");
		add_wanted_fact(&b->call->facts[i], out);
		some = true;
	}
	return some;
}

bool
bug_outcome_wanted(const struct bug *b, bool permitted, struct text *out)
{
	bool some = false;

	for (size_t i = 0; i < b->call->result_count; i++) {
		if (b->call->results[i].permitted != permitted ||
		    bug_markdown_repeats(b->call, i))
			continue;
		text_add(out, "%s", some ? "; or " : "");
		add_block(&b->call->results[i], out);
		some = true;
	}
	return some;
}
