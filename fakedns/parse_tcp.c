/* The TCP line of an entry: what happens to one answer's stream. */
#include "config.h"

#include <limits.h>
#include <string.h>

#include "fakedns/parse.h"

static const char form[] =
    "length= close_after= rst_after= stall_after= half_close "
    "close_after_answers= no_read segment= split= gap= before= after=";

static int
bad_word(struct parser *p, size_t i)
{
	return parser_bad(p, i, "`%s`, want %s", p->t.v[i].text, form);
}

static int
tcp_length(struct parser *p, size_t i, const char *v, struct packet_spec *spec)
{
	struct tcp_fault *f = &spec->tcp;
	long n;

	f->length_is_relative = *v == '+' || *v == '-';
	if (!signed_parse(v, -65535, 65535, &n))
		return parser_bad(p, i,
		    "`%s`, want length=+5, length=-4 or length=0",
		    p->t.v[i].text);
	f->has_length = true;
	f->length = (int)n;
	return 0;
}

static int
octets_or_end(struct parser *p, size_t i, const char *v, long *out)
{
	if (strcmp(v, "end") == 0)
		*out = TCP_AFTER_END;
	else if (!number_parse(v, 0, INT_MAX, out))
		return parser_bad(p, i, "`%s`, want octets or end",
		    p->t.v[i].text);
	return 0;
}

static int
tcp_close_after(struct parser *p, size_t i, const char *v,
    struct packet_spec *spec)
{
	return octets_or_end(p, i, v, &spec->tcp.close_after);
}

static int
tcp_rst_after(struct parser *p, size_t i, const char *v,
    struct packet_spec *spec)
{
	return octets_or_end(p, i, v, &spec->tcp.rst_after);
}

static int
tcp_stall_after(struct parser *p, size_t i, const char *v,
    struct packet_spec *spec)
{
	return octets_or_end(p, i, v, &spec->tcp.stall_after);
}

static int
number_from_1(struct parser *p, size_t i, const char *v, unsigned *out)
{
	long n;

	if (!number_parse(v, 1, INT_MAX, &n))
		return parser_bad(p, i, "`%s`, want a number from 1",
		    p->t.v[i].text);
	*out = (unsigned)n;
	return 0;
}

static int
tcp_segment(struct parser *p, size_t i, const char *v, struct packet_spec *spec)
{
	return number_from_1(p, i, v, &spec->tcp.segment);
}

static int
tcp_split(struct parser *p, size_t i, const char *v, struct packet_spec *spec)
{
	return number_from_1(p, i, v, &spec->tcp.split);
}

static int
tcp_answers(struct parser *p, size_t i, const char *v, struct packet_spec *spec)
{
	return number_from_1(p, i, v, &spec->tcp.close_after_answers);
}

static int
tcp_gap(struct parser *p, size_t i, const char *v, struct packet_spec *spec)
{
	return duration_parse(v, &spec->tcp.gap_ms)
		   ? 0
		   : parser_bad(p, i, "`%s`, want gap=10ms or gap=2s",
			 p->t.v[i].text);
}

static int
raw_octets(struct parser *p, size_t i, const char *v, struct writer *out)
{
	size_t bad;

	writer_clear(out);
	if (wire_parse_hex(v, out, &bad) == -1 || out->len == 0)
		return parser_bad(p, i, "`%s`, want two hex digits an octet",
		    p->t.v[i].text);
	return 0;
}

static int
tcp_before(struct parser *p, size_t i, const char *v, struct packet_spec *spec)
{
	return raw_octets(p, i, v, &spec->tcp_before);
}

static int
tcp_after(struct parser *p, size_t i, const char *v, struct packet_spec *spec)
{
	return raw_octets(p, i, v, &spec->tcp_after);
}

/* Reads word I; -1 with an error. */
static int
tcp_word(struct parser *p, size_t i, struct packet_spec *spec)
{
	static const struct {
		const char *key;
		int (*parse)(struct parser *, size_t, const char *,
		    struct packet_spec *);
	} keys[] = {
		{ "length", tcp_length },
		{ "close_after", tcp_close_after },
		{ "rst_after", tcp_rst_after },
		{ "stall_after", tcp_stall_after },
		{ "close_after_answers", tcp_answers },
		{ "segment", tcp_segment },
		{ "split", tcp_split },
		{ "gap", tcp_gap },
		{ "before", tcp_before },
		{ "after", tcp_after },
	};

	if (parser_is(p, i, "half_close") || parser_is(p, i, "no_read")) {
		*(parser_is(p, i, "no_read") ? &spec->tcp.no_read
					     : &spec->tcp.half_close) = true;
		return 0;
	}
	for (size_t k = 0; k < sizeof keys / sizeof *keys; k++) {
		const char *v = parser_value(p, i, keys[k].key);

		if (v != NULL)
			return keys[k].parse(p, i, v, spec);
	}
	return bad_word(p, i);
}

int
parse_tcp(struct parser *p, void *arg)
{
	struct packet_spec *spec = arg;
	struct tcp_fault *f = &spec->tcp;

	if (parser_count(p, 2, SIZE_MAX, "TCP length=… close_after=…") == -1)
		return -1;
	for (size_t i = 1; i < p->t.count; i++)
		if (tcp_word(p, i, spec) == -1)
			return -1;
	f->before = spec->tcp_before.octets;
	f->before_len = spec->tcp_before.len;
	f->after = spec->tcp_after.octets;
	f->after_len = spec->tcp_after.len;
	if (f->gap_ms > 0 && f->segment == 0 && f->split == 0)
		return parser_bad(p, 1,
		    "gap= without segments, want segment= or split=, too");
	return 0;
}
