#define _GNU_SOURCE
#include "guard.h"

#include <limits.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum {
	CANARY_MIN = 65536, /* the longest DNS message, should it all go over */
	BUF_MAX = 1 << 20,
	BUF_FOR_NEGATIVE = 512, /* what stands behind a length of -1 */
	FILL = 0xfb             /* in no text, and seldom last in a message */
};

static size_t
mapped_len(const struct guard *g, size_t page)
{
	return g->len + g->canary + page;
}

int
guard_open(struct guard *g, struct args *args, const char *key, int fallback)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE), total;
	uint8_t *map;

	*g = (struct guard){ .asked = args_has(args, key) };
	if (args_text(args, key, "") == NULL)
		return 0;
	g->claim = args_number(args, key, fallback);
	if (g->claim < -1 || g->claim > BUF_MAX) {
		args_complain(args, key, args_text(args, key, ""),
		    "-1..1048576 or NULL");
		return -1;
	}
	g->len = g->claim < 0 ? BUF_FOR_NEGATIVE : (size_t)g->claim;
	total = (g->len + CANARY_MIN + page - 1) / page * page;
	g->canary = total - g->len;
	map = mmap(NULL, total + page, PROT_READ | PROT_WRITE,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (map == MAP_FAILED || mprotect(map + total, page, PROT_NONE) == -1) {
		args_complain(args, key, args_text(args, key, ""),
		    "memory for it");
		return -1;
	}
	memset(map, FILL, total);
	g->octets = map;
	return 0;
}

void
guard_close(struct guard *g)
{
	if (g->octets != NULL)
		munmap(g->octets, mapped_len(g, (size_t)sysconf(_SC_PAGESIZE)));
	*g = (struct guard){ 0 };
}

/* One more than the last offset in FROM..TO that lost the fill, or FROM. */
static size_t
last_changed(const struct guard *g, size_t from, size_t to)
{
	while (to > from && g->octets[to - 1] == FILL)
		to--;
	return to;
}

size_t
guard_written(const struct guard *g)
{
	return g->octets == NULL ? 0 : last_changed(g, 0, g->len);
}

bool
guard_overrun(const struct guard *g)
{
	return g->octets != NULL &&
	       last_changed(g, g->len, g->len + g->canary) > g->len;
}

void
guard_emit(const struct guard *g, struct emit *out)
{
	emit_line(out, "%swritten %zu", g->asked ? "" : "raw ",
	    guard_written(g));
	if (guard_overrun(g))
		emit_line(out, "overrun");
}

/* Whether TEXT, where it starts in G, ends in the buffer too. */
static bool
is_whole(const struct guard *g, const char *text)
{
	uintptr_t at = (uintptr_t)text, start = (uintptr_t)g->octets;

	if (g->octets == NULL || at < start || at >= start + g->len + g->canary)
		return true;
	return at < start + g->len &&
	       memchr(text, '\0', start + g->len - at) != NULL;
}

void
guard_emit_text(const struct guard *g, struct emit *out, const char *key,
    const char *text)
{
	if (is_whole(g, text))
		emit_text(out, key, text);
	else
		emit_line(out, "%s outside", key);
}

void
guard_emit_names(const struct guard *g, struct emit *out, const char *name,
    char *const *aliases)
{
	guard_emit_text(g, out, "name", name);
	for (; aliases != NULL && *aliases != NULL; aliases++) {
		bool same = name != NULL && is_whole(g, name) &&
			    is_whole(g, *aliases) &&
			    strcmp(name, *aliases) == 0;

		guard_emit_text(g, out, same ? "raw alias" : "alias", *aliases);
	}
}
