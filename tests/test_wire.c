#include "config.h"

#include <string.h>

#include "fakedns/wire.h"
#include "tests/unit.h"

static const uint8_t octets[] = { 0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07 };

START_TEST(reads_numbers)
{
	struct reader r;

	reader_init(&r, octets, sizeof octets);
	ck_assert_uint_eq(reader_u8(&r), 0x01);
	ck_assert_uint_eq(reader_u16(&r), 0x0203);
	ck_assert_uint_eq(reader_u32(&r), 0x04050607);
	ck_assert(!r.bad);
	ck_assert_uint_eq(r.pos, sizeof octets);
}
END_TEST

START_TEST(bad_is_sticky)
{
	struct reader r;

	reader_init(&r, octets, 3);
	ck_assert_uint_eq(reader_u32(&r), 0);
	ck_assert(r.bad);
	ck_assert_uint_eq(reader_u8(&r), 0);
	ck_assert_uint_eq(r.pos, 0);
}
END_TEST

START_TEST(octets_stop_at_the_end)
{
	struct reader r;

	reader_init(&r, octets, 4);
	ck_assert_ptr_eq(reader_octets(&r, 4), octets);
	ck_assert_ptr_nonnull(reader_octets(&r, 0));
	ck_assert_ptr_null(reader_octets(&r, 1));
	ck_assert(r.bad);
}
END_TEST

START_TEST(a_length_that_wraps_is_bad)
{
	struct reader r;

	reader_init(&r, octets, sizeof octets);
	reader_u8(&r);
	ck_assert_ptr_null(reader_octets(&r, SIZE_MAX));
	ck_assert(r.bad);
}
END_TEST

START_TEST(position_past_the_end_is_bad)
{
	struct reader r;

	reader_init(&r, octets, 2);
	r.pos = 3;
	ck_assert_ptr_null(reader_octets(&r, 0));
	ck_assert(r.bad);
}
END_TEST

START_TEST(writes_numbers)
{
	struct writer w = { 0 };

	writer_u8(&w, 0x01);
	writer_u16(&w, 0x0203);
	writer_u32(&w, 0x04050607);
	ck_assert_uint_eq(w.len, sizeof octets);
	ck_assert_mem_eq(w.octets, octets, sizeof octets);
	writer_put_u16(&w, 5, 0xabcd);
	ck_assert_uint_eq(w.octets[5], 0xab);
	ck_assert_uint_eq(w.octets[6], 0xcd);
	writer_clear(&w);
	ck_assert_ptr_null(w.octets);
}
END_TEST

START_TEST(writer_grows)
{
	struct writer w = { 0 };
	uint8_t piece[37];

	memset(piece, 0x5a, sizeof piece);
	for (unsigned i = 0; i < 70000; i++)
		writer_u8(&w, i);
	writer_octets(&w, piece, sizeof piece);
	ck_assert_uint_eq(w.len, 70037);
	for (unsigned i = 0; i < 70000; i++)
		ck_assert_uint_eq(w.octets[i], i & 0xff);
	ck_assert_mem_eq(w.octets + 70000, piece, sizeof piece);
	writer_clear(&w);
}
END_TEST

START_TEST(writer_shrinks_and_grows)
{
	struct writer w = { 0 };

	for (unsigned i = 0; i < 1000; i++)
		writer_u8(&w, i);
	w.len = 3;
	for (unsigned i = 0; i < 200; i++)
		writer_u8(&w, 0xee);
	ck_assert_uint_eq(w.octets[2], 2);
	ck_assert_uint_eq(w.octets[202], 0xee);
	writer_clear(&w);
}
END_TEST

static const struct {
	const char *text;
	size_t len;
	const char *octets;
} good_hex[] = {
	{ "", 0, "" },
	{ " \t\n", 0, "" },
	{ "00ffA5", 3, "\x00\xff\xa5" },
	{ " de ad\n\tBE ef ", 4, "\xde\xad\xbe\xef" },
};

START_TEST(hex)
{
	struct writer w = { 0 };
	size_t bad = 99;

	ck_assert_int_eq(wire_parse_hex(good_hex[_i].text, &w, &bad), 0);
	ck_assert_uint_eq(w.len, good_hex[_i].len);
	if (w.len > 0)
		ck_assert_mem_eq(w.octets, good_hex[_i].octets, w.len);
	writer_clear(&w);
}
END_TEST

static const struct {
	const char *text;
	size_t bad;
} bad_hex[] = {
	{ "0", 1 },
	{ "00 1", 4 },
	{ "0 0", 1 },
	{ "00 xy", 3 },
	{ "0x00", 1 },
	{ "+3", 0 },
};

START_TEST(hex_that_is_none)
{
	struct writer w = { 0 };
	size_t bad = 99;

	ck_assert_int_eq(wire_parse_hex(bad_hex[_i].text, &w, &bad), -1);
	ck_assert_uint_eq(bad, bad_hex[_i].bad);
	writer_clear(&w);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("wire");
	TCase *tc = tcase_create("wire");

	tcase_add_test(tc, reads_numbers);
	tcase_add_test(tc, bad_is_sticky);
	tcase_add_test(tc, octets_stop_at_the_end);
	tcase_add_test(tc, a_length_that_wraps_is_bad);
	tcase_add_test(tc, position_past_the_end_is_bad);
	tcase_add_test(tc, writes_numbers);
	tcase_add_test(tc, writer_grows);
	tcase_add_test(tc, writer_shrinks_and_grows);
	tcase_add_loop_test(tc, hex, 0, sizeof good_hex / sizeof *good_hex);
	tcase_add_loop_test(tc, hex_that_is_none, 0,
	    sizeof bad_hex / sizeof *bad_hex);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
