#include "config.h"

#include <string.h>

#include "tests/peers/zone_rules.h"

const char *
zone_aspect_name(enum aspect aspect)
{
	static const char *const names[ASPECTS] = { "answered", "RCODE", "AA",
		"TC", "RA", "AD", "CD", "header", "question", "answer",
		"authority", "additional", "order", "TTL", "OPT", "UDP size",
		"OPT flags", "options" };

	return names[aspect];
}

/* TTLs of records that both have, section by section. */
static bool
ttls_differ(const struct reply_section *a, const struct reply_section *b)
{
	for (size_t i = 0, k = 0; i < a->count && k < b->count;) {
		int order = strcmp(a->v[i].text, b->v[k].text);

		if (order == 0 && a->v[i].ttl != b->v[k].ttl)
			return true;
		i += order <= 0;
		k += order >= 0;
	}
	return false;
}

static unsigned
header_differs(const struct zone_reply *a, const struct zone_reply *b)
{
	static const struct {
		uint16_t mask;
		enum aspect aspect;
	} bits[] = { { 0x0400, ASPECT_AA }, { 0x0200, ASPECT_TC },
		{ 0x0080, ASPECT_RA }, { 0x0020, ASPECT_AD },
		{ 0x0010, ASPECT_CD }, { 0xf940, ASPECT_HEADER } };
	unsigned differ = a->rcode != b->rcode ? 1U << ASPECT_RCODE : 0;

	for (size_t i = 0; i < sizeof bits / sizeof *bits; i++)
		if (((a->flags ^ b->flags) & bits[i].mask) != 0)
			differ |= 1U << bits[i].aspect;
	if (a->question_len != b->question_len ||
	    memcmp(a->question, b->question, a->question_len) != 0)
		differ |= 1U << ASPECT_QUESTION;
	return differ;
}

static unsigned
opt_differs(const struct zone_reply *a, const struct zone_reply *b)
{
	unsigned differ = 0;

	if (a->opt != b->opt)
		return 1U << ASPECT_OPT;
	if (a->udp_size != b->udp_size)
		differ |= 1U << ASPECT_UDP_SIZE;
	if (a->opt_flags != b->opt_flags || a->version != b->version)
		differ |= 1U << ASPECT_OPT_FLAGS;
	if (a->options_len != b->options_len)
		differ |= 1U << ASPECT_OPTIONS;
	return differ;
}

unsigned
zone_answers_differ(const struct answers *answers)
{
	const struct zone_reply *a = answers->ours, *b = answers->theirs;
	unsigned differ;

	if (!a->came || !b->came || a->broken != NULL || b->broken != NULL)
		return a->came == b->came && a->broken == b->broken
			   ? 0
			   : 1U << ASPECT_CAME;
	differ = header_differs(a, b) | opt_differs(a, b);
	for (unsigned i = 0; i < 3; i++) {
		if (!reply_section_equal(&a->sections[i], &b->sections[i]))
			differ |= 1U << (ASPECT_ANSWER + i);
		if (ttls_differ(&a->sections[i], &b->sections[i]))
			differ |= 1U << ASPECT_TTL;
	}
	if ((differ & 1U << ASPECT_ANSWER) == 0 && a->sections[0].count > 0 &&
	    strcmp(a->sections[0].aliases, b->sections[0].aliases) != 0)
		differ |= 1U << ASPECT_ORDER;
	return differ;
}

static bool
has_twins(const struct reply_section *s)
{
	for (size_t i = 1; i < s->count; i++)
		if (strcmp(s->v[i - 1].text, s->v[i].text) == 0)
			return true;
	return false;
}

const char *
zone_answer_insane(const struct zone_query *q, const struct zone_reply *r)
{
	if (!r->came)
		return "no answer";
	if (r->broken != NULL)
		return r->broken;
	if (r->len > zone_query_limit(q))
		return "more octets than the client takes";
	for (unsigned i = 0; i < 3; i++)
		if (has_twins(&r->sections[i]))
			return "a record twice in a section";
	return NULL;
}
