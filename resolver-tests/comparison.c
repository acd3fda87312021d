#include "config.h"

#include <arpa/inet.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/xalloc.h"
#include "resolver-tests/comparison.h"
#include "resolver-tests/outcome.h"

enum { RUN_SHOWN = 3, RUN_WHOLE = 4, LINE_SHOWN = 400 };

static void
add(struct difference *out, char sign, char *text)
{
	out->v = xgrow(out->v, out->count, sizeof *out->v);
	out->v[out->count++] = (struct difference_line){ sign, text };
	out->differing += sign != ' ';
}

static void
add_line(struct difference *out, char sign, const struct line *line)
{
	add(out, sign, xstrndup(line->s, line->len));
}

/* A range and how many lines fell into it. */
static void
add_range(struct difference *out, const struct result_line *range, long came)
{
	bool holds = came >= range->lo && came <= range->hi;

	add(out, holds ? ' ' : '-',
	    xasprintf("%s (%ld came)", range->text, came));
}

static bool
in_prefix(const struct result_line *range, const uint8_t *octets)
{
	size_t whole = range->bits / 8;
	unsigned rest = range->bits % 8;

	if (memcmp(range->prefix, octets, whole) != 0)
		return false;
	return rest == 0 ||
	       (range->prefix[whole] ^ octets[whole]) >> (8 - rest) == 0;
}

/* True where LINE is "address A" and A lies in the prefix of RANGE. */
static bool
range_takes(const struct result_line *range, const struct line *line)
{
	char address[INET6_ADDRSTRLEN];
	uint8_t octets[16];
	const char *text;
	size_t len;

	if (!line_has_key(line, "address") || line->len <= strlen("address "))
		return false;
	text = line->s + strlen("address ");
	for (len = 0; len < line->len - strlen("address "); len++)
		if (text[len] == '%' || text[len] == ' ')
			break;
	if (len >= sizeof address)
		return false;
	memcpy(address, text, len);
	address[len] = '\0';
	return inet_pton(range->family, address, octets) == 1 &&
	       in_prefix(range, octets);
}

static struct line
wanted_line(const struct result_line *line)
{
	return (struct line){ line->text, strlen(line->text) };
}

static bool
wants_return(const struct result *wanted)
{
	for (size_t i = 0; i < wanted->count; i++) {
		struct line line = wanted_line(&wanted->lines[i]);

		if (line_has_key(&line, "return"))
			return true;
	}
	return false;
}

/* A line of one side, where it stood, and whether the other side has it. */
struct side_line {
	struct line line;
	size_t at;
	bool paired;
};

static int
side_compare(const void *left, const void *right)
{
	const struct side_line *a = left, *b = right;
	int order = line_compare(&a->line, &b->line);

	return order != 0 ? order : (a->at > b->at) - (a->at < b->at);
}

static int
side_restore(const void *left, const void *right)
{
	const struct side_line *a = left, *b = right;

	return (a->at > b->at) - (a->at < b->at);
}

/* Marks the lines that both sides have, each as often as both have it. */
static void
pair(struct side_line *a, size_t na, struct side_line *b, size_t nb)
{
	size_t i = 0, j = 0;

	qsort(a, na, sizeof *a, side_compare);
	qsort(b, nb, sizeof *b, side_compare);
	while (i < na && j < nb) {
		int order = line_compare(&a[i].line, &b[j].line);

		if (order == 0)
			a[i].paired = b[j].paired = true;
		i += order <= 0;
		j += order >= 0;
	}
	qsort(a, na, sizeof *a, side_restore);
	qsort(b, nb, sizeof *b, side_restore);
}

/*
 * Gives the lines nobody wants to the ranges: first what each needs, then
 * what each may have.
 */
static void
fill_ranges(const struct result *wanted, struct side_line *came, size_t count,
    long *taken)
{
	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 1; i < wanted->count; i++) {
			const struct result_line *r = &wanted->lines[i];
			long most = pass == 0 ? r->lo : r->hi;

			for (size_t j = 0; r->is_range && j < count; j++) {
				if (taken[i] >= most || came[j].paired ||
				    !range_takes(r, &came[j].line))
					continue;
				came[j].paired = true;
				taken[i]++;
			}
		}
}

/* Lines after the status, in any order. */
static void
compare_bags(const struct result *wanted, const struct lines *came,
    struct difference *out)
{
	struct side_line *a = xcalloc(wanted->count, sizeof *a);
	struct side_line *b = xcalloc(came->count, sizeof *b);
	long *taken = xcalloc(wanted->count, sizeof *taken);
	size_t na = 0, nb = 0;

	for (size_t i = 1; i < wanted->count; i++)
		if (!wanted->lines[i].is_range)
			a[na++] =
			    (struct side_line){ wanted_line(&wanted->lines[i]),
				    i, false };
	for (size_t j = 1; j < came->count; j++)
		b[nb++] = (struct side_line){ came->v[j], j, false };
	pair(a, na, b, nb);
	fill_ranges(wanted, b, nb, taken);
	for (size_t i = 1, n = 0; i < wanted->count; i++) {
		if (wanted->lines[i].is_range) {
			add_range(out, &wanted->lines[i], taken[i]);
			continue;
		}
		add_line(out, a[n].paired ? ' ' : '-', &a[n].line);
		n++;
	}
	for (size_t j = 0; j < nb; j++)
		if (!b[j].paired)
			add_line(out, '+', &b[j].line);
	free(a);
	free(b);
	free(taken);
}

static bool
same(const struct result *wanted, size_t i, const struct lines *came, size_t j)
{
	struct line line = wanted_line(&wanted->lines[i]);

	return !wanted->lines[i].is_range &&
	       line_compare(&line, &came->v[j]) == 0;
}

/*
 * Lines after the status, in order: what both have in front and at the end is
 * context, the rest of either side differs.  A range takes a run of lines.
 */
static void
compare_runs(const struct result *wanted, const struct lines *came,
    struct difference *out)
{
	size_t i = 1, j = 1, end = 0;

	for (; i < wanted->count; i++) {
		const struct result_line *w = &wanted->lines[i];
		long taken = 0;

		if (!w->is_range) {
			if (j >= came->count || !same(wanted, i, came, j))
				break;
			add_line(out, ' ', &came->v[j++]);
			continue;
		}
		for (; j < came->count && taken < w->hi; j++, taken++)
			if (!range_takes(w, &came->v[j]))
				break;
		add_range(out, w, taken);
	}
	while (
	    wanted->count - end > i && came->count - end > j &&
	    same(wanted, wanted->count - end - 1, came, came->count - end - 1))
		end++;
	for (; i < wanted->count - end; i++) {
		struct line line = wanted_line(&wanted->lines[i]);

		add_line(out, '-', &line);
	}
	for (; j < came->count - end; j++)
		add_line(out, '+', &came->v[j]);
	for (; j < came->count; j++)
		add_line(out, ' ', &came->v[j]);
}

void
comparison_make(const struct result *wanted, enum order order, const char *text,
    struct difference *out)
{
	struct lines came;

	memset(out, 0, sizeof *out);
	outcome_lines(text, order, wants_return(wanted), &came);
	if (wanted->count > 0 && came.count > 0 && same(wanted, 0, &came, 0)) {
		add_line(out, ' ', &came.v[0]);
	} else {
		if (wanted->count > 0)
			add(out, '-', xstrdup(wanted->lines[0].text));
		if (came.count > 0)
			add_line(out, '+', &came.v[0]);
	}
	if (order == ORDER_ANY)
		compare_bags(wanted, &came, out);
	else
		compare_runs(wanted, &came, out);
	lines_clear(&came);
}

void
difference_clear(struct difference *d)
{
	for (size_t i = 0; i < d->count; i++)
		free(d->v[i].text);
	free(d->v);
	memset(d, 0, sizeof *d);
}

static bool
same_kind(const struct difference_line *a, const struct difference_line *b)
{
	struct line left = { a->text, strlen(a->text) };
	struct line right = { b->text, strlen(b->text) };
	size_t len = line_key_len(&left);

	return a->sign == b->sign && len == line_key_len(&right) &&
	       memcmp(a->text, b->text, len) == 0;
}

void
difference_format(const struct difference *d, struct text *out)
{
	for (size_t i = 0, end, run; i < d->count; i = end) {
		for (end = i + 1; end < d->count; end++)
			if (!same_kind(&d->v[i], &d->v[end]))
				break;
		run = end - i;
		for (size_t n = 0; n < run; n++) {
			if (run > RUN_WHOLE && n == RUN_SHOWN)
				break;
			text_add(out, "%c%.*s\n", d->v[i].sign, LINE_SHOWN,
			    d->v[i + n].text);
		}
		if (run > RUN_WHOLE)
			text_add(out, "%c... %zu more\n", d->v[i].sign,
			    run - RUN_SHOWN);
	}
}
