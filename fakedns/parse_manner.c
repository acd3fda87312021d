/* REPEAT, THREADS, STACK, SIGNALS, CANCEL, CLOCK, FORK, AIO, ERRNO */
#include "config.h"

#include <string.h>

#include "fakedns/parse.h"

/* The call a line is about, or NULL with an error. */
struct call *
parser_last_call(struct parser *p)
{
	if (p->s->call_count > 0)
		return &p->s->calls[p->s->call_count - 1];
	parser_bad(p, 0,
	    "%s before any CALL, want it behind the CALL it is about",
	    p->t.v[0].text);
	return NULL;
}

static int
read_number(struct parser *p, struct manner_spec *m)
{
	if (parser_is(p, 0, "REPEAT"))
		return parser_number(p, 1, 1, 100000, &m->repeat);
	return parser_number(p, 1, 1, 64, &m->threads);
}

static int
read_stack(struct parser *p, struct manner_spec *m)
{
	enum { LEAST = 2 << 10, MOST = 64 << 20 };
	const char *text = p->t.v[1].text;

	if (octets_parse(text, &m->stack) && m->stack >= LEAST &&
	    m->stack <= MOST)
		return 0;
	return parser_bad(p, 1, "`%s`, want octets from 2k to 64m", text);
}

static int
read_time(struct parser *p, struct manner_spec *m)
{
	unsigned *ms =
	    parser_is(p, 0, "SIGNALS") ? &m->signals_ms : &m->cancel_ms;

	if (parser_duration(p, 1, ms) == -1)
		return -1;
	return *ms > 0 ? 0
		       : parser_bad(p, 1, "no time at all, want at least 1ms");
}

static int
read_clock(struct parser *p, struct manner_spec *m)
{
	static const char *const words[] = { "frozen", "step", NULL };
	int index = word_index(p->t.v[1].text, words);

	if (index < 0)
		return parser_bad(p, 1, "`%s`, want frozen or step",
		    p->t.v[1].text);
	m->clock = index == 0 ? CLOCK_FROZEN : CLOCK_STEP;
	return 0;
}

static int
read_flag(struct parser *p, struct manner_spec *m)
{
	if (parser_is(p, 0, "FORK"))
		m->fork = true;
	else if (parser_is(p, 0, "AIO"))
		m->aio = true;
	else
		m->errno_counts = true;
	return 0;
}

static const struct {
	const char *word;
	const char *form;
	size_t words;
	int (*read)(struct parser *, struct manner_spec *);
} lines[] = {
	{ "REPEAT", "REPEAT n", 2, read_number },
	{ "THREADS", "THREADS n", 2, read_number },
	{ "STACK", "STACK 128k", 2, read_stack },
	{ "SIGNALS", "SIGNALS 10ms", 2, read_time },
	{ "CANCEL", "CANCEL 500ms", 2, read_time },
	{ "CLOCK", "CLOCK frozen|step", 2, read_clock },
	{ "FORK", "FORK", 1, read_flag },
	{ "AIO", "AIO", 1, read_flag },
	{ "ERRNO", "ERRNO", 1, read_flag },
};

int
parse_manner(struct parser *p, void *arg)
{
	struct call *c = parser_last_call(p);
	size_t i = 0;

	(void)arg;
	while (!parser_is(p, 0, lines[i].word))
		i++;
	if (c == NULL ||
	    parser_count(p, lines[i].words, lines[i].words, lines[i].form) ==
		-1 ||
	    lines[i].read(p, &c->manner) == -1)
		return -1;
	if (c->manner.cancel_ms > 0 && c->manner.threads > 0)
		return parser_bad(p, 0,
		    "THREADS and CANCEL about one CALL, want one of them");
	return 0;
}
