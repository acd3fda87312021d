#include "config.h"

#include <check.h>

#include "fakedns/pcapng.h"
#include "tests/unit.h"

static void
is(struct writer *w, const char *hex)
{
	struct writer want = { 0 };
	size_t bad;

	ck_assert_int_eq(wire_parse_hex(hex, &want, &bad), 0);
	ck_assert_uint_eq(w->len, want.len);
	ck_assert_mem_eq(w->octets, want.octets, want.len);
	ck_assert_uint_eq(w->len % 4, 0);
	writer_clear(&want);
	writer_clear(w);
}

/* Of the interface: link type, no limit, "lo", resolution, end. */
#define INTERFACE                                                              \
	"01000000 28000000 0100 0000 00000000"                                 \
	"0200 0200 6c6f0000 0900 0100 09000000 0000 0000 28000000"

START_TEST(the_first_blocks)
{
	struct writer w = { 0 };

	pcapng_begin(&w, "prog", NULL);
	is(&w, "0a0d0d0a 28000000 4d3c2b1a 0100 0000 ffffffffffffffff"
	       "0400 0400 70726f67 0000 0000 28000000" INTERFACE);
	pcapng_begin(&w, "prog", "a\303\244bcd");
	is(&w, "0a0d0d0a 34000000 4d3c2b1a 0100 0000 ffffffffffffffff"
	       "0100 0600 61c3a4626364 0000"
	       "0400 0400 70726f67 0000 0000 34000000" INTERFACE);
}
END_TEST

#define TIME "cae9f117 78563412"

static const struct {
	size_t len;
	const char *want;
} packets[] = {
	{ 0, "06000000 20000000 00000000" TIME "00000000 00000100 20000000" },
	{ 1, "06000000 24000000 00000000" TIME "01000000 00000100"
	     "de000000 24000000" },
	{ 3, "06000000 24000000 00000000" TIME "03000000 00000100"
	     "deadbe00 24000000" },
	{ 4, "06000000 24000000 00000000" TIME "04000000 00000100"
	     "deadbeef 24000000" },
	{ 5, "06000000 28000000 00000000" TIME "05000000 00000100"
	     "deadbeef 01000000 28000000" },
};

START_TEST(a_packet)
{
	static const uint8_t frame[] = { 0xde, 0xad, 0xbe, 0xef, 1 };
	struct writer w = { 0 };

	pcapng_packet(&w, 0x17f1e9ca12345678, frame, packets[_i].len, 65536);
	is(&w, packets[_i].want);
}
END_TEST

START_TEST(the_last_block)
{
	struct writer w = { 0 };

	pcapng_end(&w, 0x17f1e9ca12345678, 0x100000002);
	is(&w, "05000000 28000000 00000000" TIME
	       "0500 0800 0200000001000000 0000 0000 28000000");
}
END_TEST

/* An option's length has 16 bits; a reader must find the next one. */
START_TEST(a_long_comment_is_cut)
{
	char *comment = malloc(70001);
	struct writer w = { 0 };
	struct reader r;

	memset(comment, 'c', 70000);
	comment[70000] = '\0';
	pcapng_begin(&w, "prog", comment);
	free(comment);
	reader_init(&r, w.octets, w.len);
	reader_octets(&r, 24);
	ck_assert_uint_eq(reader_u32(&r), 0x0100fcff);
	reader_octets(&r, 65532);
	ck_assert_uint_eq(reader_u16(&r), 0x0400);
	ck_assert(!r.bad);
	writer_clear(&w);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("pcapng");
	TCase *tc = tcase_create("pcapng");

	tcase_add_test(tc, the_first_blocks);
	tcase_add_loop_test(tc, a_packet, 0, sizeof packets / sizeof *packets);
	tcase_add_test(tc, the_last_block);
	tcase_add_test(tc, a_long_comment_is_cut);
	suite_add_tcase(suite, tc);
	return unit_run(suite);
}
