/*
 * zones.h -- a zone from text and its answer as text, for tests.
 */
#ifndef TESTS_ZONES_H
#define TESTS_ZONES_H

#include <string.h>

#include "fakedns/zone.h"
#include "tests/records.h"

/* The SOA of an answer that denies, where the zone has none. */
#define NO_SOA                                                                 \
	"ns . 60 IN SOA ns.invalid. hostmaster.invalid. 1 3600 600 86400 60\n"

static inline struct zone *
zones_load(enum zone_mode mode, const char *records)
{
	struct zone *z = zone_new(mode);
	struct rrs rrs = { 0 };

	records_add(&rrs, records);
	for (size_t i = 0; i < rrs.count; i++)
		zone_add(z, &rrs.v[i]);
	ck_assert_uint_eq(zone_records(z), rrs.count);
	rrs_clear(&rrs);
	zone_seal(z);
	return z;
}

/* "NAME TYPE" as a query with RD. */
static inline struct query
zones_asking(const char *text)
{
	struct query q = { .id = 0x4321,
		.flags = FLAG_RD,
		.questions = 1,
		.question.class = RR_CLASS_IN };
	char *name = strndup(text, strcspn(text, " "));

	q.question.name = records_name(name);
	ck_assert(rr_type_parse(text + strlen(name) + 1, &q.question.type));
	free(name);
	return q;
}

static inline char *
zones_answer(const struct zone *z, const struct query *q)
{
	struct message m = { 0 };
	char *text;

	zone_answer(z, q, &m);
	ck_assert_uint_eq(m.id, q->id);
	ck_assert_int_eq(m.has_question, q->questions > 0);
	if (m.has_question)
		ck_assert_mem_eq(m.question.name.octets,
		    q->question.name.octets, q->question.name.len);
	text = records_text(&m);
	message_clear(&m);
	return text;
}

#endif
