#include "budget.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TIMEOUT_MAX = 60, ATTEMPTS_MAX = 10, NDOTS_MAX = 15 };

static const char blanks[] = " \t\r\n";

void
budget_init(struct budget *b)
{
	*b = (struct budget){ .timeout_s = 5, .attempts = 2, .ndots = 1 };
}

/* WORD is "KEY:NUMBER": the number, kept within the bounds, goes to *VALUE. */
static void
read_word(const char *word, const char *key, unsigned least, unsigned most,
    unsigned *value)
{
	size_t len = strlen(key);
	unsigned long n;

	if (strncmp(word, key, len) != 0 || word[len] < '0' || word[len] > '9')
		return;
	n = strtoul(word + len, NULL, 10);
	*value = n < least ? least : n > most ? most : (unsigned)n;
}

void
budget_read_line(struct budget *b, const char *line)
{
	size_t len = strcspn(line, blanks);

	if (len != strlen("options") || memcmp(line, "options", len) != 0)
		return;
	for (;;) {
		line += len;
		line += strspn(line, blanks);
		len = strcspn(line, blanks);
		if (len == 0)
			return;
		read_word(line, "timeout:", 1, TIMEOUT_MAX, &b->timeout_s);
		read_word(line, "attempts:", 1, ATTEMPTS_MAX, &b->attempts);
		read_word(line, "ndots:", 0, NDOTS_MAX, &b->ndots);
	}
}

void
budget_load(struct budget *b)
{
	FILE *f = fopen("/etc/resolv.conf", "r");
	char line[4096];

	budget_init(b);
	if (f == NULL)
		return;
	while (fgets(line, sizeof line, f) != NULL)
		budget_read_line(b, line);
	fclose(f);
}
