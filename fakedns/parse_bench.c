/* BENCH */
#include "config.h"

#include <string.h>

#include "fakedns/parse.h"

/* Word I is "KEY=n", to be kept where it says so. */
static int
read_word(struct parser *p, size_t i, struct bench_spec *b)
{
	const struct {
		const char *key;
		unsigned *value;
		long most;
	} keys[] = {
		{ "threads", &b->threads, BENCH_THREADS_MAX },
		{ "rate", &b->rate, BENCH_RATE_MAX },
		{ "lookups", &b->lookups, BENCH_LOOKUPS_MAX },
	};
	const char *text;
	long n;

	for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
		text = parser_value(p, i, keys[k].key);
		if (text == NULL)
			continue;
		if (!number_parse(text, 1, keys[k].most, &n))
			return parser_bad(p, i,
			    "`%s`, want a number from 1 to %ld", text,
			    keys[k].most);
		*keys[k].value = (unsigned)n;
		return 0;
	}
	if (parser_is(p, i, "cold"))
		b->cold = true;
	else if (parser_is(p, i, "together"))
		b->together = true;
	else
		return parser_bad(p, i,
		    "`%s`, want cold, together, threads=n, rate=n or lookups=n",
		    p->t.v[i].text);
	return 0;
}

int
parse_bench(struct parser *p, void *arg)
{
	struct bench_spec *b = &p->s->bench;

	(void)arg;
	if (b->wanted)
		return parser_bad(p, 0, "a second BENCH, want one at most");
	*b = (struct bench_spec){ .at = p->at, .wanted = true };
	for (size_t i = 1; i < p->t.count; i++)
		if (read_word(p, i, b) == -1)
			return -1;
	if (b->cold && (b->threads > 0 || b->rate > 0))
		return parser_bad(p, 0,
		    "cold with threads= or rate=, want a process a look-up or "
		    "one process");
	if (b->threads == 0)
		b->threads = 1;
	return 0;
}
