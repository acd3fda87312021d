/* TRUNCATE and NOEDNS, of the scenario; TRUNCATE and LIMIT_RR, of a packet */
#include "config.h"

#include <limits.h>
#include <string.h>

#include "fakedns/parse.h"
#include "fakedns/xalloc.h"

static const char FORM[] = "TRUNCATE partial|empty|rrset|never|cut [at N] "
			   "[tc=0|1] [tcp]";

/* What stands behind the first two words. */
static int
truncate_words(struct parser *p, struct truncate_rule *out)
{
	unsigned octets;

	for (size_t i = 2; i < p->t.count; i++)
		if (parser_is(p, i, "at")) {
			if (parser_number(p, ++i, 0, WIRE_MAX, &octets) == -1)
				return -1;
			out->at = (long)octets;
		} else if (parser_is(p, i, "tc=0")) {
			out->tc = TC_CLEAR;
		} else if (parser_is(p, i, "tc=1")) {
			out->tc = TC_SET;
		} else if (parser_is(p, i, "tcp")) {
			out->over_tcp = true;
		} else {
			return parser_bad(p, i, "`%s`, want %s", p->t.v[i].text,
			    FORM);
		}
	return 0;
}

static int
truncate_rule(struct parser *p, struct truncate_rule *out)
{
	static const char *const words[] = { "partial", "empty", "rrset",
		"never", "cut", NULL };
	int index;

	if (parser_count(p, 2, 6, FORM) == -1)
		return -1;
	index = word_index(p->t.v[1].text, words);
	if (index < 0)
		return parser_bad(p, 1, "`%s`, want %s", p->t.v[1].text, FORM);
	*out = (struct truncate_rule){ .how = (enum truncation)index,
		.at = TRUNCATE_AT_DEFAULT };
	return truncate_words(p, out);
}

int
parse_truncate(struct parser *p, void *arg)
{
	struct truncate_spec spec = { .scope = p->scope };

	(void)arg;
	if (truncate_rule(p, &spec.rule) == -1)
		return -1;
	p->s->truncates =
	    xgrow(p->s->truncates, p->s->truncate_count, sizeof spec);
	p->s->truncates[p->s->truncate_count++] = spec;
	return 0;
}

int
parse_packet_truncate(struct parser *p, void *arg)
{
	struct packet_spec *packet = arg;
	struct truncate_rule rule = { 0 };

	if (truncate_rule(p, &rule) == -1)
		return -1;
	if (rule.over_tcp) {
		packet->truncates_tcp = true;
		packet->truncate_tcp = rule;
	} else {
		packet->truncates = true;
		packet->truncate = rule;
	}
	return 0;
}

int
parse_limit_rr(struct parser *p, void *arg)
{
	struct packet_spec *packet = arg;

	packet->has_limit_rr = true;
	return parser_count(p, 2, 2, "LIMIT_RR records") == -1
		   ? -1
		   : parser_number(p, 1, 0, WIRE_MAX, &packet->limit_rr);
}

int
parse_noedns(struct parser *p, void *arg)
{
	static const char *const words[] = { "off", "formerr", "ignore", "drop",
		NULL };
	struct noedns_spec spec = { .scope = p->scope };
	int index;

	(void)arg;
	if (parser_count(p, 2, 2, "NOEDNS off|formerr|ignore|drop") == -1)
		return -1;
	index = word_index(p->t.v[1].text, words);
	if (index < 0)
		return parser_bad(p, 1,
		    "`%s`, want off, formerr, ignore or drop", p->t.v[1].text);
	spec.how = (enum noedns)index;
	p->s->noedns = xgrow(p->s->noedns, p->s->noedns_count, sizeof spec);
	p->s->noedns[p->s->noedns_count++] = spec;
	return 0;
}
