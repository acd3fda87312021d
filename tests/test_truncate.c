#include "config.h"

#include <string.h>

#include "fakedns/message.h"
#include "tests/records.h"

#define LEN(a) (sizeof(a) / sizeof *(a))

/*
 * Question "a. A": 19 octets.  Each answer and each additional record has 16,
 * the authority's has 18; so they end at 35, 51, 67, 85, 101, 117.
 */
static void
fill(struct message *m)
{
	m->flags = FLAG_QR;
	m->has_question = true;
	m->question = (struct question){ .name = records_name("a."),
		.type = RR_A,
		.class = RR_CLASS_IN };
	records_add(&m->sections[SECTION_ANSWER],
	    "a. A 1.2.3.1\na. A 1.2.3.2\nA. TXT abc");
	records_add(&m->sections[SECTION_AUTHORITY], "b.a. A 1.2.3.4");
	records_add(&m->sections[SECTION_ADDITIONAL],
	    "b.a. A 1.2.3.5\nb.A. A 1.2.3.6");
}

static const struct {
	enum truncation how;
	size_t limit;
	bool edns, tc;
	size_t kept[SECTIONS];
} cases[] = {
	{ TRUNCATE_PARTIAL, 117, false, false, { 3, 1, 2 } },
	{ TRUNCATE_PARTIAL, 116, false, true, { 3, 1, 1 } },
	{ TRUNCATE_PARTIAL, 101, false, true, { 3, 1, 1 } },
	{ TRUNCATE_PARTIAL, 100, false, true, { 3, 1, 0 } },
	{ TRUNCATE_PARTIAL, 84, false, true, { 3, 0, 0 } },
	{ TRUNCATE_PARTIAL, 51, false, true, { 2, 0, 0 } },
	{ TRUNCATE_PARTIAL, 50, false, true, { 1, 0, 0 } },
	{ TRUNCATE_PARTIAL, 34, false, true, { 0, 0, 0 } },
	{ TRUNCATE_PARTIAL, 1, false, true, { 0, 0, 0 } },
	{ TRUNCATE_PARTIAL, 0, false, true, { 3, 1, 2 } },
	/* an OPT takes 11 octets and stays */
	{ TRUNCATE_PARTIAL, 128, true, false, { 3, 1, 2 } },
	{ TRUNCATE_PARTIAL, 127, true, true, { 3, 1, 1 } },
	{ TRUNCATE_PARTIAL, 62, true, true, { 2, 0, 0 } },
	{ TRUNCATE_PARTIAL, 61, true, true, { 1, 0, 0 } },
	{ TRUNCATE_PARTIAL, 5, true, true, { 0, 0, 0 } },
	{ TRUNCATE_RRSET, 117, false, false, { 3, 1, 2 } },
	{ TRUNCATE_RRSET, 116, false, true, { 3, 1, 0 } },
	{ TRUNCATE_RRSET, 66, false, true, { 2, 0, 0 } },
	{ TRUNCATE_RRSET, 50, false, true, { 0, 0, 0 } },
	{ TRUNCATE_RRSET, 0, false, true, { 3, 1, 2 } },
	{ TRUNCATE_EMPTY, 117, false, false, { 3, 1, 2 } },
	{ TRUNCATE_EMPTY, 116, false, true, { 0, 0, 0 } },
	{ TRUNCATE_EMPTY, 0, true, true, { 0, 0, 0 } },
	{ TRUNCATE_NEVER, 20, false, false, { 3, 1, 2 } },
	{ TRUNCATE_NEVER, 0, false, false, { 3, 1, 2 } },
};

START_TEST(keeps)
{
	struct message m = { .edns.present = cases[_i].edns };
	struct writer out = { 0 };

	fill(&m);
	message_truncate(&m, cases[_i].how, cases[_i].limit, COMPRESS_RFC1035);
	for (size_t i = 0; i < SECTIONS; i++)
		ck_assert_uint_eq(m.sections[i].count, cases[_i].kept[i]);
	ck_assert_int_eq((m.flags & FLAG_TC) != 0, cases[_i].tc);
	ck_assert_int_eq(m.edns.present, cases[_i].edns);
	message_encode(&m, COMPRESS_RFC1035, &out, NULL);
	ck_assert_int_eq(out.octets[11],
	    (int)cases[_i].kept[SECTION_ADDITIONAL] + cases[_i].edns);
	writer_clear(&out);
	message_clear(&m);
}
END_TEST

/* COUNT addresses; what is left at LIMIT, and how long it is. */
static size_t
truncated_len(unsigned count, enum truncation how, size_t limit,
    enum compress compress, size_t *kept)
{
	struct message m = { 0 };
	struct writer out = { 0 };
	char text[60];
	size_t len;

	for (unsigned i = 0; i < count; i++) {
		snprintf(text, sizeof text, "big.example. A 198.51.100.%u",
		    i % 256);
		records_add(&m.sections[SECTION_ANSWER], text);
	}
	message_truncate(&m, how, limit, compress);
	message_encode(&m, compress, &out, NULL);
	*kept = m.sections[SECTION_ANSWER].count;
	len = out.len;
	writer_clear(&out);
	message_clear(&m);
	return len;
}

START_TEST(limit_0_keeps_what_fits_in_512_octets)
{
	size_t kept;

	ck_assert_uint_eq(truncated_len(40, TRUNCATE_PARTIAL, 0,
			      COMPRESS_RFC1035, &kept),
	    12 + 27 + 29 * 16);
	ck_assert_uint_eq(kept, 30);
	truncated_len(40, TRUNCATE_RRSET, 0, COMPRESS_RFC1035, &kept);
	ck_assert_uint_eq(kept, 0);
}
END_TEST

START_TEST(compression_counts)
{
	size_t kept, len;

	len = truncated_len(40, TRUNCATE_PARTIAL, 512, COMPRESS_NONE, &kept);
	ck_assert_uint_eq(kept, (512 - 12) / 27);
	ck_assert_uint_eq(len, 12 + kept * 27);
}
END_TEST

START_TEST(many_records)
{
	size_t kept, len;

	len = truncated_len(4200, TRUNCATE_PARTIAL, WIRE_MAX, COMPRESS_RFC1035,
	    &kept);
	ck_assert_uint_eq(kept, 1 + (WIRE_MAX - 12 - 27) / 16);
	ck_assert_uint_eq(len, 12 + 11 + kept * 16);
}
END_TEST

START_TEST(records_can_be_added_afterwards)
{
	struct message m = { 0 };

	fill(&m);
	message_truncate(&m, TRUNCATE_PARTIAL, 51, COMPRESS_RFC1035);
	for (int i = 0; i < 20; i++)
		records_add(&m.sections[SECTION_ANSWER], "c. A 1.2.3.4");
	ck_assert_uint_eq(m.sections[SECTION_ANSWER].count, 22);
	message_clear(&m);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("truncate");
	TCase *tc = tcase_create("truncate");

	tcase_add_loop_test(tc, keeps, 0, LEN(cases));
	tcase_add_test(tc, limit_0_keeps_what_fits_in_512_octets);
	tcase_add_test(tc, compression_counts);
	tcase_add_test(tc, many_records);
	tcase_add_test(tc, records_can_be_added_afterwards);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
