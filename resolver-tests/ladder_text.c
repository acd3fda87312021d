#include "config.h"

#include <string.h>

#include "resolver-tests/ladder_grid.h"
#include "resolver-tests/ladder_words.h"

enum {
	WORDS_LINES = 4,      /* of one event */
	GAP_US = 50000,       /* a wait of that is shown */
	HANDSHAKE_US = 10000, /* a SYN and its connection are one line */
};

static void
put_cells(struct drawing *d, const char *time)
{
	text_add(d->out, "%8s  ", time);
	for (size_t i = GRID_CLIENT; i < d->width; i++)
		text_add(d->out, "%s", d->cells[i]);
}

static const char *
colour_of(const struct drawing *d, enum ladder_tone tone)
{
	static const char *const colours[] = { [LADDER_PLAIN] = "",
		[LADDER_ODD] = "\033[33m",
		[LADDER_BAD] = "\033[31m",
		[LADDER_STRONG] = "\033[1m" };

	return d->style->coloured ? colours[tone] : "";
}

/* Octets of S that go to one line of ROOM columns; S is ASCII. */
static size_t
line_len(const char *s, size_t room)
{
	size_t len = strlen(s), at = room;

	if (len <= room)
		return len;
	while (at > 0 && s[at] != ' ')
		at--;
	return at > room / 3 ? at : room;
}

/* WORDS behind the cells, in lines of their own where there is no room. */
static void
put_words(struct drawing *d, const char *words, enum ladder_tone tone)
{
	const char *colour = colour_of(d, tone);
	size_t room = d->screen - d->width - 2, len;

	for (unsigned line = 1;; line++) {
		len = line_len(words, room);
		text_add(d->out, "%s%s", line == 1 ? "  " : "    ", colour);
		if (line == WORDS_LINES && words[len] != '\0')
			text_add(d->out, "%.*s...", (int)(room - 3), words);
		else
			text_add_octets(d->out, words, len);
		text_add(d->out, "%s\n", *colour == '\0' ? "" : "\033[0m");
		words += len;
		words += strspn(words, " ");
		if (*words == '\0' || line == WORDS_LINES)
			return;
		if (line == 1)
			room -= 2;
		grid_clear_cells(d, d->glyphs->line);
		put_cells(d, "");
	}
}

static void
put_event(struct drawing *d, const struct ladder_event *e, const char *more)
{
	struct text words = { 0 }, time = { 0 };
	const bool in_fold = d->folded &&
			     ladder_way(e->kind) != LADDER_AT_CLIENT &&
			     d->columns[e->server] == d->count - 1;

	text_add(&time, "%lld.%lld", e->us / 1000, e->us % 1000 / 100);
	if (in_fold) {
		grid_address(d, e->server, &words);
		text_add(&words, ": ");
	}
	ladder_words(e, d->ladder->outcome, &words);
	text_add(&words, "%s", more);
	grid_draw_event(d, e);
	put_cells(d, time.s);
	put_words(d, words.s, ladder_tone(e));
	text_clear(&words);
	text_clear(&time);
}

static void
put_gap(struct drawing *d, long long us)
{
	struct text words = { 0 };

	text_add(&words, "... ");
	ladder_words_wait(us, &words);
	text_add(&words, " ...");
	grid_clear_cells(d, d->glyphs->wait);
	put_cells(d, "");
	put_words(d, words.s, LADDER_PLAIN);
	text_clear(&words);
}

static void
add_heading(const struct drawing *d, size_t server, struct text *out)
{
	if (grid_is_folded(d, server))
		text_add(out, d->count == 1 ? "servers" : "others");
	else if (d->numbered)
		text_add(out, "#%zu", server + 1);
	else
		grid_address(d, server, out);
}

/* "client", and each server's address or number around its line. */
static void
put_headings(struct drawing *d)
{
	struct text line = { 0 };
	size_t done = 0;

	text_add(&line, "%8s  client", "ms");
	for (size_t i = 0; i < d->all->servers.count; i++) {
		struct text name = { 0 };
		size_t at;

		if (d->columns[i] == GRID_NOWHERE || d->columns[i] < done)
			continue;
		add_heading(d, i, &name);
		at = grid_column_at(d, done++) - name.len / 2;
		text_add(&line, "%*s%s",
		    at > line.len ? (int)(at - line.len) : 1, "", name.s);
		text_clear(&name);
	}
	text_add(d->out, "%s\n", line.s);
	text_clear(&line);
}

/* Words after words, in lines that fit. */
static void
put_list(struct drawing *d, const char *first, const struct text *items)
{
	const char *at = items->s;

	text_add(d->out, "%s", first);
	for (size_t used = strlen(first); *at != '\0';) {
		const size_t len = strcspn(at, " ");

		if (used + 1 + len > d->screen && used > 2) {
			text_add(d->out, "\n ");
			used = 1;
		}
		text_add(d->out, " %.*s", (int)len, at);
		used += 1 + len;
		at += len + strspn(at + len, " ");
	}
	text_add(d->out, "\n");
}

/* Which number is which server. */
static void
put_legend(struct drawing *d)
{
	struct text items = { 0 };

	for (size_t i = 0; i < d->all->servers.count; i++) {
		if (d->columns[i] == GRID_NOWHERE || grid_is_folded(d, i))
			continue;
		text_add(&items, "#%zu=", i + 1);
		grid_address(d, i, &items);
		text_add(&items, " ");
	}
	if (d->numbered && items.len > 0)
		put_list(d, "nameservers:", &items);
	text_clear(&items);
}

static void
put_silent(struct drawing *d)
{
	struct text items = { 0 };

	for (size_t i = 0; i < d->all->servers.count; i++)
		if (d->columns[i] == GRID_NOWHERE) {
			grid_address(d, i, &items);
			text_add(&items, " ");
		}
	if (items.len > 0)
		put_list(d, "not asked:", &items);
	text_clear(&items);
}

/* A connection that is there at once is no news of its own. */
static bool
is_handshake(const struct ladder_event *e, const struct ladder_event *next)
{
	return e->kind == LADDER_SYN && next->kind == LADDER_ACCEPT &&
	       e->server == next->server && e->port == next->port &&
	       next->us - e->us < HANDSHAKE_US;
}

static void
put_events(struct drawing *d)
{
	const struct ladder *l = d->ladder;
	long long before = 0;

	for (size_t i = 0; i < l->count; i++) {
		const struct ladder_event *e = &l->v[i];
		const bool connects =
		    i + 1 < l->count && is_handshake(e, e + 1);

		if (e->us - before >= GAP_US)
			put_gap(d, e->us - before);
		put_event(d, e, connects ? ", accepted" : "");
		i += connects;
		before = l->v[i].us;
	}
}

void
ladder_text(const struct ladders *all, size_t i,
    const struct ladder_style *style, struct text *out)
{
	struct drawing d = { .all = all,
		.ladder = &all->v[i],
		.style = style,
		.out = out };

	grid_init(&d);
	put_legend(&d);
	put_headings(&d);
	put_events(&d);
	put_silent(&d);
	grid_clear(&d);
}
