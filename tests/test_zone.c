#include "config.h"

#include <string.h>

#include "tests/zones.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

static const struct {
	struct query q;
	const char *answer;
} odd_queries[] = {
	{ { .flags = 0, .questions = 1 },
	    "NOERROR qr ra\nan a. 60 IN A 1.2.3.4\n" },
	{ { .flags = FLAG_RD, .questions = 0 }, "FORMERR qr rd ra\n" },
	{ { .questions = 2 }, "FORMERR qr ra\n" },
	{ { .questions = 1, .is_broken = true }, "FORMERR qr ra\n" },
	{ { .flags = 4 << FLAG_OPCODE_SHIFT, .questions = 1 },
	    "NOTIMPL qr ra\n" },
	{ { .questions = 1, .question.class = 3 }, "REFUSED qr ra\n" },
	{ { .questions = 1, .question.class = 254 }, "REFUSED qr ra\n" },
	{ { .questions = 1, .question.class = 255 },
	    "NOERROR qr ra\nan a. 60 IN A 1.2.3.4\n" },
	{ { .questions = 1,
	      .edns = { .present = true,
		  .udp_size = 4096,
		  .flags = EDNS_FLAG_DO } },
	    "NOERROR qr ra\nan a. 60 IN A 1.2.3.4\n"
	    "opt 1232 rcode 0 version 0 flags 32768\n" },
	{ { .questions = 1, .edns = { .present = true, .flags = 0x4001 } },
	    "NOERROR qr ra\nan a. 60 IN A 1.2.3.4\n"
	    "opt 1232 rcode 0 version 0 flags 0\n" },
	{ { .questions = 1, .edns = { .present = true, .version = 1 } },
	    "NOERROR qr ra\nopt 1232 rcode 1 version 0 flags 0\n" },
	{ { .questions = 0, .edns = { .present = true } },
	    "FORMERR qr ra\nopt 1232 rcode 0 version 0 flags 0\n" },
};

START_TEST(odd_query)
{
	struct zone *z = zones_load(ZONE_RECURSIVE, "a. A 1.2.3.4");
	struct query q = odd_queries[_i].q;
	char *text;

	q.question.name = records_name("a.");
	q.question.type = RR_A;
	if (q.question.class == 0)
		q.question.class = RR_CLASS_IN;
	text = zones_answer(z, &q);
	ck_assert_str_eq(text, odd_queries[_i].answer);
	free(text);
	zone_free(z);
}
END_TEST

START_TEST(errors_are_not_authoritative)
{
	struct zone *z =
	    zones_load(ZONE_AUTHORITATIVE, "example. SOA n. h. 1 1 1 1 1");
	struct query q = zones_asking("example. SOA");
	struct message m = { 0 };

	q.flags = 2 << FLAG_OPCODE_SHIFT;
	zone_answer(z, &q, &m);
	ck_assert_uint_eq(m.flags, FLAG_QR | q.flags | RCODE_NOTIMP);
	message_clear(&m);
	zone_free(z);
}
END_TEST

/* RFC 4035 3.1.6 and 3.2.2; RFC 1035 6.2 for class ANY */
START_TEST(flags_of_the_query)
{
	static const char records[] = "e. SOA n. h. 1 1 1 1 1";
	const uint16_t asked =
	    FLAG_AA | FLAG_TC | FLAG_RD | FLAG_RA | 0x40 | FLAG_AD | FLAG_CD;

	for (int mode = ZONE_RECURSIVE; mode <= ZONE_AUTHORITATIVE; mode++) {
		struct zone *z = zones_load((enum zone_mode)mode, records);
		struct query q = zones_asking("e. SOA");
		uint16_t own = mode == ZONE_RECURSIVE ? FLAG_RA | FLAG_CD : 0;
		struct message m = { 0 };

		q.flags = asked;
		q.question.class = 255;
		zone_answer(z, &q, &m);
		ck_assert_uint_eq(m.flags, FLAG_QR | FLAG_RD | own);
		ck_assert_uint_eq(m.sections[SECTION_ANSWER].count, 1);
		message_clear(&m);
		zone_free(z);
	}
}
END_TEST

START_TEST(equal_records_count_once)
{
	struct zone *z = zones_load(ZONE_RECURSIVE,
	    "a. A 1.2.3.4\na. TXT x\nA. A 1.2.3.4\na. A 1.2.3.5\n"
	    "b. A 1.2.3.4\na. TYPE65280 \\# 4 01020304");
	struct query q = zones_asking("a. ANY");
	char *text = zones_answer(z, &q);

	ck_assert_str_eq(text, "NOERROR qr rd ra\nan a. 60 IN A 1.2.3.4\n"
			       "an a. 60 IN TXT \"x\"\n"
			       "an a. 60 IN A 1.2.3.5\n"
			       "an a. 60 IN TYPE65280 \\# 4 01020304\n");
	free(text);
	q = zones_asking("b. A");
	text = zones_answer(z, &q);
	ck_assert_str_eq(text, "NOERROR qr rd ra\nan b. 60 IN A 1.2.3.4\n");
	free(text);
	zone_free(z);
}
END_TEST

/* compression hides the case of owners: look at the parts */
START_TEST(owner_keeps_its_case)
{
	struct zone *z = zones_load(ZONE_RECURSIVE, "WwW.Example. A 1.2.3.4");
	struct query q = zones_asking("wWw.eXample. A");
	struct name owner = records_name("WwW.Example.");
	struct message m = { 0 };

	zone_answer(z, &q, &m);
	ck_assert_uint_eq(m.sections[SECTION_ANSWER].count, 1);
	ck_assert_mem_eq(m.sections[SECTION_ANSWER].v[0].owner.octets,
	    owner.octets, owner.len);
	message_clear(&m);
	zone_free(z);
}
END_TEST

START_TEST(synthesised_owner_is_the_name_asked_for)
{
	struct zone *z = zones_load(ZONE_RECURSIVE, "*.Example. A 1.2.3.4");
	struct query q = zones_asking("wWw.eXample. A");
	struct message m = { 0 };

	zone_answer(z, &q, &m);
	ck_assert_uint_eq(m.sections[SECTION_ANSWER].count, 1);
	ck_assert_mem_eq(m.sections[SECTION_ANSWER].v[0].owner.octets,
	    q.question.name.octets, q.question.name.len);
	message_clear(&m);
	zone_free(z);
}
END_TEST

/* A search through all records each time would run into Check's time-out. */
START_TEST(hundred_thousand_records)
{
	enum { COUNT = 100000 };
	struct rr rr = { .type = RR_A,
		.class = RR_CLASS_IN,
		.rdata = (uint8_t[]){ 1, 2, 3, 4 },
		.rdlen = 4 };
	struct zone *z = zone_new(ZONE_RECURSIVE);
	char text[80];

	for (unsigned i = 0; i < COUNT; i++) {
		snprintf(text, sizeof text, "h%u.z%u.example.", i, i % 1000);
		rr.owner = records_name(text);
		zone_add(z, &rr);
	}
	zone_seal(z);
	for (unsigned i = 0; i < 2 * COUNT; i += 10) {
		struct query q = zones_asking("a. A");
		struct message m = { 0 };

		snprintf(text, sizeof text, "H%u.z%u.example.", i, i % 1000);
		q.question.name = records_name(text);
		zone_answer(z, &q, &m);
		ck_assert_uint_eq(m.sections[SECTION_ANSWER].count, i < COUNT);
		ck_assert_uint_eq(m.flags & FLAG_RCODE,
		    i < COUNT ? RCODE_NOERROR : RCODE_NXDOMAIN);
		message_clear(&m);
	}
	zone_free(z);
}
END_TEST

START_TEST(an_empty_zone_answers)
{
	struct zone *z = zones_load(ZONE_RECURSIVE, "");
	struct query q = zones_asking("a. A");
	char *text = zones_answer(z, &q);

	ck_assert_str_eq(text, "NXDOMAIN qr rd ra\n" NO_SOA);
	free(text);
	zone_free(z);
	zone_free(NULL);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("zone");
	TCase *tc = tcase_create("zone"), *slow = tcase_create("large");

	tcase_add_loop_test(tc, odd_query, 0, LEN(odd_queries));
	tcase_add_test(tc, errors_are_not_authoritative);
	tcase_add_test(tc, flags_of_the_query);
	tcase_add_test(tc, equal_records_count_once);
	tcase_add_test(tc, owner_keeps_its_case);
	tcase_add_test(tc, synthesised_owner_is_the_name_asked_for);
	tcase_add_test(tc, an_empty_zone_answers);
	tcase_set_timeout(slow, 60);
	tcase_add_test(slow, hundred_thousand_records);
	suite_add_tcase(suite, tc);
	suite_add_tcase(suite, slow);
	return unit_run(suite);
}
