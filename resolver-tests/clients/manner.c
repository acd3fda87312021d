#include "manner.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_CALLS = 1000000, MOST_THREADS = 256, MOST_MS = 3600000 };

/* 1..MOST, or 0 for anything else. */
static unsigned
parse_number(const char *text, unsigned long most)
{
	char *end;
	unsigned long n;

	if (text == NULL || text[0] < '0' || text[0] > '9')
		return 0;
	n = strtoul(text, &end, 10);
	return *end == '\0' && n <= most ? (unsigned)n : 0;
}

int
manner_parse(int argc, char **argv, struct manner *out)
{
	const struct {
		const char *word;
		unsigned *value; /* NULL: a flag */
		unsigned long most;
		bool *flag;
	} options[] = {
		{ "--repeat", &out->repeat, MOST_CALLS, NULL },
		{ "--threads", &out->threads, MOST_THREADS, NULL },
		{ "--stack", &out->stack, 1UL << 30, NULL },
		{ "--signals", &out->signals_ms, MOST_MS, NULL },
		{ "--cancel", &out->cancel_ms, MOST_MS, NULL },
		{ "--fork", NULL, 0, &out->fork },
		{ "--aio", NULL, 0, &out->aio },
		{ "--errno", NULL, 0, &out->errno_counts },
	};
	enum { OPTIONS = sizeof options / sizeof options[0] };
	int at = 1;

	*out = (struct manner){ .repeat = 1 };
	while (at < argc) {
		size_t i = 0;

		while (i < OPTIONS && strcmp(argv[at], options[i].word) != 0)
			i++;
		if (i == OPTIONS)
			break;
		at++;
		if (options[i].flag != NULL) {
			*options[i].flag = true;
			continue;
		}
		*options[i].value = parse_number(argv[at], options[i].most);
		if (*options[i].value == 0)
			return -1;
		at++;
	}
	return at;
}

int
manner_needs(const struct manner *m)
{
	return (m->threads > 1 ? MANNER_THREADS : 0) |
	       (m->cancel_ms > 0 ? MANNER_CANCEL : 0) |
	       (m->errno_counts ? MANNER_ERRNO : 0);
}
