#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "fakedns/xalloc.h"
#include "tests/bench/queries.h"

static const struct {
	const char *name;
	unsigned char number;
} types[] = { { "A", 1 }, { "NS", 2 }, { "CNAME", 5 }, { "SOA", 6 },
	{ "MX", 15 }, { "TXT", 16 }, { "AAAA", 28 } };

static unsigned char
type_number(const char *name)
{
	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
		if (strcasecmp(types[i].name, name) == 0)
			return types[i].number;
	return 0;
}

/* Returns the octets of NAME's labels and root at AT, or 0. */
static size_t
encode_name(uint8_t *at, const char *name)
{
	size_t len = 0, label;

	while (*name != '\0' && strcmp(name, ".") != 0) {
		label = strcspn(name, ".");
		if (label == 0 || label > 63 || len + label + 2 > 255)
			return 0;
		at[len++] = (uint8_t)label;
		memcpy(at + len, name, label);
		len += label;
		name += label;
		if (*name == '.')
			name++;
	}
	at[len++] = 0;
	return len;
}

int
queries_add(struct queries *q, const char *name, const char *type)
{
	/* RD is not set; QDCOUNT 1 */
	uint8_t octets[QUERY_MAX] = { 0, 0, 0, 0, 0, 1 };
	size_t len = encode_name(octets + 12, name);
	unsigned char number = type_number(type);

	if (len == 0 || number == 0)
		return -1;
	len += 12;
	octets[len++] = 0;
	octets[len++] = number;
	octets[len++] = 0;
	octets[len++] = 1; /* IN */
	q->items = xgrow(q->items, q->count, sizeof *q->items);
	q->items[q->count].octets = xmemdup(octets, len);
	q->items[q->count++].len = (uint16_t)len;
	return 0;
}

int
queries_generate(struct queries *q, const char *pattern, uint32_t count,
    const char *type)
{
	const char *percent = strchr(pattern, '%');
	char *name;
	int result = 0;

	if (percent == NULL)
		return queries_add(q, pattern, type);
	for (uint32_t i = 1; i <= count && result == 0; i++) {
		name = xasprintf("%.*s%u%s", (int)(percent - pattern), pattern,
		    i, percent + 1);
		result = queries_add(q, name, type);
		free(name);
	}
	return result;
}

int
queries_load(struct queries *q, const char *path)
{
	char *line = NULL, *name, *type, *rest;
	size_t cap = 0;
	int result = 0;
	FILE *f = fopen(path, "re");

	if (f == NULL)
		return -1;
	while (result == 0 && getline(&line, &cap, f) != -1) {
		name = strtok_r(line, " \t\n", &rest);
		type = strtok_r(NULL, " \t\n", &rest);
		if (name != NULL)
			result = queries_add(q, name, type ? type : "A");
	}
	free(line);
	fclose(f);
	return result;
}

void
queries_clear(struct queries *q)
{
	for (uint32_t i = 0; i < q->count; i++)
		free(q->items[i].octets);
	free(q->items);
	q->items = NULL;
	q->count = 0;
}

uint64_t
queries_random(struct queries *q)
{
	q->random ^= q->random >> 12;
	q->random ^= q->random << 25;
	q->random ^= q->random >> 27;
	return q->random * 2685821657736338717u;
}

uint32_t
queries_draw(struct queries *q)
{
	/* the upper half scaled to 0..count-1 */
	return (uint32_t)(((queries_random(q) >> 32) * q->count) >> 32);
}
