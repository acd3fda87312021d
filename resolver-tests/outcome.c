#include "config.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "resolver-tests/outcome.h"

void
outcome_lines(const char *text, enum order order, bool keep_return,
    struct lines *out)
{
	size_t kept = 0;

	lines_split(text, out);
	for (size_t i = 0; i < out->count; i++)
		if (i == 0 || keep_return ||
		    !line_has_key(&out->v[i], "return"))
			out->v[kept++] = out->v[i];
	out->count = kept;
	if (order == ORDER_ANY && kept > 2)
		qsort(out->v + 1, kept - 1, sizeof *out->v, line_compare);
}

static void
count_addresses(const struct lines *lines, size_t *ipv4, size_t *ipv6)
{
	*ipv4 = *ipv6 = 0;
	for (size_t i = 0; i < lines->count; i++) {
		const struct line *line = &lines->v[i];

		if (!line_has_key(line, "address"))
			continue;
		if (memchr(line->s, ':', line->len) != NULL)
			++*ipv6;
		else
			++*ipv4;
	}
}

void
outcome_count_addresses(const char *text, size_t *ipv4, size_t *ipv6)
{
	struct lines lines;

	lines_split(text, &lines);
	count_addresses(&lines, ipv4, ipv6);
	lines_clear(&lines);
}

/* FNV-1a, 64 bits, a newline after every line; folded to 24 bits. */
static unsigned
hash_lines(const struct lines *lines)
{
	const uint64_t prime = 0x100000001b3;
	uint64_t h = 0xcbf29ce484222325;

	for (size_t i = 0; i < lines->count; i++) {
		for (size_t n = 0; n < lines->v[i].len; n++)
			h = (h ^ (unsigned char)lines->v[i].s[n]) * prime;
		h = (h ^ '\n') * prime;
	}
	return (unsigned)((h ^ h >> 24 ^ h >> 48) & 0xffffff);
}

char *
outcome_summarise(const char *text, enum order order)
{
	struct text out = { 0 };
	struct lines lines;
	size_t ipv4, ipv6;

	outcome_lines(text, order, false, &lines);
	if (lines.count == 0)
		text_add(&out, "nothing");
	else
		text_add_octets(&out, lines.v[0].s, lines.v[0].len);
	count_addresses(&lines, &ipv4, &ipv6);
	if (ipv4 + ipv6 > 0)
		text_add(&out, " %zu+%zu", ipv4, ipv6);
	if (lines.count > 1)
		text_add(&out, " #%06x", hash_lines(&lines));
	lines_clear(&lines);
	return text_take(&out);
}
