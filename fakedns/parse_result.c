/* RESULT_BEGIN … RESULT_END */
#include "config.h"

#include <arpa/inet.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "fakedns/parse.h"
#include "fakedns/xalloc.h"

struct result_reader {
	struct parser *p;
	struct result r;
};

static int
add_line(const char *text, void *arg, struct error *err)
{
	struct result_reader *reader = arg;
	struct result *r = &reader->r;
	struct result_line line = { .at = reader->p->at,
		.text = xstrdup(text) };

	(void)err;
	r->lines = xgrow(r->lines, r->count, sizeof line);
	r->lines[r->count++] = line;
	return 0;
}

/* "198.51.100.0/24" */
static bool
prefix_parse(const char *text, struct result_line *line)
{
	char address[INET6_ADDRSTRLEN];
	size_t len = strcspn(text, "/");
	long bits;

	if (len >= sizeof address || text[len] != '/')
		return false;
	memcpy(address, text, len);
	address[len] = '\0';
	if (inet_pton(AF_INET, address, line->prefix) == 1)
		line->family = AF_INET;
	else if (inet_pton(AF_INET6, address, line->prefix) == 1)
		line->family = AF_INET6;
	else
		return false;
	if (!number_parse(text + len + 1, 0, line->family == AF_INET ? 32 : 128,
		&bits))
		return false;
	line->bits = (unsigned)bits;
	return true;
}

static int
addresses_line(struct result_reader *reader)
{
	static const char form[] = "ADDRESSES 1.. OF 198.51.100.0/24";
	struct parser *p = reader->p;
	struct result_line *line;

	if (parser_count(p, 4, 4, form) == -1)
		return -1;
	add_line("ADDRESSES", reader, p->err);
	line = &reader->r.lines[reader->r.count - 1];
	free(line->text);
	line->text = parser_rest(p, 0);
	line->is_range = true;
	if (!range_parse(p->t.v[1].text, &line->lo, &line->hi))
		return parser_bad(p, 1, "`%s`, want %s", p->t.v[1].text, form);
	if (!parser_is(p, 2, "OF"))
		return parser_bad(p, 2, "`%s`, want %s", p->t.v[2].text, form);
	if (!prefix_parse(p->t.v[3].text, line))
		return parser_bad(p, 3,
		    "`%s`, want an address and the bits "
		    "that count, such as 198.51.100.0/24",
		    p->t.v[3].text);
	return 0;
}

static int
result_line(struct result_reader *reader)
{
	struct parser *p = reader->p;
	char *text;
	int ret = 0;

	if (parser_is(p, 0, "ADDRESSES"))
		return addresses_line(reader);
	text = parser_rest(p, 0);
	if (parser_is(p, 0, "$GENERATE"))
		ret = parser_generate(p, text, &p->at, add_line, reader);
	else
		add_line(text, reader, p->err);
	free(text);
	return ret;
}

static int
keep(struct result_reader *reader)
{
	struct parser *p = reader->p;
	struct call *c = &p->s->calls[p->s->call_count - 1];

	c->results = xgrow(c->results, c->result_count, sizeof reader->r);
	c->results[c->result_count++] = reader->r;
	return 0;
}

int
parse_result(struct parser *p, void *arg)
{
	struct result_reader reader = { .p = p, .r = { .at = p->at } };
	int more;

	(void)arg;
	if (parser_count(p, 1, 2, "RESULT_BEGIN [permitted]") == -1)
		return -1;
	if (p->t.count == 2 && !parser_is(p, 1, "permitted"))
		return parser_bad(p, 1, "`%s`, want permitted", p->t.v[1].text);
	if (p->s->call_count == 0)
		return parser_bad(p, 0,
		    "a RESULT before any CALL, want it "
		    "behind the CALL it is about");
	reader.r.permitted = p->t.count == 2;
	keep(&reader); /* so that it is freed whatever comes */
	while ((more = parser_words(p)) == 1) {
		struct call *c = &p->s->calls[p->s->call_count - 1];
		bool end = parser_is(p, 0, "RESULT_END");

		if (!end && result_line(&reader) == -1)
			more = -1;
		c->results[c->result_count - 1] = reader.r;
		if (more == -1)
			return -1;
		if (!end)
			continue;
		return reader.r.count > 0
			   ? parser_end(p, "RESULT_END")
			   : parser_bad(p, 0,
				 "an empty RESULT, want a status such "
				 "as ok or EAI_NONAME");
	}
	if (more == 0)
		error_at(p->err, &reader.r.at,
		    "a result without an end, want RESULT_END");
	return -1;
}
